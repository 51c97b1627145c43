"""Time the queries of the library on a generated graph, against rdflib's memory store and raw pyoxigraph.

    python -m bench.graph [--triples 5000000] [--cache FOLDER] [--without-rdflib] [--patience 300]

Times are processor seconds, of this process and of the one that answers our queries, so that they mean something on a
busy machine: the mean of three (the clock of another process ticks a hundred times a second), of rdflib one. A query
that rdflib has not answered after `--patience` seconds counts for that long, so that its total is a lower bound. With
`--cache` the graph is generated once and kept. The figures belong in bench/RESULTS.md.
"""

import argparse
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import pyoxigraph as ox
from rdflib import XSD, Graph, Literal, URIRef

from bench.generated import generate
from kg.graph import GraphStore
from ontology import iris
from ontology.prefixes import PREFIXES
from search.sparql import QueryEngine, query_library, run_query

STATEMENTS = "statements.ttl"


class Effort(NamedTuple):
    """How often our queries are asked, and how many seconds rdflib gets for one."""

    repeat: int
    patience: int


def main() -> None:
    """Print all figures as JSON."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--triples", type=int, default=5_000_000)
    ask.add_argument("--cache", type=Path, help="keep the generated graph here, or use the one that is here")
    ask.add_argument("--without-rdflib", action="store_true")
    ask.add_argument("--generate-only", action="store_true")
    ask.add_argument("--patience", type=int, default=300)
    ask.add_argument("--every", type=int, default=1, help="ask each n-th query of the library only")
    ask.add_argument("--repeat", type=int, default=3)
    args = ask.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.cache or Path(temporary)
        figures: dict[str, object] = {"load": fill(folder, args.triples)}
        if not args.generate_only:
            memory = None if args.without_rdflib else read_into_memory(folder / STATEMENTS)
            names = list(query_library())[:: args.every]
            figures |= compare(folder, names, Effort(args.repeat, args.patience), memory)
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


def compare(folder: Path, names: list[str], effort: Effort, memory: Graph | None) -> dict[str, object]:
    """The times of these queries, and their sums."""
    with GraphStore(folder, read_only=True) as graph, QueryEngine(lambda: graph.published) as engine:
        run_query(engine, "ASK {}")
        times = {name: ask_all(name, graph.store, engine, memory, effort) for name in names}
    return {"queries": times, "together": together(times)}


def fill(folder: Path, triples: int) -> dict[str, float]:
    """Load a generated literature, in bulk as `rebuild` does on an empty library, unless the folder has one."""
    if (folder / STATEMENTS).exists():
        return {}
    quads, begin = 0, time.perf_counter()
    unfinished = folder / "unfinished"
    with GraphStore(folder) as graph, unfinished.open("w", encoding="utf-8") as file:
        for document, statements in generate(triples):
            lines = "".join(f"{s.n3()} {p.n3()} {o.n3()} .\n" for s, p, o in statements)
            for name in (ox.NamedNode(document), ox.DefaultGraph()):
                graph.store.load(lines.encode(), format=ox.RdfFormat.TURTLE, to_graph=name, lenient=True)
            file.write(lines)
            quads += len(statements)
        graph.store.optimize()
        graph.publish()
    unfinished.rename(folder / STATEMENTS)
    return {"statements": quads, "seconds": round(time.perf_counter() - begin, 1)}


def read_into_memory(statements: Path) -> Graph:
    """The same statements, and the vocabularies, in rdflib's own store."""
    memory = Graph(bind_namespaces="none")
    for vocabulary in ("wijk.ttl", "thesaurus.ttl"):
        memory.parse(Path(iris.__file__).parent / vocabulary)
    for triple in ox.parse(path=str(statements), format=ox.RdfFormat.TURTLE, lenient=True):
        memory.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return memory


def _term(term: object) -> URIRef | Literal:
    if isinstance(term, ox.Literal):
        is_plain = term.language or term.datatype.value == str(XSD.string)
        return Literal(term.value, lang=term.language, datatype=None if is_plain else URIRef(term.datatype.value))
    assert isinstance(term, ox.NamedNode)
    return URIRef(term.value)


def ask_all(name: str, store: ox.Store, engine: QueryEngine, memory: Graph | None, effort: Effort) -> dict[str, float]:
    """The times of one query with each of the three."""
    text = query_library()[name].filled()
    times = {
        "wijkgraaf": mean(lambda: run_query(engine, text, timeout=600), effort.repeat),
        "pyoxigraph": mean(lambda: answer(store, text), effort.repeat),
    }
    if memory is not None:
        times["rdflib"] = patiently(lambda: list(memory.query(text, initNs=PREFIXES)), effort.patience)
    rounded = {engine_name: round(seconds, 4) for engine_name, seconds in times.items()}
    sys.stderr.write(f"{name}: {rounded}\n")
    return rounded


def answer(store: ox.Store, text: str) -> object:
    """The answer as raw pyoxigraph gives it, written as JSON or N-Triples like ours."""
    found = store.query(text, prefixes=PREFIXES)
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    return found.serialize(
        format=ox.QueryResultsFormat.JSON if isinstance(found, ox.QuerySolutions) else ox.RdfFormat.N_TRIPLES  # type: ignore[arg-type]
    )


def mean(work: Callable[[], object], times: int) -> float:
    """Processor seconds, the mean of so many times."""
    return once(lambda: [work() for _ in range(times)]) / times


def once(work: Callable[[], object]) -> float:
    """Processor seconds."""
    begin = processor_time()
    work()
    return processor_time() - begin


def processor_time() -> float:
    """Processor seconds that this process and its children have used, as Linux counts them."""
    task = Path("/proc/self/task")
    children = [child for listed in task.glob("*/children") for child in listed.read_text().split()]
    ticks = 0
    for child in children:
        fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])  # in user mode, and for it in the kernel
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def patiently(work: Callable[[], object], patience: int) -> float:
    """Processor seconds, at most `patience`."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, patience)
    try:
        return once(work)
    except TimeoutError:
        return float(patience)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def together(times: dict[str, dict[str, float]]) -> dict[str, float]:
    """The sums, and how they compare."""
    names = list(next(iter(times.values())))
    sums = {name: round(sum(row[name] for row in times.values()), 3) for name in names}
    ratios = {"to pyoxigraph": sums["wijkgraaf"] / sums["pyoxigraph"]}
    if "rdflib" in sums:
        ratios["rdflib to ours"] = sums["rdflib"] / sums["wijkgraaf"]
    return sums | {name: round(ratio, 2) for name, ratio in ratios.items()}


if __name__ == "__main__":
    main()
