"""Dutch texts with their English counterparts and graded Dutch pairs, read from the named sources."""

import csv
import html
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from models.recipes.sources import Sources

Pair = tuple[str, str]
"""A Dutch text and its English translation."""
GradedPair = tuple[str, str, float]
"""Two Dutch texts and how alike people found them, from 0 to 1."""


def read_graded(file: Path) -> list[GradedPair]:
    """The rows of an STS benchmark file."""
    with file.open(encoding="utf-8", newline="") as rows:
        return [(left, right, float(grade) / 5) for left, right, grade in csv.reader(rows)]


def read_sick(file: Path) -> list[GradedPair]:
    """The test rows of SICK-NL: for evaluation only."""
    with file.open(encoding="utf-8", newline="") as rows:
        return [
            (row["sentence_A"], row["sentence_B"], (float(row["relatedness_score"]) - 1) / 4)
            for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)
            if row["SemEval_set"] == "TEST"
        ]


def read_sentence_pairs(sources: Sources) -> list[Pair]:
    """Aligned sentences of Tatoeba and of the STS benchmark's training part, without doubles."""
    dutch = sources.file("tatoeba-nl").read_text("utf-8").splitlines()
    english = sources.file("tatoeba-en").read_text("utf-8").splitlines()
    pairs = dict.fromkeys(zip(dutch, english, strict=True))
    for theirs, ours in zip(
        read_graded(sources.file("sts-en-train")), read_graded(sources.file("sts-nl-train")), strict=True
    ):
        pairs |= {(ours[0], theirs[0]): None, (ours[1], theirs[1]): None}
    return list(pairs)


def read_families(file: Path) -> list[list[Pair]]:
    """Families of sentences about one situation, each with its translation; a family ends at an empty line."""
    lines = (line for line in file.read_text("utf-8").splitlines() if not line.startswith("#"))
    groups = [list(group) for full, group in groupby(lines, key=bool) if full]
    return [[(dutch, english) for dutch, _, english in (line.partition("\t") for line in group)] for group in groups]


_PARAGRAPH = re.compile(r'<(?:p|h\d)[^>]*\bid="([^"]+)"[^>]*>(.*?)</(?:p|h\d)>', re.S)


def read_help_pairs(sources: Sources) -> list[Pair]:
    """Aligned paragraphs of the LibreOffice help, in the order of their files."""
    folders = [
        sources.folder(name) / "usr/share/libreoffice/help" / language / "text"
        for name, language in (("help-nl", "nl"), ("help-en", "en-US"))
    ]
    pairs: dict[Pair, None] = {}
    for dutch in sorted(folders[0].rglob("*.html")):
        english = folders[1] / dutch.relative_to(folders[0])
        if english.exists():
            translated = dict(_read_paragraphs(english))
            pairs |= {(text, translated[key]): None for key, text in _read_paragraphs(dutch) if key in translated}
    return [(dutch, english) for dutch, english in pairs if dutch != english and len(dutch.split()) > 2]


def _read_paragraphs(page: Path) -> Iterator[tuple[str, str]]:
    for key, markup in _PARAGRAPH.findall(page.read_text("utf-8")):
        text = html.unescape(re.sub(r"<[^>]+>", "", markup))
        yield key, " ".join(text.split())
