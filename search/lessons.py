"""The lessons of a case that bear on a question: on its tensions and themes, and by what they say."""

import math
from collections.abc import Mapping

import msgspec

from corpus.model import Kind
from ontology.thesaurus import load_thesaurus
from search.cases import CaseEntry, read_cases
from search.evidence import Cited, cite_said
from search.inquiry import Inquiry
from search.passages import PassageIndex
from search.profile import Dimension, Said, Trait

_MOST = 3
_LEAST = 0.5
"""What a lesson must score to be shown: as near to the question as a sentence on the same matter."""

_OF_TENSION, _OF_CONCEPT = 0.15, 0.1
_USUAL = math.log(2)
"""The rarity of what half of the cases have."""


def bearing_lessons(index: PassageIndex, inquiry: Inquiry, case: CaseEntry) -> list[Cited]:
    """The lessons learnt in a case that bear most on a question, each with what it bears on; none may."""
    told = [(key, lesson) for key, lesson in index.entries.told_of(case.iri, Kind.LESSON) if key not in inquiry.own]
    if not told:
        return []
    texts = [lesson.mentions[0].text for _, lesson in told]
    alike = index.embedder.embed_passages(texts) @ index.embedder.embed_queries(list(inquiry.questions)).T
    concepts = _telling_concepts(index, inquiry)
    rated = []
    for at, (key, lesson) in enumerate(told):
        mention, about = lesson.mentions[0], _about(texts[at], concepts)
        tensions = sum(trait.dimension is Dimension.TENSION for trait in about)
        score = float(alike[at].max()) + _OF_TENSION * tensions + _OF_CONCEPT * min(2, len(about) - tensions)
        if score >= _LEAST:
            rated.append((-score, key, Said(key, mention.start, mention.end), tuple(trait.label for trait in about)))
    cited = [(cite_said(index, said), about) for _, _, said, about in sorted(rated, key=lambda r: r[:2])]
    different = {quote.text: (quote, about) for quote, about in reversed(cited)}
    best = list(reversed(different.values()))[:_MOST]
    return [msgspec.structs.replace(quote, about=about) for quote, about in best]


def _telling_concepts(index: PassageIndex, inquiry: Inquiry) -> dict[str, Trait]:
    """The traits of a question that tell something: those that not nearly every case has, by slug."""
    cases = index.remembered(read_cases)
    return {
        trait.name: trait
        for trait in inquiry.profile.traits
        if trait.value is None and cases.rarity_of((trait.dimension, trait.name)) > _USUAL
    }


def _about(text: str, concepts: Mapping[str, Trait]) -> list[Trait]:
    """The traits of the question of which a lesson speaks; of a tension one side suffices."""
    thesaurus = load_thesaurus()
    named = [match.concept.slug for match in thesaurus.find(text)]
    named += [match.concept.slug for match in thesaurus.find_poles(text)]
    return [concepts[slug] for slug in dict.fromkeys(named) if slug in concepts]
