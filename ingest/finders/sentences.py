"""What the finders share: a document's sentences, each with the block and the headings under which it stands."""

from bisect import bisect_right
from typing import NamedTuple

from spacy.tokens import Doc

from corpus.model import AnyMention, BlockRole, Document

# Running heads are not part of the text; pull quotes repeat it.
UNREAD = (BlockRole.FURNITURE, BlockRole.PULL_QUOTE)

Doc.set_extension("document", default=None, force=True)
Doc.set_extension("mentions", default=None, force=True)


class Sentence(NamedTuple):
    """A sentence of the running text."""

    start: int  # offsets into Document.text
    end: int
    text: str
    role: BlockRole
    block: int  # number of its block in the document
    headings: tuple[str, ...]  # from the title down to the nearest heading
    first: bool  # it opens its block
    last: bool  # it closes its block


def document_of(doc: Doc) -> Document:
    """The document that a spaCy Doc annotates."""
    document: Document = doc._.document
    return document


def mentions_of(doc: Doc) -> list[AnyMention]:
    """What the finders have found so far; a finder appends to it."""
    mentions: list[AnyMention] = doc._.mentions
    return mentions


def sentences(doc: Doc) -> list[Sentence]:
    """The sentences to read, in reading order; headings are sentences of their own."""
    if "sentences" not in doc.user_data:
        doc.user_data["sentences"] = _sentences(doc)
    found: list[Sentence] = doc.user_data["sentences"]
    return found


def sentence_at(doc: Doc, offset: int) -> Sentence | None:
    """The sentence in which a character stands; None in blocks that are not read."""
    found = sentences(doc)
    at = bisect_right(found, offset, key=lambda sentence: sentence.start) - 1
    return found[at] if at >= 0 and offset < found[at].end else None


def _sentences(doc: Doc) -> list[Sentence]:
    document = document_of(doc)
    blocks = sorted(enumerate(document.blocks), key=lambda numbered: numbered[1].start)
    starts = [block.start for _, block in blocks]
    headings = _headings(document)
    pieces: dict[int, list[tuple[int, int]]] = {}
    for span in doc.sents:
        start, end = _trimmed(document.text, span.start_char, span.end_char)
        at = bisect_right(starts, start) - 1
        if start < end and at >= 0 and start < blocks[at][1].end:
            pieces.setdefault(blocks[at][0], []).append((start, end))
    found = []
    for number, spans in pieces.items():
        role = document.blocks[number].role
        if role not in UNREAD:
            for place, (start, end) in enumerate(spans):
                edges = place == 0, place == len(spans) - 1
                found.append(Sentence(start, end, document.text[start:end], role, number, headings[number], *edges))
    return sorted(found, key=lambda sentence: sentence.start)


def _headings(document: Document) -> list[tuple[str, ...]]:
    """For each block the headings under which it stands."""
    path: dict[int, str] = {}
    found = []
    for block in document.blocks:
        if block.role is BlockRole.HEADING:
            path = {level: text for level, text in path.items() if level < block.level}
        found.append(tuple(path.values()))
        if block.role is BlockRole.HEADING:
            path[block.level] = document.text[block.start : block.end]
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
