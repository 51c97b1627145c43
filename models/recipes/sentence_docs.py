"""Sentence boundaries of our own genres: well-edited paragraphs of the corpus of names, split at their full stops."""

import re
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

from models.recipes.names import LabelledParagraph

_STOP = re.compile(r"[.?!…][)\]'’”\"»]*\s+(?=[‘“\"'«(\[]?[A-ZÀ-Þ0-9])")
_NO_STOP = re.compile(
    r"(?:^|[\s(.])(?:[A-Z]|mr|drs|dr|prof|ing|ir|nr|art|blz|p|pp|e\.a|o\.a|m\.m\.v|t\.a\.v|w\.g|ca|vgl|zgn)\.$"
)


def find_starts(text: str) -> list[int]:
    """Where sentences start in a well-edited paragraph; initials and abbreviations end none.

    >>> find_starts("Zo zei mr. D. Hompes. 'Dat klopt.' En toen?")
    [0, 22, 35]
    """
    starts = [0]
    for stop in _STOP.finditer(text):
        if not _NO_STOP.search(text[: stop.start() + 1]):
            starts.append(stop.end())
    return starts


def write_sentences(treebank: Path, paragraphs: Iterable[LabelledParagraph], target: Path, copies: int = 3) -> None:
    """Write the treebank's boundaries and, some times over, those of our own paragraphs."""
    nlp = spacy.blank("nl")
    store = DocBin(attrs=["ORTH", "SPACY", "SENT_START"])
    for doc in DocBin().from_disk(treebank).get_docs(nlp.vocab):
        starts: list[bool | int | None] = [bool(token.is_sent_start) for token in doc]
        spaces = [bool(token.whitespace_) for token in doc]
        store.add(Doc(nlp.vocab, words=[token.text for token in doc], spaces=spaces, sent_starts=starts))
    for paragraph in paragraphs:
        doc = nlp.make_doc(paragraph.text)
        places = set(find_starts(paragraph.text))
        for token in doc:
            token.is_sent_start = token.idx in places
        for _ in range(copies):
            store.add(doc)
    store.to_disk(target)
