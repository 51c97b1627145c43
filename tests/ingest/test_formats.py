import io
import zipfile

import pytest

from corpus.errors import DocumentBroken, DocumentError, DocumentFormat
from ingest.formats import Format, detect_format


def zipped(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "file", "found"),
    [
        (b"%PDF-1.4\n...", "a.pdf", Format.PDF),
        (b"junk before\n%PDF-1.4\n...", "a", Format.PDF),
        (zipped("word/document.xml"), "a.docx", Format.DOCX),
        (b"\xef\xbb\xbf<!DOCTYPE html>\n<html>", "a.htm", Format.HTML),
        (b"<?xml version='1.0'?><html xmlns='x'>", "a.html", Format.HTML),
        ("Een café in de wijk".encode("cp1252"), "a.txt", Format.TEXT),
        ("Een tekst".encode("utf-16"), "a.txt", Format.TEXT),
    ],
)
def test_content_tells(data: bytes, file: str, found: Format) -> None:
    assert detect_format(data, file) == found


@pytest.mark.parametrize(
    ("data", "file", "error", "part"),
    [
        (b"", "a.pdf", DocumentBroken, "0 bytes"),
        (b"\x00" * 400, "a.pdf", DocumentBroken, "geen inhoud"),
        (b"<html><body>404", "a.pdf", DocumentFormat, "webpagina"),
        (zipped("word/document.xml"), "a.pdf", DocumentFormat, "Word-bestand"),
        (zipped("content.xml"), "a.docx", DocumentFormat, "zipbestand"),
        (b"PK\x03\x04broken", "a.docx", DocumentBroken, "beschadigd"),
        (b"\xd0\xcf\x11\xe0....", "a.doc", DocumentFormat, "oud Office-bestand"),
        (b"\x89PNG....", "a.png", DocumentFormat, "afbeelding"),
        (b"\x7fELF\x00\x00", "a.txt", DocumentFormat, "geen PDF"),
    ],
)
def test_what_is_not_read_is_called_by_its_name(data: bytes, file: str, error: type[DocumentError], part: str) -> None:
    with pytest.raises(error) as caught:
        detect_format(data, file)
    assert str(caught.value).startswith(file)
    assert part in str(caught.value)
