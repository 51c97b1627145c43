"""Gold annotations to learn from: our own in `corpus/gold`, and `../shared/gold` where it lies beside the project."""

import json
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
FOLDERS = ((SHARED / "gold", SHARED / "corpus"), (ROOT / "corpus" / "gold", ROOT / "corpus" / "documents"))
KINDS = ("actors", "cases", "lessons", "tensions")

Row = dict[str, Any]
Span = tuple[int, int]


class Gold(NamedTuple):
    """An annotated document: its file, the text in which the annotations' offsets count, the annotated stretches."""

    name: str
    file: Path
    text: str
    regions: list[Span]
    rows: dict[str, list[Row]]

    @property
    def ours(self) -> bool:
        """Whether it was written and annotated for this project."""
        return self.file.is_relative_to(ROOT)


def read_gold() -> Iterator[Gold]:
    """All annotated documents there are."""
    for folder, files in FOLDERS:
        if not (folder / "regions.json").exists():
            continue
        regions = json.loads((folder / "regions.json").read_text(encoding="utf-8"))
        names = json.loads((folder / "texts" / "documents.json").read_text(encoding="utf-8"))
        for file, name in names.items():
            if name in regions and file.endswith(".pdf") and "-scan" not in file and (files / file).exists():
                text = (folder / "texts" / f"{name}.txt").read_text(encoding="utf-8")
                rows = {kind: _rows(folder / name / f"{kind}.jsonl") for kind in KINDS}
                yield Gold(name, files / file, text, [(a, b) for a, b in regions[name]], rows)


def _rows(file: Path) -> list[Row]:
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text and where each stood: the same in every rendering of the text.

    >>> letters("Win-win!")
    ('winwin', [0, 1, 2, 4, 5, 6])
    """
    kept, where = [], []
    for at, char in enumerate(text):
        for folded in unicodedata.normalize("NFKC", char).casefold():
            if folded.isalnum():
                kept.append(folded)
                where.append(at)
    return "".join(kept), where


class GoldText:
    """The text of a gold document in letters only, in which words of the document as read can be found back."""

    def __init__(self, gold: Gold) -> None:
        self.flat, self.where = letters(gold.text)
        self.regions = [self.span(start, end) for start, end in gold.regions]
        self._last = 0

    def span(self, start: int, end: int) -> Span:
        """Offsets of the gold text as offsets into its letters."""
        return bisect_left(self.where, start), bisect_left(self.where, end)

    def places(self, row: Row) -> list[Span]:
        """All stretches where an annotation stands."""
        return [
            self.span(part["start"], part["end"])
            for part in (row, *row.get("fragments", []), *row.get("alt_spans", []))
        ]

    def locate(self, text: str) -> Span | None:
        """Where a sentence stands, looked for from the last one on; None if it cannot be found."""
        wanted = letters(text)[0]
        if len(wanted) < 4:
            return None
        at = self.flat.find(wanted, max(0, self._last - 3000))
        at = at if at >= 0 else self.flat.find(wanted)
        if at < 0 and len(wanted) > 30:  # a word that was read otherwise: try the first and the last part
            head, tail = self.flat.find(wanted[:25]), self.flat.find(wanted[-25:])
            at = head if head >= 0 else tail + 25 - len(wanted) if tail >= 0 else -1
        if at < 0:
            return None
        self._last = at
        return at, at + len(wanted)

    def annotated(self, span: Span | None) -> bool:
        """Whether a stretch lies where annotations were made."""
        return span is not None and any(start <= span[0] < end for start, end in self.regions)


def close(a: Span, b: Span) -> bool:
    """Whether two stretches share half of the shorter one.

    >>> close((0, 10), (5, 30)), close((0, 10), (6, 30))
    (True, False)
    """
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared >= 0.5 * max(1, min(a[1] - a[0], b[1] - b[0]))


def borderline(row: Row) -> bool:
    """Whether the annotators were of two minds about a row."""
    return row.get("grade") == "B" or bool(row.get("doubtful")) or row.get("kind") == "contrast"
