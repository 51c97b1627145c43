"""The queries that come with Wijkgraaf: files in `queries/`, titled and explained, with parameters to fill in."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec
import pyoxigraph as ox

from corpus.errors import QueryError
from ontology.prefixes import PREFIXES

_QUERIES = Path(__file__).parent / "queries"
_HOST = re.compile(r"^ *SERVICE <https://([^/>]+)", re.MULTILINE)
_OFFLINE = re.compile(r"^# offline (\S+)$", re.MULTILINE)
_EXPLANATION = re.compile(r"^# (?P<name>\w+)@(?P<language>nl|en) (?P<text>.+)$", re.MULTILINE)
_PARAMETER = re.compile(r"^# parameter (?P<name>\w+) (?P<type>text|number|iri)(?: (?P<default>.*))?$", re.MULTILINE)


class Parameter(msgspec.Struct, frozen=True):
    """A value that the asker fills in: `$name` in the query."""

    name: str
    type: str  # text, number or iri
    default: str | None  # None: it must be given
    explanation: Mapping[str, str]  # by language, nl and en


class LibraryQuery(msgspec.Struct, frozen=True):
    """A query with its explanation."""

    name: str
    title: Mapping[str, str]  # by language, nl and en
    description: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    text: str
    offline: str | None = None  # of a query that asks another server: the one that says what can be said without

    @property
    def hosts(self) -> tuple[str, ...]:
        """The other servers that it asks."""
        return tuple(dict.fromkeys(_HOST.findall(self.text)))

    def filled(self, **values: str) -> str:
        """The text of the query with its parameters filled in.

        Raises:
            QueryError: a value is missing, unknown, or not of its type.
        """
        unknown = set(values) - {parameter.name for parameter in self.parameters}
        if unknown:
            raise QueryError(f"vraag '{self.name}' kent geen parameter {', '.join(sorted(unknown))}")
        text = self.text
        for parameter in self.parameters:
            value = values.get(parameter.name, parameter.default)
            if value is None:
                raise QueryError(f"vraag '{self.name}' heeft een waarde nodig voor {parameter.name}")
            term = _term(parameter, value)
            text = re.sub(rf"\${parameter.name}\b", lambda _, term=term: term, text)  # type: ignore[misc]
        return text


@cache
def query_library() -> Mapping[str, LibraryQuery]:
    """The queries by name, in alphabetical order."""
    return {path.stem: read_query(path) for path in sorted(_QUERIES.glob("*.rq"))}


@cache
def federated_queries() -> Mapping[str, LibraryQuery]:
    """Examples that ask another server too; they run only where that server is allowed and within reach."""
    return {path.stem: read_query(path) for path in sorted((_QUERIES / "federated").glob("*.rq"))}


def read_query(path: Path) -> LibraryQuery:
    """Read a query and its header.

    Raises:
        ValueError: a title, a description or the explanation of a parameter is missing.
    """
    text = path.read_text(encoding="utf-8")
    said: dict[str, dict[str, str]] = {"title": {}, "description": {}}
    parameters = list(_PARAMETER.finditer(text))
    said |= {line["name"]: {} for line in parameters}
    for line in _EXPLANATION.finditer(text):
        said.setdefault(line["name"], {})[line["language"]] = line["text"].strip()
    for name, texts in said.items():
        if set(texts) != {"nl", "en"}:
            raise ValueError(f"{path.name}: {name} must be explained in nl and en")
    found = (
        Parameter(line["name"], line["type"], _default(line["default"]), said[line["name"]]) for line in parameters
    )
    offline = _OFFLINE.search(text)
    return LibraryQuery(
        path.stem, said["title"], said["description"], tuple(found), text, offline[1] if offline else None
    )


def _default(said: str | None) -> str | None:
    """A default as the header gives it; `""` is an empty text."""
    return said.strip().removeprefix('"').removesuffix('"') if said else None


def _term(parameter: Parameter, value: str) -> str:
    if parameter.type == "text":
        return str(ox.Literal(value))
    try:
        if parameter.type == "number":
            return f"{float(value):g}"
        prefix, _, local = value.partition(":")
        return str(ox.NamedNode(PREFIXES[prefix] + local if prefix in PREFIXES else value))
    except ValueError as error:
        raise QueryError(f"'{value}' is geen geldige waarde voor {parameter.name} ({parameter.type})") from error
