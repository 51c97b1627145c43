import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree
from PIL import Image, ImageChops

from corpus.model import Box, Word
from ingest.frame import turn
from ingest.marks import Mark, find_marks
from ingest.pdf import open_pdf
from ingest.pdf_copies import highlight, redact
from ingest.pictures import draw_pages, svg_overlay
from ingest.readers import read_document

SAMPLE = Path(__file__).parents[2] / "corpus" / "documents" / "magazine-twee-wijken-een-rivier.pdf"


def test_marks_break_at_lines_columns_and_pages() -> None:
    boxes = [(1, 10, 10), (1, 50, 10), (1, 10, 24), (1, 300, 24), (2, 10, 10)]
    words = [Word(i * 5, i * 5 + 4, page, Box(x, top, x + 38, top + 10)) for i, (page, x, top) in enumerate(boxes)]
    marks = find_marks(words, 0, 24)
    assert [(mark.page, mark.box.x0, mark.box.x1) for mark in marks] == [
        (1, 10, 88),
        (1, 10, 48),
        (1, 300, 338),
        (2, 10, 48),
    ]


def test_of_a_word_that_is_partly_in_the_quote_that_part_is_marked() -> None:
    word = Word(0, 10, 1, Box(0, 0, 100, 10))
    assert find_marks([word], 1, 9)[0].box == Box(10, 0, 90, 10)


@pytest.fixture
def marks() -> list[Mark]:
    reading = read_document(SAMPLE)
    start = reading.document.text.index("Verplaats de vergadering")
    return find_marks(reading.words, start, start + 63)


def _colours(image: Image.Image, box: Box, scale: float) -> list[tuple[int, Any]]:
    crop = image.crop((round(box.x0 * scale), round(box.top * scale), round(box.x1 * scale), round(box.bottom * scale)))
    return crop.getcolors(1_000_000) or []


def _inner(box: Box) -> Box:
    return Box(box.x0 + 1, box.top + 1, box.x1 - 1, box.bottom - 1)


def _yellow(image: Image.Image, box: Box, scale: float) -> float:
    """The share of the pixels in a box that are not grey: marked."""
    colours = _colours(image.convert("RGB"), box, scale)
    return sum(count for count, (r, _, b) in colours if r - b > 60) / sum(count for count, _ in colours)


def test_the_mark_lies_on_the_words_and_letters_stay_dark(marks: list[Mark]) -> None:
    picture = draw_pages(SAMPLE, marks)[0]
    image = Image.open(io.BytesIO(picture.png))
    scale = image.width / picture.view.x1
    assert all(_yellow(image, mark.box, scale) > 0.6 for mark in marks)
    with open_pdf(SAMPLE) as pdf:
        plain = pdf.picture(marks[0].page, 150, grey=False)[0].convert("RGB")
    changed = ImageChops.difference(image.convert("RGB"), plain)
    for mark in marks:
        x0, top, x1, bottom = (round(edge * scale) for edge in mark.box)
        changed.paste((0, 0, 0), (x0 - 1, top - 1, x1 + 2, bottom + 2))
    assert changed.getbbox() is None  # nothing beside the marks
    darkest = min(value for _, value in _colours(image.convert("L"), marks[0].box, scale))
    assert darkest < 60


def test_a_crop_is_smaller_than_the_page_and_cuts_no_word_of_its_lines() -> None:
    reading = read_document(SAMPLE)
    start = reading.document.text.index("Verplaats de vergadering")
    marks = find_marks(reading.words, start, start + 63)
    crop, page = draw_pages(SAMPLE, marks, reading.words)[0], draw_pages(SAMPLE, marks)[0]
    assert crop.width * crop.height < 0.4 * page.width * page.height
    left, top, right, bottom = crop.view
    beside = [w.box for w in reading.words if w.page == crop.page and top < (w.box.top + w.box.bottom) / 2 < bottom]
    assert len(beside) > 20
    assert not [box for box in beside if box.x0 < left < box.x1 or box.x0 < right < box.x1]


def test_the_overlay_has_a_rectangle_a_mark(marks: list[Mark]) -> None:
    svg = etree.fromstring(svg_overlay(draw_pages(SAMPLE, marks)[0], 'Een "wijk" & meer').encode())
    assert len(svg.findall(".//{*}rect")) == len(marks)
    assert svg.get("aria-label") == 'Een "wijk" & meer'


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_native_highlights_lie_on_the_words_however_the_page_is_turned(
    tmp_path: Path, marks: list[Mark], turns: int
) -> None:
    source, target = tmp_path / "source.pdf", tmp_path / "target.pdf"
    with pikepdf.open(SAMPLE) as pdf:
        width, height = (float(edge) for edge in pdf.pages[0].mediabox[2:])
        for page in pdf.pages:
            page.rotate(90 * turns, relative=False)
        pdf.save(source)
    marks = [Mark(mark.page, turn(mark.box, turns, width, height)) for mark in marks]
    highlight(source, marks, target, "(Bron, 2020, p. 3)")
    with open_pdf(target) as pdf:
        image, scale = pdf.picture(marks[0].page, 100, grey=False)
    assert all(_yellow(image, mark.box, scale) > 0.6 for mark in marks)
    with pikepdf.open(target) as pdf:
        annotation = pdf.pages[marks[0].page - 1].Annots[-1]
        assert (str(annotation.Subtype), str(annotation.Contents)) == ("/Highlight", "(Bron, 2020, p. 3)")
        assert len(annotation.QuadPoints) == 8 * len(marks)


def test_redacted_words_are_gone_from_the_file_and_other_pages_stay(tmp_path: Path, marks: list[Mark]) -> None:
    target = tmp_path / "redacted.pdf"
    assert redact(SAMPLE, marks, target) == 1
    with open_pdf(SAMPLE) as before, open_pdf(target) as after:
        assert after.text(marks[0].page).strip() == ""
        assert "Verplaats" in before.text(marks[0].page)
        assert after.text(marks[0].page + 1) == before.text(marks[0].page + 1)
        assert after.information == {}
        image, scale = after.picture(marks[0].page, 100)
        assert abs(image.width - before.picture(marks[0].page, 100)[0].width) <= 1
    assert all(value < 60 for mark in marks for _, value in _colours(image, _inner(mark.box), scale))
