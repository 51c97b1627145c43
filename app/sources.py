"""The files to read: found below the paths that a user gives, with what is known of them beforehand."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from corpus.catalogue import CATALOGUE, read_catalogue
from corpus.corrections import Corrections
from corpus.errors import DocumentBroken, DocumentError, DocumentFormat
from corpus.model import Metadata
from ingest.readers import SUFFIXES


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A file to read."""

    path: Path
    sha256: str  # of its bytes
    recipe: str  # all that decides what is read and found in it
    metadata: Metadata | None  # what a catalogue or the user says of it


def find_sources(
    paths: Sequence[Path], recipe: str, metadata: Metadata | None = None, corrections: Corrections | None = None
) -> Iterator[Source | DocumentError]:
    """The files given, and the documents in folders given, in order of name.

    In a folder, what has no known ending is passed over; a file that is named is always tried. Of a document counts
    `metadata`, else what somebody corrected, else the catalogue beside it.
    """
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.is_file() and file.suffix.lower() in SUFFIXES and file.name != CATALOGUE:
                    yield _source(file, recipe, metadata, corrections)
        elif path.exists():
            yield _source(path, recipe, metadata, corrections)
        else:
            yield DocumentFormat(str(path), "het bestand bestaat niet")


def _source(
    path: Path, recipe: str, metadata: Metadata | None, corrections: Corrections | None
) -> Source | DocumentError:
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        corrected = corrections.of(sha256) if corrections else None
        known = metadata or corrected or read_catalogue(path.parent).get(path.name)
    except OSError as error:
        return DocumentBroken(path.name, str(error))
    told = hashlib.sha256(msgspec.json.encode(known)).hexdigest()[:12]
    return Source(path=path, sha256=sha256, recipe=f"{recipe} {told}", metadata=known)
