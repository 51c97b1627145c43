"""Proof that a quote is verbatim: its letters looked up anew in the source file.

It shares nothing with how documents are read but the file, the normalisation of characters and (for pages that are
pictures) the recognition: no words, lines, columns or paragraphs. A quote is proven when it falls into stretches of
the pages' own text; one stretch may follow another only from the end of a printed line to the start of one.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
from lxml import etree, html

from corpus.errors import QuoteUnproven
from corpus.records import Records
from ingest.formats import Format, detect_format
from ingest.ocr import DPI, recognise
from ingest.pdf import PdfFile, open_pdf
from ingest.pdf_loops import draws_too_much
from ingest.printed import PrintedPage
from ingest.prints import Print, find_pages, without_note_marks

_BREAKS = re.compile(r"[\r\n]+|(?<=\ufffe)")  # pdfium writes U+FFFE for a hyphen and the line end after it


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """Where the words of a quote were found in the source file."""

    pages: tuple[int, ...]  # PDF page numbers, from 1
    ocr_confidence: float | None = None  # lowest of the pages whose text was recognised from a picture (0 to 1)


class Prover:
    """Proves quotes of the documents of a library; what it looked up it remembers."""

    def __init__(self, records: Records, cache: Path | None = None) -> None:
        """Keep what was recognised in pictures in the folder `cache`, as recognising takes seconds a page."""
        self._records, self._cache = records, cache
        self._prints: dict[tuple[str, int], tuple[Print, Print]] = {}  # with and without note marks

    def prove(self, sha256: str, quote: str, pages: tuple[int, int]) -> Proof:
        """The proof that a quote begins on the first and ends on the last of two PDF pages of a document.

        Raises:
            QuoteUnproven: it does not stand there literally.
        """
        document = self._records.document(sha256)
        numbers = range(pages[0], pages[1] + 1)
        sure = {page.number: page.ocr_confidence for page in document.pages}
        prints = [self._print(sha256, number, recognised=sure[number] is not None) for number in numbers]
        found = next((f for f in (find_pages(quote, variant) for variant in zip(*prints, strict=True)) if f), [])
        if not found or (found[0], found[-1]) != (0, len(numbers) - 1):
            raise QuoteUnproven(document.file, quote)
        confidences = [c for number in numbers if (c := sure[number]) is not None]
        return Proof(pages=tuple(numbers[i] for i in found), ocr_confidence=min(confidences, default=None))

    def _print(self, sha256: str, number: int, *, recognised: bool) -> tuple[Print, Print]:
        if (sha256, number) not in self._prints:
            lines = self._recognised(sha256, number) if recognised else self._written(sha256, number)
            self._prints[sha256, number] = Print.of_lines(lines), Print.of_lines(without_note_marks(lines))
        return self._prints[sha256, number]

    def _written(self, sha256: str, number: int) -> Sequence[str]:
        source = self._records.source(sha256)
        data = source.read_bytes()
        kind = detect_format(data, self._records.document(sha256).file)
        if kind == Format.PDF:
            if draws_too_much(source, number):
                return ()
            with open_pdf(source) as pdf:
                return _BREAKS.split(pdf.text(number))
        return plain_lines(data, kind)

    def _recognised(self, sha256: str, number: int) -> Sequence[str]:
        kept = self._cache / f"{sha256}-{number}.txt" if self._cache else None
        if kept and kept.is_file():
            return kept.read_text(encoding="utf-8").splitlines()
        with open_pdf(self._records.source(sha256)) as pdf:
            lines = _recognise(pdf, number)
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text("\n".join(lines), encoding="utf-8")
        return lines


def plain_lines(data: bytes, kind: Format) -> list[str]:
    r"""The lines of a file without pages, whatever they are for.

    >>> plain_lines(b"Een wijk.\nEen buurt.", Format.TEXT)
    ['Een wijk.', 'Een buurt.']
    """
    if kind == Format.DOCX:
        return _docx_lines(data)
    if kind == Format.HTML:
        root = html.document_fromstring(data)
        etree.strip_elements(root, "script", "style", etree.Comment, with_tail=False)
        return _BREAKS.split(str(root.text_content()))
    for encoding in ("utf-8-sig", "utf-16") if data[:2] not in (b"\xff\xfe", b"\xfe\xff") else ("utf-16",):
        try:
            return _BREAKS.split(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _BREAKS.split(data.decode("cp1252", "replace"))


def _docx_lines(data: bytes) -> list[str]:
    lines = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/(document|footnotes|endnotes)\.xml", name):
                root = etree.fromstring(archive.read(name))
                paragraphs = root.iter("{*}p")
                lines += ["".join(t.text or " " for t in p.iter("{*}t", "{*}tab", "{*}br")) for p in paragraphs]
    return lines


def _recognise(pdf: PdfFile, number: int) -> list[str]:
    image, scale = pdf.picture(number, DPI)
    blank = PrintedPage(number=number, width=image.width / scale, height=image.height / scale, lines=())
    return [line.text for line in recognise(blank, image, scale).lines]
