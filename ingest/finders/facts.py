"""Facts: the plain figures that a text states of a case: inhabitants, dwellings, budget, start and the like."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import CaseMention, FactMention
from ingest.finders.case_floor import CaseFloor, case_floor
from ingest.finders.sentences import Sentence, document_of, mentions_of, sentences

FINDER = "facts/2"
NUMBER = r"(?:\d{1,3}(?:[.\s]\d{3})+|\d+(?:,\d+)?)"
ABOUT = r"(?:(?:circa|ca\.|ongeveer|ruim|bijna|zo'n|meer dan|minder dan|minimaal|maximaal)\s)?"
COUNT = rf"(?P<value>{ABOUT}{NUMBER})"
SHARE = rf"(?P<value>{ABOUT}{NUMBER}\s?(?:%|procent))"
RANGE = r"(?P<value>\d+(?:,\d+)?(?:\s?[-–]\s?\d+(?:,\d+)?)?\s?%)"
MONTH = r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
YEAR = r"(?:19|20)\d{2}"
DATE = rf"(?P<value>(?:{MONTH}\s)?{YEAR})"
DECADE = r"(?:eind |begin )?jaren ['‘’]?\d{2}(?: en ['‘’]?\d{2})?"
BEGUN = r"(?:gestart|begonnen|opgericht|geopend|gelanceerd|van start)"
DWELLINGS = r"(?:\w*woningen|appartementen|vhe['’]?s?)"
FORM = r"(?P<value>stichting|vereniging|coöperatie|bv|vof|gemeenschappelijke regeling|gentlemen's agreement)"
# A sentence without a figure or one of these holds no fact.
WORTH_READING = re.compile(
    r"\d|rechtsvorm|juridisch|stichting|vereniging|coöperatie|\bbv\b|\bvof\b|agreement", re.IGNORECASE
)


class Pattern(NamedTuple):
    """How a property is written; the group `value` is its value."""

    property: str
    unit: str | None
    form: re.Pattern[str]


def _pattern(property_: str, unit: str | None, form: str) -> Pattern:
    return Pattern(property_, unit, re.compile(form, re.IGNORECASE))


PATTERNS = (
    _pattern("inwoners", "personen", rf"{COUNT}\s(?:inwoners|bewoners)\b"),
    _pattern("inwoners", "personen", rf"\b(?:aantal )?(?:inwoners|inwonertal)\s?[:=]\s?{COUNT}"),
    _pattern("woningen", "woningen", rf"{COUNT}\s(?:[\w-]+\s){{0,2}}?{DWELLINGS}\b"),
    _pattern("woningen", "woningen", rf"\b(?:aantal )?woningen\s?[:=]\s?{COUNT}"),
    _pattern("huishoudens", "huishoudens", rf"{COUNT}\shuishoudens\b"),
    _pattern("aandeel huur", "%", rf"{SHARE}\s(?:is\s|zijn\s|bestaat uit\s)?(?:sociale\s)?huur(?:woningen)?\b"),
    _pattern("aandeel huur", "%", rf"\b(?:sociale )?huur(?:woningen)?\s?[:(]\s?{SHARE}"),
    _pattern("aandeel koop", "%", rf"{SHARE}\s(?:is\s|zijn\s)?koop(?:woningen)?\b"),
    _pattern("mutatiegraad", "%", rf"\bmutatiegraad\b[^.;\d]{{0,25}}{RANGE}"),
    _pattern(
        "bouwperiode",
        None,
        r"\b(?:gebouwd|bouwjaar|bouwperiode|stam(?:t|men) uit|gerealiseerd)\b[^.;]{0,25}?"
        rf"(?P<value>{DECADE}|{YEAR}\s?(?:[-–]|en|tot)\s?{YEAR}|{YEAR})",
    ),
    _pattern("bouwperiode", None, rf"(?P<value>{DECADE})[- ](?:woningen|wijk|buurt|flats|bouw)"),
    _pattern("budget", "euro", rf"(?P<value>(?:€|euro)\s?{NUMBER}(?:\s(?:miljoen|duizend|mln))?)"),
    _pattern("budget", "euro", rf"(?P<value>{NUMBER}\s(?:miljoen\s|duizend\s)?euro)"),
    _pattern("fte", "fte", rf"{COUNT}\s?fte\b"),
    _pattern("start", None, rf"\b(?:{BEGUN}|start(?:te|datum|jaar)?|begon|opening|sinds)\b[^.;]{{0,30}}?{DATE}"),
    _pattern("start", None, rf"\b(?:in|sinds)\s{DATE}\s(?:\w+\s){{0,4}}?{BEGUN}"),
    _pattern(
        "rechtsvorm", None, r"\b(?:rechtsvorm|juridische (?:vorm|entiteit))\b\s?[:=]?\s?(?:is )?(?P<value>[\w -]{4,60})"
    ),
    _pattern("rechtsvorm", None, rf"\b(?:is|werd|wordt|vormt|als) (?:nu )?een {FORM}\b"),
)


@Language.component("wijk_facts")
def find_facts(doc: Doc) -> Doc:
    """Add a FactMention for each figure, ascribed to the case that its sentence is about."""
    cases = sorted(
        (mention for mention in mentions_of(doc) if isinstance(mention, CaseMention)), key=lambda case: case.start
    )
    floor, title = case_floor(doc), document_of(doc).metadata.title
    for sentence in sentences(doc):
        if not WORTH_READING.search(sentence.text):
            continue
        subject = _subject(sentence, floor, cases)
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


def _subject(sentence: Sentence, floor: CaseFloor, cases: Sequence[CaseMention]) -> str | None:
    """The case that a sentence is about, else the last main case before it."""
    before = (case.name for case in reversed(cases) if case.main and case.start < sentence.start)
    return floor.of(sentence) or next(before, None)
