"""`wijkgraaf evaluate`: score the library against gold annotations."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.library import Library, check_model, open_library
from app.output import FORMATS
from app.settings import Settings

if TYPE_CHECKING:
    from app.evaluation.report import Evaluation, Line

_RESULTS = 100
_KINDS = {"case": "casussen", "actor": "actoren", "lesson": "lessen", "tension": "spanningen"}
_EXTRA = {
    "main_recall": "hoofdcasussen gevonden",
    "type_accuracy": "soort juist",
    "explicit_recall": "expliciete gevonden",
    "poles_right": "beide polen juist",
    "case_precision": "casus juist",
    "case_recall": "casus gevonden",
}


@click.command("evaluate")
@click.option("--gold", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder of annotations.")
@click.option("--format", "form", type=click.Choice(FORMATS[:2]), default="text", show_default=True)
@click.option("--show", default=5, show_default=True, help="How many errors of each sort to show.")
@click.option("--per-document", is_flag=True, help="Show the figures of each document too.")
@click.pass_obj
def command(settings: Settings, gold: Path, form: str, show: int, per_document: bool) -> None:
    """Score the library against gold annotations: precision, recall and F1 per kind, genre and document.

    Example: wijkgraaf evaluate --gold corpus/gold
    """
    import msgspec

    from app.evaluation.gold import Gold
    from app.evaluation.report import evaluate
    from kg.export import export_entities

    library, annotated = open_library(settings), Gold(gold)
    check_model(library)
    items = list(library.items())
    exported = list(export_entities((item.document, item.entities) for item in items))
    genres = {annotated.files.get(i.document.file, ""): i.document.metadata.kind.value for i in items}
    queries = [query for rows in annotated.queries().values() for query in rows]
    evaluation = evaluate(annotated, exported, {q["qid"]: _answer(library, q["query"]) for q in queries}, genres)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(evaluation)).decode())
    else:
        _show(evaluation, show, per_document, {document.name for document in annotated.documents})


def _answer(library: Library, query: str) -> list[dict[str, Any]]:
    hits = library.index.search(query, limit=_RESULTS)
    return [{"document": hit.file, "text": hit.passage.text} for hit in hits]


def _show(evaluation: "Evaluation", show: int, per_document: bool, documents: set[str]) -> None:
    click.echo(f"{'soort':12}{'groep':44}{'precisie':>9}{'vangst':>8}{'F1':>7}{'gevonden':>10}{'bekend':>8}")
    for line in evaluation.lines:
        if per_document or line.group not in documents:
            click.echo(_as_row(line))
    for found in evaluation.search:
        figures = f"nDCG@10 {found.ndcg:.3f}  R@10 {found.recall:.3f}  MRR {found.mrr:.3f}  ({found.queries} vragen)"
        click.echo(f"{'zoeken':12}{found.group:44}{figures}")
    if evaluation.confusion:
        click.echo("\nVerwisselde soorten (bekend > gevonden):")
        for pair, count in sorted(evaluation.confusion.items(), key=lambda item: -item[1]):
            click.echo(f"  {count:4} {pair}")
    for kind, dutch in _KINDS.items():
        _show_errors(f"Gemiste {dutch}", evaluation.missed[kind][:show])
        _show_errors(f"Onterechte {dutch}", evaluation.wrong[kind][:show])
    worst = [f"{q.ndcg:.2f} {q.qid} {q.query}" for q in evaluation.worst_queries[:show]]
    _show_errors("Slechtst beantwoorde vragen", worst)


def _show_errors(title: str, errors: Sequence[str]) -> None:
    if errors:
        click.echo(f"\n{title}:")
        for error in errors:
            click.echo(f"  {error[:150]}")


def _as_row(line: "Line") -> str:
    extra = "  ".join(f"{_EXTRA[name]} {share:.3f}" for name, share in line.extra.items())
    figures = f"{line.precision:9.3f}{line.recall:8.3f}{line.f1:7.3f}{line.predicted:10}{line.expected:8}"
    return f"{_KINDS[line.kind]:12}{line.group:44}{figures}  {extra}"
