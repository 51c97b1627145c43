"""`wijkgraaf ingest`: read documents into the library."""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from app.library import create_library
from app.output import NEEDS_ATTENTION, format_option, show
from app.report import Outcome, Report, Watch
from app.settings import Settings
from corpus.model import DocumentKind, Metadata

_STATES = {"read": "gelezen", "unchanged": "ongewijzigd", "duplicate": "dubbel", "failed": "MISLUKT"}


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--title", help="Title of the document; with this, the metadata below are taken from the command line.")
@click.option("--author", "authors", multiple=True, help="An author; may be given several times.")
@click.option("--year", type=int, help="Year of publication.")
@click.option("--publisher", help="Publisher.")
@click.option("--kind", type=click.Choice([k.value for k in DocumentKind]), default="other", help="Kind of document.")
@format_option
@click.pass_obj
def command(
    settings: Settings,
    paths: tuple[Path, ...],
    title: str | None,
    authors: tuple[str, ...],
    year: int | None,
    publisher: str | None,
    kind: str,
    form: str,
) -> None:
    """Read documents, and all documents in folders, into the library.

    PDF (scans too), text, Word and HTML are read. A file `catalogue.csv` beside the documents corrects their title,
    authors, year, publisher and kind.

    Example: wijkgraaf ingest corpus/documents
    """
    from app.pipeline import ingest

    metadata = None
    if title:
        metadata = Metadata(title=title, authors=authors, year=year, publisher=publisher, kind=DocumentKind(kind))
    with _progress(form) as bar:
        task = bar.add_task("Lezen", total=None)
        report = ingest(
            create_library(settings),
            paths,
            metadata,
            watch=Watch(
                on_start=lambda count: bar.update(task, total=count),
                on_outcome=lambda outcome: bar.update(task, advance=1, description=outcome.file[:40]),
            ),
        )
    show(report.outcomes, form, _as_text)
    if form == "text":
        click.echo(_summary(report))
    if report.count("failed"):
        click.get_current_context().exit(NEEDS_ATTENTION)


def _progress(form: str) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=form != "text",
    )


def _as_text(outcome: Outcome) -> str:
    figures = ""
    if outcome.state == "read":
        figures = f"  {outcome.pages} pagina's, {outcome.passages} passages, {outcome.mentions} vermeldingen"
    lines = [f"{_STATES[outcome.state]:12}{outcome.file}{figures}", *(f"{'':12}  {m}" for m in outcome.messages)]
    return "\n".join(lines)


def _summary(report: Report) -> str:
    return ", ".join(f"{report.count(state)} {dutch.lower()}" for state, dutch in _STATES.items())
