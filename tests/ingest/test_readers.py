import hashlib
import re
from pathlib import Path

import pytest

from corpus.errors import DocumentBroken, DocumentEmpty, DocumentError
from ingest.pages import Engine
from ingest.readers import read_document, text_hash
from tests.ingest.tiny_pdf import TinyPage, write_pdf

TEXT = (
    "De bewoners van de flat kwamen bijeen in de hal en be-",
    "sloten dat er een kas komt op het dak van de garage.",
)


def write(path: Path, *, title: str = "") -> Path:
    page = TinyPage()
    page.lines(50, 100, *TEXT)
    return write_pdf(path, page, information={"Title": title})


@pytest.mark.parametrize("engine", Engine)
def test_every_printed_word_has_its_place(tmp_path: Path, engine: Engine) -> None:
    path = write(tmp_path / "a.pdf")
    reading = read_document(path, engine=engine)
    text = reading.document.text
    assert (
        text
        == "De bewoners van de flat kwamen bijeen in de hal en besloten dat er een kas komt op het dak van de garage."
    )
    assert "".join(text[w.start : w.end] for w in reading.words) == re.sub(r"\s", "", text)
    one, two = (w for w in reading.words if text[w.start : w.end] in ("be", "sloten"))
    assert one.end == two.start
    assert one.box.bottom < two.box.bottom
    assert reading.document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_progress_is_told(tmp_path: Path) -> None:
    pages = [TinyPage().text(50, 100, f"Pagina {i} van de flat") for i in (1, 2)]
    heard: list[tuple[int, int]] = []
    read_document(write_pdf(tmp_path / "a.pdf", *pages), on_page=lambda page, count: heard.append((page, count)))
    assert heard == [(1, 2), (2, 2)]


def test_the_same_text_in_other_bytes_has_one_fingerprint(tmp_path: Path) -> None:
    one, two = write(tmp_path / "a.pdf"), write(tmp_path / "b.pdf", title="Anders opgeslagen")
    assert one.read_bytes() != two.read_bytes()
    assert text_hash(read_document(one).document) == text_hash(read_document(two).document)
    plain = tmp_path / "c.txt"
    plain.write_text("Een andere tekst over de flat.")
    assert text_hash(read_document(plain).document) != text_hash(read_document(one).document)


def test_a_file_without_pages_stands_on_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Eerste alinea over de flat.\n\nTweede alinea over de kas.")
    reading = read_document(path)
    assert reading.words == ()
    assert reading.document.page_at(40).number == 1


@pytest.mark.parametrize(
    ("data", "error"), [(b"", DocumentBroken), (b"%PDF-1.4\nniets", DocumentBroken), (b"%PDF-", DocumentError)]
)
def test_broken_files(tmp_path: Path, data: bytes, error: type[DocumentError]) -> None:
    path = tmp_path / "kapot.pdf"
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        read_document(path)
    assert str(caught.value).startswith("kapot.pdf: ")


def test_drawings_and_blank_pages_hold_no_text(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", TinyPage().rectangle(50, 50, 200, 200), TinyPage())
    with pytest.raises(DocumentEmpty):
        read_document(path)
