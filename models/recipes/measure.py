"""How good and how fast the models are, in the field's usual measures."""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Example

from corpus.vectors import Embedder
from models.recipes.pairs import GradedPair

Figures = dict[str, float]


def score_pipeline(nlp: Language, gold: Path) -> Figures:
    """SpaCy's own scores on a DocBin, in per cent."""
    docs = list(DocBin().from_disk(gold).get_docs(nlp.vocab))
    scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])
    names = {
        "pos_acc": "POS",
        "morph_acc": "MORPH",
        "lemma_acc": "LEMMA",
        "dep_uas": "UAS",
        "dep_las": "LAS",
        "sents_f": "SENT",
        "ents_p": "NAME P",
        "ents_r": "NAME R",
        "ents_f": "NAME F",
    }
    return {title: round(100 * scores[key], 1) for key, title in names.items() if scores.get(key)}


def score_spans(nlp: Language, gold: Path) -> Figures:
    """F of names when only where they stand counts, when the label counts too, and per label; in per cent."""
    expected: set[tuple[int, int, int, str]] = set()
    found: set[tuple[int, int, int, str]] = set()
    docs = list(DocBin().from_disk(gold).get_docs(nlp.vocab))
    for number, (doc, guess) in enumerate(zip(docs, nlp.pipe([doc.text for doc in docs]), strict=True)):
        expected |= {(number, name.start_char, name.end_char, name.label_) for name in doc.ents}
        found |= {(number, name.start_char, name.end_char, name.label_) for name in guess.ents}
    figures = {
        "span F": _f1({name[:3] for name in expected}, {name[:3] for name in found}),
        "typed F": _f1(expected, found),
    }
    for label in sorted({name[3] for name in expected}):
        figures[label] = _f1({n for n in expected if n[3] == label}, {n for n in found if n[3] == label})
    return figures


def _f1(expected: Iterable[object], found: Iterable[object]) -> float:
    expected, found = set(expected), set(found)
    return round(200 * len(expected & found) / max(1, len(expected) + len(found)), 1)


def score_similarity(embedder: Embedder, pairs: Sequence[GradedPair]) -> float:
    """Spearman's rank correlation between the cosine of two texts and how alike people found them."""
    left = embedder.embed_passages([pair[0] for pair in pairs])
    right = embedder.embed_passages([pair[1] for pair in pairs])
    return round(float(spearmanr((left * right).sum(axis=1), [pair[2] for pair in pairs]).statistic), 3)


def time_best(work: Callable[[], object], rounds: int = 5, clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds that a piece of work takes: the best of some rounds, since other programs only ever slow it down."""
    taken = []
    for _ in range(rounds):
        start = clock()
        work()
        taken.append(clock() - start)
    return float(np.min(taken))


def score_sentences(nlp: Language, blocks: Path) -> float:
    """F of sentence starts in blocks of text, in per cent; blocks stand apart by an empty line, a sentence a line."""
    right = found = expected = 0
    for block in blocks.read_text("utf-8").split("\n\n"):
        sentences = [line for line in block.splitlines() if line and not line.startswith("#")]
        starts = {sum(len(sentence) + 1 for sentence in sentences[:i]) for i in range(1, len(sentences))}
        guessed = {sentence.start_char for sentence in nlp(" ".join(sentences)).sents} - {0}
        right, found, expected = right + len(starts & guessed), found + len(guessed), expected + len(starts)
    return round(200 * right / max(1, found + expected), 1)
