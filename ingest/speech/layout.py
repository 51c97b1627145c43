"""How a document is laid out as speech: questions and answers, bylines, signatures."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.model import Block, BlockRole, Document, DocumentKind
from ingest.speech.people import People

_QUESTION = re.compile(r"\?[”’\"]?\s*$")
_QUOTES = re.compile(r":\s*[“‘„\"]")  # X vraagt: “Waarom?”
_MOST_QUESTION_WORDS = 45
_FEWEST_QUESTIONS = 3
_MOST_BLOCKS = 20  # a question: a book with some questions for headings is no interview
_SIGNED = re.compile(r"^(?:door|tekst|auteurs?|interview|geschreven door)\s*:?\s+", re.IGNORECASE)
_OPENING_BYLINE = re.compile(r"^(?:(?:gast)?column|blog|opinie|gastbijdrage|bijdrage)\s(?:door|van)\s+", re.IGNORECASE)
_WITH = re.compile(r"\b(?:interview|gesprek)\s(?:met\s)?([A-ZÀ-Þ].{3,60})", re.IGNORECASE)
_MOST_BYLINE_WORDS = 14
READ = (BlockRole.PARAGRAPH, BlockRole.LIST_ITEM, BlockRole.BOX, BlockRole.HEADING, BlockRole.PULL_QUOTE)


def is_question(document: Document, block: Block) -> bool:
    """Whether a block is a question of an interviewer: nothing but a question, on its own."""
    text = document.text[block.start : block.end]
    return (
        block.role in (BlockRole.HEADING, BlockRole.PARAGRAPH)
        and bool(_QUESTION.search(text))
        and len(text.split()) <= _MOST_QUESTION_WORDS
        and not text.lstrip().startswith(("“", "‘", '"', "'", "„"))
        and not _QUOTES.search(text)
        and ". " not in text.rstrip("? ")[-60:]
    )


def is_interview(document: Document) -> bool:
    """Whether it is printed as questions and answers, or is known to be an interview."""
    questions = sum(is_question(document, block) for block in document.blocks)
    kind = document.metadata.kind
    enough = questions >= _FEWEST_QUESTIONS and questions * _MOST_BLOCKS >= len(document.blocks)
    return kind == DocumentKind.INTERVIEW or (kind == DocumentKind.OTHER and enough)


def guest_of(document: Document, people: People) -> str | None:
    """The one person who is interviewed: named in the title or the opening, else named most often; None of several."""
    if len(_in_turn(document, people)) > 1:
        return None
    opening = [document.text[b.start : b.end] for b in document.blocks if b.role in READ][:8]
    authors = set(document.metadata.authors)
    for text in (document.metadata.title, *opening):
        named = [name for match in _WITH.finditer(text) for name in people.opening(match[1])]
        if len(set(named)) == 1:
            return named[0]
    for text in (document.metadata.title, *opening[:3]):
        named = [name for _, name in people.find(text) if name not in authors]
        if len(set(named)) == 1:
            return named[0]
    counts = {name: document.text.count(name) + document.text.count(name.split()[-1]) for name in people.names}
    others = [name for name in counts if name not in authors]
    return max(others, key=lambda name: counts[name], default=None)


def _in_turn(document: Document, people: People) -> set[str]:
    """Those whose words are printed as in a play: X: ..."""
    heads = (document.text[b.start : b.end].partition(":") for b in document.blocks if b.role in READ)
    named = (people.resolve(name.strip()) for name, colon, _ in heads if colon and len(name.split()) < 5)
    return {name for name in named if name}


def signers(document: Document, block: Block, people: People) -> list[str]:
    """The people by whom a byline or signature says that the text beside it is; none when the block is neither.

    The names are those that open the block; what follows them may be a role or an organisation.
    """
    text = " ".join(document.text[block.start : block.end].split())
    if (
        len(text.split()) > _MOST_BYLINE_WORDS
        or text.endswith((".", "?", "!", ":", ";"))
        or "@" in text
        or ".." in text
    ):
        return []
    rest = _SIGNED.sub("", text)
    names = people.opening(rest)
    after = rest[max((rest.rfind(name) + len(name) for name in names), default=0) :].lstrip()
    describes = not after or after[0] in ",(—–-" or after[0].islower() or len(after.split()) <= 4
    return names if describes else []


class Byline(NamedTuple):
    """The people by whom a text is, and where in the document their byline ends."""

    names: list[str]
    end: int


def opening_byline(document: Document, block: Block, people: People) -> Byline | None:
    """The byline with which a paragraph opens before its text goes on: "Column door X. Vorige week ..."."""
    text = document.text[block.start : block.end]
    opening = _OPENING_BYLINE.match(text)
    names = people.opening(text[opening.end() :]) if opening else []
    if not opening or not names:
        return None
    end = text.index(names[-1], opening.end()) + len(names[-1])
    stop = re.match(r"(?:,[^.]{1,60})?[.:]\s", text[end:])
    return Byline(names, block.start + end + stop.end()) if stop else None


def reading_order(document: Document) -> Sequence[Block]:
    """The blocks in which somebody can speak."""
    return [block for block in document.blocks if block.role in READ]
