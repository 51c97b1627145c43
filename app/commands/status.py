"""`wijkgraaf status`: what the library holds."""

from collections import Counter

import click
import msgspec

from app.library import Library, open_library
from app.output import format_option, show
from app.settings import Settings


class HeldDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document of the library, in figures."""

    file: str
    sha256: str
    title: str
    year: int | None
    kind: str
    language: str
    pages: int
    passages: int
    mentions: dict[str, int]


@click.command("status")
@format_option
@click.pass_obj
def command(settings: Settings, form: str) -> None:
    """Show what the library holds.

    Example: wijkgraaf status --format json
    """
    library = open_library(settings)
    held = [_held(library, sha256) for sha256 in library.records]
    show(held, form, _as_text)
    if form == "text":
        total: Counter[str] = Counter()
        for document in held:
            total.update(document.mentions)
        found = ", ".join(f"{count} {kind}" for kind, count in sorted(total.items()))
        click.echo(f"{len(held)} documenten, {sum(d.passages for d in held)} passages. Vermeldingen: {found}")


def _held(library: Library, sha256: str) -> HeldDocument:
    document = library.records.document(sha256)
    mentions = Counter(str(mention.__struct_config__.tag) for mention in library.records.mentions(sha256))
    return HeldDocument(
        file=document.file,
        sha256=sha256,
        title=document.metadata.title,
        year=document.metadata.year,
        kind=document.metadata.kind,
        language=document.metadata.language,
        pages=len(document.pages),
        passages=len(library.records.passages(sha256)),
        mentions=dict(mentions),
    )


def _as_text(held: HeldDocument) -> str:
    year = held.year or "z.j."
    return f"{held.sha256[:8]}  {held.file}\n          {held.title} ({year}; {held.kind}; {held.pages} pagina's)"
