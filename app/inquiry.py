"""What an adviser asks, read in memory by the same finders as the literature."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.library import Library
from corpus.errors import DocumentError
from corpus.model import Block, BlockRole, CaseMention, Document, Entity, Metadata, Page, PageRun, Passage

if TYPE_CHECKING:
    from spacy.language import Language

    from search.inquiry import Inquiry

_FINDER = "question/1"
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")


def read_inquiry(library: Library, like: str, *, from_disk: bool = False) -> "Inquiry":
    """A case of the library (name or IRI), a document of it (file name), a description, or with `from_disk` a file.

    Raises:
        QueryError: several cases bear the name.
        DocumentError: the file cannot be read.
    """
    from search.inquiry import ask_by_description, ask_by_document, find_inquiry

    if known := find_inquiry(library.index, like):
        return known
    if from_disk and _is_file(like):
        document = _read_file(library, Path(like))
        return ask_by_document(library.index, document, *find_in(document, library.nlp))
    described = describe(like)
    return ask_by_description(described.text, *find_in(described, library.nlp))


def describe(text: str) -> Document:
    r"""A description as a document of one page without a number.

    >>> [block.end for block in describe("Een wijk.\n\nEen vraag.").blocks]
    [9, 21]
    """
    return Document(
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        file="",
        metadata=Metadata(title=""),
        text=text,
        pages=(Page(1, None, 0, 0),),
        runs=(PageRun(0, 1),),
        blocks=tuple(Block(BlockRole.PARAGRAPH, *match.span()) for match in _PARAGRAPH.finditer(text)),
    )


def find_in(document: Document, nlp: "Language") -> tuple[Sequence[Passage], Sequence[Entity]]:
    """The passages of a document and what the finders see in it, with the asker's situation as its main case.

    Figures belong to a case: without one in the text they are those of the asker.
    """
    from ingest.finders.sentences import mentions_of
    from ingest.mentions import annotate, find_mentions
    from ingest.passages import split_passages
    from ingest.sentences import with_sentences
    from kg.entities import merge_mentions

    text = document.text
    doc = annotate(document, nlp)
    name = document.metadata.title or "uw vraag"
    situation = CaseMention(start=0, end=len(text), text=text, confidence=1.0, finder=_FINDER, name=name, main=True)
    mentions_of(doc).append(situation)
    found = merge_mentions(document, [mention for mention in find_mentions(doc) if mention is not situation])
    return with_sentences(split_passages(document), document, doc), found


def _is_file(like: str) -> bool:
    try:
        return Path(like).is_file()
    except OSError:  # a description is longer than a file name may be
        return False


def _read_file(library: Library, path: Path) -> Document:
    from ingest.worker import Limits, read_isolated

    limits = Limits(seconds=library.settings.seconds, megabytes=library.settings.megabytes)
    ((_, reading),) = read_isolated([path], limits, 1)
    if isinstance(reading, DocumentError):
        raise reading
    return reading.document
