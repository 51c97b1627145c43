"""`wijkgraaf remove`: take documents out of the library."""

import click

from app.library import open_library
from app.output import end_when_nothing
from app.settings import Settings


@click.command("remove")
@click.argument("names", nargs=-1, required=True)
@click.pass_obj
def command(settings: Settings, names: tuple[str, ...]) -> None:
    """Take documents out of the library, by file name or by the first 8 or more characters of their hash.

    The file that was read stays where it is.

    Example: wijkgraaf remove verslag.pdf
    """
    from app.upkeep import remove

    gone = remove(open_library(settings), names)
    for file in gone:
        click.echo(f"verwijderd  {file}")
    end_when_nothing(len(gone), "Geen document met die naam; `wijkgraaf status` noemt ze alle.")
