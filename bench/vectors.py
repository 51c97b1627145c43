"""Compare kinds of vector index as they grow: `python -m bench.vectors [--sizes 1000 10000 100000 1000000]`.

Vectors are of generated passages (five random sentences of the sample corpus each), questions those of `bench.search`.
Recall is the share of the ten nearest passages, by comparing with all, that an index finds. One core, processor time.
"""

import argparse
import os
import random
import time
from collections.abc import Callable, Sequence
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import faiss
import numpy as np
from numpy.typing import NDArray

from bench.literature import read_source
from bench.search import QUERIES
from corpus.vectors import Vectors
from ingest.embedder import load_embedder

HALF: Any = faiss.ScalarQuantizer.QT_fp16  # whose type the hints of faiss confuse with its class
LIMIT = 10
BATCH = 20_000

Search = Callable[[Vectors], NDArray[np.int64]]


def main() -> None:
    """Build and ask each kind of index of each size."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    args = ask.parse_args()
    sentences = read_source().sentences
    questions = load_embedder().embed_queries([" ".join(q.split()[at:]) for q in QUERIES for at in range(4)])
    print("vectors  index                 build s     MB   p95 ms  recall@10", flush=True)
    for size in args.sizes:
        vectors = generate(sentences, size)
        exact = np.concatenate([np.argsort(-(vectors @ q))[None, :LIMIT] for q in questions])
        for name, make in KINDS.items():
            measure(name, make, vectors, questions, exact)


def generate(sentences: Sequence[str], size: int) -> Vectors:
    """Vectors of passages of five sentences each, shape (size, dimensions)."""
    rng, embedder = random.Random(size), load_embedder()
    batches = [
        embedder.embed_passages([". ".join(rng.sample(sentences, 5)) for _ in range(min(BATCH, size - at))])
        for at in range(0, size, BATCH)
    ]
    return np.concatenate(batches)


def measure(
    name: str, make: Callable[[Vectors], Any], vectors: Vectors, questions: Vectors, exact: NDArray[np.int64]
) -> None:
    """Print one line of figures."""
    began = time.process_time()
    index = make(vectors)
    built = time.process_time() - began
    times, shares = [], []
    for question, nearest in zip(questions, exact, strict=True):
        began = time.process_time()
        _, found = index.search(question[None, :], LIMIT)
        times.append((time.process_time() - began) * 1000)
        shares.append(len(set(found[0].tolist()) & set(nearest.tolist())) / LIMIT)
    megabytes = faiss.serialize_index(index).nbytes / 1e6
    print(
        f"{len(vectors):8} {name:20}{built:9.1f}{megabytes:7.0f}{np.percentile(times, 95):9.2f}{np.mean(shares):11.3f}",
        flush=True,
    )


def _exact(vectors: Vectors) -> Any:
    index = faiss.IndexScalarQuantizer(vectors.shape[1], HALF, faiss.METRIC_INNER_PRODUCT)
    index.add(vectors)
    return index


def _inverted(probes: int) -> Callable[[Vectors], Any]:
    def make(vectors: Vectors) -> Any:
        rows, dimensions = vectors.shape
        lists = int(2 * np.sqrt(rows))
        index = faiss.IndexIVFScalarQuantizer(
            faiss.IndexFlatIP(dimensions), dimensions, lists, HALF, faiss.METRIC_INNER_PRODUCT
        )
        index.train(vectors[np.random.default_rng(0).permutation(rows)[: lists * 40]])
        index.add(vectors)
        index.nprobe = probes
        return index

    return make


def _graph(vectors: Vectors) -> Any:
    index = faiss.IndexHNSWSQ(vectors.shape[1], HALF, 32, faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efConstruction, index.hnsw.efSearch = 80, 128
    index.train(vectors)
    index.add(vectors)
    return index


KINDS: dict[str, Callable[[Vectors], Any]] = {
    "exact": _exact,
    "IVF, 64 probes": _inverted(64),
    "IVF, 128 probes": _inverted(128),
    "IVF, 192 probes": _inverted(192),
    "IVF, 256 probes": _inverted(256),
    "HNSW, ef 128": _graph,
}


if __name__ == "__main__":
    main()
