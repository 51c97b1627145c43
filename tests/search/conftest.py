"""A tiny embedder: a text is the words of a small vocabulary that it holds."""

from collections.abc import Sequence

import numpy as np
import pytest

from corpus.vectors import Embedder, Vectors

_WORDS = ("buurthuis", "schulden", "groen", "politie", "bewoners", "gemeente", "corporatie", "jongeren")
_SAME = {"geldzorgen": "schulden", "park": "groen", "agent": "politie"}


class WordEmbedder:
    """Texts with the same vocabulary words, or words that mean the same, are equal."""

    name = "woorden/1"
    dimensions = len(_WORDS) + 1

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        rows = np.full((len(texts), self.dimensions), 0.01, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().replace(".", " ").replace(",", " ").split():
                if (said := _SAME.get(word, word)) in _WORDS:
                    row[_WORDS.index(said)] += 1
        unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)


@pytest.fixture
def embedder() -> Embedder:
    return WordEmbedder()
