"""What was tried in a wijk or municipality, year by year, as the sources say it."""

import re

import msgspec

from corpus.model import CaseMention, FactMention, Kind
from search.evidence import Cited, cite_said
from search.passages import PassageIndex
from search.profile import Said

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_START = "start"


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """A year in which something was tried, in the words of a source."""

    year: int
    case: str
    what: str  # the property that the fact states, e.g. "start"; "genoemd" where a sentence on the case gives the year
    quote: Cited


def tell_timeline(index: PassageIndex, place: str) -> list[Moment]:
    """The moments of all cases that lie in a municipality or wijk, oldest first."""
    wanted = place.casefold()
    found: dict[tuple[int, str, str], Moment] = {}
    for named in index.entities(Kind.CASE):
        mentions = [m for m in named.entity.mentions if isinstance(m, CaseMention)]
        places = {name.casefold() for m in mentions for name in (m.municipality or "", *m.neighbourhoods)}
        if wanted not in places:
            continue
        for moment in (
            *_facts(index, named.entity.iri, named.entity.label),
            *_sentences(index, named.passages, mentions),
        ):
            found.setdefault((moment.year, moment.case, moment.quote.text), moment)
    return sorted(found.values(), key=lambda moment: (moment.year, moment.case))


def _facts(index: PassageIndex, iri: str, label: str) -> list[Moment]:
    moments = []
    for key, fact in index.entries.told_of(iri, Kind.FACT):
        for mention in fact.mentions:
            if isinstance(mention, FactMention) and mention.property == _START:
                quote = cite_said(index, Said(key, mention.start, mention.end))
                years = _YEAR.findall(mention.value)
                moments += [Moment(year=int(y), case=label, what=mention.property, quote=quote) for y in years]
    return moments


def _sentences(index: PassageIndex, passages: tuple[int, ...], mentions: list[CaseMention]) -> list[Moment]:
    moments = []
    for key in passages:
        passage = index.entries.row(key).passage
        for mention in mentions:
            if passage.start <= mention.start < passage.end:
                quote = cite_said(index, Said(key, mention.start, mention.end))
                moments += [
                    Moment(year=int(year), case=mention.name, what="genoemd", quote=quote)
                    for year in _YEAR.findall(quote.text)
                ]
    return moments
