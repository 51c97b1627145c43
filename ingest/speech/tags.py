"""To whom the words around a quote give it: "…", zegt X; X vertelt: "…"; X zucht. "…"."""

import re
from typing import NamedTuple

from ingest.speech.people import People
from ingest.speech.words import NOT_NAMES, PERSON, VERB

_SENTENCE_END = re.compile(r"(?<=[.!?…])[”’\"»]?\s+(?=[A-ZÀ-Þ“‘\"’])")
_PRONOUN = re.compile(r"\b(?:ze|zij|hij|ik)\b", re.IGNORECASE)
_AFTER = re.compile(rf"^[\s,.…]*(?:(?:maar|en|dan|zo)\s)?({VERB})\b")
_BEFORE = re.compile(rf"\b({VERB})\b([^.!?:]*)[,:]?\s*$")
_SOMEBODY = re.compile(r"\b((?:een|de|onze|mijn|haar|zijn|hun|het)\s(?:[a-zà-ÿ-]+\s)??[a-zà-ÿ-]{4,})\b", re.IGNORECASE)
_BODY = re.compile(r"(?<![\w’-])(?:(?:de|het)\s)?([A-ZÀ-Þ][\w’-]+(?:\s(?:van\s|de\s)*[A-ZÀ-Þ][\w’-]+)*)")
_SPEAKS = re.compile(rf"\W*(?:\S+\s){{1,4}}?{VERB}\b")  # a capital that only opens a sentence is no name
_SAYS = re.compile(rf"\b{VERB}\s(?:[a-zà-ÿ-]+\s){{0,3}}$")  # Ze hebben gelijk, vindt onderzoekster X
_INTRODUCED = re.compile(r"[^“”‘]{0,60}\baan het woord (?:is|komt)\s+(.{4,60})", re.IGNORECASE | re.DOTALL)
_MOST_WORDS = 32  # of a sentence that introduces a quote


class Tag(NamedTuple):
    """Who a quote is given to; `name` is None when only a pronoun says so."""

    name: str | None
    confidence: float
    at: int = 0  # offset in the document of the pronoun


def tag_after(after: str, at: int, people: People) -> Tag | None:
    """What follows a quote says: zegt X. `at` is the offset of `after` in the document."""
    if (introduced := _INTRODUCED.match(after)) and (named := people.opening(introduced[1])):
        return Tag(named[0], 0.9)
    clause = _SENTENCE_END.split(after, maxsplit=1)[0]
    clause = re.split(r"[“‘\"]", clause, maxsplit=1)[0]
    match = _AFTER.match(clause)
    if not match:
        return None
    rest = clause[match.end() : match.end() + 90]
    return _who(rest, at + match.end(), people, 0.95)


def tag_before(before: str, at: int, people: People) -> Tag | None:
    """What comes before a quote says: X vertelt: or ..., roept ze, or a sentence of which X is the subject."""
    sentences = _SENTENCE_END.split(before.rstrip())
    last = sentences[-1]
    start = at + len(before.rstrip()) - len(last)
    if len(last.split()) > _MOST_WORDS:
        return None
    if last.rstrip().endswith(":"):
        return _who(last, start, people, 0.9)
    match = _BEFORE.search(last)
    if match and not last.rstrip().endswith((".", "!", "?")):
        return _who(last[match.end(1) :], start + match.end(1), people, 0.9) or _who(last, start, people, 0.85)
    return None


def subject_before(before: str, at: int, people: People) -> Tag | None:
    """The person of whom the sentence before a quote speaks: X zucht. "…"."""
    if not before.strip():
        return None
    last = _SENTENCE_END.split(before.rstrip())[-1]
    if len(last.split()) > _MOST_WORDS:
        return None
    start = at + len(before.rstrip()) - len(last)
    named = people.find(last, at=start)
    if saying := [name for begin, name in named if _SAYS.search(last[:begin])]:
        return Tag(saying[0], 0.8)
    if re.match(r"\W*(?:Ze|Zij|Hij)\b", last):
        return Tag(None, 0.7, start)
    return Tag(named[0][1], 0.75) if named else None


def _who(text: str, at: int, people: People, confidence: float) -> Tag | None:
    """The first person, pronoun or other body that is named in a few words."""
    named = people.find(text, at=at)
    pronoun = _PRONOUN.search(text)
    opening = _SOMEBODY.match(text.lstrip())
    if opening and not named:
        return Tag(people.with_role(opening[1]) or opening[1].lower(), confidence - 0.3)
    if named and (pronoun is None or named[0][0] <= pronoun.start() or pronoun[0].lower() == "ik"):
        return Tag(named[0][1], confidence)
    if pronoun:
        return Tag(None, confidence - 0.1, at + pronoun.start())
    for match in _BODY.finditer(text):
        if match[1].split()[0] not in NOT_NAMES and (match.start() or _SPEAKS.match(text)):
            return Tag(match[1], confidence - 0.3)
    somebody = next((match for match in _SOMEBODY.finditer(text) if PERSON.search(match[1])), None)
    return Tag(people.with_role(somebody[1]) or somebody[1].lower(), confidence - 0.3) if somebody else None
