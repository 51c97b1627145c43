"""The graph as tables for a spreadsheet: one a kind, and one with all evidence."""

import csv
from pathlib import Path

import pyoxigraph as ox

from kg.graph import GraphStore

_QUERIES = Path(__file__).parent / "table_queries"
"""A query a table; its variables are the columns."""


def write_tables(graph: GraphStore, folder: Path) -> list[Path]:
    """Write every table as a CSV file (UTF-8, with header, sorted) and say which files were made."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for query in sorted(_QUERIES.glob("*.rq")):
        columns, rows = read_table(graph, query.read_text(encoding="utf-8"))
        path = folder / f"{query.stem}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(rows)
        files.append(path)
    return files


def read_table(graph: GraphStore, query: str) -> tuple[list[str], list[list[str]]]:
    """The columns of a query and its rows as texts, sorted; what is unknown is empty."""
    found = graph.query(query)
    assert isinstance(found, ox.QuerySolutions)
    rows = [["" if term is None else _text(term) for term in row] for row in found]
    return [variable.value for variable in found.variables], sorted(rows)


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value
