"""`wijkgraaf export`: the entities or the graph as a file."""

from typing import TextIO

import click

from app.library import open_library
from app.settings import Settings


@click.command("export")
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
@click.option("--output", type=click.File("w", encoding="utf-8", lazy=True), default="-", help="File to write.")
@click.pass_obj
def command(settings: Settings, form: str, output: TextIO) -> None:
    """Write all cases, actors, lessons and tensions with their evidence, a line each.

    Example: wijkgraaf export --output feiten.jsonl
    """
    import msgspec

    from kg.export import export_entities

    library = open_library(settings)
    items = map(library.item, library.records)
    for row in export_entities((item.document, item.entities) for item in items):
        output.write(msgspec.json.encode(row).decode() + "\n")
