"""The concepts that a text names, found once for all who ask in a row: finding them is half of taking a passage in."""

from functools import lru_cache

from ontology.thesaurus import ConceptMatch, load_thesaurus

_REMEMBERED = 4096


@lru_cache(maxsize=_REMEMBERED)
def concepts_in(text: str) -> tuple[ConceptMatch, ...]:
    """Where a text speaks of which concept, in order.

    >>> [match.concept.slug for match in concepts_in("Het wijkteamoverleg over schulden")]
    ['wijkteam', 'overleg', 'schulden']
    """
    return tuple(load_thesaurus().find(text))
