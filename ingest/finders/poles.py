"""Formulas that put the two poles of a tension side by side: "tussen A en B", "hoe A, hoe B"."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

Edges = tuple[int, int]

PART = r"[^.;:!?()]{2,110}?"
END = r"(?=[.;:!?),–—]|$| is | zijn | die | dat | waar | om | wordt | blijft | te | kan | moet | lijkt | speelt )"


class Formula(NamedTuple):
    """A way of putting two poles side by side; `a` and `b` are its groups."""

    name: str
    words: frozenset[str]  # one of them must stand in the text, or there is no need to look
    form: re.Pattern[str]


class Poles(NamedTuple):
    """The two poles of a tension."""

    a: str
    b: str


def _formula(name: str, words: str, form: str) -> Formula:
    return Formula(name, frozenset(words.split()), re.compile(form, re.IGNORECASE))


OTHER_SIDE = r"(?:anderzijds|aan de andere kant)"
# What softens "niet ..." and "maar ...".
MERELY = r"(?:alleen |zozeer |zomaar |langer |meer |slechts |per se )?"
RATHER = r"(?:ook |juist |vooral |om |wel |wél |veeleer |eerder )?"
STOP = r"(?=[.;!?]|$)"

# In order of how surely they part two poles.
FORMULAS = (
    _formula(
        "versus",
        "versus vs",
        rf"(?P<a>[\w’'‘ -]{{3,60}}?)\W{{1,3}}(?:versus|vs\.?)\W{{1,3}}(?P<b>[\w’' -]{{3,60}}?){END}",
    ),
    _formula(
        "one side",
        "enerzijds kant",
        rf"(?:enerzijds|aan de ene kant)\W+(?P<a>{PART}),?\s*(?:\w+\s){{0,3}}?{OTHER_SIDE}\W+(?P<b>{PART}){STOP}",
    ),
    _formula(
        "one foot",
        "één een",
        rf"\b(?:één|een)\s(?P<a>(?:in|met)\s{PART}),\s(?:en )?(?:één|een|de andere?)\s(?P<b>(?:in|met)\s{PART}){END}",
    ),
    _formula("between", "tussen", rf"\btussen\s(?:wat )?(?P<a>{PART})\s(?:en|én)\s(?:wat )?(?P<b>{PART}){END}"),
    _formula(
        "up and down",
        "top-down topdown bovenaf",
        r"(?P<a>top-?down|van bovenaf)\b.{0,60}?(?P<b>bottom-?up|van onderop)",
    ),
    _formula(
        "down and up",
        "bottom-up bottomup onderop",
        r"(?P<a>bottom-?up|van onderop)\b.{0,60}?(?P<b>top-?down|van bovenaf)",
    ),
    _formula("the more the less", "hoe", rf"\bhoe\s(?P<a>{PART}),\s(?:hoe|des te)\s(?P<b>{PART}){STOP}"),
    _formula(
        "more is less", "meer", rf"\b(?P<a>meer\s[^.;:!?,]{{2,50}}?)\s\w+\s(?P<b>minder\s[^.;:!?,]{{2,60}}){STOP}"
    ),
    _formula("either or", "óf", rf"\bóf\s(?P<a>{PART}),?\s(?:óf|of)\s(?P<b>{PART}){END}"),
    _formula(
        "one and other",
        "ene een",
        rf"\b(?:de ene?|het ene)\s(?P<a>{PART})[,;]\s(?:en )?(?:de|het) andere?\s(?P<b>{PART}){STOP}",
    ),
    _formula(
        "named pair",
        "spanning spanningen dilemma balans evenwicht paradox tegenstelling keuze spagaat",
        rf"\b(?:spanning|dilemma|balans|evenwicht|paradox|tegenstelling|keuze|spagaat)\w*\W[^.:]{{0,40}}:\s(?P<a>{PART})"
        rf",?\s(?:en|of|versus|én|óf)\s(?P<b>{PART}){STOP}",
    ),
    _formula("at the cost of", "koste", rf"(?P<a>{PART})\sten koste (?:gaat |gaan )?van\s(?P<b>{PART}){END}"),
    _formula("instead of", "plaats", rf"(?P<a>[^.;:!?]{{3,90}}?),?\sin plaats van\s(?P<b>{PART}){END}"),
    _formula("too much but", "te", rf"niet te (?:veel|ver|snel)\s(?P<a>{PART}),?\smaar(?: ook)?\s(?P<b>{PART}){STOP}"),
    _formula("not but", "maar", rf"\b(?:niet|geen)\s{MERELY}(?P<a>{PART}),?\smaar\s{RATHER}(?P<b>{PART}){STOP}"),
    _formula(
        "and not", "niet minder geen", rf"(?P<a>[^.;:!?,]{{3,90}}),\s(?:en )?(?:niet|minder|geen)\s(?P<b>{PART}){STOP}"
    ),
    _formula("rather than", "liever eerder dan", rf"\b(?:liever|eerder)\s(?P<a>{PART})\sdan\s(?P<b>{PART}){END}"),
    _formula("or rather", "juist", rf"(?P<a>[^.;:!?,]{{3,70}}?),?\s(?:of|en) juist\s(?P<b>{PART}){STOP}"),
    _formula("from to", "naar", rf"\bvan\s(?P<a>[^.;:!?,]{{3,60}}?)\snaar\s(?P<b>[^.;:!?,]{{3,60}}?){END}"),
    _formula("both", "zowel", rf"\bzowel\s(?P<a>{PART})\sals\s(?P<b>{PART}){END}"),
    _formula(
        "and too",
        "én tegelijk tegelijkertijd toch",
        rf"(?P<a>[^.;:!?,]{{3,80}}?)\s(?:én|en tegelijk(?:ertijd)?|en toch)\s(?P<b>{PART})(?=[.;!?,]|$)",
    ),
    _formula(
        "although", "hoewel ondanks al", r"^\W*(?:hoewel|ondanks|ook al|al)\s(?P<a>[^,;]{5,120}),\s(?P<b>[^.!?]{5,160})"
    ),
    _formula(
        "while",
        "terwijl hoewel ondanks al",
        r"(?P<a>[^.;!?]{5,160}?),?\s(?:terwijl|hoewel|ondanks|al)\s(?P<b>[^.;!?]{5,140})",
    ),
    _formula(
        "but",
        "maar toch echter daarentegen tegelijkertijd",
        r"(?P<a>[^.;!?]{5,160}?)[,;.–—]?\s(?:maar|toch|echter|daarentegen|tegelijkertijd)\s(?P<b>[^.;!?]{5,140})",
    ),
)
WORDS = re.compile(r"[\w-]+")


def formulas_in(text: str, edges: Iterable[Edges]) -> Iterator[tuple[str, tuple[Edges, Edges]]]:
    """Every formula that fits a part of a text: its name, and where its two poles start and end in the whole text.

    >>> [name for name, _ in formulas_in("Loslaten versus sturen", [(0, 22)])]
    ['versus']
    """
    for low, high in edges:
        part = text[low:high]
        words = set(WORDS.findall(part.lower()))
        for formula in FORMULAS:
            match = formula.form.search(part) if formula.words & words else None
            if match is not None:
                (a, b), (c, d) = match.span("a"), match.span("b")
                yield formula.name, ((low + a, low + b), (low + c, low + d))
