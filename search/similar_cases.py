"""Cases like ours: ranked by what their passages say and by what they share, each with the proof of both."""

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from corpus.model import Entity
from corpus.vectors import Embedder
from search.cases import CaseEntry, CaseFile, find_case, list_cases, profile_case, read_cases
from search.explanation import Explanation, explain, find_counter_examples
from search.fusion import fuse
from search.passages import Hit, PassageIndex
from search.profile import Profile, merge_profiles, profile_passage, profile_question
from search.sentences import FoundSentence, best_sentences
from search.similarity import Likeness, measure_likeness, rate

__all__ = ["CaseEntry", "SimilarCase", "find_case", "find_similar_cases", "list_cases"]

_QUOTES = 2
_TELLING_PASSAGES = 3
"""A case or document asks by the few passages that say most of it."""

_PASSAGES_TO_QUOTE = 12


class SimilarCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case, how much it is like what was asked, and the quotes that show it."""

    case: CaseEntry
    score: float
    likeness: dict[Likeness, float]  # in each way by itself
    there: tuple[FoundSentence, ...]  # what the sources say of this case
    here: tuple[FoundSentence, ...]  # what the sources say of the case that was asked; empty for a free description
    explanation: Explanation


class Inquiry(msgspec.Struct, frozen=True, kw_only=True):
    """What is compared with all cases."""

    text: str
    profile: Profile
    case: CaseEntry | None = None  # the case of the library that asks
    hits: tuple[Hit, ...] = ()  # the passages that ask


def find_similar_cases(
    index: PassageIndex,
    embedder: Embedder,
    like: str | Inquiry,
    *,
    limit: int = 10,
    weights: Mapping[Likeness, float] | None = None,
) -> list[SimilarCase]:
    """The cases most like a free description, a case (IRI or name) or a document (file name), most alike first.

    For a description in which finders saw entities, give `read_inquiry(index, like, entities)`. `weights` are factors
    by which the asker lets a likeness count more (above 1), less, or not at all (0).
    """
    inquiry = read_inquiry(index, like) if isinstance(like, str) else like
    ranked = rank_cases(index, inquiry, weights or {})[:limit]
    told = [(case.entry, profile_case(index, case.entry)) for case, _, _ in ranked]
    return [
        SimilarCase(
            case=case.entry,
            score=score,
            likeness=likeness,
            **_quotes(index, embedder, inquiry, case.entry),
            explanation=msgspec.structs.replace(
                explain(index, inquiry.profile, inquiry.text, case.entry, profile),
                counter_examples=tuple(find_counter_examples(index, inquiry.profile, case.entry, told)),
            ),
        )
        for (case, score, likeness), (_, profile) in zip(ranked, told, strict=True)
    ]


def rank_cases(
    index: PassageIndex, inquiry: Inquiry, weights: Mapping[Likeness, float]
) -> list[tuple[CaseFile, float, dict[Likeness, float]]]:
    """All cases but the one that asks, most alike first, each with its score (0 to 1) and its likenesses."""
    cases = [
        case for case in index.remembered(read_cases) if inquiry.case is None or case.entry.iri != inquiry.case.iri
    ]
    chances = fuse(index.features(index.ask(inquiry.text)))
    likeness = measure_likeness(cases, inquiry.profile, chances)
    scores = rate(likeness, weights)
    return [
        (cases[at], float(scores[at]), dict(zip(Likeness, likeness[at].tolist(), strict=True)))
        for at in np.argsort(-scores, kind="stable")
    ]


def read_inquiry(index: PassageIndex, like: str, entities: Sequence[Entity] = ()) -> Inquiry:
    """What somebody asks for: a case or document of the library by its name, else a free description."""
    if case := find_case(list_cases(index), like):
        named = sorted(case.passages, key=lambda key: -index.remembered(_times)[case.iri][key])
        return _ask_by(index, named, profile_case(index, case), case)
    if keys := index.entries.keys_of_file(like):
        rows = [(key, index.entries.row(key).passage) for key in keys]
        return _ask_by(index, keys, merge_profiles([profile_passage(key, passage) for key, passage in rows]), None)
    return Inquiry(text=like, profile=profile_question(like, entities))


def _ask_by(index: PassageIndex, keys: Sequence[int], profile: Profile, case: CaseEntry | None) -> Inquiry:
    hits = tuple(index.hit(key) for key in keys[:_PASSAGES_TO_QUOTE])
    text = "\n".join(hit.passage.text for hit in hits[:_TELLING_PASSAGES])
    return Inquiry(text=text, profile=profile, case=case, hits=hits)


def _times(index: PassageIndex) -> dict[str, dict[int, int]]:
    return {case.entry.iri: case.times for case in index.remembered(read_cases)}


def _quotes(
    index: PassageIndex, embedder: Embedder, inquiry: Inquiry, case: CaseEntry
) -> dict[str, tuple[FoundSentence, ...]]:
    hits = [index.hit(key) for key in case.passages[:_PASSAGES_TO_QUOTE]]
    there = best_sentences(embedder, inquiry.text, hits, limit=_QUOTES)
    here = best_sentences(embedder, " ".join(s.text for s in there), inquiry.hits, limit=_QUOTES)
    return {"there": tuple(there), "here": tuple(here)}
