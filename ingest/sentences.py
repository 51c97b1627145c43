"""The sentences of passages, each with its page."""

from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Doc

from corpus.model import Document, Passage, Sentence


def with_sentences(passages: Sequence[Passage], document: Document, doc: Doc) -> list[Passage]:
    """The passages, each with its sentences as the language pipeline drew them; a passage never cuts a sentence."""
    return [msgspec.structs.replace(p, sentences=tuple(_sentences(p, document, doc))) for p in passages]


def _sentences(passage: Passage, document: Document, doc: Doc) -> Iterator[Sentence]:
    span = doc.char_span(passage.start, passage.end, alignment_mode="expand")
    for sent in span.sents if span is not None else ():
        start, end = max(sent.start_char, passage.start), min(sent.end_char, passage.end)
        said = document.text[start:end]  # not Doc.text, which is put together anew at each call
        start, end = end - len(said.lstrip()), start + len(said.rstrip())
        if start < end:
            page = document.page_at(start)
            yield Sentence(start, end, page.number, page.label)
