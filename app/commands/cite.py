"""`wijkgraaf cite`: quotes with citation, sources and picture in one file."""

from pathlib import Path

import click

from app.library import check_model, open_library
from app.settings import Settings


@click.command("cite")
@click.argument("places", nargs=-1, metavar="[FILE:START-END | WORDS]...")
@click.option("--basket", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="The quotes of a basket.")
@click.option("--style", default="apa", show_default=True, help="Any style of the Citation Style Language.")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="md, html, docx, odt, zip, csv, bib, ris, json."
)
@click.pass_obj
def command(settings: Settings, places: tuple[str, ...], basket: Path | None, style: str, output: Path | None) -> None:
    """Write quotes with who says them, how to cite them, a link and a picture of the page.

    A quote is pointed at by its place, as `wijkgraaf quotes` shows it, or by words. Without --output the Markdown
    goes to the terminal.

    Example: wijkgraaf cite rapport.pdf:7215-7253 --output citaat.docx
    """
    from app.basket import take_from_basket
    from app.places import find_place
    from app.quotations import QuoteDesk
    from app.quote_package import QuotePackage

    if not places and basket is None:
        raise click.UsageError("give FILE:START-END, words, or --basket FILE")
    library = open_library(settings)
    check_model(library)
    desk = QuoteDesk(library, style)
    quotes = [find_place(library, desk, place) for place in places]
    quotes += take_from_basket(basket, desk) if basket else []
    package = QuotePackage(desk, quotes, style)
    if output is None:
        click.echo(package.markdown())
    else:
        package.write(output)
        click.echo(f"{len(quotes)} cita{'at' if len(quotes) == 1 else 'ten'} geschreven naar {output}", err=True)
