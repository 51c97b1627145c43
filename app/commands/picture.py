"""`wijkgraaf picture`: the page with a quote marked on it."""

from pathlib import Path

import click

from app.library import check_model, open_library
from app.settings import Settings


@click.command("picture")
@click.argument("place", metavar="FILE:START-END | WORDS")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="png, svg (marks only), html (page with marks laid over it) or pdf (a copy with native highlights).",
)
@click.option("--whole-page", is_flag=True, help="Not only the part around the quote.")
@click.pass_obj
def command(settings: Settings, place: str, output: Path, whole_page: bool) -> None:
    """Draw the page on which a quote stands, with the quote marked.

    A quote over several pages gives a file a page: NAME-p12.png.

    Example: wijkgraaf picture rapport.pdf:7215-7253 --output citaat.png
    """
    from app.places import find_place
    from app.quotations import QuoteDesk
    from app.quote_package import draw_quote, highlight_quote
    from ingest.pictures import html_overlay, svg_overlay

    suffix = output.suffix.lower()
    if suffix not in (".png", ".svg", ".html", ".pdf"):
        raise click.UsageError("the output is a .png, .svg, .html or .pdf file")
    library = open_library(settings)
    check_model(library)
    desk = QuoteDesk(library)
    quote = find_place(library, desk, place)
    if suffix == ".pdf":
        highlight_quote(desk, quote, output)
        return
    pictures = draw_quote(desk, quote, crop=not whole_page)
    source = library.records.source(quote.document)
    for picture in pictures:
        path = output if len(pictures) == 1 else output.with_stem(f"{output.stem}-p{picture.page}")
        if suffix == ".png":
            path.write_bytes(picture.png)
        elif suffix == ".svg":
            path.write_text(svg_overlay(picture, quote.text), encoding="utf-8")
        else:
            path.write_text(html_overlay(source, picture, quote.text), encoding="utf-8")
