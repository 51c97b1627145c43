"""`wijkgraaf sparql`: ask the graph."""

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from app.library import open_library
from app.output import end_when_nothing
from app.settings import Settings

_FORMATS = ("text", "json", "xml", "csv", "tsv", "turtle", "ntriples", "jsonld", "trig", "rdfxml")


@click.command("sparql")
@click.argument("query", required=False)
@click.option(
    "--file", "path", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="File with the query."
)
@click.option("--query", "name", metavar="NAME", help="A query of the query library.")
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", help="Fill in a parameter of that query.")
@click.option("--list", "listing", is_flag=True, help="List the query library.")
@click.option("--allow", "hosts", multiple=True, metavar="HOST", help="A server that the query may ask (SERVICE).")
@click.option("--timeout", default=60.0, show_default=True, help="Seconds after which a query is stopped.")
@click.option("--limit", type=int, help="How many rows at most.")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True)
@click.pass_obj
def command(
    settings: Settings,
    query: str | None,
    path: Path | None,
    name: str | None,
    values: tuple[str, ...],
    listing: bool,
    hosts: tuple[str, ...],
    timeout: float,
    limit: int | None,
    form: str,
) -> None:
    """Ask the graph a SPARQL question: SELECT, ASK, CONSTRUCT or DESCRIBE. Our prefixes need not be declared.

    Example: wijkgraaf sparql "SELECT ?label WHERE { ?case a wijk:Case ; rdfs:label ?label }"
    """
    from search.sparql import run_query

    if listing:
        _list_queries()
        return
    text = _text_of(query, path, name, values)
    # The folder, not the store: a query in a process of its own can be stopped.
    graph = open_library(settings).graph.published
    result = run_query(graph, text, timeout=timeout, max_rows=limit, allowed_hosts=hosts)
    if form == "text":
        click.echo(result.text(_screen_width()), nl=False)
    else:
        shown = "turtle" if result.form == "graph" and form == "json" else form
        click.echo(result.serialize(shown).decode())
    if result.form == "select":
        end_when_nothing(len(result.rows), "Geen antwoord in deze bibliotheek.")


def _text_of(query: str | None, path: Path | None, name: str | None, values: tuple[str, ...]) -> str:
    given = [said for said in (query, path, name) if said is not None]
    if len(given) != 1:
        raise click.UsageError("give one of: a query, --file, --query")
    if name is not None:
        return _from_library(name, _pairs(values))
    return path.read_text(encoding="utf-8") if path is not None else str(query)


def _from_library(name: str, values: Mapping[str, str]) -> str:
    from search.sparql import federated_queries, query_library

    queries = {**query_library(), **federated_queries()}
    if name not in queries:
        raise click.UsageError(f"no query '{name}'; `wijkgraaf sparql --list` names them")
    return queries[name].filled(**values)


def _pairs(values: tuple[str, ...]) -> dict[str, str]:
    wrong = [value for value in values if "=" not in value]
    if wrong:
        raise click.UsageError(f"--set {wrong[0]}: write NAME=VALUE")
    return {name: value for name, _, value in (said.partition("=") for said in values)}


def _screen_width() -> int | None:
    """The columns of the terminal (or COLUMNS); None where the answer goes to a file or another program."""
    if "COLUMNS" in os.environ or sys.stdout.isatty():
        return shutil.get_terminal_size().columns
    return None


def _list_queries() -> None:
    from search.sparql import federated_queries, query_library

    for name, query in {**query_library(), **federated_queries()}.items():
        click.echo(f"{click.style(name, bold=True)}: {query.title['nl']}\n    {query.description['nl']}")
        for parameter in query.parameters:
            default = f" (anders: {parameter.default})" if parameter.default else ""
            click.echo(f"    --set {parameter.name}=...  {parameter.explanation['nl']}{default}")
        if query.hosts:
            asks = " ".join(f"--allow {host}" for host in query.hosts)
            click.echo(f"    {asks}  vraagt ook een andere server; zonder internet: {query.offline}")
