"""`wijkgraaf quotes`: verbatim sentences with speaker, page and citation."""

import click

from app.library import check_model, open_library
from app.output import end_when_nothing, format_option, page_of, show
from app.settings import Settings
from search.quotes import Quote, find_quotes


@click.command("quotes")
@click.argument("query")
@click.option("--limit", default=5, show_default=True, help="How many quotes at most.")
@format_option
@click.pass_obj
def command(settings: Settings, query: str, limit: int, form: str) -> None:
    """Find verbatim sentences, each with its speaker where known, its page and how to cite it.

    Example: wijkgraaf quotes "vertrouwen kost tijd"
    """
    library = open_library(settings)
    check_model(library)
    quotes = find_quotes(library.index, library.embedder, query, limit=limit)
    show(quotes, form, _as_text)
    end_when_nothing(len(quotes), "Geen zin gevonden die hierop lijkt.")


def _as_text(quote: Quote) -> str:
    who = f"{quote.speaker}, " if quote.speaker else ""
    where = page_of(quote.page, quote.printed_page)
    return f"“{quote.text}”\n  {who}{quote.citation}  [{quote.file}, {where}]\n  {quote.reference}\n"
