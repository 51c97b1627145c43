"""Cases without a name: a noun of cases to which a document comes back ("de wijkhub"), alone or with its place."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from spacy.tokens import Doc

from corpus.model import PlaceMention
from ingest.finders.case_sightings import Sighting
from ingest.finders.nouns import EVERYWHERE, GENERAL_CASES, case_noun, singular_case
from ingest.finders.sentences import Sentence, sentences

WORD = re.compile(r"(?<![\w’'-])(?=.{5})[A-Za-zà-ÿ][a-zà-ÿ]+(?:-[a-zà-ÿ]+)*(?![\w’'-])")
# A name follows, or stands before it: "wijkbedrijf Ponton", "Buurttafel: 'Soep'", "De Hefboom, een wijkbedrijf".
NAME_AFTER = re.compile(r"^(?:: ?[‘'“\"]| (?:(?:genaamd|onder de naam|met de naam) )?[‘'“\"]?)[A-ZÀ-Þ]")
NAME_BEFORE = re.compile(
    r"[A-ZÀ-Þ][\w-]+[’'”\"]?(?:,| (?:is|was|werd|heet)) (?:een|het|de|hét|dé) (?:[a-zà-ÿ-]+ ){0,2}$"
)
LINK = re.compile(r" (?:(?:in|van|voor|te|op|aan) )?(?:de |het )?(?:wijk |buurt |gemeente |stad )?")  # to its place
LONGEST_LINK = 24
ADJECTIVE = re.compile(r"\b(?:de|het|een|dit|dat|deze) ([a-zà-ÿ]{4,}e?) $")
DENIED = re.compile(r"\b(?:geen|elk|elke|ieder|iedere|zo'n|zo’n) (?:[a-zà-ÿ-]+ )?$")
MARKS = " ‘'“\"•-–("  # before a word that opens its sentence
OFTEN = 2  # so many sentences


class NounSaid(NamedTuple):
    """A place where a noun of cases stands."""

    start: int
    end: int
    singular: str
    forms: tuple[str, ...]  # as it stands, and with the adjective before it
    place: str | None  # right behind it
    named: bool  # a name stands with it
    sentence: Sentence


def by_noun(doc: Doc, places: Iterable[PlaceMention]) -> list[Sighting]:
    """The places where a noun alone may name a case; its name is the noun, with its place where it has but one."""
    found = []
    for noun, group in repeated_nouns(doc, places).items():
        own = {one.place for one in group if one.place}
        name = f"{noun} {next(iter(own))}" if len(own) == 1 else noun
        forms = {form for one in group for form in (*one.forms, noun)}
        forms |= {f"{form} {one.place}" for one in group if one.place for form in one.forms}
        aliases, called = tuple(sorted(forms - {name})), name[0].upper() + name[1:]
        found += [Sighting(one.start, one.end, called, aliases, noun, "noun often", one.sentence) for one in group]
    return found


def repeated_nouns(doc: Doc, places: Iterable[PlaceMention]) -> dict[str, list[NounSaid]]:
    """Where each noun stands that may be a case by itself, by its singular.

    The document gives it no name anywhere, not every neighbourhood has one, and it stands in two sentences or with a
    place.
    """
    at, said = {place.start: place for place in places}, defaultdict[str, list[NounSaid]](list)
    for sentence in sentences(doc):
        for one in _nouns(sentence, at):
            said[one.singular].append(one)
    return {noun: group for noun, group in said.items() if _may_be_a_case(noun, group)}


def _may_be_a_case(noun: str, group: list[NounSaid]) -> bool:
    if case_noun(noun) in GENERAL_CASES | EVERYWHERE or any(one.named for one in group):
        return False
    return len({one.sentence.start for one in group}) >= OFTEN or any(one.place for one in group)


def _nouns(sentence: Sentence, places: Mapping[int, PlaceMention]) -> Iterator[NounSaid]:
    """The nouns of cases in a sentence."""
    for match in WORD.finditer(sentence.text):
        word, before, after = match[0].lower(), sentence.text[: match.start()], sentence.text[match.end() :]
        noun = singular_case(word)
        if noun is None or (match[0] != word and before.strip(MARKS)) or DENIED.search(before):
            continue
        start, end = sentence.start + match.start(), sentence.start + match.end()
        linked = (at for at in range(1, LONGEST_LINK) if end + at in places and LINK.fullmatch(after, 0, at))
        place = next((places[end + at].name for at in linked), None)
        adjective = ADJECTIVE.search(before)
        forms = (word, f"{adjective[1]} {word}") if adjective else (word,)
        named = place is None and bool(NAME_AFTER.match(after) or NAME_BEFORE.search(before))
        yield NounSaid(start, end, noun, forms, place, named, sentence)
