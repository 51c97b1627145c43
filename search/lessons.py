"""The lessons of a case that bear on a question: on its tensions and themes, and by what they say."""

import math

import msgspec
import numpy as np

from search.cases import CaseEntry, rarity_of
from search.evidence import Cited, cite_said
from search.inquiry import Inquiry
from search.passages import PassageIndex
from search.profile import Dimension, Trait
from search.told import Lesson

_MOST = 3
_LEAST = 0.5
"""What a lesson must score to be shown: as near to the question as a sentence on the same matter."""

_OF_TENSION, _OF_CONCEPT = 0.15, 0.1
_USUAL = math.log(2)
"""The rarity of what half of the cases have."""


def bearing_lessons(index: PassageIndex, inquiry: Inquiry, case: CaseEntry) -> list[Cited]:
    """The lessons learnt in a case that bear most on a question, each with what it bears on; none may."""
    told = [lesson for lesson in index.remembered(_read_lessons, case.iri) if lesson.said.passage not in inquiry.own]
    if not told:
        return []
    asked = index.embedder.embed_queries(list(inquiry.questions))
    alike = (np.stack([lesson.vector for lesson in told]) @ asked.T).max(axis=1)
    concepts = _telling_concepts(index, inquiry)
    rated = []
    for lesson, nearest in zip(told, alike.tolist(), strict=True):
        about = [concepts[slug] for slug in lesson.concepts if slug in concepts]
        tensions = sum(trait.dimension is Dimension.TENSION for trait in about)
        score = nearest + _OF_TENSION * tensions + _OF_CONCEPT * min(2, len(about) - tensions)
        if score >= _LEAST:
            rated.append((score, lesson.said, tuple(trait.label for trait in about)))
    rated.sort(key=lambda each: (-each[0], each[1].passage))
    different: dict[str, Cited] = {}
    for _, said, labels in rated:
        quote = cite_said(index, said)
        different.setdefault(quote.text, msgspec.structs.replace(quote, about=labels))
        if len(different) == _MOST:
            break
    return list(different.values())


def _read_lessons(index: PassageIndex, iri: str) -> list[Lesson]:
    return list(index.told.lessons_of(iri))


def _telling_concepts(index: PassageIndex, inquiry: Inquiry) -> dict[str, Trait]:
    """The traits of a question that tell something: those that not nearly every case has, by slug."""
    return {
        trait.name: trait
        for trait in inquiry.profile.traits
        if trait.value is None and rarity_of(index, (trait.dimension, trait.name)) > _USUAL
    }
