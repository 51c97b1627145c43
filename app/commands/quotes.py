"""`wijkgraaf quotes`: verbatim sentences with speaker, page and citation."""

from pathlib import Path

import click

from app.library import check_model, open_library
from app.output import end_when_nothing, format_option, page_of, show
from app.quotations import QuoteDesk
from app.quote import Quote, who_said
from app.settings import Settings
from corpus.model import DocumentKind
from search.filters import Filter
from search.quotes import Wanted


@click.command("quotes")
@click.argument("query", default="")
@click.option("--speaker", help="Only what this person says or wrote; part of the name will do.")
@click.option("--theme", help="Only in passages on this theme of the thesaurus.")
@click.option("--tension", help="Only where this tension plays: its family, or words of its poles.")
@click.option("--case", help="Only in passages on this case, by name.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice([k.value for k in DocumentKind]))
@click.option("--since", type=int, help="First year of publication.")
@click.option("--until", type=int, help="Last year of publication.")
@click.option("--document", help="Search in one document, by file name.")
@click.option("--limit", default=5, show_default=True, help="How many quotes at most.")
@click.option("--context", default=0, show_default=True, help="How many sentences to show before and after.")
@click.option("--style", default="apa", show_default=True, help="Any style of the Citation Style Language.")
@click.option("--basket", type=click.Path(path_type=Path, dir_okay=False), help="Add the quotes to this file.")
@format_option
@click.pass_obj
def command(
    settings: Settings,
    query: str,
    speaker: str | None,
    theme: str | None,
    tension: str | None,
    case: str | None,
    kinds: tuple[str, ...],
    since: int | None,
    until: int | None,
    document: str | None,
    limit: int,
    context: int,
    style: str,
    basket: Path | None,
    form: str,
) -> None:
    """Find verbatim sentences, each with its speaker where known, its page and how to cite it.

    QUERY is a meaning, half-remembered words, or "an exact phrase" between quotation marks.

    Example: wijkgraaf quotes "vertrouwen kost tijd" --speaker Bakker --context 1
    """
    if not any((query, speaker, theme, tension, case)):
        raise click.UsageError("give a query, or --speaker, --theme, --tension or --case")
    library = open_library(settings)
    check_model(library)
    within = Filter(
        kinds=frozenset(DocumentKind(k) for k in kinds), first_year=since, last_year=until, file=document, theme=theme
    )
    desk = QuoteDesk(library, style)
    quotes = desk.find(
        Wanted(text=query, within=within, case=case, tension=tension), speaker=speaker, limit=limit, context=context
    )
    if basket:
        from app.basket import add_to_basket

        add_to_basket(basket, quotes)
    show(quotes, form, _as_text)
    for refused in desk.refused:
        click.echo(str(refused), err=True)
    end_when_nothing(len(quotes), "Geen zin gevonden die hierop lijkt.")


def _as_text(quote: Quote) -> str:
    who = f"{who_said(quote)} " if quote.speakers else ""
    sure = f" ({quote.speaker_confidence:.0%} zeker)" if quote.speakers else ""
    where = page_of(quote.page, quote.printed_page)
    before, after = (f"{quote.before} " if quote.before else ""), (f" {quote.after}" if quote.after else "")
    ocr = (
        f"\n  tekstherkenning, {quote.ocr_confidence:.0%} zeker: vergelijk met het beeld"
        if quote.ocr_confidence
        else ""
    )
    repeats = f"\n  ook in: {'; '.join(quote.repeats)}" if quote.repeats else ""
    body = f"{before}{click.style(quote.text, bold=True)}{after}"
    return (
        f"{body}\n  {who}{quote.citation}{sure}  [{quote.file}, {where}, tekens {quote.start}-{quote.end}]"
        f"\n  {quote.reference}\n  {quote.link}{ocr}{repeats}\n"
    )
