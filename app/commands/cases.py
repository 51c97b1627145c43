"""`wijkgraaf cases`: the cases of the library, those most like a description or a case, a comparison, a time line."""

from collections.abc import Sequence
from pathlib import Path

import click

from app.inquiry import read_inquiry
from app.library import Library, check_model, open_library
from app.output import end_when_nothing, format_option, page_of, show
from app.settings import Settings
from corpus.errors import QueryError
from search.comparison import as_csv, as_html, compare_cases, write_xlsx
from search.elsewhere import told_elsewhere
from search.explanation import NOT_NAMED, Cited, Comparison, Explanation
from search.profile import DUTCH, Dimension
from search.sentences import FoundSentence
from search.similar_cases import CaseEntry, SimilarCase, answers, find_case, find_similar_cases, list_cases
from search.similarity import TOLD, Likeness
from search.timeline import Moment, tell_timeline

_MOST_LINES = 4
_UNLIKE = "Geen casus lijkt hier duidelijk op; dit komt er het dichtst bij."
_ELSEWHERE = "Ook verteld, buiten deze casussen"


_Weights = dict[Likeness, float]

_FACETS = {"text": TOLD, **{dimension.value: (Likeness(dimension.value),) for dimension in Dimension}}
"""What an asker may let count more or less: all that is told of a case, or what it shares in one dimension."""


class _Weight(click.ParamType[_Weights]):
    """FACET=FACTOR; a facet by its English or its Dutch name."""

    name = "FACET=FACTOR"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> _Weights:
        name, _, factor = value.partition("=")
        dutch = {label: dimension.value for dimension, label in DUTCH.items()}
        try:
            return dict.fromkeys(_FACETS[dutch.get(name, name)], float(factor))
        except (KeyError, ValueError):
            self.fail(f"'{value}': give one of {', '.join(_FACETS)} and a number, e.g. tension=2", param, ctx)


@click.command("cases")
@click.option(
    "--like",
    metavar="TEXT|CASE|FILE",
    help="A description, the name or IRI of a case, a document of the library by its name, or any file by its path.",
)
@click.option("--limit", default=5, show_default=True, help="How many similar cases at most.")
@click.option(
    "--weight",
    "weights",
    multiple=True,
    type=_Weight(),
    help="Let a facet count more (area=3: the same sort of wijk), less, or not at all (tension=0).",
)
@click.option("--compare", multiple=True, metavar="CASE", help="Put cases side by side; give it for each case.")
@click.option("--timeline", metavar="PLACE", help="What was tried in a municipality or wijk, year by year.")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the comparison: .csv, .html or .xlsx."
)
@format_option
@click.pass_obj
def command(
    settings: Settings,
    like: str | None,
    limit: int,
    weights: tuple[_Weights, ...],
    compare: tuple[str, ...],
    timeline: str | None,
    output: Path | None,
    form: str,
) -> None:
    """List all cases, or rank those most like a description or a case, with quotes that show why and where they differ.

    Example: wijkgraaf cases --like "een wijk met veel sociale huur waar bewoners zelf een buurthuis runnen"
    """
    library = open_library(settings)
    if compare:
        _compare(library, compare, output, form)
    elif timeline:
        count = show(tell_timeline(library.index, timeline), form, _moment_as_text)
        end_when_nothing(count, f"Geen jaartallen gevonden bij casussen in '{timeline}'.")
    elif like is None:
        count = show(list_cases(library.index), form, _entry_as_text)
        end_when_nothing(count, "De bibliotheek kent nog geen casussen.")
    else:
        check_model(library)
        inquiry = read_inquiry(library, like, from_disk=True)
        chosen = {name: factor for weight in weights for name, factor in weight.items()}
        sums = answers(library.index, inquiry)
        found = find_similar_cases(library.index, inquiry, limit=limit, weights=chosen, sums=sums)
        if found and not found[0].is_likely:
            click.echo(_UNLIKE, err=True)
        show(found, form, _similar_as_text)
        if form == "text":
            _show_elsewhere(told_elsewhere(library.index, inquiry, sums, [similar.case.iri for similar in found]))
        end_when_nothing(len(found), "Geen casus gevonden die hierop lijkt.")


