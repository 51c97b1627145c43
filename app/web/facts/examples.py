"""Questions that people could ask, made of what the library itself tells, each with an answer in it."""

import re
from collections import Counter
from collections.abc import Iterator

from app.web.facts.lessons import Lesson
from app.web.facts.overview import CaseEntry
from app.web.facts.tensions import OTHER, Family
from ontology.thesaurus import load_thesaurus
from search.passages import PassageIndex
from search.profile import Dimension

_MOST = 4
_PLAIN = re.compile(r"[\w .,’'-]{2,45}")
"""A name without brackets, quotation marks or what else would not fit in a question."""


def find_examples(
    index: PassageIndex, families: list[Family], lessons: list[Lesson], cases: tuple[CaseEntry, ...]
) -> list[str]:
    """Up to four questions on different subjects that the library probably answers."""
    kinds = [
        _of_tensions(families),
        _of_themes(index),
        _of_lessons(lessons),
        _of_places(cases),
    ]
    found = [question for kind in kinds if (question := _first_answered(index, kind))]
    return found[:_MOST]


def _first_answered(index: PassageIndex, questions: Iterator[str]) -> str | None:
    return next((question for question, _ in zip(questions, range(5), strict=False) if _answers(index, question)), None)


def _answers(index: PassageIndex, question: str) -> bool:
    return index.find(question, limit=1).is_likely


def _of_tensions(families: list[Family]) -> Iterator[str]:
    """What to do between two poles.

    >>> family = Family(key="a", label="", definition="", pole_a="loslaten", pole_b="vasthouden", tensions=())
    >>> list(_of_tensions([family]))
    ['Wanneer loslaten en wanneer vasthouden?']
    """
    yield from (f"Wanneer {f.pole_a} en wanneer {f.pole_b}?" for f in families if f.key != OTHER)


def _of_themes(index: PassageIndex) -> Iterator[str]:
    """What most cases are about."""
    themes = {concept.slug: concept.pref_nl for concept in load_thesaurus().concepts.values()}
    told = index.told.counts(Dimension.THEME)
    yield from (f"Wat werkt bij {themes[name]}?" for name, _ in told.most_common() if name in themes)


def _of_lessons(lessons: list[Lesson]) -> Iterator[str]:
    """The cases of which most lessons were learnt."""
    told = Counter(lesson.case.label for lesson in lessons if lesson.case)
    yield from (f"Wat is er geleerd van {name}?" for name, _ in told.most_common() if _PLAIN.fullmatch(name))


def _of_places(cases: tuple[CaseEntry, ...]) -> Iterator[str]:
    """The municipalities with most cases."""
    told = Counter(name for case in cases for name in case.municipalities)
    yield from (f"Wie doet wat in {name}?" for name, _ in told.most_common() if _PLAIN.fullmatch(name))
