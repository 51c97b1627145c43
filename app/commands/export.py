"""`wijkgraaf export`: the entities, the graph, or a snapshot that can be cited."""

import datetime
import sys
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

import click
import msgspec

from app.library import Library, open_library
from app.settings import Settings

_GRAPHS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml")
_NETWORKS = ("graphml", "gexf")
_FORMATS = ("jsonl", *_GRAPHS, "csv", *_NETWORKS)


@click.command("export")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="jsonl", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="File to write; a folder for csv. Else the screen.")
@click.option(
    "--snapshot", is_flag=True, help="Write data, vocabularies, versions and checksums to the folder --output."
)
@click.option("--title", default="Wijkgraaf", show_default=True, help="Title of the snapshot.")
@click.pass_obj
def command(settings: Settings, form: str, output: Path | None, snapshot: bool, title: str) -> None:
    """Write cases, actors, lessons and tensions with their evidence (jsonl), the graph, tables or the network.

    Example: wijkgraaf export --format turtle --output graaf.ttl
    """
    library = open_library(settings)
    if output is None and (snapshot or form in ("csv", *_NETWORKS)):
        raise click.UsageError("give a place to write to with --output")
    if snapshot and output:
        _write_snapshot(library, output, title)
    elif form == "csv" and output:
        from kg.tables import write_tables

        write_tables(library.graph, output)
    elif form in _NETWORKS and output:
        from kg.network import write_network

        write_network(library.graph, form, output)
    elif output:
        with output.open("wb") as file:
            _write(library, form, file)
    else:
        _write(library, form, sys.stdout.buffer)


def _write(library: Library, form: str, out: BinaryIO) -> None:
    if form in _GRAPHS:
        from kg.files import write_graph

        write_graph(library.graph, form, out)
        return
    from kg.export import export_entities

    for row in export_entities((item.document, item.entities) for item in library.items()):
        out.write(msgspec.json.encode(row) + b"\n")


def _write_snapshot(library: Library, folder: Path, title: str) -> None:
    from kg.snapshot import Edition, write_snapshot

    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    models = {"embedding_model": library.index.embedder_name or "", "spacy_model": library.settings.spacy_model}
    software = {"wijkgraaf": version("wijkgraaf"), **models}
    write_snapshot(library.graph, folder, Edition(title=title, version=today, date=today, software=software))
    click.echo(f"momentopname geschreven in {folder}")
