"""What a file is, told from its first bytes."""

import io
import zipfile
from enum import StrEnum
from pathlib import Path

from corpus.errors import DocumentBroken, DocumentFormat

_HEAD = 2048
_PDF = b"%PDF-"
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body")
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "een oud Office-bestand; sla het op als .docx of PDF"),
    (b"{\\rtf", "een RTF-bestand; sla het op als .docx of PDF"),
    (b"\x89PNG", "een afbeelding; zet die om naar PDF"),
    (b"\xff\xd8\xff", "een afbeelding; zet die om naar PDF"),
    (b"II*\x00", "een afbeelding; zet die om naar PDF"),
    (b"MM\x00*", "een afbeelding; zet die om naar PDF"),
)
_OPEN_DOCUMENT = "een OpenDocument- of ander zipbestand; sla het op als .docx of PDF"


class Format(StrEnum):
    """A kind of file that can be read."""

    PDF = "PDF"
    DOCX = "Word-bestand (.docx)"
    HTML = "webpagina (HTML)"
    TEXT = "tekstbestand"


def detect_format(data: bytes, file: str) -> Format:
    """What a file is, from its content. Raises DocumentFormat or DocumentBroken when it is not what can be read.

    >>> detect_format(b"%PDF-1.7 ...", "a.txt").name, detect_format(b"<!DOCTYPE html><html>", "a.html").name
    ('PDF', 'HTML')
    """
    if not data.strip(b"\x00\t\r\n "):
        raise DocumentBroken(file, f"{len(data)} bytes, geen inhoud")
    found = _format_of(data, file)
    if file.lower().endswith(".pdf") and found != Format.PDF:
        raise DocumentFormat(file, f"de naam zegt PDF, maar het is een {found}; is het downloaden goed gegaan?")
    return found


def is_pdf(source: Path) -> bool:
    """Whether a file begins as a PDF, whatever its name."""
    with source.open("rb") as file:
        return file.read(len(_PDF)) == _PDF


def _format_of(data: bytes, file: str) -> Format:
    head = data[:_HEAD]
    if _PDF in head:
        return Format.PDF
    if head.startswith(b"PK"):
        return _zip_format(data, file)
    for start, what in _OTHERS:
        if head.startswith(start):
            raise DocumentFormat(file, f"het is {what}")
    lowered = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if lowered.startswith((b"<!--", b"<?xml", *_HTML)) and any(tag in lowered for tag in _HTML):
        return Format.HTML
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentFormat(file, "het is geen PDF, Word-bestand, webpagina of tekst")
    return Format.TEXT


def _zip_format(data: bytes, file: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise DocumentBroken(file, "een beschadigd zip- of Word-bestand") from error
    if "word/document.xml" in names:
        return Format.DOCX
    raise DocumentFormat(file, f"het is {_OPEN_DOCUMENT}")
