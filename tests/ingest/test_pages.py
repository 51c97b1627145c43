from pathlib import Path

import pytest

from corpus.errors import DocumentGarbled, OcrMissing
from ingest import ocr, pages
from ingest.readers import read_document
from tests.ingest.test_legible import DUTCH, shifted
from tests.ingest.tiny_pdf import TinyPage, write_pdf


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)


def picture() -> TinyPage:
    return TinyPage().picture(2, 2, b"\xff\x80\x80\xff")


def text(words: str) -> TinyPage:
    page = TinyPage()
    pieces = words.split()
    page.lines(50, 100, *(" ".join(pieces[i : i + 10]) for i in range(0, len(pieces), 10)))
    return page


@pytest.mark.usefixtures("no_ocr")
def test_pictures_only_ask_for_recognition(tmp_path: Path) -> None:
    with pytest.raises(OcrMissing, match=r"^a\.pdf: .*Tesseract"):
        read_document(write_pdf(tmp_path / "a.pdf", picture(), picture()))


@pytest.mark.usefixtures("no_ocr")
def test_some_pictures_are_a_warning(tmp_path: Path) -> None:
    document = read_document(write_pdf(tmp_path / "a.pdf", text(DUTCH), picture(), picture())).document
    assert document.warnings == (
        "pagina's 2-3: alleen beeld, niet gelezen omdat Tesseract met Nederlands niet is geïnstalleerd",
    )


@pytest.mark.usefixtures("no_ocr")
def test_garbled_text_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(DocumentGarbled):
        read_document(write_pdf(tmp_path / "a.pdf", text(shifted(DUTCH * 2, 1))))
    mixed = read_document(write_pdf(tmp_path / "b.pdf", text(DUTCH), text(shifted(DUTCH * 2, 1)))).document
    assert mixed.warnings == ("pagina 2: onleesbaar gecodeerd, overgeslagen",)
    assert "ef cvvsu" not in mixed.text


def test_a_title_over_a_full_page_photograph_is_kept(tmp_path: Path, no_ocr: None) -> None:
    cover = picture().text(50, 100, "De flat die zichzelf opknapt", size=30)
    document = read_document(write_pdf(tmp_path / "a.pdf", cover, text(DUTCH))).document
    assert document.text.startswith("De flat die zichzelf opknapt")
    assert document.warnings == ()


def test_ranges_of_pages() -> None:
    assert pages._pages([1, 2, 3, 5, 7, 8]) == "pagina's 1-3, 5, 7-8"
