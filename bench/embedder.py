"""Measure the sentence model: similarity on public pairs, and speed in processor time on one core.

    OMP_NUM_THREADS=1 RAYON_NUM_THREADS=1 python -m bench.embedder --data ../shared/training [--model NAME]

The figures belong in models/README.md and bench/RESULTS.md.
"""

import argparse
import json
import resource
import subprocess
import sys
from pathlib import Path

from corpus.vectors import Embedder
from ingest.embedder import DEFAULT, load_embedder
from models.recipes.measure import score_similarity, time_best
from models.recipes.pairs import read_graded, read_sick
from models.recipes.sources import Sources


def main() -> None:
    """Print all figures as JSON."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--model", default=DEFAULT)
    args = ask.parse_args()
    sources = Sources(args.data, Path("models/build/packages"))
    embedder = load_embedder(args.model)
    pairs = read_graded(sources.file("sts-nl-test"))
    passages = [" ".join(text for pair in pairs[i : i + 6] for text in pair[:2]) for i in range(0, 1200, 6)]
    queries = [pair[0] for pair in pairs[:200]]
    figures = {
        "STS benchmark nl, test": score_similarity(embedder, pairs),
        "STS benchmark nl, dev": score_similarity(embedder, read_graded(sources.file("sts-nl-dev"))),
        "SICK-NL, test": score_similarity(embedder, read_sick(sources.file("sick-nl"))),
        "words a passage": round(sum(len(text.split()) for text in passages) / len(passages)),
        "passages a second": round(
            len(passages) / time_best(lambda: embedder.embed_passages(passages), clock=_processor_time)
        ),
        "ms a query": round(
            1000 * time_best(lambda: _embed_each(embedder, queries), clock=_processor_time) / len(queries), 3
        ),
        "s from process start to first vector": round(
            time_best(lambda: _embed_cold(args.model), clock=_processor_time), 3
        ),
    }
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")


def _processor_time() -> float:
    """Seconds of processor that this process and those that it started took: other programs do not count in it."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def _embed_each(embedder: Embedder, queries: list[str]) -> None:
    for query in queries:
        embedder.embed_queries([query])


def _embed_cold(model: str) -> None:
    code = f"from ingest.embedder import load_embedder; load_embedder({model!r}).embed_queries(['schuldhulp'])"
    subprocess.run([sys.executable, "-c", code], check=True)


if __name__ == "__main__":
    main()
