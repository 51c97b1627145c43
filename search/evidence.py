"""Where something is said, as a literal quote with its page."""

from itertools import chain

import msgspec

from corpus.model import Metadata, Passage
from search.inquiry import Inquiry
from search.passages import PassageIndex
from search.profile import Said, Trait
from search.sentences import whole_sentences

NOT_NAMED = "niet genoemd in de bron"

_FEWEST_WORDS = 4
_CLOSING = tuple(".!?:…”’\"')")


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """A literal quote; without file and page where the asker said it."""

    text: str
    document: str | None = None  # sha256
    file: str | None = None
    title: str | None = None
    page: int | None = None
    printed_page: str | None = None
    start: int | None = None  # offsets in the document's text
    end: int | None = None
    about: tuple[str, ...] = ()  # of a lesson: what of the question it bears on, in Dutch


def cite_said(index: PassageIndex, said: Said) -> Cited:
    """The sentences of the library in which something is said."""
    assert said.passage is not None  # what the asker said is cited by `cite_asked`
    row = index.entries.row(said.passage)
    return _cite(row.passage, said, row.file, row.metadata)


def cite_asked(index: PassageIndex, inquiry: Inquiry, trait: Trait) -> Cited:
    """The sentences in which the asker says that a trait is there."""
    if trait.said[0].passage is not None:
        return cite_trait(index, trait)
    said, hit = trait.said[0], next(iter(inquiry.hits), None)
    passage = next((p for p in inquiry.passages if p.start <= said.start < p.end), None)
    if passage is None:
        return Cited(text=_sentence_at(inquiry.text, said))
    if hit is None:
        start, end = _span(passage, said)
        return Cited(text=passage.text[start - passage.start : end - passage.start])
    return _cite(passage, said, hit.file, hit.metadata)


def cite_trait(index: PassageIndex, trait: Trait) -> Cited:
    """The sentences in which a source says that a trait is there; of several the first that reads as a sentence."""
    first = cite_said(index, trait.said[0])
    others = (cite_said(index, said) for said in trait.said[1:])
    return next((quote for quote in chain([first], others) if _reads_well(quote.text)), first)


def _reads_well(text: str) -> bool:
    """Whether it is a sentence, and not the row of a table, a heading or a menu."""
    return len(text.split()) >= _FEWEST_WORDS and text.endswith(_CLOSING)


def _cite(passage: Passage, said: Said, file: str, metadata: Metadata) -> Cited:
    start, end = _span(passage, said)
    page = next(((s.page, s.printed_page) for s in passage.sentences if s.start <= start < s.end), None)
    return Cited(
        text=passage.text[start - passage.start : end - passage.start],
        document=passage.document,
        file=file,
        title=metadata.title,
        page=page[0] if page else passage.page,
        printed_page=page[1] if page else passage.printed_page,
        start=start,
        end=end,
    )


def _span(passage: Passage, said: Said) -> tuple[int, int]:
    """From the sentence in which it begins to be said to that in which it ends; the passage where it has none."""
    around = [s for s in whole_sentences(passage) if s.start < max(said.end, said.start + 1) and said.start < s.end]
    return (around[0].start, around[-1].end) if around else (passage.start, passage.end)


def _sentence_at(text: str, said: Said) -> str:
    start = max(text.rfind(mark, 0, said.start) for mark in ".?!\n") + 1
    ends = [at for at in (text.find(mark, said.end) for mark in ".?!\n") if at >= 0]
    return text[start : min(ends, default=len(text) - 1) + 1].strip()
