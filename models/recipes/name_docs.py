"""The corpus of names as spaCy documents, with other names swapped in for learning."""

import re
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.tokens import DocBin

from models.recipes.gazetteers import Gazetteers
from models.recipes.invented_names import NameMaker
from models.recipes.name_swaps import NameSwapper
from models.recipes.names import LabelledParagraph, parse_markup

CONTEXTS = Path(__file__).parents[1] / "data" / "name_contexts.txt"
"""Paragraphs in which names still have to be put."""


def write_names(paragraphs: Iterable[LabelledParagraph], target: Path) -> int:
    """Write paragraphs as a DocBin; returns how many names no token boundary allowed."""
    nlp = spacy.blank("nl")
    lost, store = 0, DocBin()
    for paragraph in paragraphs:
        doc = nlp.make_doc(paragraph.text)
        spans = [doc.char_span(span.start, span.end, span.label) for span in paragraph.spans]
        doc.ents = [span for span in spans if span is not None]
        lost += spans.count(None)
        store.add(doc)
    store.to_disk(target)
    return lost


def vary_names(
    paragraphs: list[LabelledParagraph], lists: Gazetteers, copies: int = 7, seed: int = 1
) -> list[LabelledParagraph]:
    """The paragraphs three times as they are, and copies in which other names stand."""
    swapper = NameSwapper.learn(paragraphs, lists, seed)
    swapped = [swapper.swap(paragraph, 0.75) for _ in range(copies) for paragraph in paragraphs]
    return paragraphs * 3 + swapped + fill_contexts(read_contexts(), swapper.maker, copies)


def read_contexts(file: Path = CONTEXTS) -> list[str]:
    """The paragraphs with a [LABEL] for each name."""
    return [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def fill_contexts(contexts: Iterable[str], maker: NameMaker, copies: int) -> list[LabelledParagraph]:
    """Copies of the paragraphs with names put in, other ones in each copy."""
    filled = [
        re.sub(r"\[([A-Z]+)\]", lambda slot: f"[{maker.name(slot[1])}|{slot[1]}]", context)
        for context in contexts
        for _ in range(copies)
    ]
    return [LabelledParagraph(*parse_markup(text), document="contexts", genre="contexts") for text in filled]
