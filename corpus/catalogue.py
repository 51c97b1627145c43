"""The catalogue beside the documents: what a user knows of them and may edit in a spreadsheet."""

import csv
import io
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from corpus.errors import CatalogueError
from corpus.model import DocumentKind, Metadata

CATALOGUE = "catalogue.csv"
"""The catalogue's file name, in the folder of the documents."""

COLUMNS = ("file", "title", "authors", "year", "publisher", "kind", "language", "licence", "source", "note")
"""Its columns; only `file` must be there. Authors are separated by semicolons."""

_DELIMITERS = (",", ";", "\t")
_DUTCH_KINDS = {
    "casestudie": DocumentKind.CASESTUDY,
    "gevalsbeschrijving": DocumentKind.CASESTUDY,
    "rapport": DocumentKind.REPORT,
    "verslag": DocumentKind.REPORT,
    "nieuwsbrief": DocumentKind.NEWSLETTER,
    "overig": DocumentKind.OTHER,
}


def read_catalogue(folder: Path) -> Mapping[str, Metadata]:
    """What the catalogue of a folder says of each file; empty without a catalogue.

    An empty cell says nothing: the title is then "", the language "", the kind OTHER, and what is found in the document
    stands. Raises CatalogueError with the row when a cell cannot be understood.
    """
    path = folder / CATALOGUE
    try:
        facts = path.stat()
    except FileNotFoundError:
        return {}
    return _read(path, facts.st_mtime_ns, facts.st_size)


@lru_cache(maxsize=16)
def _read(path: Path, changed: int, size: int) -> Mapping[str, Metadata]:
    """The rows of a catalogue; read anew when the file has changed."""
    text = _decode(path.read_bytes())
    header = text.partition("\n")[0]
    rows = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=header.count), restkey="rest", restval=""
    )
    names = [(name or "").strip().lower() for name in rows.fieldnames or ()]
    if "file" not in names:
        raise CatalogueError(path.name, 1, f"de kolom 'file' ontbreekt; gebruik de kolommen {', '.join(COLUMNS)}")
    rows.fieldnames = names
    known: dict[str, Metadata] = {}
    for number, row in enumerate(rows, start=2):
        metadata = _metadata(path.name, number, {key: str(value or "").strip() for key, value in row.items()})
        for form in ("NFC", "NFD"):  # file systems differ in how they write accents
            known[unicodedata.normalize(form, str(row["file"]).strip())] = metadata
    return known


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # as spreadsheets on Windows save it


def _metadata(file: str, number: int, row: Mapping[str, str]) -> Metadata:
    return Metadata(
        title=row.get("title", ""),
        authors=tuple(name.strip() for name in row.get("authors", "").split(";") if name.strip()),
        year=_year(file, number, row.get("year", "")),
        publisher=row.get("publisher") or None,
        kind=_kind(file, number, row.get("kind", "")),
        language=row.get("language", "").lower(),
        licence=row.get("licence") or None,
        source=row.get("source") or None,
        note=row.get("note") or None,
    )


def _year(file: str, number: int, cell: str) -> int | None:
    if not cell:
        return None
    if not (cell.isdigit() and len(cell) == 4):
        raise CatalogueError(file, number, f"'{cell}' is geen jaartal")
    return int(cell)


def _kind(file: str, number: int, cell: str) -> DocumentKind:
    name = cell.lower()
    if name in _DUTCH_KINDS:
        return _DUTCH_KINDS[name]
    try:
        return DocumentKind(name or "other")
    except ValueError as error:
        raise CatalogueError(
            file, number, f"'{cell}' is geen soort document; kies uit {', '.join(DocumentKind)}"
        ) from error
