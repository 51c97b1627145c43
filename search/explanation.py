"""Why a case is like a question and where it differs: only verbatim quotes and fixed words, each with its page."""

from collections.abc import Mapping, Sequence

import msgspec

from corpus.model import Kind, Passage
from ontology.thesaurus import load_thesaurus
from search.cases import CaseEntry
from search.passages import PassageIndex
from search.profile import DUTCH, Dimension, Profile, Said, Trait
from search.terms import stems

NOT_NAMED = "niet genoemd in de bron"

_MOST_SHARED, _MOST_DIFFERENT, _MOST_LESSONS, _MOST_COUNTER = 3, 2, 3, 2


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """A literal sentence; without file and page where the asker said it."""

    text: str
    document: str | None = None  # sha256
    file: str | None = None
    title: str | None = None
    page: int | None = None
    printed_page: str | None = None
    start: int | None = None  # offsets in the document's text
    end: int | None = None


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """A trait, what is said of it here (in the question) and there (in the case); None: not named."""

    dimension: Dimension
    label: str
    here: Cited | None
    there: Cited | None

    @property
    def name(self) -> str:
        """The dimension as a reader calls it."""
        return DUTCH[self.dimension]


class CounterExample(msgspec.Struct, frozen=True, kw_only=True):
    """Another case with the same tension, in which the other side weighs more."""

    case: CaseEntry
    tension: str
    here: str  # the side that weighs more in the case that is explained
    there: str  # the side that weighs more in the counter-example
    quote: Cited


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why a case is like a question, and where not."""

    shared: tuple[Comparison, ...]
    differs: tuple[Comparison, ...]
    lessons: tuple[Cited, ...]  # learnt in the case, bearing on what is asked
    counter_examples: tuple[CounterExample, ...] = ()


def explain(index: PassageIndex, asked: Profile, text: str, case: CaseEntry, told: Profile) -> Explanation:
    """Compare a question, with its profile and its text, to a case and its profile."""
    shared, differs = [], []
    for dimension in Dimension:
        ours, theirs = asked.of(dimension), told.of(dimension)
        both = [name for name in _telling_first(ours) if name in theirs]
        shared += [_compare(index, text, ours[name], theirs[name]) for name in both[:_MOST_SHARED]]
        only_ours = [name for name in _telling_first(ours) if name not in theirs][:_MOST_DIFFERENT]
        only_theirs = [name for name in _telling_first(theirs) if name not in ours][:_MOST_DIFFERENT]
        differs += [_compare(index, text, ours[name], None) for name in only_ours]
        differs += [_compare(index, text, None, theirs[name]) for name in only_theirs if ours]
    return Explanation(shared=tuple(shared), differs=tuple(differs), lessons=tuple(_lessons(index, asked, text, case)))


def find_counter_examples(
    index: PassageIndex, asked: Profile, case: CaseEntry, told: Sequence[tuple[CaseEntry, Profile]]
) -> list[CounterExample]:
    """The cases where, in a tension that is asked and that `case` has, the other side weighs more.

    `told` holds the cases to look among, `case` itself too, with their profiles.
    """
    profiles = [(other, profile) for other, profile in told if other.iri != case.iri]
    tensions = next(profile for other, profile in told if other.iri == case.iri).of(Dimension.TENSION)
    found = []
    for name in (name for name in asked.of(Dimension.TENSION) if name in tensions):
        side = _heavier_side(index, tensions[name])
        for other, profile in profiles:
            trait = profile.of(Dimension.TENSION).get(name)
            their_side = _heavier_side(index, trait) if trait else None
            if trait and side and their_side and side != their_side:
                quote = cite_said(index, trait.said[0], "")
                found.append(CounterExample(case=other, tension=trait.label, here=side, there=their_side, quote=quote))
    return found[:_MOST_COUNTER]


def cite_said(index: PassageIndex, said: Said, text: str) -> Cited:
    """The sentence in which something is said: of a passage, or of the question's own text."""
    if said.passage is None:
        start = max(text.rfind(mark, 0, said.start) for mark in ".?!\n") + 1
        ends = [at for at in (text.find(mark, said.end) for mark in ".?!\n") if at >= 0]
        return Cited(text=text[start : min(ends, default=len(text) - 1) + 1].strip())
    row = index.entries.row(said.passage)
    passage = row.passage
    around = next((s for s in passage.sentences if s.start <= said.start < s.end), None)
    start, end = (around.start, around.end) if around else (passage.start, passage.end)
    return Cited(
        text=passage.text[start - passage.start : end - passage.start],
        document=passage.document,
        file=row.file,
        title=row.metadata.title,
        page=around.page if around else passage.page,
        printed_page=around.printed_page if around else passage.printed_page,
        start=start,
        end=end,
    )


def _compare(index: PassageIndex, text: str, ours: Trait | None, theirs: Trait | None) -> Comparison:
    trait = ours or theirs
    assert trait is not None  # a trait is somebody's
    return Comparison(
        dimension=trait.dimension,
        label=trait.label,
        here=cite_said(index, ours.said[0], text) if ours else None,
        there=cite_said(index, theirs.said[0], "") if theirs else None,
    )


def _telling_first(traits: Mapping[str, Trait]) -> list[str]:
    return sorted(traits, key=lambda name: (-traits[name].times, name))


def _lessons(index: PassageIndex, asked: Profile, text: str, case: CaseEntry) -> list[Cited]:
    """The lessons of a case that share most concepts and words with the question."""
    concepts, words = {trait.name for trait in asked.traits}, set(stems(text))
    rated = []
    for key, lesson in index.entries.told_of(case.iri, Kind.LESSON):
        mention = lesson.mentions[0]
        about = {match.concept.slug for match in load_thesaurus().find(mention.text)}
        bearing = 2 * len(about & concepts) + len(words & set(stems(mention.text)))
        rated.append((bearing, key, mention.start))
    best = sorted((r for r in rated if r[0]), key=lambda r: (-r[0], r[1], r[2]))[:_MOST_LESSONS]
    cited = [cite_said(index, Said(key, start, start), "") for _, key, start in best]
    return list({quote.text: quote for quote in cited}.values())


def _heavier_side(index: PassageIndex, tension: Trait) -> str | None:
    """The side of a tension for which most words speak where it is named; None when they balance."""
    passages: list[Passage] = [
        index.entries.row(key).passage for key in dict.fromkeys(s.passage for s in tension.said) if key is not None
    ]
    sides = [
        match.pole.name
        for passage in passages
        for match in load_thesaurus().find_poles(passage.text)
        if match.concept.slug == tension.name
    ]
    ranked = sorted(set(sides), key=sides.count, reverse=True)
    if not ranked or (len(ranked) > 1 and sides.count(ranked[0]) == sides.count(ranked[1])):
        return None
    return ranked[0]
