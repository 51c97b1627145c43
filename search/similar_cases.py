"""Cases like ours: ranked by what their passages say and by what they share, each with the proof of both."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus.model import Entity, Kind, Sentence
from search.cases import CaseEntry, CaseFile, find_case, list_cases, profile_case, read_cases
from search.counter_examples import find_counter_examples
from search.explanation import Explanation, explain
from search.fusion import add_up, chance, load_ranking
from search.inquiry import Inquiry, read_inquiry
from search.passages import Hit, PassageIndex
from search.profile import Dimension
from search.sentences import Candidates, FoundSentence, best_sentences, read_candidates
from search.similarity import LIKENESSES, Likeness, measure_likeness, rate
from search.stretches import find_stretches, is_within

__all__ = ["CaseEntry", "Inquiry", "SimilarCase", "find_case", "find_similar_cases", "list_cases", "read_inquiry"]

_QUOTES = 2
_PASSAGES_TO_QUOTE = 5
_OF_CASES = (Kind.LESSON, Kind.TENSION, Kind.FACT, Kind.QUOTATION)
_MOST_COUNTER = 10
"""Counter-examples are sought among so many of the cases that are most alike and have the tension."""


class SimilarCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case, how much it is like what was asked, and the quotes that show it."""

    case: CaseEntry
    score: float
    is_likely: bool  # whether what is told of it probably answers the question at all
    likeness: dict[Likeness, float]  # in each way by itself
    there: tuple[FoundSentence, ...]  # what the sources say of this case
    here: tuple[FoundSentence, ...]  # what the sources say of the case that was asked; empty for a free description
    explanation: Explanation


class RankedCase(NamedTuple):
    """A case and how like the question it is."""

    file: CaseFile
    score: float  # 0 to 1
    likeness: NDArray[np.float64]  # in the order of `Likeness`


class _Asking(NamedTuple):
    inquiry: Inquiry
    sums: Mapping[int, float]  # how well passages answer
    ranked: Sequence[RankedCase]
    own: Candidates  # the sentences that ask, to quote


def find_similar_cases(
    index: PassageIndex,
    like: str | Inquiry,
    *,
    limit: int = 10,
    weights: Mapping[Likeness, float] | None = None,
) -> list[SimilarCase]:
    """The cases most like a free description, a case (IRI or name) or a document (file name), most alike first.

    For a description or document that the finders read, give its `Inquiry`. `weights` are factors by which the asker
    lets a likeness count more (above 1), less, or not at all (0).
    """
    inquiry = read_inquiry(index, like) if isinstance(like, str) else like
    sums = answers(index, inquiry)
    ranked = rank_cases(index, inquiry, sums, weights or {})
    asking = _Asking(inquiry, sums, ranked, read_candidates(index.embedder, inquiry.hits))
    return [_explained(index, asking, case) for case in ranked[:limit]]


def rank_cases(
    index: PassageIndex, inquiry: Inquiry, sums: Mapping[int, float], weights: Mapping[Likeness, float]
) -> list[RankedCase]:
    """All cases but the one that asks, most alike first; `sums` is what `answers` says."""
    cases = index.remembered(read_cases)
    likeness = measure_likeness(cases, inquiry.profile, sums)
    scores = rate(likeness, weights)
    return [
        RankedCase(cases.files[at], float(scores[at]), likeness[at])
        for at in np.argsort(-scores, kind="stable").tolist()
        if _is_another(cases.files[at], inquiry)
    ]


def _is_another(case: CaseFile, inquiry: Inquiry) -> bool:
    """Whether a case is not the one that asks, and told of by others than the document that asks."""
    asks = inquiry.case is not None and inquiry.case.iri == case.entry.iri
    return not asks and not (inquiry.own and case.times.keys() <= inquiry.own)


def answers(index: PassageIndex, inquiry: Inquiry) -> dict[int, float]:
    """How well passages answer a question (0 to 1), by passage number; of several texts that ask, their mean.

    What is the asker's own answers nothing.
    """
    sums: dict[int, float] = {}
    for text in inquiry.questions:
        for key, how_well in add_up(index.features(index.ask(text))).items():
            sums[key] = sums.get(key, 0.0) + how_well / len(inquiry.questions)
    return {key: how_well for key, how_well in sums.items() if key not in inquiry.own}


def _explained(index: PassageIndex, asking: _Asking, case: RankedCase) -> SimilarCase:
    inquiry, entry = asking.inquiry, case.file.entry
    likeness = dict(zip(LIKENESSES, case.likeness.tolist(), strict=True))
    told, asked = profile_case(index, entry, inquiry.own), inquiry.profile.of(Dimension.TENSION)
    shared = [(Dimension.TENSION, name) for name in asked if (Dimension.TENSION, name) in case.file.traits]
    others = [r.file.entry for r in asking.ranked if any(trait in r.file.traits for trait in shared)] if shared else []
    counters = find_counter_examples(index, inquiry.profile, entry, told, others[:_MOST_COUNTER])
    explanation = explain(index, inquiry, entry, told)
    return SimilarCase(
        case=entry,
        score=case.score,
        is_likely=chance(likeness[Likeness.BEST]) >= load_ranking().least,
        likeness=likeness,
        **_quotes(index, asking, case.file),
        explanation=msgspec.structs.replace(explanation, counter_examples=tuple(counters)),
    )


def _quotes(index: PassageIndex, asking: _Asking, case: CaseFile) -> dict[str, tuple[FoundSentence, ...]]:
    """The sentences that tell most of the question: of the case, and of who asks."""
    cases, inquiry = index.remembered(read_cases), asking.inquiry
    keys = [key for key in cases.telling(case) if key not in inquiry.own]
    keys.sort(key=lambda key: -asking.sums.get(key, 0.0) * cases.share(case, key))
    hits = [index.hit(key) for key in keys[:_PASSAGES_TO_QUOTE]]
    named: dict[int, list[Entity]] = {}
    for key, entity in index.entries.named_at([hit.key for hit in hits], (Kind.CASE, *_OF_CASES)):
        named.setdefault(key, []).append(entity)
    stretches = {hit.key: find_stretches(hit.passage, named.get(hit.key, ())) for hit in hits}

    def tells(hit: Hit, sentence: Sentence) -> bool:
        """Whether the sentence is about the case; a passage that names none is about it as a whole."""
        told = stretches[hit.key]
        return not told or is_within(sentence.start, told.get(case.entry.iri, ()))

    there = best_sentences(index.embedder, inquiry.text, read_candidates(index.embedder, hits, tells), limit=_QUOTES)
    here = best_sentences(index.embedder, " ".join(s.text for s in there), asking.own, limit=_QUOTES)
    return {"there": tuple(there), "here": tuple(here)}
