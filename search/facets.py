"""What there is to choose from among passages that were found."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from corpus.model import ActorMention, CaseMention, Entity, Kind, PlaceMention
from search.concepts import concepts_in
from search.passages import Hit, PassageIndex
from search.profile import Dimension, dimension_of

_MOST_VALUES = 8


class FacetCount(msgspec.Struct, frozen=True):
    """A value by which a search can be narrowed, and how many of the passages have it."""

    facet: str  # in Dutch, as the field of a query or the name of a filter
    value: str
    count: int

    def __str__(self) -> str:
        return f"{self.facet}: {self.value} ({self.count})"


def count_facets(index: PassageIndex, hits: Sequence[Hit]) -> list[FacetCount]:
    """The commonest values of each facet among hits, most common first."""
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("soort", "jaar", "gemeente", "thema", "actor", "bevat")
    }
    named: dict[int, list[Entity]] = {}
    for key, entity in index.entries.named_at([hit.key for hit in hits], tuple(Kind)):
        named.setdefault(key, []).append(entity)
    for hit in hits:
        entities = named.get(hit.key, [])
        counts["soort"][hit.metadata.kind.value] += 1
        counts["jaar"].update([str(hit.metadata.year)] if hit.metadata.year else [])
        counts["gemeente"].update(_municipalities(entities))
        counts["thema"].update(_themes(hit.passage.text))
        counts["actor"].update({e.label for e in entities if isinstance(e.mentions[0], ActorMention)})
        counts["bevat"].update({entity.kind.value for entity in entities})
    return [
        FacetCount(facet, value, count)
        for facet, found in counts.items()
        for value, count in found.most_common(_MOST_VALUES)
    ]


def _municipalities(entities: Sequence[Entity]) -> set[str]:
    mentions = (mention for entity in entities for mention in entity.mentions)
    return {m.municipality for m in mentions if isinstance(m, PlaceMention | CaseMention) and m.municipality}


def _themes(text: str) -> set[str]:
    found = (match.concept for match in concepts_in(text))
    return {concept.pref_nl for concept in found if dimension_of(concept) is Dimension.THEME}
