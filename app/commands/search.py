"""`wijkgraaf search`: find passages."""

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from app.library import Library, check_model, open_library
from app.output import end_when_nothing, format_option, page_of, show
from app.settings import Settings
from corpus.model import DocumentKind, Kind
from ingest.embedder import load_reranker
from search.facets import count_facets
from search.filters import Filter
from search.passages import Answer, Hit

_BATCH_RESULTS = 100
_COUNTED = 100
"""Facets tell of more passages than are shown."""

_NOTHING = "Niets gevonden. Probeer andere woorden, of minder voorwaarden."
_UNLIKELY = "Niets gevonden dat hierop antwoordt. Wat er het dichtst bij komt, toont --all."


class BatchQuery(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a batch."""

    qid: str
    query: str


class FoundPassage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage as programs get it."""

    document: str  # file name
    page: int
    printed_page: str | None
    headings: tuple[str, ...]
    text: str
    score: float
    highlights: tuple[tuple[int, int], ...]
    title: str
    year: int | None


@click.command("search")
@click.argument("query", required=False)
@click.option("--batch", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="JSON lines: qid, query.")
@click.option("--limit", default=10, show_default=True, help="How many passages at most.")
@click.option("--all", "show_all", is_flag=True, help="Show passages that probably do not answer the query too.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice([k.value for k in DocumentKind]))
@click.option("--since", type=int, help="First year of publication.")
@click.option("--until", type=int, help="Last year of publication.")
@click.option("--document", help="Search in one document, by file name.")
@click.option("--place", help="Only passages that name this municipality, place or wijk, or a case that lies there.")
@click.option("--theme", help="Only passages on this concept of the thesaurus.")
@click.option("--actor", help="Only passages that name this person, organisation or group.")
@click.option("--mentions", multiple=True, type=click.Choice([k.value for k in Kind]), help="Only passages with these.")
@click.option("--reranker", metavar="NAME", help="Let this cross-encoder (hub name or folder) order the best passages.")
@click.option("--facets", is_flag=True, help="Count what was found by kind, year, municipality, theme and actor.")
@format_option
@click.pass_obj
def command(
    settings: Settings,
    query: str | None,
    batch: Path | None,
    limit: int,
    show_all: bool,
    kinds: tuple[str, ...],
    since: int | None,
    until: int | None,
    document: str | None,
    place: str | None,
    theme: str | None,
    actor: str | None,
    mentions: tuple[str, ...],
    reranker: str | None,
    facets: bool,
    form: str,
) -> None:
    """Find passages by words and by meaning.

    A query may hold "a phrase", -excluded words and fields: kop:, titel:, actor:, plaats:, thema:.

    Example: wijkgraaf search "bewoners haken af bij inspraak" --since 2010
    """
    library = open_library(settings)
    check_model(library)
    if batch:
        show(_answers(library, batch), "jsonl", str)
        return
    if not query:
        raise click.UsageError("give a query, or --batch FILE")
    within = Filter(
        kinds=frozenset(DocumentKind(k) for k in kinds),
        first_year=since,
        last_year=until,
        file=document,
        place=place,
        theme=theme,
        actor=actor,
        mentions=frozenset(Kind(k) for k in mentions),
    )
    judge = load_reranker(reranker) if reranker else None
    answer = library.index.find(query, limit=_COUNTED if facets else limit, within=within, reranker=judge)
    hits = answer.hits if answer.is_likely or show_all else ()
    _tell(answer)
    if facets:
        show(count_facets(library.index, hits), form, str)
    else:
        show(hits if form == "text" else map(_found, hits), form, _as_text)
    end_when_nothing(len(hits), _UNLIKELY if answer.hits else _NOTHING)


def _tell(answer: Answer) -> None:
    for typed, meant in answer.corrected.items():
        click.echo(f"'{typed}' komt niet voor; gezocht op '{meant}'.", err=True)


def _answers(library: Library, batch: Path) -> Iterator[dict[str, object]]:
    for line in batch.read_bytes().splitlines():
        asked = msgspec.json.decode(line, type=BatchQuery)
        hits = library.index.search(asked.query, limit=_BATCH_RESULTS)
        yield {"qid": asked.qid, "results": [_found(hit) for hit in hits]}


def _found(hit: Hit) -> FoundPassage:
    return FoundPassage(
        document=hit.file,
        page=hit.passage.page,
        printed_page=hit.passage.printed_page,
        headings=hit.passage.headings,
        text=hit.passage.text,
        score=round(hit.score, 4),
        highlights=hit.highlights,
        title=hit.metadata.title,
        year=hit.metadata.year,
    )


def _as_text(hit: Hit) -> str:
    where = page_of(hit.passage.page, hit.passage.printed_page)
    title = click.style(hit.metadata.title, bold=True)
    heading = f" › {hit.passage.headings[-1]}" if hit.passage.headings else ""
    also = f"\n  (ook op {len(hit.repeats)} andere plaats{'en' * (len(hit.repeats) > 1)})" if hit.repeats else ""
    return f"{title}, {where}{heading}  [{hit.file}; {hit.score:.2f}]\n{_marked(hit)}{also}\n"


def _marked(hit: Hit) -> str:
    text, at, parts = hit.passage.text, 0, []
    for start, end in hit.highlights:
        parts += [text[at:start], click.style(text[start:end], bold=True, fg="yellow")]
        at = end
    return "  " + "".join([*parts, text[at:]])
