"""Facts: the plain figures that a text states of a case: inhabitants, dwellings, budget, start and the like."""

import re
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import CaseMention, FactMention
from ingest.finders.sentences import Sentence, document_of, mentions_of, sentences

FINDER = "facts/1"
NUMBER = r"\d{1,3}(?:[.\s]\d{3})+|\d+(?:,\d+)?"
APPROX = r"(?:(?:circa|ca\.|ongeveer|ruim|bijna|zo'n|meer dan|minder dan|minimaal|maximaal|tussen de)\s)?"
SHARE = rf"{APPROX}(?:{NUMBER})\s?(?:%|procent)"
MONTH = r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
YEAR = r"(?:19|20)\d{2}"


class Pattern(NamedTuple):
    """How a property is written; the group `value` is its value."""

    property: str
    unit: str | None
    form: re.Pattern[str]


def _pattern(property_: str, unit: str | None, form: str) -> Pattern:
    return Pattern(property_, unit, re.compile(form, re.IGNORECASE))


PATTERNS = (
    _pattern("inwoners", "personen", rf"(?P<value>{APPROX}(?:{NUMBER}))\s(?:inwoners|bewoners)\b"),
    _pattern("inwoners", "personen", rf"\b(?:aantal )?(?:inwoners|inwonertal)\s?[:=]\s?(?P<value>{NUMBER})"),
    _pattern(
        "woningen",
        "woningen",
        rf"(?P<value>{APPROX}(?:{NUMBER}))\s(?:[\w-]+\s){{0,2}}?(?:woningen|flexwoningen|appartementen|huurwoningen|koopwoningen|vhe['’]?s?)\b",
    ),
    _pattern("woningen", "woningen", rf"\b(?:aantal )?woningen\s?[:=]\s?(?P<value>{NUMBER})"),
    _pattern("huishoudens", "huishoudens", rf"(?P<value>{APPROX}(?:{NUMBER}))\shuishoudens\b"),
    _pattern(
        "aandeel huur", "%", rf"(?P<value>{SHARE})\s(?:is\s|zijn\s|bestaat uit\s)?(?:sociale\s)?huur(?:woningen)?\b"
    ),
    _pattern("aandeel huur", "%", rf"\b(?:sociale )?huur(?:woningen)?\s?[:(]\s?(?P<value>{SHARE})"),
    _pattern("aandeel koop", "%", rf"(?P<value>{SHARE})\s(?:is\s|zijn\s)?koop(?:woningen)?\b"),
    _pattern(
        "mutatiegraad", "%", r"\bmutatiegraad\b[^.;\d]{0,25}(?P<value>\d+(?:,\d+)?(?:\s?[-–]\s?\d+(?:,\d+)?)?\s?%)"
    ),
    _pattern(
        "bouwperiode",
        None,
        rf"\b(?:gebouwd|bouwjaar|bouwperiode|stam(?:t|men) uit|gerealiseerd)\b[^.;]{{0,25}}?(?P<value>(?:eind |begin )?jaren ['‘’]?\d{{2}}(?: en ['‘’]?\d{{2}})?|{YEAR}\s?(?:[-–]|en|tot)\s?{YEAR}|{YEAR})",
    ),
    _pattern(
        "bouwperiode",
        None,
        r"(?P<value>jaren ['‘’]?\d{2}(?: en ['‘’]?\d{2})?)[- ](?:woningen|wijk|buurt|flats|bouw)",
    ),
    _pattern(
        "budget",
        "euro",
        rf"(?P<value>(?:€|euro)\s?(?:{NUMBER})(?:\s(?:miljoen|duizend|mln))?(?:,-)?|(?:{NUMBER})\s(?:miljoen\s|duizend\s)?euro)",
    ),
    _pattern("fte", "fte", rf"(?P<value>{APPROX}(?:{NUMBER}))\s?fte\b"),
    _pattern(
        "start",
        None,
        rf"\b(?:gestart|start(?:te|datum|jaar)?|begon|begonnen|opgericht|geopend|van start|opening|sinds)\b[^.;]{{0,30}}?(?P<value>(?:{MONTH}\s)?{YEAR})",
    ),
    _pattern(
        "start",
        None,
        rf"\b(?:in|sinds)\s(?P<value>(?:{MONTH}\s)?{YEAR})\s(?:\w+\s){{0,4}}?(?:gestart|begonnen|opgericht|geopend|gelanceerd|van start)",
    ),
    _pattern(
        "rechtsvorm",
        None,
        r"\b(?:rechtsvorm|juridische vorm|juridische entiteit)\b\s?[:=]?\s?(?:is )?(?P<value>[\w -]{4,60})",
    ),
    _pattern(
        "rechtsvorm",
        None,
        r"\b(?:is|werd|wordt|vormt|als) (?:nu )?een (?P<value>stichting|vereniging|coöperatie|bv|vof|gemeenschappelijke regeling|gentlemen's agreement)\b",
    ),
)


@Language.component("wijk_facts")
def find_facts(doc: Doc) -> Doc:
    """Add a FactMention for each figure, ascribed to the case that is named nearest before it."""
    cases = sorted(
        (mention for mention in mentions_of(doc) if isinstance(mention, CaseMention)), key=lambda case: case.start
    )
    title = document_of(doc).metadata.title
    for sentence in sentences(doc):
        subject = _subject(sentence, cases)
        if subject is None and not cases:
            continue
        for pattern in PATTERNS:
            for match in pattern.form.finditer(sentence.text):
                start, end = sentence.start + match.start(), sentence.start + match.end()
                mentions_of(doc).append(
                    FactMention(
                        start=start,
                        end=end,
                        text=match[0],
                        confidence=0.75 if subject else 0.5,
                        finder=FINDER,
                        case=subject or title,
                        property=pattern.property,
                        value=match["value"].strip(),
                        unit=pattern.unit,
                    )
                )
    return doc


def _subject(sentence: Sentence, cases: list[CaseMention]) -> str | None:
    """The case that a fact in this sentence is about: named in it or in its headings, else the last main case before it."""
    inside = [case for case in cases if sentence.start <= case.start < sentence.end]
    if inside:
        return inside[0].name
    for heading in reversed(sentence.headings):
        named = next((case.name for case in cases if case.name in heading), None)
        if named:
            return named
    before = [case for case in cases if case.main and case.start < sentence.start]
    return before[-1].name if before else None
