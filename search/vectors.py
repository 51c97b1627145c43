"""The vector index of passages. The only file that imports faiss."""

import math
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.vectors import Vectors

MOST_EXACT = 30_000
"""With more passages an inverted file is faster than comparing with all; `bench/vectors.py` shows what it costs."""

_PROBES = 192
"""Of the 630 lists of 100,000 passages this loses one in a hundred of the nearest; 64 lose seven."""

_MANY = 0.1
_HASH_MAP = 2  # faiss.DirectMap.Hashtable, which its type hints leave out
_TRAINING_ROWS = 40
_ROWS_AT_ONCE = 50_000


class VectorIndex:
    """Passages by meaning: inner products over 16-bit vectors, kept in one file; exact until it grows large."""

    def __init__(self, path: Path, dimensions: int) -> None:
        """Open the index in the file `path`, or begin one."""
        self._path, self._dimensions = path, dimensions
        self._index: Any = faiss.read_index(str(path)) if path.exists() else _exact(dimensions)
        self._prepare()

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def is_exact(self) -> bool:
        """Whether a question is compared with all passages."""
        return isinstance(self._index, faiss.IndexIDMap2)

    def add(self, keys: Sequence[int], vectors: Vectors) -> None:
        """Take in passages, a row each."""
        if keys:
            self._index.add_with_ids(np.ascontiguousarray(vectors), np.array(keys, dtype=np.int64))

    def remove(self, keys: Sequence[int]) -> None:
        """Forget passages."""
        if keys:
            selector = faiss.IDSelectorBatch if self.is_exact else faiss.IDSelectorArray  # an inverted file has a map
            self._index.remove_ids(selector(np.array(keys, dtype=np.int64)))

    def commit(self) -> None:
        """Put the index on disk, whole, under its name in one step; it changes its kind where its size asks for it."""
        if self._has_outgrown_its_kind:
            self._rebuild(_exact(self._dimensions) if len(self) < MOST_EXACT // 2 else self._trained())
        self._path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._path.with_suffix(".unfinished")
        faiss.write_index(self._index, str(unfinished))
        os.replace(unfinished, self._path)

    def search(
        self, vector: NDArray[np.float32], limit: int, within: NDArray[np.int64] | None = None
    ) -> dict[int, float]:
        """Cosine by passage number, best first; `within` are the passages that may be found, lowest number first."""
        rows = min(len(self), limit if within is None else min(limit, len(within)))
        if not rows:
            return {}
        scores, ids = self._index.search(vector[None, :], rows, params=self._parameters(within))
        return {key: score for key, score in zip(ids[0].tolist(), scores[0].tolist(), strict=True) if key >= 0}

    def compare(self, vector: NDArray[np.float32], keys: Sequence[int]) -> dict[int, float]:
        """Cosine of passages that are in the index, by passage number."""
        if not keys:
            return {}
        rows = self._index.reconstruct_batch(np.array(keys, dtype=np.int64))
        return dict(zip(keys, (rows @ vector).tolist(), strict=True))

    def vectors(self, keys: Sequence[int]) -> Vectors:
        """The rows of passages that are in the index, shape (keys, dimensions)."""
        if not keys:
            return np.zeros((0, self._dimensions), dtype=np.float32)
        rows: Vectors = self._index.reconstruct_batch(np.array(keys, dtype=np.int64))
        return rows

    def _prepare(self) -> None:
        if not self.is_exact:
            self._index.set_direct_map_type(_HASH_MAP)

    def _parameters(self, within: NDArray[np.int64] | None) -> Any:
        chosen: dict[str, Any] = {}
        if within is not None:
            wanted = np.zeros(int(within[-1]) + 1, dtype=bool)
            wanted[within] = True
            bits: Any = np.packbits(wanted, bitorder="little")
            chosen["sel"] = _bitmap(bits)
        if self.is_exact:
            return faiss.SearchParameters(**chosen) if chosen else None
        many = within is None or len(within) > len(self) * _MANY
        chosen["nprobe"] = _PROBES if many else self._index.nlist  # few passages may lie in any list
        return faiss.SearchParametersIVF(**chosen)

    @property
    def _has_outgrown_its_kind(self) -> bool:
        """Whether another kind serves its size: lists that are made for a quarter of the passages are too long."""
        if self.is_exact:
            return len(self) > MOST_EXACT
        return len(self) < MOST_EXACT // 2 or 2 * self._index.nlist < _lists_for(len(self))

    def _rebuild(self, index: Any) -> None:
        """Move all rows to an index of another kind, some at a time: they are 32 bit wide on their way."""
        keys = self._keys()
        for at in range(0, len(keys), _ROWS_AT_ONCE):
            some = keys[at : at + _ROWS_AT_ONCE]
            index.add_with_ids(self._index.reconstruct_batch(some), some)
        self._index = index
        self._prepare()

    def _trained(self) -> Any:
        """An empty inverted file, its lists learnt from a sample."""
        index, keys = _inverted(self._dimensions, _lists_for(len(self))), self._keys()
        sample = np.random.default_rng(0).permutation(len(keys))[: index.nlist * _TRAINING_ROWS]
        index.train(self._index.reconstruct_batch(keys[sample]))
        return index

    def _keys(self) -> NDArray[np.int64]:
        if self.is_exact:
            kept: NDArray[np.int64] = faiss.vector_to_array(self._index.id_map)
            return kept
        lists = self._index.invlists
        ids = [faiss.rev_swig_ptr(lists.get_ids(i), lists.list_size(i)).copy() for i in range(self._index.nlist)]
        return np.concatenate(ids)


def _bitmap(bits: Any) -> Any:
    selector: Any = faiss.IDSelectorBitmap  # faiss makes its signature in Python, where type hints do not see it
    return selector(bits)


def _exact(dimensions: int) -> Any:
    stored = faiss.IndexScalarQuantizer(dimensions, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    return faiss.IndexIDMap2(stored)


def _inverted(dimensions: int, lists: int) -> Any:
    nearest = faiss.IndexFlatIP(dimensions)
    return faiss.IndexIVFScalarQuantizer(
        nearest, dimensions, lists, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )


def _lists_for(rows: int) -> int:
    return int(2 * math.sqrt(rows))
