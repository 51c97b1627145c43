"""`wijkgraaf attribute`: say whose words a quote is."""

import click

from app.library import check_model, open_library
from app.settings import Settings


@click.command("attribute")
@click.argument("place", metavar="FILE:START-END | WORDS")
@click.argument("speaker", required=False)
@click.option("--by", help="Who decides this.")
@click.option("--note", help="Why.")
@click.pass_obj
def command(settings: Settings, place: str, speaker: str | None, by: str | None, note: str | None) -> None:
    """Say whose words a quote is, where the library has it wrong; without SPEAKER: nobody's who can be named.

    It is kept as a decision, and holds when the document is read anew and when the library is rebuilt.

    Example: wijkgraaf attribute rapport.pdf:7215-7253 "Anja de Vries"
    """
    from app.correcting import attribute
    from app.places import find_place
    from app.quotations import QuoteDesk

    library = open_library(settings)
    check_model(library)
    quote = find_place(library, QuoteDesk(library), place)
    attribute(library, quote, speaker, by=by, note=note)
    click.echo(f"“{quote.text}”: {speaker or 'niemand bij naam'}")
