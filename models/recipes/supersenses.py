"""What kind of thing a Dutch lemma names (a person, a group, a place, an act of speech ...), from open WordNets."""

from collections import Counter, defaultdict
from pathlib import Path

from models.recipes.sources import Sources

_KINDS = {
    ("n", "04"): "act", ("n", "05"): "animal", ("n", "06"): "artifact", ("n", "09"): "cognition",
    ("n", "10"): "communication", ("n", "14"): "group", ("n", "15"): "location", ("n", "18"): "person",
    ("n", "21"): "possession", ("n", "22"): "process", ("n", "26"): "state", ("n", "28"): "time",
    ("v", "32"): "speaking", ("v", "31"): "thinking", ("v", "38"): "moving", ("v", "41"): "social",
    ("v", "42"): "being",
}  # fmt: skip
"""The lexicographer's files that help to tell what a neighbouring name is; the rest is left out."""


def read_supersenses(sources: Sources) -> dict[tuple[str, str], frozenset[str]]:
    """The kinds of each Dutch (part of speech, lemma) that a sixth of its senses or more have."""
    kinds = _read_kinds(sources.folder("wordnet") / "usr/share/wordnet")
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for source in ("odwn", "wiktionary"):
        for line in sources.file(source).read_text("utf-8").splitlines()[1:]:
            synset, _, lemma = line.split("\t")[:3]
            part = {"n": "noun", "v": "verb"}.get(synset[-1])
            if part and synset in kinds:
                counts[part, lemma.lower()][kinds[synset]] += 1
    return {
        key: frozenset(f"sense={kind}" for kind, count in row.items() if kind != "other" and count >= row.total() / 6)
        for key, row in counts.items()
    }


def _read_kinds(folder: Path) -> dict[str, str]:
    kinds = {}
    for part, file in (("n", "data.noun"), ("v", "data.verb")):
        for line in (folder / file).read_text("latin-1").splitlines():
            if not line.startswith("  "):
                offset, lexicographer = line.split(" ", 2)[:2]
                kinds[f"{offset}-{part}"] = _KINDS.get((part, lexicographer), "other")
    return kinds
