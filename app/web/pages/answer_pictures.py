"""The answer to a query as a picture: bars for names with numbers, a network for statements."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pyoxigraph as ox

from ontology.prefixes import shorten
from search.sparql import QueryResult

_WIDTH, _BAR, _NAMES = 640, 26, 260
_MOST_BARS, _MOST_TRIPLES = 40, 300
_LONGEST_NAME = 38


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a table as a bar."""

    label: str
    value: str
    y: int
    width: float


class BarChart(msgspec.Struct, frozen=True, kw_only=True):
    """The last column of a table, drawn beside the name in the first column that is a text."""

    title: str
    left: int
    width: int
    height: int
    bars: tuple[Bar, ...]


def draw_bars(result: QueryResult) -> BarChart | None:
    """The bars of a table whose last column holds numbers from 0 up; None for any other."""
    rows, names = result.rows[:_MOST_BARS], result.variables
    values = [row[names[-1]] for row in rows] if names else []
    numbers = [v for v in values if isinstance(v, int | float) and not isinstance(v, bool) and v >= 0]
    if len(names) < 2 or len(rows) < 2 or len(numbers) < len(rows) or not max(numbers):
        return None
    labels = [next((name for name in names[:-1] if _is_text([row[name] for row in rows])), names[0])]
    scale = (_WIDTH - _NAMES - 60) / max(numbers)
    bars = tuple(
        Bar(label=_cut(str(row[labels[0]] or "")), value=f"{number:g}", y=_BAR * at, width=round(number * scale, 1))
        for at, (row, number) in enumerate(zip(rows, numbers, strict=True))
    )
    return BarChart(title=names[-1], left=_NAMES, width=_WIDTH, height=_BAR * len(bars), bars=bars)


def draw_network(result: QueryResult) -> str:
    """The statements of a graph as JSON that Cytoscape reads, the first few hundred."""
    triples: Sequence[ox.Triple] = result.triples[:_MOST_TRIPLES]
    nodes: dict[str, dict[str, Any]] = {}
    edges = []
    for triple in triples:
        for term in (triple.subject, triple.object):
            kind = "text" if isinstance(term, ox.Literal) else "thing"
            nodes.setdefault(str(term), {"data": {"id": str(term), "label": _name(term), "sort": kind}})
        names = {"source": str(triple.subject), "target": str(triple.object), "label": shorten(triple.predicate.value)}
        edges.append({"data": names})
    return msgspec.json.encode({"nodes": list(nodes.values()), "edges": edges}).decode()


def _is_text(values: Sequence[object]) -> bool:
    return all(isinstance(value, str) and "://" not in value for value in values)


def _name(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        short = shorten(term.value)
        return _cut(short if "://" not in short else "…/" + short.rstrip("/").rpartition("/")[2])
    return _cut(term.value if isinstance(term, ox.Literal) else "·")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1] + "…"
