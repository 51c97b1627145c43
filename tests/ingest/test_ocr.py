from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest import ocr
from ingest.printed import PrintedPage
from ingest.readers import read_document
from tests.ingest.tiny_pdf import TinyPage, write_pdf

HOCR = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><body><div class="ocr_page" title="bbox 0 0 1000 1000">
<span class="ocr_line" title="bbox 100 100 500 140; baseline 0.01 -8; x_size 40">
<span class="ocrx_word" title="bbox 100 100 200 140; x_wconf 96">Buurt</span>
<span class="ocrx_word" title="bbox 220 101 300 141; x_wconf 90">en</span>
<span class="ocrx_word" title="bbox 320 102 420 142; x_wconf 92">straat</span>
<span class="ocrx_word" title="bbox 440 103 500 143; x_wconf 94">samen</span></span>
<span class="ocr_line" title="bbox 100 300 300 340; baseline 0 0; x_size 40">
<span class="ocrx_word" title="bbox 100 300 300 340; x_wconf 12">~|\u00a6_</span></span>
<span class="ocr_line" title="bbox 100 400 300 440; baseline 0 0; x_size 40">
<span class="ocrx_word" title="bbox 100 400 300 440; x_wconf 41">Iz</span></span>
</div></body></html>"""


def test_lines_with_confidence_and_without_debris() -> None:
    (line,) = ocr.parse_hocr(HOCR.encode())
    assert [word.text for word in line.words] == ["Buurt", "en", "straat", "samen"]
    assert line.words[0].confidence == pytest.approx(0.96)


def test_a_skewed_line_is_straightened_and_its_boxes_stay_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pytesseract.image_to_pdf_or_hocr", lambda *args, **settings: HOCR.encode())
    page = ocr.recognise(PrintedPage(1, 240, 240, ()), Image.new("L", (1000, 1000)), scale=4.0)
    (line,) = page.lines
    assert len({word.bottom for word in line.words}) == 1
    assert line.words[0].box == (25.0, 25.0, 50.0, 35.0)
    assert page.ocr_confidence == pytest.approx(0.93)


@pytest.mark.skipif(not ocr.is_installed(), reason="Tesseract with Dutch is not installed")
def test_a_picture_of_text_is_read(tmp_path: Path) -> None:
    image = Image.new("L", (1240, 1754), 255)
    font = ImageFont.load_default(size=34)
    for i, text in enumerate(("De bewoners van de flat kwamen bijeen", "bij de garage waar straks een kas komt")):
        ImageDraw.Draw(image).text((120, 200 + 60 * i), text, font=font, fill=0)
    image = image.rotate(1.0, fillcolor=255)
    page = TinyPage().picture(image.width, image.height, image.tobytes())
    reading = read_document(write_pdf(tmp_path / "a.pdf", page))
    assert reading.document.text == "De bewoners van de flat kwamen bijeen bij de garage waar straks een kas komt"
    assert reading.document.warnings == ("pagina 1: alleen beeld, gelezen met tekstherkenning",)
    assert (reading.document.pages[0].ocr_confidence or 0) > 0.8
    assert all(0 < w.box.x0 < w.box.x1 < 595 and 0 < w.box.top < w.box.bottom < 842 for w in reading.words)
