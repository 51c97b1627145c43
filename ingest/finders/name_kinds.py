"""What each name in a document names: one kind a name, judged by the clues at all its places together."""

import json
from collections import Counter, defaultdict
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.finders.name_clues import CLUES, clues
from ingest.finders.names import Name, name_key

WEIGHTS = Path(__file__).parents[2] / "models" / "finders" / "name.json"
FEATURES = (*CLUES, "named twice", "named five times")
"""The share of the places where the name stands at which a clue holds, and how many places there are."""

# How far the neighbours in a list are believed: "Zonwonen, Helder, Samen en de gemeente".
NEIGHBOURS = 0.35
LIST_MARKS = frozenset([",", " en", ", en", " &", " of", ", de", " en de", " en het", ", het"])


class NameKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    PLACE = "place"
    WORK = "work"  # a law, programme, project, report, prize, ...
    NONE = "none"  # an ordinary word with a capital


KINDS = tuple(NameKind)
Chances = NDArray[np.float32]
"""For one name the chance of each kind, in the order of KINDS."""


class NameModel(NamedTuple):
    """A multinomial logistic regression over FEATURES."""

    bias: Chances
    weights: NDArray[np.float32]  # one row a feature

    def judge(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """The chances of each kind, one row a name."""
        scores = features @ self.weights + self.bias
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float32)


@cache
def load_name_model() -> NameModel:
    """The model that comes with the project."""
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    rows = [stored["weights"].get(name, [0.0] * len(KINDS)) for name in FEATURES]
    return NameModel(np.array(stored["bias"], dtype=np.float32), np.array(rows, dtype=np.float32))


def name_kinds(found: list[Name], aliases: dict[str, str]) -> dict[str, Chances]:
    """The chances of each kind for each name, by its key; a short form is judged together with its full name."""
    groups = grouped(found, aliases)
    if not groups:
        return {}
    judged = load_name_model().judge(np.array([name_features(group) for group in groups.values()]))
    return _with_neighbours(dict(zip(groups, judged, strict=True)), found, aliases)


def grouped(found: list[Name], aliases: dict[str, str]) -> dict[str, list[Name]]:
    """The places at which each name stands, by its key."""
    groups: defaultdict[str, list[Name]] = defaultdict(list)
    for name in found:
        key = name_key(name.text)
        groups[aliases.get(key, key)].append(name)
    return dict(groups)


def name_features(group: list[Name]) -> NDArray[np.float32]:
    """What all the places of one name tell together, in the order of FEATURES."""
    counts: Counter[int] = Counter()
    for name in group:
        counts.update(clues(name))
    row = np.zeros(len(FEATURES), dtype=np.float32)
    for number, count in counts.items():
        row[number] = count / len(group)
    row[-2:] = len(group) > 1, len(group) > 4
    return row


def _with_neighbours(judged: dict[str, Chances], found: list[Name], aliases: dict[str, str]) -> dict[str, Chances]:
    """Names in one list are mostly of one kind: each leans towards its neighbours."""
    lent: defaultdict[str, list[Chances]] = defaultdict(list)
    for left, right in pairwise(found):
        gap = right.sentence.text[max(0, left.end - right.sentence.start) : max(0, right.start - right.sentence.start)]
        if left.sentence is right.sentence and gap.rstrip() in LIST_MARKS:
            one, other = (aliases.get(name_key(name.text), name_key(name.text)) for name in (left, right))
            lent[one].append(judged[other])
            lent[other].append(judged[one])
    leaning = dict(judged)
    for key, neighbours in lent.items():
        leaning[key] = (1 - NEIGHBOURS) * judged[key] + NEIGHBOURS * np.mean(neighbours, axis=0)
    return leaning
