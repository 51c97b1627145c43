"""The vector index of passages. The only file that imports faiss."""

import os
from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.vectors import Vectors

_SLOTS = 64
"""A passage has a vector of its whole (slot 0) and of its windows (slots 1 and up)."""


class VectorIndex:
    """Passages by meaning: exact inner products over 16-bit vectors, kept in one file."""

    def __init__(self, path: Path, dimensions: int) -> None:
        """Open the index in the file `path`, or begin one."""
        self._path = path
        self._index = faiss.read_index(str(path)) if path.exists() else _empty(dimensions)

    def add(self, key: int, vectors: Vectors) -> None:
        """Take in a passage: its whole in row 0, its windows in the rows after; what exceeds 64 rows is left out."""
        rows = vectors[:_SLOTS]
        self._index.add_with_ids(rows, np.arange(key * _SLOTS, key * _SLOTS + len(rows)))

    def remove(self, keys: Sequence[int]) -> None:
        """Forget passages."""
        if keys:
            rows = np.concatenate([np.arange(k * _SLOTS, (k + 1) * _SLOTS) for k in keys])
            self._index.remove_ids(faiss.IDSelectorBatch(rows))

    def commit(self) -> None:
        """Put the index on disk, whole, under its name in one step."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._path.with_suffix(".unfinished")
        faiss.write_index(self._index, str(unfinished))
        os.replace(unfinished, self._path)

    def search(self, vector: NDArray[np.float32], limit: int) -> dict[int, float]:
        """Similarity by passage number, best first: half of the whole, half of the best window."""
        if not self._index.ntotal:
            return {}
        rows = min(self._index.ntotal, limit * 4)
        scores, ids = self._index.search(vector[None, :], rows)
        whole: dict[int, float] = {}
        window: dict[int, float] = {}
        for score, row in zip(scores[0].tolist(), ids[0].tolist(), strict=True):
            key, slot = divmod(row, _SLOTS)
            best = window if slot else whole
            best[key] = max(score, best.get(key, -1.0))
        lowest = float(scores[0][-1])  # what was not among the rows scores no more than this
        found = {
            key: (whole.get(key, lowest) + window.get(key, whole.get(key, lowest))) / 2
            for key in whole.keys() | window.keys()
        }
        return dict(sorted(found.items(), key=lambda item: -item[1])[:limit])


def _empty(dimensions: int) -> "faiss.Index":
    exact = faiss.IndexScalarQuantizer(dimensions, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    return faiss.IndexIDMap2(exact)
