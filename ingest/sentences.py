"""The sentences of passages, each with its page."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from spacy.tokens import Doc

from corpus.model import Document, Passage, Sentence


def with_sentences(passages: Iterable[Passage], document: Document, doc: Doc) -> list[Passage]:
    """The passages, each with its sentences as the language pipeline drew them."""
    drawn = [(sent.start_char, sent.end_char) for sent in doc.sents]
    return [msgspec.structs.replace(p, sentences=tuple(_sentences(p, document, drawn))) for p in passages]


def _sentences(passage: Passage, document: Document, drawn: Sequence[tuple[int, int]]) -> Iterator[Sentence]:
    first = bisect_right(drawn, passage.start, key=lambda span: span[1])
    last = bisect_left(drawn, passage.end, key=lambda span: span[0])
    for start, end in drawn[first:last]:
        start, end = max(start, passage.start), min(end, passage.end)
        said = document.text[start:end]  # not Doc.text, which is put together anew at each call
        start, end = end - len(said.lstrip()), start + len(said.rstrip())
        if start < end:
            page = document.page_at(start)
            yield Sentence(start, end, page.number, page.label)
