"""What Dutch words mean in English: glosses from open dictionaries, aligned sentences and the field's lexicon."""

import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.recipes.pairs import Pair
from models.recipes.sources import Sources

Glosses = dict[str, dict[str, float]]
"""English glosses of a Dutch word (lower case), each with its weight."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")


def split_words(text: str) -> list[str]:
    """The words of a text in lower case.

    >>> split_words("De wijk-aanpak, 2019!")
    ['de', 'wijk-aanpak', '2019']
    """
    return [word.lower() for word in _WORD.findall(text)]


@dataclass(frozen=True)
class Term:
    """A row of the field's lexicon: a Dutch term, its English gloss and what people say instead."""

    term: str
    english: str
    synonyms: tuple[str, ...]
    topic: str


def read_lexicon(file: Path) -> list[Term]:
    """The rows of the field's lexicon; none when the file is not there yet."""
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as rows:
        return [
            Term(
                row["term"].strip().lower(),
                row["english"].strip(),
                tuple(part.strip().lower() for part in re.split(r"[;|]", row["synonyms"] or "") if part.strip()),
                row["topic"],
            )
            for row in csv.DictReader(rows)
        ]


def read_synset_glosses(sources: Sources) -> Glosses:
    """English members of the synsets that a Dutch lemma belongs to, frequent senses weighing more."""
    english, counts = _read_wordnet(sources.folder("wordnet") / "usr/share/wordnet")
    glosses: Glosses = defaultdict(lambda: defaultdict(float))
    for name, trust in (("odwn", 1.0), ("wiktionary", 2.0)):
        for line in sources.file(name).read_text("utf-8").splitlines()[1:]:
            synset, _, lemma = line.split("\t")[:3]
            for member in english.get(synset, ())[:4]:
                glosses[lemma.replace("_", " ").lower()][member] += trust * (
                    0.3 + counts.get((synset, member), 0) ** 0.5
                )
    return glosses


def _read_wordnet(folder: Path) -> tuple[dict[str, list[str]], dict[tuple[str, str], int]]:
    """Members of each synset, and how often a member was tagged with it."""
    tagged = dict[str, int]()
    for line in (folder / "cntlist.rev").read_text("latin-1").splitlines():
        key, _, count = line.split()
        tagged[":".join(key.split(":")[:3])] = int(count)
    members: dict[str, list[str]] = {}
    counts: dict[tuple[str, str], int] = {}
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{part}").read_text("latin-1").splitlines():
            if line.startswith("  "):
                continue
            fields = line.split(" | ")[0].split()
            synset = f"{fields[0]}-{'a' if fields[2] == 's' else fields[2]}"
            for i in range(int(fields[3], 16)):
                word, identity = fields[4 + 2 * i].split("(")[0], int(fields[5 + 2 * i], 16)
                name = word.replace("_", " ")
                members.setdefault(synset, []).append(name)
                sense = f"{word.lower()}%{'nvars'.index(fields[2]) + 1}:{fields[1]}:{identity:02d}"
                counts[synset, name] = tagged.get(sense, 0)
    return members, counts


def read_common_words(file: Path) -> Glosses:
    """Frequent words that the dictionaries lack, each with its English word."""
    with file.open(encoding="utf-8", newline="") as rows:
        return {row["word"]: {row["english"]: 1.0} for row in csv.DictReader(rows)}


def align_words(pairs: Sequence[Pair], rounds: int = 6) -> Glosses:
    """English words that a Dutch word is translated by, with their probability (IBM model 1)."""
    dutch, english, cells = _count_cells(pairs)
    dutch_ids, english_ids = list(dutch), list(english)
    sentence, left, right = cells.T
    codes, where = np.unique(left.astype(np.int64) * len(english) + right, return_inverse=True)
    chance = np.ones(len(codes))
    group = sentence.astype(np.int64) * len(english) + right
    _, group = np.unique(group, return_inverse=True)
    for _ in range(rounds):
        share = chance[where]
        share /= np.bincount(group, share)[group]
        expected = np.bincount(where, share)
        chance = expected / np.bincount(codes // len(english), expected)[codes // len(english)]
    glosses: Glosses = defaultdict(dict)
    for code in np.flatnonzero((chance > 0.15) & (expected > 1.5)):
        glosses[dutch_ids[codes[code] // len(english)]][english_ids[codes[code] % len(english)]] = float(chance[code])
    return glosses


def _count_cells(pairs: Sequence[Pair]) -> tuple[dict[str, int], dict[str, int], np.ndarray]:
    dutch: dict[str, int] = {}
    english: dict[str, int] = {}
    cells = []
    for number, (left, right) in enumerate(pairs):
        theirs = [english.setdefault(word, len(english)) for word in split_words(right)[:40]]
        for word in split_words(left)[:40]:
            own = dutch.setdefault(word, len(dutch))
            cells += [(number, own, other) for other in theirs]
    return dutch, english, np.array(cells, dtype=np.int32)


def read_lemmas(sources: Sources) -> dict[str, list[str]]:
    """The lemmas that an inflected Dutch word may belong to."""
    folder = sources.folder("lookups") / "spacy_lookups_data/data"
    lemmas: dict[str, list[str]] = defaultdict(list)
    for table in ("exc", "lookup"):
        rows = json.loads(gzip.decompress((folder / f"nl_lemma_{table}.json.gz").read_bytes()))
        for part in rows.values() if table == "exc" else [rows]:
            for word, lemma in part.items():
                options = [lemma] if isinstance(lemma, str) else lemma
                lemmas[word.lower()] += [option.lower() for option in options if option != word]
    return lemmas
