"""A trained judge of sentences: cues of wording and meaning together give the chance that a sentence is of a kind."""

import itertools
import json
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from corpus.vectors import Embedder
from ingest.embedder import load_embedder
from ingest.finders.sentence_cues import NAMES, cue_features
from ingest.finders.sentences import Sentence, sentences

WEIGHTS = Path(__file__).parents[2] / "models" / "finders"


class SentenceModel:
    """A logistic regression over the cues and the vectors of a sentence and its neighbours."""

    def __init__(self, file: Path) -> None:
        stored = json.loads(file.read_text(encoding="utf-8"))
        cues: dict[str, float] = stored["cues"]
        self.embedder: str = stored["embedder"]  # the weights of the meaning fit the vectors of this one only
        self.bias: float = stored["bias"]
        self.weights = np.array([*(cues.get(name, 0.0) for name in NAMES), *stored["meaning"]], dtype=np.float32)

    def judge(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """The chance, from 0 to 1, for each row of features."""
        return np.asarray(1 / (1 + np.exp(-(features @ self.weights + self.bias))), dtype=np.float32)


@cache
def load_sentence_model(kind: str) -> SentenceModel:
    """The model of a kind ("lesson", "tension") that comes with the project."""
    return SentenceModel(WEIGHTS / f"{kind}.json")


@cache
def shipped_embedder() -> Embedder:
    """The shipped embedder, the one that the models were trained with, read once."""
    return load_embedder()


def sentence_features(doc: Doc) -> NDArray[np.float32]:
    """Cues and meaning of each sentence of a document, one row a sentence."""
    if "sentence_features" not in doc.user_data:
        doc.user_data["sentence_features"] = features_of(sentences(doc))
    features: NDArray[np.float32] = doc.user_data["sentence_features"]
    return features


def features_of(found: list[Sentence]) -> NDArray[np.float32]:
    """Cues and meaning of sentences in reading order; only those of one block are each other's neighbours."""
    meaning = shipped_embedder().embed_passages([sentence.text for sentence in found])
    same = [a.block == b.block for a, b in itertools.pairwise(found)]
    around = np.zeros_like(meaning)
    around[1:] += meaning[:-1] * np.array(same, dtype=np.float32)[:, None]
    around[:-1] += meaning[1:] * np.array(same, dtype=np.float32)[:, None]
    return np.hstack([cue_features(found), meaning, 0.5 * around])
