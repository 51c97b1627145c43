"""What is known of a document, to correct; it is then read anew with what was said."""

import secrets
from typing import ClassVar, NamedTuple

import msgspec
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.web.desk import OpenedLibrary
from app.web.facts.sources import document_address
from app.web.forms import number, read_form, text_field
from app.web.ingest_runs import Task
from app.web.options import site_of
from app.web.pages.adding import check_allowed
from app.web.pages.words import KIND_NAMES
from app.web.rendering import Page, render
from corpus.model import DocumentKind, Metadata


class KindChoice(msgspec.Struct, frozen=True):
    """A kind of document in a list to choose from."""

    value: str
    label: str
    chosen: bool


class MetadataPage(Page, frozen=True, kw_only=True):
    """What is known of a document, to correct."""

    template: ClassVar[str] = "metadata.html"

    title: str
    authors: str  # one a line
    year: int | None
    publisher: str
    source: str
    kinds: tuple[KindChoice, ...]
    back_address: str


async def edit_metadata(request: Request) -> Response:
    """What is known of a document: the form, or its corrections; the document is then read anew."""
    check_allowed(request)
    key = request.path_params["key"]
    if request.method == "GET":
        page = await site_of(request).desk.ask(lambda opened: _metadata_page(opened, key))
        if page is None:
            raise HTTPException(404)
        return render(request, page)
    async with read_form(request) as form:
        metadata = _metadata(form)
    found = await site_of(request).desk.ask(lambda opened: _source(opened, key))
    if found is None or not metadata.title:
        raise HTTPException(404 if found is None else 400)
    sha256, file, known = found
    task = Task(document=sha256, file=file, metadata=known.corrected(metadata))
    started = site_of(request).runs.start(secrets.token_urlsafe(9), task, [file])
    return RedirectResponse(f"/toevoegen/{started.key}", 303)


def _metadata_page(opened: OpenedLibrary, key: str) -> MetadataPage | None:
    sha256 = opened.documents.get(key)
    if sha256 is None:
        return None
    about = opened.library.records.document(sha256).metadata
    return MetadataPage(
        title=about.title,
        authors="\n".join(about.authors),
        year=about.year,
        publisher=about.publisher or "",
        source=about.source or "",
        kinds=tuple(KindChoice(kind.value, KIND_NAMES[kind], kind is about.kind) for kind in DocumentKind),
        back_address=document_address(key),
    )


class _Known(NamedTuple):
    """What is known of a document, and how the form shows it: where people are hidden these differ."""

    original: Metadata
    shown: Metadata

    def corrected(self, said: Metadata) -> Metadata:
        """What is known, with what the form changed."""
        names = dict(zip(self.shown.authors, self.original.authors, strict=True))
        title = self.original.title if said.title == self.shown.title else said.title
        authors = tuple(names.get(author, author) for author in said.authors)
        return msgspec.structs.replace(said, title=title, authors=authors, language=self.original.language)


def _source(opened: OpenedLibrary, key: str) -> tuple[str, str, _Known] | None:
    sha256, library = opened.documents.get(key), opened.library
    if sha256 is None:
        return None
    original = library.originals.document(sha256)
    shown = library.records.document(sha256)
    return sha256, shown.file, _Known(original.metadata, shown.metadata)


def _metadata(form: FormData) -> Metadata:
    kinds = {kind.value: kind for kind in DocumentKind}
    return Metadata(
        title=text_field(form, "titel", most=500),
        authors=tuple(line.strip() for line in text_field(form, "auteurs").splitlines() if line.strip()),
        year=number(form, "jaar"),
        publisher=text_field(form, "uitgever", most=300) or None,
        kind=kinds.get(text_field(form, "soort"), DocumentKind.OTHER),
        source=text_field(form, "bron", most=500) or None,
    )
