"""Counter-examples: another case with the same tension, in which the other side weighs more."""

from collections.abc import Iterable

import msgspec

from corpus.model import Passage
from ontology.thesaurus import load_thesaurus
from search.cases import CaseEntry, profile_case
from search.evidence import Cited, cite_trait
from search.passages import PassageIndex
from search.profile import Dimension, Profile, Trait

_MOST = 2


class CounterExample(msgspec.Struct, frozen=True, kw_only=True):
    """Another case with the same tension, in which the other side weighs more."""

    case: CaseEntry
    tension: str
    here: str  # the side that weighs more in the case that is explained
    there: str  # the side that weighs more in the counter-example
    quote: Cited


def find_counter_examples(
    index: PassageIndex, asked: Profile, case: CaseEntry, told: Profile, others: Iterable[CaseEntry]
) -> list[CounterExample]:
    """The cases among `others` where, in a tension that is asked and that `case` has, the other side weighs more."""
    tensions = told.of(Dimension.TENSION)
    asked_here = [tensions[name] for name in asked.of(Dimension.TENSION) if name in tensions]
    sides = [(tension, side) for tension in asked_here if (side := index.remembered(_heavier_side, tension))]
    found: list[CounterExample] = []
    for other in others if sides else ():
        theirs = profile_case(index, other.iri).of(Dimension.TENSION)
        for tension, side in sides:
            trait = theirs.get(tension.name)
            their_side = index.remembered(_heavier_side, trait) if trait else None
            if trait and their_side and their_side != side and other.iri != case.iri:
                quote = cite_trait(index, trait)
                found.append(CounterExample(case=other, tension=trait.label, here=side, there=their_side, quote=quote))
        if len(found) >= _MOST:
            break
    return found[:_MOST]


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
