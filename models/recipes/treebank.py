"""The treebank as the pipeline learns it: rare relations merged, and sentences as they look in headings and notes."""

import random
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span, Token
from spacy.vocab import Vocab

MERGED = {
    "obl:arg": "obl",
    "obl:agent": "obl",
    "nsubj:outer": "nsubj",
    "csubj:outer": "csubj",
    "cc:preconj": "cc",
    "compound": "flat",
    "orphan": "dep",
}
"""Relations that are too rare, or too like another, to learn from this much text."""


def write_treebank(source: Path, target: Path, *, vary: bool, seed: int = 1) -> None:
    """Write a treebank with merged relations; `vary` adds lower-cased paragraphs, headings and capitals."""
    vocab = spacy.blank("nl").vocab
    chance = random.Random(seed)
    docs: list[Doc] = []
    for doc in DocBin().from_disk(source).get_docs(vocab):
        docs.append(_copy(vocab, list(doc), [token.text for token in doc]))
        if vary:
            docs.extend(_variants(vocab, doc, chance))
    DocBin(docs=docs).to_disk(target)


def _variants(vocab: Vocab, doc: Doc, chance: random.Random) -> Iterator[Doc]:
    """A few paragraphs in small letters; one sentence in twelve without its full stop, some of those in capitals."""
    if chance.random() < 0.03:
        yield _copy(vocab, list(doc), [token.lower_ for token in doc])
    for sentence in doc.sents:
        if chance.random() < 0.08 and len(sentence) > 2:
            tokens = _without_stop(sentence)
            capitals = chance.random() < 0.25
            yield _copy(vocab, tokens, [token.text.upper() if capitals else token.text for token in tokens])


def _without_stop(sentence: Span) -> list[Token]:
    """The sentence's tokens less a closing mark that nothing depends on."""
    tokens = list(sentence)
    last = tokens[-1]
    free = last.is_punct and last.head.i != last.i and not any(token.head.i == last.i for token in tokens)
    return tokens[:-1] if free else tokens


def _copy(vocab: Vocab, tokens: list[Token], words: list[str]) -> Doc:
    return Doc(
        vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in tokens],
        pos=[token.pos_ for token in tokens],
        morphs=[str(token.morph) for token in tokens],
        lemmas=[token.lemma_ for token in tokens],
        deps=[MERGED.get(token.dep_, token.dep_) for token in tokens],
        heads=[token.head.i - tokens[0].i for token in tokens],
        sent_starts=[bool(token.is_sent_start) for token in tokens],
    )
