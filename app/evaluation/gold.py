"""Annotations that people made: what a library ought to find. Their format: docs/evaluation.md."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from app.evaluation.alignment import AlignedText, Stretch
from corpus.errors import WijkgraafError

_ARTICLES = frozenset({"de", "het", "een", "'t", "the"})

Row = Mapping[str, Any]
"""An annotation, or an exported entity, as its JSON line says it."""


class GoldMissing(WijkgraafError):
    """The folder holds no annotations."""


class GoldDocument:
    """One annotated document."""

    def __init__(self, name: str, folder: Path, text: str, regions: Sequence[tuple[int, int]]) -> None:
        """Read the annotations of document `name` in `folder`; only what lies in `regions` counts."""
        self.name, self._folder, self.text = name, folder, AlignedText(text)
        self._regions = regions

    def rows(self, kind: str) -> list[Row]:
        """All annotations of a kind ("cases", "actors", "lessons", "tensions", "queries")."""
        path = self._folder / f"{kind}.jsonl"
        return [msgspec.json.decode(line) for line in path.read_bytes().splitlines()] if path.exists() else []

    def is_inside(self, stretch: Stretch) -> bool:
        """Whether more than half of a stretch lies in one of the annotated regions."""
        return any(stretch.overlap(region) * 2 > stretch.end - stretch.start for region in self._stretches)

    def places(self, row: Row) -> list[Stretch]:
        """All places where an annotation may be found: its own, its fragments, its repeats."""
        spans = (row, *row.get("fragments", ()), *row.get("alt_spans", ()))
        return [self.text.stretch(span["start"], span["end"]) for span in spans]

    def span_rows(self, kind: str) -> list[Row]:
        """The annotations of a kind of span that lie in the regions."""
        return [row for row in self.rows(kind) if self.is_inside(self.text.stretch(row["start"], row["end"]))]

    def name_rows(self, kind: str) -> list[Row]:
        """The annotated entities that are named in the regions."""
        return [row for row in self.rows(kind) if self._is_named(row)]

    def evidence(self, exported: Row, files: Mapping[str, str]) -> list[Stretch]:
        """Where an exported entity has evidence in the regions."""
        quotes = (p["quote"] for p in exported["evidence"] if files.get(Path(p["document"]).name) == self.name)
        return [s for s in map(self.text.find, quotes) if s is not None and self.is_inside(s)]

    @cached_property
    def _stretches(self) -> list[Stretch]:
        return [self.text.stretch(start, end) for start, end in self._regions]

    @cached_property
    def _region_texts(self) -> list[str]:
        return [one_line(self.text.text[start:end]) for start, end in self._regions]

    def _is_named(self, row: Row) -> bool:
        start, end = row.get("start", row.get("first_start")), row.get("end", row.get("first_end"))
        said = [one_line(name) for name in (row.get("label") or row.get("name"), *row.get("aliases", ())) if name]
        named = any(re.search(rf"(?<!\w){re.escape(n)}(?!\w)", text) for n in said for text in self._region_texts)
        return named or (start is not None and end is not None and self.is_inside(self.text.stretch(start, end)))


class Gold:
    """A folder of annotations."""

    def __init__(self, folder: Path) -> None:
        """Read `folder`: regions.json, texts/, and a folder a document.

        Raises:
            GoldMissing: it is no such folder.
        """
        if not (folder / "regions.json").is_file():
            raise GoldMissing(f"in '{folder}' staan geen annotaties (regions.json ontbreekt)")
        regions = msgspec.json.decode((folder / "regions.json").read_bytes(), type=dict[str, list[tuple[int, int]]])
        self.files = msgspec.json.decode((folder / "texts" / "documents.json").read_bytes(), type=dict[str, str])
        self.documents = [
            GoldDocument(name, folder / name, (folder / "texts" / f"{name}.txt").read_text(encoding="utf-8"), spans)
            for name, spans in regions.items()
        ]

    def queries(self) -> dict[str, list[Row]]:
        """The queries a document."""
        return {document.name: document.rows("queries") for document in self.documents}


def is_clear(row: Row) -> bool:
    """Whether an annotation is beyond doubt; a borderline one is neither missed nor wrong."""
    doubtful = row.get("grade") == "B" or row.get("doubtful") or row.get("kind") == "contrast"
    return not doubtful and row.get("depth") != "genoemd"


def names(row: Row) -> set[str]:
    """All names of an entity, as they are compared.

    >>> sorted(names({"label": "De Hefboom (Arnhem)", "aliases": ["'t Hefje"]}))
    ['hefboom', 'hefje']
    """
    said = (row.get("label") or row.get("name") or "", *row.get("aliases", ()))
    return {key for key in map(_name_key, said) if key}


def one_line(text: str) -> str:
    """A text on one line, hyphenation joined."""
    return " ".join(re.sub(r"(\w)-\n(\w)", r"\1\2", text).split())


def by_document(exported: Sequence[Row], gold: Gold) -> dict[str, list[tuple[Row, list[Stretch]]]]:
    """The exported entities with evidence in each annotated document."""
    found: dict[str, list[tuple[Row, list[Stretch]]]] = defaultdict(list)
    for document in gold.documents:
        for row in exported:
            if stretches := document.evidence(row, gold.files):
                found[document.name].append((row, stretches))
    return found


def _name_key(name: str) -> str:
    name = re.sub(r"\([^)]*\)", " ", unicodedata.normalize("NFKC", name)).casefold().replace("’", "'")
    words = re.findall(r"[\w'&@-]+", name)
    while words and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)
