"""Small documents and mentions made by hand, for the tests of the graph."""

import hashlib
from collections.abc import Sequence
from typing import Any

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
    PlaceLevel,
    PlaceMention,
    QuotationMention,
    TensionMention,
    ThemeMention,
    Weight,
)


def make_document(text: str, file: str = "a.pdf", **about: Any) -> Document:
    """A document whose paragraphs stand between empty lines; a form feed begins a page."""
    breaks = [at for at, char in enumerate(text) if char == "\f"]
    pages = tuple(Page(number, str(number + 6), 595, 842) for number in range(1, len(breaks) + 2))
    runs = tuple(PageRun(start, number) for number, start in enumerate([0, *(at + 1 for at in breaks)], 1))
    blocks, start = [], 0
    for paragraph in text.split("\n\n"):
        blocks.append(Block(BlockRole.PARAGRAPH, start, start + len(paragraph)))
        start += len(paragraph) + 2
    about.setdefault("title", "Een titel")
    return Document(
        sha256=hashlib.sha256((file + text).encode()).hexdigest(),
        file=file,
        metadata=Metadata(**about),
        text=text,
        pages=pages,
        runs=runs,
        blocks=tuple(blocks),
    )


def make_passages(document: Document) -> list[Passage]:
    """One passage a paragraph."""
    return [
        Passage(
            document=document.sha256,
            number=number,
            start=block.start,
            end=block.end,
            text=document.text[block.start : block.end],
            headings=(document.metadata.title, "Inleiding"),
            page=document.page_at(block.start).number,
            last_page=document.page_at(block.end - 1).number,
            printed_page=document.page_at(block.start).label,
        )
        for number, block in enumerate(document.blocks)
    ]


class Marker:
    """Makes mentions of words in one document; `nth` picks one where the words occur more than once."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def _span(self, words: str, nth: int, finder: str, confidence: float = 0.9) -> dict[str, Any]:
        at = -1
        for _ in range(nth + 1):
            at = self.document.text.index(words, at + 1)
        return {"start": at, "end": at + len(words), "text": words, "confidence": confidence, "finder": finder}

    def person(self, words: str, nth: int = 0, **more: Any) -> ActorMention:
        more.setdefault("name", words)
        return ActorMention(**self._span(words, nth, "actors/1"), type=ActorType.PERSON, **more)

    def body(self, words: str, nth: int = 0, **more: Any) -> ActorMention:
        more.setdefault("name", words)
        more.setdefault("type", ActorType.ORGANISATION)
        return ActorMention(**self._span(words, nth, "actors/1"), **more)

    def place(self, words: str, nth: int = 0, **more: Any) -> PlaceMention:
        more.setdefault("name", words)
        more.setdefault("level", PlaceLevel.MUNICIPALITY)
        return PlaceMention(**self._span(words, nth, "places/1"), **more)

    def case(self, words: str, nth: int = 0, **more: Any) -> CaseMention:
        more.setdefault("name", words)
        return CaseMention(**self._span(words, nth, "cases/1"), **more)

    def lesson(self, words: str, nth: int = 0, **more: Any) -> LessonMention:
        more.setdefault("statement", words)
        more.setdefault("explicit", True)
        return LessonMention(**self._span(words, nth, "lessons/1"), **more)

    def tension(self, words: str, pole_a: str, pole_b: str, **more: Any) -> TensionMention:
        return TensionMention(**self._span(words, 0, "tensions/1"), pole_a=pole_a, pole_b=pole_b, **more)

    def quotation(self, words: str, nth: int = 0, **more: Any) -> QuotationMention:
        return QuotationMention(**self._span(words, nth, "quotations/1"), **more)

    def fact(self, words: str, nth: int = 0, **more: Any) -> FactMention:
        return FactMention(**self._span(words, nth, "facts/1"), **more)

    def theme(self, words: str, concept: str, nth: int = 0) -> ThemeMention:
        return ThemeMention(**self._span(words, nth, "themes/1"), concept=concept)


ZWOLLE = """In Zwolle begon in 2019 het project Wijkzaak Holtenbroek. Projectleider Anja Zeilmaker van \
woningcorporatie Woonvrede zag het ontstaan. De wijk telt 9.800 inwoners.

Zeilmaker zegt: ‘Begin klein en luister eerst een half jaar.’ De gemeente wil snelheid, terwijl bewoners rust vragen. \
Dat schuurt tussen snelheid en rust.\f

