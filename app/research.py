"""The graph for who works in Python: ask it, get a pandas DataFrame, and cite what was asked.

    from app.research import open_graph

    graph = open_graph("demo")
    graph.named("lessons-per-case", case="Ponton")

[docs/researcher.md](../docs/researcher.md) goes from a library to a citation. DataFrames need pandas:
`pip install "wijkgraaf[pandas]"`.
"""

import hashlib
from collections.abc import Collection, Mapping
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import msgspec

from app.library import Library, open_library
from app.settings import Settings
from corpus.errors import QueryError
from ontology.definitions import read_ontology
from search.sparql import LibraryQuery, QueryEngine, QueryResult, federated_queries, query_library, run_query

if TYPE_CHECKING:
    import pandas as pd


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """How to cite what was asked: all that somebody needs to ask it again."""

    ontology: str
    data: str
    query: str | None = None

    def __str__(self) -> str:
        return "\n".join(said for said in (self.ontology, self.data, self.query) if said)


class ResearchGraph:
    """The graph of a library, to read; `open_graph` is the way in."""

    def __init__(self, library: Library, *, timeout: float = 60.0, allowed_hosts: Collection[str] = ()) -> None:
        """Ask the newest published graph; a query that takes more than `timeout` seconds is stopped.

        Only `allowed_hosts` are asked by a query with SERVICE.
        """
        self._library, self._timeout, self._hosts = library, timeout, tuple(allowed_hosts)
        self._engine = QueryEngine(lambda: library.graph.published)

    def __enter__(self) -> "ResearchGraph":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process that answers."""
        self._engine.close()

    def ask(self, sparql: str) -> "pd.DataFrame":
        """The answer to a SPARQL query: a row a solution; of ASK one value, of CONSTRUCT and DESCRIBE the statements.

        Raises:
            QueryError: it cannot be understood, asks for what is not allowed, or was stopped.
        """
        return as_frame(run_query(self._engine, sparql, timeout=self._timeout, allowed_hosts=self._hosts))

    def named(self, name: str, /, **values: str) -> "pd.DataFrame":
        """The answer to a query of the query library, its parameters filled in.

        Raises:
            QueryError: there is no such query, or a value is missing, unknown or not of its type.
        """
        return self.ask(_library_query(name).filled(**values))

    def queries(self, language: str = "en") -> "pd.DataFrame":
        """The query library: name, title, description and parameters."""
        return _frame(
            ["name", "title", "description", "parameters"],
            [
                {
                    "name": query.name,
                    "title": query.title[language],
                    "description": query.description[language],
                    "parameters": ", ".join(f"{one.name}={one.default or ''}" for one in query.parameters),
                }
                for query in query_library().values()
            ],
        )

    def cite(self, name: str | None = None, /, **values: str) -> Citation:
        """How to cite the ontology, the data as they are now, and a query of the query library with its values.

        The fingerprint is of the records of all documents: the same for who has read the same with the same models, and
        in the `versions.json` of a snapshot.
        """
        return Citation(ontology=read_ontology().citation, data=self._cite_data(), query=_cite_query(name, values))

    def _cite_data(self) -> str:
        graph = self._library.graph
        return (
            f"Graph of {len(graph.digests())} documents (fingerprint {graph.fingerprint()}), made with "
            f"Wijkgraaf {version('wijkgraaf')} [Data set]."
        )


def open_graph(folder: str | Path, *, timeout: float = 60.0, allowed_hosts: Collection[str] = ()) -> ResearchGraph:
    """The graph of the library in a folder.

    Raises:
        LibraryError: there is no library there, or it is of another format.
    """
    library = open_library(Settings(library=str(folder)))
    return ResearchGraph(library, timeout=timeout, allowed_hosts=allowed_hosts)


def as_frame(result: QueryResult) -> "pd.DataFrame":
    """A result as a DataFrame; numbers are numbers, and what has no value is missing.

    >>> import pyoxigraph
    >>> print(as_frame(run_query(pyoxigraph.Store(), "SELECT ?n ?x { VALUES (?n ?x) { (1 UNDEF) (2 'a') } }")))
       n     x
    0  1  <NA>
    1  2     a
    """
    if result.form == "ask":
        return _frame(["answer"], [{"answer": result.boolean}])
    if result.form == "graph":
        columns = ["subject", "predicate", "object"]
        return _frame(columns, [{name: getattr(t, name).value for name in columns} for t in result.triples])
    return _frame(result.variables, result.rows)


def _frame(columns: list[str], rows: list[dict[str, str | int | float | bool | None]]) -> "pd.DataFrame":
    try:
        import pandas as pd
    except ImportError as error:
        raise QueryError('voor een DataFrame is pandas nodig: pip install "wijkgraaf[pandas]"') from error
    return pd.DataFrame(rows, columns=columns).convert_dtypes()


def _library_query(name: str) -> LibraryQuery:
    queries = {**query_library(), **federated_queries()}
    if name not in queries:
        raise QueryError(f"er is geen vraag '{name}'; de vragen zijn {', '.join(queries)}")
    return queries[name]


def _cite_query(name: str | None, values: Mapping[str, str]) -> str | None:
    if name is None:
        return None
    query = _library_query(name)
    filled = ", ".join(f"{key}={value}" for key, value in values.items())
    digest = hashlib.sha256(query.filled(**values).encode()).hexdigest()[:12]
    return f"Query “{query.title['en']}” ({name}{': ' if filled else ''}{filled}; SHA-256 {digest})."
