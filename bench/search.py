"""Time search as a library grows: `python -m bench.search [--sizes 1000 10000 100000] [--keep FOLDER]`.

Each size is built, weighed, asked and changed on one core, building and asking each in a process of its own. With
`--keep` the indexes stay: what is there is not built again, and what a stopped run left half is built on. Recall
compares the vector index with exact search.
"""

import argparse
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

import numpy as np

from bench.literature import PASSAGES_A_DOCUMENT, make_document, make_documents, read_source
from ingest.embedder import load_embedder
from search.filters import Filter
from search.passages import PassageIndex
from search.similar_cases import find_similar_cases

QUERIES = (
    "hoe houd je bewoners betrokken bij een wijkprogramma",
    "corporatie en gemeente delen het risico van een buurthuis",
    "schuldhulpverlening achter de voordeur",
    "vertrouwen kost tijd",
    "jongeren die overlast geven krijgen werk in de wijk",
    "warmtenet bewoners coöperatie financiering",
    "wie is de baas in het overleg tussen welzijn en politie",
    "vrijwilligers raken overbelast als professionals zich terugtrekken",
)
_COMMITTED = 1000
"""Documents between two commits, so that a stopped run loses little."""

_AT_ONCE = 50_000


P = ParamSpec("P")
T = TypeVar("T")


class Built(NamedTuple):
    """What building took: processor seconds, and megabytes at most."""

    seconds: float
    megabytes: float


def main() -> None:
    """Build, ask and change an index of each size."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    ask.add_argument("--cases", type=float, default=0.02, help="cases a passage")
    ask.add_argument("--keep", type=Path, help="keep the indexes in this folder, one a size")
    args = ask.parse_args()
    with tempfile.TemporaryDirectory() as made:
        for size in args.sizes:
            folder = (args.keep or Path(made)) / str(size)
            built = _apart(build, folder, size, args.cases)
            disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
            print(
                f"{size} passages: built in {built.seconds:.0f} s, {built.megabytes:.0f} MB; {disk:.0f} MB on disk",
                flush=True,
            )
            for line in _apart(measure, folder, size, args.cases):
                print(f"  {line}", flush=True)


def build(folder: Path, size: int, cases: float) -> Built:
    """Take in what is not there yet."""
    began, index = time.process_time(), PassageIndex(folder, load_embedder())
    there = len(index.digests())
    source = read_source() if there * PASSAGES_A_DOCUMENT < size else None
    if source:
        began = time.process_time()
        for number, document in enumerate(make_documents(size, cases, source, there), there + 1):
            index.add(*document)
            if number % _COMMITTED == 0:
                index.commit()
        index.commit()
    return Built(time.process_time() - began, _megabytes())


def measure(folder: Path, size: int, cases: float) -> list[str]:
    """Lines of figures."""
    index, chance, source = PassageIndex(folder, load_embedder()), random.Random(size), read_source()
    questions = [" ".join(chance.sample(query.split(), k=len(query.split()) - 1)) for query in QUERIES * 12]
    index.search(questions[0])
    lines = [_times("search", index.search, questions)]
    lines += [_times(f"search, {kind}", ask, questions) for kind, ask in _kinds(index).items()]
    lines += [_first_and_next(index, questions[:24])]
    lines += [f"recall@10 of vectors {_recall(index, questions):.3f}"]
    lines += [f"asking takes {_megabytes():.0f} MB"]
    began = time.process_time()
    index.remove("d0")
    index.add(*make_document(0, cases, source))
    removed = time.process_time() - began
    index.commit()
    lines += [f"remove and add a document {removed:.2f} s, and to put it on disk {time.process_time() - began:.2f} s"]
    return [*lines, _first_and_next(index, questions[24:48]) + " after the change"]


def _kinds(index: PassageIndex) -> dict[str, Callable[[str], object]]:
    since = Filter(first_year=2008)
    return {
        "half of the years": lambda question: index.search(question, within=since),
        "with a phrase": lambda question: index.search(f'{question} "in de wijk"'),
        "without a word": lambda question: index.search(f"{question} -subsidie"),
        "misspelt": lambda question: index.search(f"{question} schuldhulpverleening"),
    }


def _first_and_next(index: PassageIndex, questions: Sequence[str]) -> str:
    """Of cases like ours what the very first question costs, each first question of a kind, and asking again."""
    very_first = _milliseconds(lambda question: find_similar_cases(index, question), questions[:1])
    first = _times("the next", lambda question: find_similar_cases(index, question), questions[1:])
    again = _times("again", lambda question: find_similar_cases(index, question), questions)
    return f"cases like ours: the very first {very_first[0]:.0f} ms; {first}; {again}"


def _times(name: str, call: Callable[[str], object], questions: Sequence[str]) -> str:
    p50, p95 = np.percentile(_milliseconds(call, questions), [50, 95])
    return f"{name} {p50:.1f}, p95 {p95:.1f} ms"


def _milliseconds(call: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    times = []
    for question in questions:
        began = time.process_time()
        call(question)
        times.append((time.process_time() - began) * 1000)
    return times


def _recall(index: PassageIndex, questions: Sequence[str]) -> float:
    """The share of the ten nearest passages that the vector index finds."""
    asked = index.embedder.embed_queries(questions)
    keys = np.concatenate([np.arange(entry.first, entry.last + 1) for entry in index.entries.documents()])
    best: list[list[tuple[float, int]]] = [[] for _ in questions]
    for at in range(0, len(keys), _AT_ONCE):
        some = keys[at : at + _AT_ONCE]
        for number, alike in enumerate((index.vectors(some.tolist()) @ asked.T).T):
            top = np.argpartition(-alike, min(10, len(some) - 1))[:10]
            best[number] = sorted([*best[number], *zip((-alike[top]).tolist(), some[top].tolist(), strict=True)])[:10]
    found = [set(index.nearest(vector, 10)) for vector in asked]
    return float(np.mean([len({key for _, key in b} & f) / 10 for b, f in zip(best, found, strict=True)]))


def _apart(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call it in a process of its own, so that its memory can be told."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(call, *args, **kwargs).result()


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


if __name__ == "__main__":
    main()