Woonvrede werkt in Wijkzaak Holtenbroek samen met de Stichting Buurtgenoten Overijssel (SBO). Volgens SBO hielp het \
dat vrijwilligers betaald werden."""


def zwolle() -> tuple[Document, list[Passage], list[AnyMention]]:
    """An interview with every kind of mention."""
    document = make_document(ZWOLLE, "zwolle.pdf", title="Wijkzaak", year=2021, kind=DocumentKind.INTERVIEW)
    mark = Marker(document)
    mentions: Sequence[AnyMention] = [
        mark.place("Zwolle", code="GM0193"),
        mark.case("Wijkzaak Holtenbroek", municipality="Zwolle", main=True, sort="bewonersinitiatief"),
        mark.case("Wijkzaak Holtenbroek", 1),
        mark.person("Anja Zeilmaker", role="projectleider", affiliation="Woonvrede"),
        mark.person("Zeilmaker", 1),
        mark.body("woningcorporatie Woonvrede", sort="woningcorporatie"),
        mark.body("Woonvrede", 1),
        mark.fact("9.800 inwoners", case="Wijkzaak Holtenbroek", property="inwoners", value="9.800"),
        mark.quotation("‘Begin klein en luister eerst een half jaar.’", speaker="Zeilmaker"),
        mark.lesson("Begin klein en luister eerst een half jaar.", case="Wijkzaak Holtenbroek", holder="Zeilmaker"),
        mark.body("De gemeente"),
        mark.tension("Dat schuurt tussen snelheid en rust.", "snelheid", "rust", holder_a="de gemeente"),
        mark.body("Stichting Buurtgenoten Overijssel"),
        mark.body("SBO"),
        mark.body("SBO", 1),
        mark.theme("vrijwilligers", "vrijwilliger"),
        mark.theme("bewoners", "bewoner"),
    ]
    return document, make_passages(document), list(mentions)


ZWOLLE_LATER = """Vier jaar later telt Wijkzaak Holtenbroek 10.200 inwoners. Woonvrede en de Stichting Buurtgenoten \
Overijssel werken er nog steeds.

Uit de evaluatie blijkt: betaal vrijwilligers voor wat zij doen."""

GOUDA = """In Gouda draait Buurtkamer Korte Akkeren. Woonvrede en de Stichting Buurtgenoten Overijssel doen mee, en de \
gemeente Gouda ook.

De gemeente Gouda wil regie, de bewoners willen ruimte: regie tegenover ruimte. Geef bewoners ruimte \
en een eigen potje."""


def zwolle_later() -> tuple[Document, list[Passage], list[AnyMention]]:
    """A report on the same case, with another figure and an evaluated lesson."""
    about = {
        "title": "Wijkzaak na vier jaar",
        "year": 2023,
        "kind": DocumentKind.REPORT,
        "publisher": "Bureau Voorbeeld",
    }
    document = make_document(ZWOLLE_LATER, "zwolle-later.pdf", authors=("Bea Boersma", "Cor Cornelissen"), **about)
    mark = Marker(document)
    return (
        document,
        make_passages(document),
        [
            mark.case("Wijkzaak Holtenbroek", municipality="Zwolle", main=True),
            mark.fact("10.200 inwoners", case="Wijkzaak Holtenbroek", property="inwoners", value="10.200"),
            mark.body("Woonvrede", sort="woningcorporatie"),
            mark.body("Stichting Buurtgenoten Overijssel"),
            mark.lesson(
                "betaal vrijwilligers voor wat zij doen.",
                statement="Betaal vrijwilligers voor wat zij doen.",
                weight=Weight.EVALUATED,
                case="Wijkzaak Holtenbroek",
            ),
            mark.theme("vrijwilligers", "vrijwilliger"),
        ],
    )


def gouda() -> tuple[Document, list[Passage], list[AnyMention]]:
    """An essay on another case, in which the same organisations take part."""
    document = make_document(GOUDA, "gouda.pdf", title="Ruimte", year=2015, kind=DocumentKind.ESSAY)
    mark = Marker(document)
    return (
        document,
        make_passages(document),
        [
            mark.case("Buurtkamer Korte Akkeren", municipality="Gouda", main=True),
            mark.body("Woonvrede", sort="woningcorporatie"),
            mark.body("Stichting Buurtgenoten Overijssel"),
            mark.body("gemeente Gouda"),
            mark.body("gemeente Gouda", 1),
            mark.tension(
                "De gemeente Gouda wil regie, de bewoners willen ruimte: regie tegenover ruimte.",
                "regie",
                "ruimte",
                holder_a="gemeente Gouda",
                case="Buurtkamer Korte Akkeren",
                family="spanning-loslaten-sturen",
            ),
            mark.lesson("Geef bewoners ruimte en een eigen potje.", explicit=False),
            mark.theme("bewoners", "bewoner", 1),
            mark.quotation("Geef bewoners ruimte en een eigen potje.", speaker="een bewoner", role="bewoner"),
        ],
    )
