"""To which family of the thesaurus a tension belongs: by the words that speak for its poles, and by meaning."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.finders.poles import Poles
from ingest.finders.sentence_model import shipped_embedder
from ontology.thesaurus import Concept, load_thesaurus

WEIGHTS = Path(__file__).parents[2] / "models" / "finders" / "family.json"
FEATURES = (
    "each pole has a word for a side of its own",
    "a pole has a word for a side",
    "the text has words for both sides",
    "the text has words for one side",
    "the text has several words for a side",
    "the text names the family",
    "meaning of the poles",
    "meaning of the text",
)
WORDS = 6  # so many of the features are about words, the others about meaning

Rows = NDArray[np.float32]


class Told(NamedTuple):
    """A tension as far as its family goes: the text on one line, and the poles in it."""

    text: str
    poles: Poles


class FamilyModel(NamedTuple):
    """A logistic regression over FEATURES, for each pair of a tension and a family."""

    bias: float
    weights: Rows
    enough: float  # below this chance a tension has no family
    usual: dict[str, tuple[float, float]]  # by slug: how near the poles and the text of any tension are


@cache
def load_family_model() -> FamilyModel:
    """The model that comes with the project."""
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    weights = np.array([stored["weights"][name] for name in FEATURES], dtype=np.float32)
    return FamilyModel(stored["bias"], weights, stored["enough"], {k: tuple(v) for k, v in stored["usual"].items()})


def families(tensions: Sequence[Told]) -> list[str | None]:
    """For each tension the slug of its family, or None where no family is likely enough."""
    if not tensions:
        return []
    model, known = load_family_model(), load_thesaurus().tensions()
    usual = np.array([model.usual.get(concept.slug, (0.0, 0.0)) for concept in known], dtype=np.float32)
    found: list[str | None] = []
    for row in family_features(tensions):
        row[:, WORDS:] -= usual
        scores = row @ model.weights + model.bias
        best = int(scores.argmax())
        found.append(known[best].slug if 1 / (1 + np.exp(-scores[best])) >= model.enough else None)
    return found


def family_features(tensions: Sequence[Told]) -> Rows:
    """What tells of each tension whether it is of each family; shape (tensions, families, FEATURES)."""
    words = np.array([_words(tension) for tension in tensions], dtype=np.float32)
    embed, (a, b) = shipped_embedder().embed_passages, _sides()
    pole_a, pole_b = embed([told.poles.a for told in tensions]), embed([told.poles.b for told in tensions])
    poles = np.maximum(pole_a @ a.T + pole_b @ b.T, pole_a @ b.T + pole_b @ a.T)
    text = embed([told.text for told in tensions]) @ _unit(a + b).T
    return np.dstack([words, poles, text]).astype(np.float32)


@cache
def _sides() -> tuple[Rows, Rows]:
    """The meaning of the two sides of each family."""
    known = load_thesaurus().tensions()
    a, b = (
        shipped_embedder().embed_passages([", ".join((c.poles[n].name, *c.poles[n].terms)) for c in known])
        for n in (0, 1)
    )
    return a, b


def _unit(rows: Rows) -> Rows:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def _words(told: Told) -> list[list[bool]]:
    in_a, in_b, in_text = _spoken_for(told.poles.a), _spoken_for(told.poles.b), _spoken_for(told.text)
    named = {match.concept.slug for match in load_thesaurus().find(told.text)}
    rows = []
    for concept in load_thesaurus().tensions():
        a, b, text = (spoken.get(concept.slug, []) for spoken in (in_a, in_b, in_text))
        rows.append(
            [
                _parted(concept, a, b),
                bool(a or b),
                len(set(text)) == 2,
                len(set(text)) == 1,
                len(text) > 1,
                concept.slug in named,
            ]
        )
    return rows


def _parted(concept: Concept, a: list[str], b: list[str]) -> bool:
    first, second = (pole.name for pole in concept.poles)
    return (first in a and second in b) or (second in a and first in b)


def _spoken_for(text: str) -> dict[str, list[str]]:
    """By slug of a family the sides for which words of a text speak."""
    found: dict[str, list[str]] = {}
    for match in load_thesaurus().find_poles(text):
        found.setdefault(match.concept.slug, []).append(match.pole.name)
    return found
