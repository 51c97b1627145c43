"""A literature of any size to search in: passages of random sentences of the sample corpus, with cases told in them."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.generated import Span
from corpus.model import (
    ActorMention,
    ActorType,
    AnyMention,
    CaseMention,
    Document,
    DocumentKind,
    Entity,
    FactMention,
    Kind,
    LessonMention,
    Metadata,
    Page,
    PageRun,
    Passage,
    Sentence,
    TensionMention,
)
from models.recipes.search_examples import read_documents
from ontology.thesaurus import load_thesaurus
from search.terms import find_terms

CORPUS = Path(__file__).parents[1] / "corpus" / "documents"
PASSAGES_A_DOCUMENT = 100
_SENTENCES = 5
_PLACES_A_CASE, _LESSONS_A_CASE = 6, 3
_MUNICIPALITIES = "Apeldoorn Arnhem Breda Delft Deventer Emmen Gouda Haarlem Zwolle".split()

Indexed = tuple[Document, str, list[Passage], list[Entity]]
"""What an index takes in: a document, its digest, passages and entities."""


class Source(NamedTuple):
    """What is joined at random."""

    sentences: Sequence[str]
    words: Sequence[str]  # to make compounds of: a real literature has ever more words


def read_source() -> Source:
    """The sentences of the sample corpus and their longer words."""
    texts = [passage.text for _, passages in read_documents(sorted(CORPUS.glob("*.pdf"))) for passage in passages]
    sentences = [sentence for text in texts for sentence in text.split(". ")]
    words = {text[term.start : term.end].casefold() for text in texts for term in find_terms(text)}
    return Source(sentences, sorted(word for word in words if word.isalpha() and 4 <= len(word) <= 9))


def make_documents(size: int, cases: float, source: Source, first: int = 0) -> Iterator[Indexed]:
    """Documents of 100 passages each up to so many passages, with `cases` a passage; each the same whenever made."""
    for number in range(first, size // PASSAGES_A_DOCUMENT):
        yield make_document(number, cases, source)


def make_document(number: int, cases: float, source: Source) -> Indexed:
    """One of them."""
    chance, name = random.Random(number), f"d{number}"
    passages = list(_passages(name, [_text(source, chance) for _ in range(PASSAGES_A_DOCUMENT)]))
    document = Document(
        sha256=name, file=f"{name}.pdf", text="\n\n".join(passage.text for passage in passages),
        metadata=Metadata(title=name, year=chance.randint(1990, 2025), kind=chance.choice(list(DocumentKind))),
        pages=(Page(1, "1", 595, 842),), runs=(PageRun(0, 1),), blocks=(),
    )  # fmt: skip
    entities = [_actor(f"Stichting {chance.randrange(1000)}", chance.sample(passages, 5))]
    for at in range(int(PASSAGES_A_DOCUMENT * cases)):
        entities += _case(f"{name}-{at}", chance.sample(passages, _PLACES_A_CASE), chance)
    return document, "1", passages, entities


def _text(source: Source, chance: random.Random) -> str:
    """Some sentences; every other time with a word that was never seen before."""
    sentences = chance.sample(source.sentences, _SENTENCES)
    if chance.random() < 0.5:
        sentences[0] += " " + "".join(chance.sample(source.words, 2))
    return ". ".join(sentences) + "."


def _passages(name: str, texts: Sequence[str]) -> Iterator[Passage]:
    start = 0
    for number, text in enumerate(texts):
        yield Passage(
            document=name, number=number, start=start, end=start + len(text), text=text, headings=(name,),
            page=1, last_page=1, printed_page="1", sentences=tuple(_sentences(start, text)),
        )  # fmt: skip
        start += len(text) + 2


def _sentences(start: int, text: str) -> Iterator[Sentence]:
    at = 0
    for sentence in text.split(". "):
        yield Sentence(start + at, start + min(at + len(sentence) + 1, len(text)), 1, "1")
        at += len(sentence) + 2


def _actor(name: str, passages: Sequence[Passage]) -> Entity:
    mentions = [ActorMention(**_opening(p), name=name, type=ActorType.ORGANISATION) for p in passages]
    return _entity(Kind.ACTOR, name, mentions)


def _case(name: str, passages: Sequence[Passage], chance: random.Random) -> Iterator[Entity]:
    """A case, with lessons, a tension and figures that passages tell of it."""
    place, iri = chance.choice(_MUNICIPALITIES), f"https://example/{name}"
    yield _entity(Kind.CASE, name, [CaseMention(**_opening(p), name=name, municipality=place) for p in passages])
    for at, passage in enumerate(passages[:_LESSONS_A_CASE]):
        lesson = LessonMention(**_whole(passage), statement=passage.text, explicit=True, case=name)
        yield _entity(Kind.LESSON, f"{name}-les-{at}", [lesson], iri)
    family = chance.choice(load_thesaurus().tensions())
    tension = TensionMention(
        **_whole(passages[-1]), pole_a=family.poles[0].name, pole_b=family.poles[1].name, family=family.slug, case=name
    )
    yield _entity(Kind.TENSION, f"{name}-spanning", [tension], iri)
    for property_, value in (
        ("inwoners", chance.randrange(500, 20_000)),
        ("bouwperiode", chance.randrange(1900, 2000)),
    ):
        fact = FactMention(**_opening(passages[0]), case=name, property=property_, value=str(value))
        yield _entity(Kind.FACT, f"{name}-{property_}", [fact], iri)


def _entity(kind: Kind, label: str, mentions: Sequence[AnyMention], case: str | None = None) -> Entity:
    iri = f"https://example/{label}".replace(" ", "-")
    return Entity(iri=iri, kind=kind, label=label, confidence=1.0, mentions=tuple(mentions), case=case)


def _opening(passage: Passage) -> Span:
    return _span(passage, 5)


def _whole(passage: Passage) -> Span:
    first = passage.sentences[0]
    return _span(passage, first.end - first.start)


def _span(passage: Passage, length: int) -> Span:
    start = passage.start
    text = passage.text[:length]
    return {"start": start, "end": start + length, "text": text, "confidence": 1.0, "finder": "bench/1"}
