from pathlib import Path

import numpy as np
import pytest

from corpus.vectors import Vectors
from search import vectors
from search.vectors import VectorIndex


@pytest.fixture
def rows() -> Vectors:
    drawn = np.random.default_rng(0).normal(size=(3000, 16)).astype(np.float32)
    unit: Vectors = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return unit


@pytest.fixture(params=[10_000, 2_000], ids=["exact", "inverted"])
def index(
    request: pytest.FixtureRequest, tmp_path: Path, rows: Vectors, monkeypatch: pytest.MonkeyPatch
) -> VectorIndex:
    monkeypatch.setattr(vectors, "MOST_EXACT", request.param)
    made = VectorIndex(tmp_path / "v.faiss", 16)
    made.add(range(3000), rows)
    made.commit()
    assert made.is_exact == (request.param > 3000)
    return VectorIndex(tmp_path / "v.faiss", 16)


def test_what_is_asked_is_nearest(index: VectorIndex, rows: Vectors) -> None:
    found = index.search(rows[7], 5)
    assert next(iter(found)) == 7
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_searches_within_some_passages_only(index: VectorIndex, rows: Vectors) -> None:
    assert set(index.search(rows[7], 5, np.array([3, 9]))) == {3, 9}
    assert index.search(rows[7], 5, np.array([], dtype=np.int64)) == {}


def test_what_was_removed_is_gone_and_what_was_added_is_there(index: VectorIndex, rows: Vectors) -> None:
    index.remove([7])
    index.add([5000], rows[7:8])
    assert next(iter(index.search(rows[7], 2))) == 5000
    assert 7 not in index.search(rows[7], 50)


def test_compares_the_passages_that_are_named(index: VectorIndex, rows: Vectors) -> None:
    assert index.compare(rows[7], [7, 8]) == pytest.approx({7: 1, 8: float(rows[7] @ rows[8])}, abs=0.01)


def test_shrinks_back_to_exact(index: VectorIndex) -> None:
    index.remove(range(200, 3000))
    index.commit()
    assert index.is_exact
    assert len(index) == 200
