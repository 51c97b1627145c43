"""Quotes with citation, sources, link and picture of the page, in the form that a writer's program takes."""

import csv
import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from app.quotations import QuoteDesk
from app.quote import Quote, who_said
from corpus.errors import QueryError
from corpus.model import Metadata
from ingest.marks import Mark, find_marks
from ingest.pdf_copies import highlight
from ingest.pictures import PagePicture, draw_pages
from search import pandoc
from search.bibliography import write_bibliography
from search.citations import list_sources

_SPECIAL = re.compile(r"([\\`*_\[\]<>#$^~@|])")
_PICTURES = "beelden"
_COLUMNS = (
    "citaat",
    "spreker",
    "functie",
    "organisatie",
    "verwijzing",
    "bron",
    "bestand",
    "pdf_pagina",
    "pagina",
    "link",
)


class QuotePackage:
    """Quotes of a library, ready to be written in one of many forms."""

    def __init__(self, desk: QuoteDesk, quotes: Sequence[Quote], style: str = "apa") -> None:
        """Take quotes that the desk showed, and so has proven."""
        self._desk, self._quotes, self._style = desk, quotes, style

    def write(self, target: Path) -> None:
        """Write all quotes to a file; its ending says in which form.

        Raises:
            QueryError: nothing is known to write in a file of that ending.
        """
        writers: dict[str, Callable[[Path], None]] = {
            ".md": lambda path: _save(path, self.markdown()),
            ".html": lambda path: self._by_pandoc(path, "html", "--embed-resources", "--standalone"),
            ".docx": lambda path: self._by_pandoc(path, "docx"),
            ".odt": lambda path: self._by_pandoc(path, "odt"),
            ".zip": self._write_zip,
            ".csv": lambda path: _save(path, "\ufeff" + self.table()),  # the mark tells Excel that it is UTF-8
            ".bib": lambda path: _save(path, self.bibliography("bibtex")),
            ".ris": lambda path: _save(path, self.bibliography("ris")),
            ".json": lambda path: _save(path, self.bibliography("csl-json")),
        }
        if target.suffix.lower() not in writers:
            raise QueryError(f"'{target.name}' kan niet worden gemaakt; kies een naam op {', '.join(sorted(writers))}")
        writers[target.suffix.lower()](target)

    def markdown(self, pictures: Sequence[Sequence[str]] = ()) -> str:
        """The quotes as Markdown, each with its citation in a footnote, and the list of sources.

        `pictures` are the files with pictures of each quote.
        """
        parts, notes = [], []
        for number, quote in enumerate(self._quotes, 1):
            who = f"\n>\n> — {_escaped(who_said(quote))}" if quote.speakers else ""
            parts.append(f"> {_escaped(quote.text)}[^{number}]{who}")
            for picture in pictures[number - 1] if pictures else ():
                parts.append(f"![{_escaped(_note(quote))}]({picture})")
            notes.append(f"[^{number}]: {_escaped(_note(quote) + _recognised(quote))} <{quote.link}>")
        sources = [_escaped(source) for source in list_sources(self._documents(), style=self._style)]
        return "\n\n".join([*parts, *notes, "## Bronnen", *sources]) + "\n"

    def table(self) -> str:
        """The quotes as comma-separated values, a row each."""
        rows = io.StringIO()
        table = csv.writer(rows, lineterminator="\r\n")
        table.writerow(_COLUMNS)
        for q in self._quotes:
            speaker = q.speakers[0] if len(q.speakers) == 1 else None
            names = " en ".join(s.name for s in q.speakers)
            role, affiliation = (speaker.role, speaker.affiliation) if speaker else (None, None)
            said = (q.text, names, role, affiliation, q.citation, q.reference, q.file, q.page, q.printed_page, q.link)
            table.writerow([_harmless("" if value is None else str(value)) for value in said])
        return rows.getvalue()

    def bibliography(self, form: str) -> str:
        """The documents as BibTeX, RIS or CSL-JSON."""
        return write_bibliography(self._documents(), form)

    def _documents(self) -> list[Metadata]:
        return [self._desk.metadata(quote.document) for quote in self._quotes]

    def _by_pandoc(self, target: Path, form: str, *options: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            pictures = self._draw(Path(folder))
            options = (*options, f"--resource-path={folder}", "--metadata=lang:nl-NL", "--metadata=pagetitle:Citaten")
            pandoc.write(self.markdown(pictures), target.absolute(), target=form, options=options)

    def _write_zip(self, target: Path) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _save(folder / "citaten.md", self.markdown(self._draw(folder)))
            for file in ("citaten.docx", "citaten.csv", "bronnen.bib", "bronnen.ris", "bronnen.json"):
                self.write(folder / file)
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
                for path in sorted(p for p in folder.rglob("*") if p.is_file()):
                    archive.write(path, path.relative_to(folder))

    def _draw(self, folder: Path) -> list[list[str]]:
        """Draw the crops around the quotes, and tell their names; a document without pages has none."""
        (folder / _PICTURES).mkdir()
        drawn = []
        for number, quote in enumerate(self._quotes, 1):
            names = []
            for picture in draw_quote(self._desk, quote) if marks_of(self._desk, quote) else ():
                names.append(f"{_PICTURES}/citaat-{number}-p{picture.page}.png")
                (folder / names[-1]).write_bytes(picture.png)
            drawn.append(names)
        return drawn


def marks_of(desk: QuoteDesk, quote: Quote) -> list[Mark]:
    """Where a quote stands on its pages; nowhere in a document without pages."""
    return find_marks(desk.library.records.words(quote.document), quote.start, quote.end)


def draw_quote(desk: QuoteDesk, quote: Quote, *, crop: bool = True) -> list[PagePicture]:
    """Pictures of the pages on which a quote stands, with the quote marked.

    Raises:
        QueryError: the document has no pages to draw.
    """
    marks = marks_of(desk, quote)
    if not marks:
        raise QueryError(f"{quote.file}: dit document heeft geen pagina's om te tekenen")
    words = desk.library.records.words(quote.document) if crop else ()
    return draw_pages(desk.library.records.source(quote.document), marks, words)


def highlight_quote(desk: QuoteDesk, quote: Quote, target: Path) -> None:
    """Write a copy of the PDF with the quote as a native highlight.

    Raises:
        QueryError: the document has no pages.
    """
    marks = marks_of(desk, quote)
    if not marks:
        raise QueryError(f"{quote.file}: dit document heeft geen pagina's om te markeren")
    highlight(desk.library.records.source(quote.document), marks, target, f"{quote.citation} {quote.link}")


def _note(quote: Quote) -> str:
    """The text of a note: the short citation without the brackets that it has within a text."""
    return quote.citation[1:-1] + "." if quote.citation.startswith("(") else quote.citation


def _recognised(quote: Quote) -> str:
    return (
        f" Tekstherkenning, {quote.ocr_confidence:.0%} zeker: vergelijk met het beeld." if quote.ocr_confidence else ""
    )


def _escaped(text: str) -> str:
    r"""The text as Markdown that shows it literally.

    >>> _escaped("1 * 2 [drie]")
    '1 \\* 2 \\[drie\\]'
    """
    escaped = _SPECIAL.sub(r"\\\1", text)
    return re.sub(r"^(\d+)([.)])|^([-+])(?=\s)", lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
