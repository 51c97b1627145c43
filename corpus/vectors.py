"""What a text embedder is, whichever model does the work."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Rows of unit length, one a text."""


class Embedder(Protocol):
    """Turns texts into vectors that can be compared by their inner product."""

    @property
    def name(self) -> str:
        """The model's identity: vectors of two embedders may be compared only when their names are equal."""

    @property
    def dimensions(self) -> int:
        """The length of a vector."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts that are searched, shape (texts, dimensions)."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts that ask, shape (texts, dimensions)."""


class Reranker(Protocol):
    """Judges how well texts answer a question by reading each together with it; slow, so only the best are judged."""

    def judge(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """The higher the better, shape (texts,)."""
