"""What dictionaries know of a word, as a row of flags: the static vectors of the Dutch pipeline.

Words with equal flags share a row, so half a million words take a few thousand rows.
"""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from models.recipes.sources import Sources

Features = dict[str, frozenset[str]]
"""The flags of each word (lower case)."""
Senses = Mapping[tuple[str, str], frozenset[str]]
"""What a (part of speech, lemma) names."""


def edit(word: str, lemma: str) -> str:
    """How a word turns into its lemma: what goes and comes at its start and its end.

    >>> edit("gewerkt", "werken"), edit("huizen", "huis"), edit("wijk", "wijk")
    ('ge<|t>en', '|zen>s', '')
    """
    if word == lemma:
        return ""
    best = max(
        ((start, word[start:]) for start in range(len(word)) if lemma[:1] == word[start : start + 1] or start == 0),
        key=lambda option: (_shared(option[1], lemma) - option[0], -option[0]),
    )
    shared = _shared(best[1], lemma)
    prefix = f"{word[: best[0]]}<" if best[0] else ""
    return f"{prefix}|{best[1][shared:]}>{lemma[shared:]}"


def _shared(left: str, right: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def read_lemma_tables(sources: Sources) -> dict[str, Any]:
    """The Dutch tables of spacy-lookups-data: index, exc, rules and lookup."""
    folder = sources.folder("lookups") / "spacy_lookups_data/data"
    return {
        table: json.loads(gzip.decompress((folder / f"nl_lemma_{table}.json.gz").read_bytes()))
        for table in ("index", "exc", "rules", "lookup")
    }


def describe_words(tables: Mapping[str, Any], words: Iterable[str], senses: Senses, edits: int = 80) -> Features:
    """What each word may be: parts of speech, lemma or inflected form, how its lemma is made, what it names."""
    index = {part: frozenset(word.lower() for word in lemmas) for part, lemmas in tables["index"].items()}
    found: dict[str, set[str]] = defaultdict(set)
    common: Counter[str] = Counter()
    for word in words:
        for part, lemma in _analyse(word, tables, index):
            change = edit(word, lemma)
            found[word].add(f"{part}={'lemma' if not change else 'form'}")
            found[word] |= senses.get((part, lemma), frozenset())
            if change:
                common[f"{part}:{change}"] += 1
                found[word].add(f"{part}:{change}")
    kept = {change for change, _ in common.most_common(edits)}
    return {
        word: frozenset(flag if "=" in flag or flag in kept else f"{flag.split(':')[0]}:rare" for flag in flags)
        for word, flags in found.items()
    }


def _analyse(word: str, tables: Mapping[str, Any], index: Mapping[str, frozenset[str]]) -> set[tuple[str, str]]:
    """The (part of speech, lemma) pairs that the tables allow for a word."""
    found = {(part, word) for part, lemmas in index.items() if word in lemmas}
    for part, exceptions in tables["exc"].items():
        found |= {(part, lemma.lower()) for lemma in exceptions.get(word, ())}
    if lemma := tables["lookup"].get(word):
        parts = [part for part, lemmas in index.items() if lemma.lower() in lemmas] or ["any"]
        found |= {(part, lemma.lower()) for part in parts}
    if not found:
        for part, rules in tables["rules"].items():
            for old, new in rules:
                lemma = word[: len(word) - len(old)] + new if old and word.endswith(old) else ""
                if len(lemma) > 2 and lemma in index.get(part, ()):
                    found.add((part, lemma))
    return found


def inherit_from_tails(features: Features, words: Iterable[str]) -> Features:
    """An unknown compound takes the flags of its longest known tail, a known one only what that tail names."""
    inherited: Features = {}
    for word in words:
        own = features.get(word)
        if own is None or ("noun=lemma" in own and not _senses(own)):
            tails = [features[tail] for cut in range(2, len(word) - 3) if (tail := word[cut:]) in features]
            if own is None and tails:
                inherited[word] = tails[0] | {"compound"}
            elif own is not None:
                inherited[word] = own | next((sense for tail in tails if (sense := _senses(tail))), frozenset())
    return features | inherited


def _senses(flags: frozenset[str]) -> frozenset[str]:
    return frozenset(flag for flag in flags if flag.startswith("sense="))


def coarsen(features: Features, least: int = 6) -> Features:
    """Words with a rare combination of flags lose the finer ones, words that say nothing go: a row must pay its way.

    An unknown word is most often a noun, so that alone need not be said.
    """
    counts = Counter(features.values())
    coarse = {
        word: flags if counts[flags] >= least else frozenset(flag for flag in flags if ":" not in flag)
        for word, flags in features.items()
    }
    return {word: flags for word, flags in coarse.items() if flags - {"noun=lemma", "compound"}}


def make_rows(features: Features) -> tuple[np.ndarray, dict[str, int]]:
    """One row for each combination of flags, shape (rows, flags in order), and the row of each word."""
    flags = sorted({flag for row in features.values() for flag in row})
    column = {flag: number for number, flag in enumerate(flags)}
    rows: dict[frozenset[str], int] = {}
    where = {word: rows.setdefault(row, len(rows)) for word, row in features.items()}
    table = np.zeros((len(rows), len(flags)), dtype=np.float32)
    for row, number in rows.items():
        table[number, [column[flag] for flag in row]] = 1
    return table, where
