"""Taking a person out of all that a library derived, and keeping him or her out."""

from typing import Any, TypeVar

import msgspec

from app.library import Library
from corpus.model import ActorMention, AnyMention, Document
from corpus.privacy import COVER, Hide, Privacy, cover
from ingest.marks import Mark
from ingest.pdf_copies import redact
from ingest.readers import Reading

PROOF_FOLDER = "proof"
"""Where a library keeps what was recognised in pictures to prove quotes."""

_Record = TypeVar("_Record")


class Forgotten(msgspec.Struct, frozen=True, kw_only=True):
    """What forgetting somebody changed."""

    documents: int
    mentions: int  # that were removed
    redacted_pages: int  # of source files


def forget(library: Library, name: str, *, redact_source: bool = False) -> Forgotten:
    """Remove a person from records, graph and index, and from whatever is read later.

    The source files stay as they are, unless `redact_source`: then each page that names the person becomes a picture
    in which the name is black; such a page has no text any more.
    """
    with library.writing():
        privacy = Privacy(library.folder)
        rule = privacy.add(Hide.FORGET, name)
        documents = mentions = pages = 0
        for sha256 in list(library.records):
            document = library.records.document(sha256)
            covered = covered_document(document, privacy)
            if covered == document:
                continue
            if redact_source:
                pages += _redact(library, document, covered)
            mentions += _rewrite(library, covered, _forgotten(document, privacy))
            documents += 1
            for recognised in (library.folder / PROOF_FOLDER).glob(f"{sha256}-*"):
                recognised.unlink()
        if documents:
            library.clear_derived()  # stores keep what was deleted until they feel like tidying up
            library.bring_up_to_date()
        privacy.log(
            f"forgot person {rule.full[:8]}: {documents} documents, {mentions} mentions, {pages} pages redacted"
        )
    return Forgotten(documents=documents, mentions=mentions, redacted_pages=pages)


def without_forgotten(reading: Reading, privacy: Privacy) -> Reading:
    """A reading in which forgotten people are covered."""
    return reading if privacy.is_empty else Reading(covered_document(reading.document, privacy), reading.words)


def covered_document(document: Document, privacy: Privacy) -> Document:
    """The document with forgotten people covered in its text and its metadata."""
    names = _forgotten(document, privacy)
    return _covered(document, names, keep=("sha256", "file")) if names else document


def hidden_names(document: Document, privacy: Privacy) -> dict[str, Hide]:
    """The hidden people as a document's text and metadata write them, and how each is hidden."""
    metadata = document.metadata
    said = "\n\n".join((document.text, metadata.title, *metadata.authors, metadata.note or ""))
    return privacy.find(said, document.sha256)


def _forgotten(document: Document, privacy: Privacy) -> list[str]:
    return [name for name, hide in hidden_names(document, privacy).items() if hide is Hide.FORGET]


def _redact(library: Library, document: Document, covered: Document) -> int:
    """Redact the library's copy of a PDF; other files have no pages to redact."""
    words = _covered_words(library, document, covered)
    if not words:
        return 0
    source = library.records.source(document.sha256)
    target = source.with_name(f".{source.name}")
    pages = redact(source, words, target)
    target.replace(source)
    return pages


def _rewrite(library: Library, document: Document, names: list[str]) -> int:
    """Write a covered document with what was derived from it; tells how many mentions went."""
    records, sha256 = library.records, document.sha256
    passages = [_covered(passage, names, keep=("document",)) for passage in records.passages(sha256)]
    before = records.mentions(sha256)
    covered: list[AnyMention] = [_covered(mention, names, keep=("finder",)) for mention in before]
    kept = [mention for mention in covered if not (isinstance(mention, ActorMention) and COVER in mention.name)]
    records.rewrite(document, passages, kept)
    return len(before) - len(kept)


def _covered_words(library: Library, document: Document, covered: Document) -> list[Mark]:
    """Where the covered letters stand on the pages: the whole words that hold them."""
    words = library.records.words(document.sha256)
    return [Mark(word.page, word.box) for word in words if COVER in covered.text[word.start : word.end]]


def _covered(record: _Record, names: list[str], keep: tuple[str, ...]) -> _Record:
    """The record with names covered in each text that it holds, but for some fields."""

    def walk(value: Any) -> Any:
        if isinstance(value, str):
            return cover(value, names)
        if isinstance(value, dict):
            return {key: part if key in (*keep, "type", "kind", "role") else walk(part) for key, part in value.items()}
        return [walk(part) for part in value] if isinstance(value, list | tuple) else value

    return msgspec.convert(walk(msgspec.to_builtins(record)), type(record))
