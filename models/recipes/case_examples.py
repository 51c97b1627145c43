"""Annotated situations, and annotated entities of documents as the finders would give them at their best."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from app.evaluation.alignment import AlignedText
from app.evaluation.gold import Gold, GoldDocument, Row
from corpus.model import AnyMention, CaseMention, Document, Entity, Kind, LessonMention, TensionMention
from corpus.vectors import Embedder
from ingest.mentions import annotate
from ingest.sentences import with_sentences
from models.recipes.search_examples import ReadDocument
from search.passages import PassageIndex

_FINDER = "gold/1"

Told = Sequence[tuple[ReadDocument, Sequence[Entity]]]
"""Documents, each with what it speaks of."""


@dataclass(frozen=True)
class Situation:
    """What an adviser tells, and how well each case fits (3: best), by IRI."""

    id: str
    text: str
    grades: dict[str, int]


def read_situations(gold: Gold) -> list[Situation]:
    """All annotated situations."""
    same = case_names(gold)
    rows = [row for document in gold.documents for row in document.rows("similar_cases")]
    return [
        Situation(row["id"], row.get("situation") or row["text"], _grades(row, same))
        for row in rows
        if "situation" in (row.get("form"), row.get("type"))
    ]


def case_names(gold: Gold) -> dict[str, str]:
    """The IRI of each annotated case: one that several documents tell of has one."""
    rows = [row for document in gold.documents for row in document.rows("cases")]
    return {row["id"]: row.get("entity") or row["id"] for row in rows}


def gold_entities(gold: Gold, annotated: GoldDocument, document: Document) -> list[Entity]:
    """The annotated cases, lessons and tensions of a document, placed in its text."""
    same, text = case_names(gold), AlignedText(document.text)
    cases = {row["id"]: row for row in annotated.rows("cases")}
    found = [_case(row, same[row["id"]], document) for row in cases.values()]
    for kind, make in ((Kind.LESSON, _lesson), (Kind.TENSION, _tension)):
        for row in annotated.rows(kind.value + "s"):
            place = _place(text, annotated.text.text[row["start"] : row["end"]])
            if place:
                mention = make(row, document.text, *place)
                case = same.get(row.get("case") or "")
                label = row.get("statement") or row.get("label") or ""
                found.append(
                    Entity(iri=row["id"], kind=kind, label=label, confidence=1.0, mentions=(mention,), case=case)
                )
    return [entity for entity in found if entity.mentions]


def _grades(row: Row, same: dict[str, str]) -> dict[str, int]:
    grades: dict[str, int] = {}
    for wanted in row.get("relevant") or row["ranking"]:
        iri = same[wanted["case"]]
        grades[iri] = max(wanted["grade"], grades.get(iri, 0))
    return grades


def _case(row: Row, iri: str, document: Document) -> Entity:
    names = [row["label"], *row.get("aliases", ())]
    mentions: list[AnyMention] = [
        CaseMention(
            start=start, end=end, text=document.text[start:end], confidence=1.0, finder=_FINDER, name=row["label"],
            municipality=row.get("municipality"), neighbourhoods=tuple(row.get("neighbourhoods") or ()),
            main=bool(row.get("main")),
        )
        for start, end in _occurrences(document.text, names)
    ]  # fmt: skip
    return Entity(
        iri=iri, kind=Kind.CASE, label=row["label"], aliases=tuple(names[1:]), confidence=1.0, mentions=tuple(mentions)
    )


def _occurrences(text: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    said = "|".join(r"\s+".join(map(re.escape, name.split())) for name in sorted(names, key=len, reverse=True))
    return (match.span() for match in re.finditer(rf"(?<!\w)(?:{said})(?!\w)", text))


def _lesson(row: Row, text: str, start: int, end: int) -> LessonMention:
    return LessonMention(
        start=start, end=end, text=text[start:end], confidence=1.0, finder=_FINDER,
        statement=row["statement"], explicit=bool(row.get("explicit")),
    )  # fmt: skip


def _tension(row: Row, text: str, start: int, end: int) -> TensionMention:
    return TensionMention(
        start=start, end=end, text=text[start:end], confidence=1.0, finder=_FINDER,
        pole_a=row["pole_a"], pole_b=row["pole_b"], family=next(iter(row.get("concepts") or ()), None),
    )  # fmt: skip


def _place(text: AlignedText, quote: str) -> tuple[int, int] | None:
    stretch = text.find(quote)
    return text.span(stretch) if stretch else None


def with_entities(gold: Gold, documents: Sequence[ReadDocument]) -> list[tuple[ReadDocument, list[Entity]]]:
    """Each document with its annotated entities."""
    by_name = {document.name: document for document in gold.documents}
    return [(read, gold_entities(gold, by_name[gold.files[read[0].file]], read[0])) for read in documents]


def build_case_index(folder: Path, embedder: Embedder, told: Told, nlp: Language) -> PassageIndex:
    """An index of documents with their sentences and entities in an empty folder."""
    index = PassageIndex(folder, embedder)
    for (document, passages), entities in told:
        index.add(document, "1", with_sentences(passages, document, annotate(document, nlp)), entities)
    index.commit()
    return index
