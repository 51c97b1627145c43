"""`wijkgraaf cases`: the cases of the library, or those most like a description or a case."""

from collections.abc import Sequence

import click

from app.library import Library, check_model, open_library
from app.output import end_when_nothing, format_option, page_of, show
from app.settings import Settings
from search.quotes import FoundSentence
from search.similar_cases import CaseEntry, SimilarCase, find_similar_cases, list_cases


@click.command("cases")
@click.option("--like", metavar="TEXT|CASE", help="A description of a neighbourhood, or the name or IRI of a case.")
@click.option("--limit", default=5, show_default=True, help="How many similar cases at most.")
@format_option
@click.pass_obj
def command(settings: Settings, like: str | None, limit: int, form: str) -> None:
    """List all cases, or rank the cases most like a description or another case, with quotes that show why.

    Example: wijkgraaf cases --like "een wijk met veel sociale huur waar bewoners zelf een buurthuis runnen"
    """
    library = open_library(settings)
    if like is None:
        _list(library, form)
        return
    check_model(library)
    found = find_similar_cases(library.index, library.embedder, like, limit=limit)
    show(found, form, _similar_as_text)
    end_when_nothing(len(found), "Geen casus gevonden die hierop lijkt.")


def _list(library: Library, form: str) -> None:
    count = show(list_cases(library.index), form, _entry_as_text)
    end_when_nothing(count, "De bibliotheek kent nog geen casussen.")


def _entry_as_text(case: CaseEntry) -> str:
    where = f" ({case.municipality})" if case.municipality else ""
    return f"{case.label}{where}\n  {case.iri}"


def _similar_as_text(similar: SimilarCase) -> str:
    name = click.style(_entry_as_text(similar.case).splitlines()[0], bold=True)
    lines = [f"{name}  [{similar.score:.2f}]", *_quotes("daar", similar.there), *_quotes("hier", similar.here)]
    return "\n".join(lines) + "\n"


def _quotes(side: str, sentences: Sequence[FoundSentence]) -> list[str]:
    return [
        f"  {side}: “{s.text}”\n        ({s.hit.metadata.title}, {page_of(s.sentence.page, s.sentence.printed_page)})"
        for s in sentences
    ]
