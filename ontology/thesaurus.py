"""The thesaurus of the field: its concepts, and where a text speaks of them.

`thesaurus.ttl` is what people edit; `python -m ontology.thesaurus` writes `thesaurus.json` from it, which loads fast.
"""

from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec

from ontology import iris
from ontology.phrases import PhraseIndex

CACHE = Path(__file__).with_name("thesaurus.json")

AREAS = iris.concept("soort-gebied")
"""The concept above streets, neighbourhoods and other sorts of place."""


class Pole(msgspec.Struct, frozen=True):
    """One side of a tension, with the words that speak for it."""

    name: str
    terms: tuple[str, ...]


class Concept(msgspec.Struct, frozen=True):
    """A concept of the thesaurus; the concepts around it are named by their IRIs."""

    iri: str
    pref_nl: str
    pref_en: str
    alt_nl: tuple[str, ...] = ()
    hidden_nl: tuple[str, ...] = ()
    definition: str = ""
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    poles: tuple[Pole, ...] = ()
    """The two sides of a family of tensions, A and B; empty for any other concept."""

    @property
    def labels_nl(self) -> tuple[str, ...]:
        """All Dutch labels: the preferred one, the alternatives, then spellings that only serve finding."""
        return (self.pref_nl, *self.alt_nl, *self.hidden_nl)

    @property
    def slug(self) -> str:
        """The last part of the IRI."""
        return self.iri.rpartition("/")[2]


class ConceptMatch(NamedTuple):
    """Where a text speaks of a concept; within a compound, the part that does."""

    concept: Concept
    start: int
    end: int


class PoleMatch(NamedTuple):
    """Where a text speaks for a side of a family of tensions."""

    concept: Concept
    pole: Pole
    start: int
    end: int


class Thesaurus:
    """Finds concepts in text and walks from one concept to another; made once by `load_thesaurus`.

    >>> thesaurus = load_thesaurus()
    >>> [(match.concept.slug, match.start, match.end) for match in thesaurus.find("Het wijkteamoverleg over schulden")]
    [('wijkteam', 4, 12), ('overleg', 12, 19), ('schulden', 25, 33)]
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = {concept.iri: concept for concept in concepts}
        self._areas = {area.iri for area in self.descendants(self.concepts[AREAS])} if AREAS in self.concepts else set()

    @cached_property
    def _labels(self) -> PhraseIndex[Concept]:
        return PhraseIndex((label, concept) for concept in self.concepts.values() for label in concept.labels_nl)

    @cached_property
    def _poles(self) -> PhraseIndex[tuple[tuple[Concept, Pole], ...]]:
        return PhraseIndex(_pole_terms(self.concepts.values()))

    def __getitem__(self, iri: str) -> Concept:
        return self.concepts[iri]

    def find(self, text: str) -> list[ConceptMatch]:
        """The concepts that a text speaks of, longest label first, in order of the text; spans never overlap."""
        return [
            ConceptMatch(concept, start, end)
            for concept, start, end in self._labels.find(text)
            if concept.iri not in self._areas or not _ends_a_name(text, start)
        ]

    def find_poles(self, text: str) -> list[PoleMatch]:
        """The words of a text that speak for a side of a tension; one word may speak for several."""
        return [
            PoleMatch(concept, pole, start, end)
            for sides, start, end in self._poles.find(text)
            for concept, pole in sides
        ]

    def expand(self, concept: Concept, *, narrower: bool = False) -> tuple[str, ...]:
        """The labels to search for besides the concept itself, preferred label first; on request those below it too.

        >>> load_thesaurus().expand(load_thesaurus().named("laagdrempeligheid"))[:2]
        ('laagdrempeligheid', 'drempelverlagend')
        """
        below = self.descendants(concept) if narrower else ()
        return tuple(label for each in (concept, *below) for label in (each.pref_nl, *each.alt_nl))

    def ancestors(self, concept: Concept) -> tuple[Concept, ...]:
        """All broader concepts, nearest first.

        >>> [broader.slug for broader in load_thesaurus().ancestors(load_thesaurus().named("wijkagent"))]
        ['politie-en-justitie', 'soort-actor']
        """
        return self._walk(concept, "broader")

    def descendants(self, concept: Concept) -> tuple[Concept, ...]:
        """All narrower concepts, nearest first."""
        return self._walk(concept, "narrower")

    def top_concepts(self) -> tuple[Concept, ...]:
        """The concepts that have nothing above them: the facets."""
        return tuple(concept for concept in self.concepts.values() if not concept.broader)

    def tensions(self) -> tuple[Concept, ...]:
        """The families of tensions: the concepts with two poles."""
        return tuple(concept for concept in self.concepts.values() if concept.poles)

    def named(self, label: str) -> Concept:
        """The concept of a Dutch label, whatever its capitals or number. Raises KeyError for a label of no concept."""
        return self._labels[label]

    def has(self, label: str) -> bool:
        """Whether a text is a Dutch label of a concept, whatever its capitals or number."""
        return label in self._labels

    def _walk(self, concept: Concept, relation: str) -> tuple[Concept, ...]:
        found: dict[str, Concept] = {}
        queue = [concept]
        for step in queue:
            for iri in getattr(step, relation):
                if iri not in found:
                    found[iri] = self.concepts[iri]
                    queue.append(self.concepts[iri])
        return tuple(found.values())


@cache
def load_thesaurus() -> Thesaurus:
    """The thesaurus that comes with Wijkgraaf."""
    return Thesaurus(msgspec.json.decode(CACHE.read_bytes(), type=list[Concept]))


def _pole_terms(concepts: Iterable[Concept]) -> list[tuple[str, tuple[tuple[Concept, Pole], ...]]]:
    """Each term with all sides that it speaks for."""
    sides: dict[str, list[tuple[Concept, Pole]]] = {}
    for concept in concepts:
        for pole in concept.poles:
            for term in pole.terms:
                sides.setdefault(term.casefold(), []).append((concept, pole))
    return [(term, tuple(spoken_for)) for term, spoken_for in sides.items()]


def _ends_a_name(text: str, start: int) -> bool:
    """Whether what starts here is the last part of a capitalised word: the Kerkstraat is a name, no talk of streets."""
    first = start
    while first and text[first - 1].isalnum():
        first -= 1
    return first < start and text[first].isupper()


if __name__ == "__main__":
    from ontology.turtle import write_cache

    write_cache(CACHE)