def _compare(library: Library, names: Sequence[str], output: Path | None, form: str) -> None:
    found = [find_case(library.index, name) for name in names]
    absent = [name for name, case in zip(names, found, strict=True) if case is None]
    if absent:
        raise QueryError(f"geen casus met de naam: {', '.join(absent)}; alle namen: wijkgraaf cases")
    table = compare_cases(library.index, [case for case in found if case])
    if output is None:
        show([table], form, lambda _: as_csv(table))
    elif output.suffix == ".xlsx":
        write_xlsx(table, output)
    elif output.suffix in (".csv", ".html"):
        output.write_text(as_csv(table) if output.suffix == ".csv" else as_html(table), encoding="utf-8")
    else:
        raise click.UsageError("--output must end in .csv, .html or .xlsx")


def _entry_as_text(case: CaseEntry) -> str:
    where = f" ({case.municipality})" if case.municipality else ""
    return f"{case.label}{where}\n  {case.iri}"


def _similar_as_text(similar: SimilarCase) -> str:
    name = click.style(_entry_as_text(similar.case).splitlines()[0], bold=True)
    quotes = [*_quotes("daar", similar.there), *_quotes("hier", similar.here)]
    return "\n".join([f"{name}  [{similar.score:.2f}]", *quotes, *_explained(similar.explanation)]) + "\n"


def _show_elsewhere(sentences: Sequence[FoundSentence]) -> None:
    """What is told in passages of none of these cases."""
    if sentences:
        click.echo("\n".join([click.style(_ELSEWHERE, bold=True), *_quotes("daar", sentences)]))


def _quotes(side: str, sentences: Sequence[FoundSentence]) -> list[str]:
    return [
        f"  {side}: “{s.text}” ({_source(s.hit.metadata.title, s.sentence.page, s.sentence.printed_page)})"
        for s in sentences
    ]


def _explained(explanation: Explanation) -> list[str]:
    lines = _part("gedeeld", [_compared(c) for c in explanation.shared])
    lines += _part("anders", [_compared(c) for c in explanation.differs])
    lines += _part("lessen daar", [_lesson(lesson) for lesson in explanation.lessons])
    return lines + _part(
        "tegenvoorbeelden",
        [
            f"{e.tension}: in {e.case.label} weegt ‘{e.there}’ zwaarder, hier ‘{e.here}’: {_cited(e.quote)}"
            for e in explanation.counter_examples
        ],
    )


def _part(title: str, said: Sequence[str]) -> list[str]:
    """A heading with its lines; a terminal shows the first few, the JSON forms all."""
    if not said:
        return []
    more = [f"    … en {len(said) - _MOST_LINES} meer"] if len(said) > _MOST_LINES else []
    return [f"  {click.style(title, underline=True)}", *(f"    {line}" for line in said[:_MOST_LINES]), *more]


def _compared(comparison: Comparison) -> str:
    """A trait with its quotes; what the asker said herself needs no repeating."""
    here = "u noemt het" if comparison.here and not comparison.here.page else f"hier: {_cited(comparison.here)}"
    return f"{comparison.name} {comparison.label} · {here} · daar: {_cited(comparison.there)}"


def _lesson(lesson: Cited) -> str:
    return _cited(lesson) + (f" · over {', '.join(lesson.about)}" if lesson.about else "")


def _cited(quote: Cited | None) -> str:
    if quote is None:
        return NOT_NAMED
    if not quote.page:
        return f"“{quote.text}”"
    return f"“{quote.text}” ({_source(quote.title or '', quote.page, quote.printed_page)})"


def _source(title: str, page: int, printed_page: str | None) -> str:
    """A source in a few words: the title without its subtitle, and the page."""
    return f"{title.partition('. ')[0].partition(': ')[0]}, {page_of(page, printed_page)}"


def _moment_as_text(moment: Moment) -> str:
    return f"{moment.year}  {moment.case} ({moment.what}): {_cited(moment.quote)}"
