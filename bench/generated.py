"""A generated literature of any size, made by the same functions that make the real graph."""

import hashlib
import random
from collections.abc import Iterator
from typing import TypedDict

from corpus.model import (
    ActorMention,
    ActorType,
    AnyMention,
    Block,
    BlockRole,
    CaseMention,
    Document,
    DocumentKind,
    FactMention,
    LessonMention,
    Metadata,
    Page,
    PageRun,
    Passage,
    QuotationMention,
    TensionMention,
    ThemeMention,
    Weight,
)
from kg.entities import merge_mentions
from kg.statements import document_statements
from kg.triples import Triple
from ontology import iris

_SYLLABLES = "ba be bo da de do ka ke ko la le lo ma me mo na ne no ra re ro sa se so ta te to".split()
_THEMES = [f"thema-{number}" for number in range(60)]
_POLES = [f"pool {number}" for number in range(80)]
_MUNICIPALITIES = "Apeldoorn Arnhem Breda Delft Deventer Emmen Gouda Haarlem Zwolle".split()
_PARAGRAPHS = 40


def generate(triples: int, seed: int = 1) -> Iterator[tuple[str, list[Triple]]]:
    """Graphs of documents (IRI and statements) until there are at least so many statements."""
    chance, made, number = random.Random(seed), 0, 0
    names = [f"{_name(chance)} {_name(chance)}" for _ in range(4000)]
    while made < triples:
        document, passages, mentions = _document(number, names, chance)
        statements = document_statements(document, passages, merge_mentions(document, mentions))
        yield iris.document(document.sha256), statements
        made, number = made + len(statements), number + 1


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=4)).title()


def _document(number: int, names: list[str], chance: random.Random) -> tuple[Document, list[Passage], list[AnyMention]]:
    cases = [f"Buurtzaak {name}" for name in chance.sample(names[:1500], 3)]
    bodies = [f"Stichting {name}" for name in chance.choices(names[1500:2500], k=12)]
    people = chance.sample(names[2500:], 8)
    text, blocks, mentions = "", [], list[AnyMention]()
    for at in range(_PARAGRAPHS):
        start = len(text)
        paragraph = _Paragraph(start)
        case, body, person = cases[at % 3], chance.choice(bodies), chance.choice(people)
        paragraph.case(case)
        paragraph.actors(body, person)
        paragraph.say(case, person, body, chance)
        text += paragraph.text + "\n\n"
        mentions += paragraph.mentions
        blocks.append(Block(BlockRole.PARAGRAPH, start, len(text) - 2))
    sha256 = hashlib.sha256(f"{number}{text}".encode()).hexdigest()
    document = Document(
        sha256=sha256,
        file=f"document-{number}.pdf",
        metadata=Metadata(
            title=f"Titel {number}",
            authors=(chance.choice(people),),
            year=chance.randint(1995, 2026),
            publisher=f"Uitgever {number % 40}",
            kind=chance.choice(list(DocumentKind)),
        ),
        text=text,
        pages=(Page(1, "1", 595, 842),),
        runs=(PageRun(0, 1),),
        blocks=tuple(blocks),
    )
    passages = [
        Passage(
            document=sha256,
            number=at,
            start=block.start,
            end=block.end,
            text=text[block.start : block.end],
            headings=(f"Kop {at}",),
            page=1,
            last_page=1,
            printed_page="1",
        )
        for at, block in enumerate(blocks)
    ]
    return document, passages, mentions


class Span(TypedDict):
    """What every mention has."""

    start: int
    end: int
    text: str
    confidence: float
    finder: str


class _Paragraph:
    def __init__(self, start: int) -> None:
        self.start, self.text = start, ""
        self.mentions: list[AnyMention] = []

    def _add(self, words: str) -> Span:
        begin = self.start + len(self.text)
        self.text += words + ". "
        return {"start": begin, "end": begin + len(words), "text": words, "confidence": 0.8, "finder": "generated/1"}

    def case(self, name: str) -> None:
        municipality = _MUNICIPALITIES[len(name) % len(_MUNICIPALITIES)]
        self.mentions.append(CaseMention(**self._add(name), name=name, municipality=municipality))

    def actors(self, body: str, person: str) -> None:
        span = self._add(body)
        actor = ActorMention(**span, name=body, type=ActorType.ORGANISATION, sort="woningcorporatie")
        span = self._add(person)
        self.mentions += [actor, ActorMention(**span, name=person, type=ActorType.PERSON)]

    def say(self, case: str, person: str, body: str, chance: random.Random) -> None:
        code = chance.randrange(10**9)
        lesson = self._add(f"Leer van {code} dat bewoners rust willen")
        what = {"statement": f"Les {code}", "case": case, "holder": person}
        weight = chance.choice(list(Weight))
        self.mentions.append(LessonMention(**lesson, **what, explicit=code % 2 == 0, weight=weight))
        for theme in chance.sample(_THEMES, 2):
            self.mentions.append(ThemeMention(**lesson, concept=theme))
        self.mentions.append(QuotationMention(**lesson, speaker=person))
        if code % 3 == 0:
            pole_a, pole_b = chance.sample(_POLES, 2)
            tension = self._add(f"Hier botst {pole_a} met {pole_b} sinds {code}")
            self.mentions.append(TensionMention(**tension, pole_a=pole_a, pole_b=pole_b, holder_a=body, case=case))
        if code % 5 == 0:
            fact = self._add(f"Er wonen {code % 9000} mensen")
            self.mentions.append(FactMention(**fact, case=case, property="inwoners", value=str(code % 9000)))
