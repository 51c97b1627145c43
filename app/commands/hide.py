"""`wijkgraaf hide`: show people by initials or role only."""

import click

from app.library import open_library
from app.settings import Settings


@click.command("hide")
@click.argument("person", required=False, default="")
@click.option("--document", help="Only in this document, by file name; without PERSON: everybody in it.")
@click.option("--as", "way", type=click.Choice(["initials", "role"]), default="initials", show_default=True)
@click.option("--lift", is_flag=True, help="Show the name again: take the rule back.")
@click.pass_obj
def command(settings: Settings, person: str, document: str | None, way: str, lift: bool) -> None:
    """Show a person, or everybody in a document, by initials or role only, in all that the library shows and exports.

    PERSON is the full name. The library keeps a salted digest of it, never the name.

    Example: wijkgraaf hide --document interview.pdf --as role
    """
    from corpus.covering import Hide
    from corpus.errors import QueryError

    if not person and not document:
        raise click.UsageError("give a full name, or --document FILE")
    if person and len(person.split()) < 2 and not document:
        raise click.UsageError("give the full name: one word would hide too many people")
    library = open_library(settings)
    files = {library.records.document(sha256).file: sha256 for sha256 in library.records}
    if document and document not in files:
        raise QueryError(f"er is geen document '{document}'")
    within = files[document] if document else None
    with library.writing():
        if lift and not library.privacy.lift(person, document=within):
            raise QueryError("zo'n regel is er niet, of de persoon is vergeten")
        if not lift:
            library.privacy.add(Hide(way), person, document=within)
        changed = library.bring_up_to_date()
    count = len({found.document for found in changed})
    click.echo(f"{count} document{'en' * (count != 1)} gewijzigd")
