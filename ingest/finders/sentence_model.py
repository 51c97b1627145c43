"""A trained judge of sentences: cues, words and meaning together give the chance that a sentence is of a kind."""

import itertools
import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from corpus.vectors import Embedder
from ingest.embedder import load_embedder
from ingest.finders.sentence_cues import NAMES, cue_features
from ingest.finders.sentence_words import said_words
from ingest.finders.sentences import Sentence, sentences

WEIGHTS = Path(__file__).parents[2] / "models" / "finders"


class SentenceFeatures(NamedTuple):
    """What is seen of sentences in reading order."""

    rows: NDArray[np.float32]  # cues, meaning and that of the neighbours; a row a sentence
    words: list[tuple[str, ...]]  # what each says, by `said_words`


class SentenceModel:
    """A logistic regression over the cues and words of a sentence, and the vectors of it and its neighbours."""

    def __init__(self, file: Path) -> None:
        stored = json.loads(file.read_text(encoding="utf-8"))
        cues: dict[str, float] = stored["cues"]
        self.embedder: str = stored["embedder"]  # the weights of the meaning fit the vectors of this one only
        self.bias: float = stored["bias"]
        self.weights = np.array([*(cues.get(name, 0.0) for name in NAMES), *stored["meaning"]], dtype=np.float32)
        self.words: dict[str, float] = stored["words"]

    def judge(self, features: SentenceFeatures) -> NDArray[np.float32]:
        """The chance, from 0 to 1, for each sentence."""
        said = np.array([self._weigh(words) for words in features.words], dtype=np.float32)
        return np.asarray(1 / (1 + np.exp(-(features.rows @ self.weights + said + self.bias))), dtype=np.float32)

    def _weigh(self, said: Sequence[str]) -> float:
        """What the known words of a sentence tell together: a long one must not tell more for its length alone."""
        known = [self.words[word] for word in said if word in self.words]
        return sum(known) / math.sqrt(len(known)) if known else 0.0


@cache
def load_sentence_model(kind: str) -> SentenceModel:
    """The model of a kind ("lesson", "tension") that comes with the project."""
    return SentenceModel(WEIGHTS / f"{kind}.json")


@cache
def shipped_embedder() -> Embedder:
    """The shipped embedder, the one that the models were trained with, read once."""
    return load_embedder()


def sentence_features(doc: Doc) -> SentenceFeatures:
    """What is seen of each sentence of a document."""
    if "sentence_features" not in doc.user_data:
        doc.user_data["sentence_features"] = features_of(sentences(doc))
    features: SentenceFeatures = doc.user_data["sentence_features"]
    return features


def features_of(found: list[Sentence]) -> SentenceFeatures:
    """What is seen of sentences in reading order; only those of one block are each other's neighbours."""
    meaning = shipped_embedder().embed_passages([sentence.text for sentence in found])
    same = [a.block == b.block for a, b in itertools.pairwise(found)]
    around = np.zeros_like(meaning)
    around[1:] += meaning[:-1] * np.array(same, dtype=np.float32)[:, None]
    around[:-1] += meaning[1:] * np.array(same, dtype=np.float32)[:, None]
    rows = np.hstack([cue_features(found), meaning, 0.5 * around])
    return SentenceFeatures(rows, [said_words(sentence.text) for sentence in found])
