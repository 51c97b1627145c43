"""Whether a name is that of a case: judged by what the name names, by its surroundings, and by where it is printed."""

import json
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from corpus.model import BlockRole
from ingest.finders.case_surroundings import SPREAD
from ingest.finders.name_kinds import FEATURES as NAME_FEATURES
from ingest.finders.name_kinds import KINDS, Chances, name_features
from ingest.finders.names import Name, name_key
from ingest.finders.sentences import document_of

WEIGHTS = Path(__file__).parents[2] / "models" / "finders" / "case.json"
REASONS = (
    "noun and name",
    "noun inside name",
    "quoted name after noun",
    "defined as",
    "noun and place",
    "name and aanpak",
    "noun often",
)
PLACED = (
    "in the title",
    "in a heading",
    "is a heading",
    "in a running head",
    "near a word of beginning",
    "named ten times",
)
FEATURES = (*NAME_FEATURES, *(f"kind {kind.value}" for kind in KINDS), *REASONS, *PLACED, *SPREAD)


class Print(NamedTuple):
    """The texts in which a document's main subjects are printed, as keys of names."""

    title: str
    headings: tuple[str, ...]
    heads: tuple[str, ...]  # running heads


class CaseModel(NamedTuple):
    """A logistic regression over FEATURES and over the words next to a candidate."""

    bias: float
    weights: NDArray[np.float32]
    words: dict[str, float]

    def judge(self, row: NDArray[np.float32], words: Mapping[str, float]) -> float:
        """The chance, from 0 to 1, that a candidate is a case."""
        told = sum(self.words[word] * share for word, share in words.items() if word in self.words)
        return float(1 / (1 + np.exp(-(row @ self.weights + told + self.bias))))


@cache
def load_case_model() -> CaseModel:
    """The model that comes with the project."""
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    weights = [stored["weights"].get(name, 0.0) for name in FEATURES]
    return CaseModel(stored["bias"], np.array(weights, dtype=np.float32), stored.get("words", {}))


def read_print(doc: Doc) -> Print:
    """Title, headings and running heads of a document."""
    document = document_of(doc)

    def keys(role: BlockRole) -> tuple[str, ...]:
        texts = (document.text[block.start : block.end] for block in document.blocks if block.role is role)
        return tuple(dict.fromkeys(name_key(text) for text in texts))

    return Print(name_key(document.metadata.title), keys(BlockRole.HEADING), keys(BlockRole.FURNITURE))


def case_features(
    key: str, group: list[Name], kinds: Chances, reasons: Collection[str], printed: Print
) -> NDArray[np.float32]:
    """What tells whether a candidate is a case, in the order of FEATURES up to SPREAD; `group` is where it is named."""
    named = name_features(group) if group else np.zeros(len(NAME_FEATURES), dtype=np.float32)
    placed = (
        key in printed.title,
        any(key in heading for heading in printed.headings),
        key in printed.headings,
        any(key in head for head in printed.heads),
        "begun" in reasons,
        len(group) > 9,
    )
    told = [reason in reasons for reason in REASONS]
    return np.concatenate([named, kinds, np.array([*told, *placed], dtype=np.float32)]).astype(np.float32)
