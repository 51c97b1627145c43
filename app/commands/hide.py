"""`wijkgraaf hide`: show people by initials or role only."""

import click

from app.library import open_library
from app.settings import Settings


@click.command("hide")
@click.argument("person", required=False, default="")
@click.option("--document", help="Only in this document, by file name; without PERSON: everybody in it.")
@click.option("--as", "way", type=click.Choice(["initials", "role"]), default="initials", show_default=True)
@click.pass_obj
def command(settings: Settings, person: str, document: str | None, way: str) -> None:
    """Show a person, or everybody in a document, by initials or role only in quotes, citations and pictures.

    Example: wijkgraaf hide --document interview.pdf --as role
    """
    from corpus.errors import QueryError
    from corpus.privacy import Hide, Privacy

    if not person and not document:
        raise click.UsageError("give a full name, or --document FILE")
    library = open_library(settings)
    files = {library.records.document(sha256).file: sha256 for sha256 in library.records}
    if document and document not in files:
        raise QueryError(f"er is geen document '{document}'")
    with library.writing():
        Privacy(library.folder).add(Hide(way), person, document=files[document] if document else None)
