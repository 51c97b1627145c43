"""The documents of the library."""

from typing import ClassVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from app.web.desk import OpenedLibrary
from app.web.facts.overview import DocumentEntry
from app.web.facts.sources import document_address
from app.web.options import site_of
from app.web.pages.words import KIND_NAMES
from app.web.rendering import Page, render


class DocumentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A document in the list."""

    entry: DocumentEntry
    kind: str
    address: str
    edit_address: str


class DocumentsPage(Page, frozen=True, kw_only=True):
    """All documents, the newest first."""

    template: ClassVar[str] = "documents.html"

    documents: tuple[DocumentRow, ...]


async def documents(request: Request) -> Response:
    """All documents."""
    return render(request, await site_of(request).desk.ask(_documents))


def _documents(opened: OpenedLibrary) -> DocumentsPage:
    rows = (
        DocumentRow(
            entry=entry,
            kind=KIND_NAMES.get(entry.kind, entry.kind),
            address=document_address(entry.key),
            edit_address=f"/document/{entry.key}/gegevens",
        )
        for entry in opened.overview.documents
    )
    return DocumentsPage(documents=tuple(rows))
