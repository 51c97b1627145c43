"""Cases like ours: ranked by what their passages say and by what they share, each with the proof of both."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus.model import Entity, Kind, Sentence
from search.cases import CaseEntry, find_case, having, list_cases, profile_case, read_case
from search.counter_examples import find_counter_examples
from search.explanation import Explanation, explain
from search.fusion import Signs, add_up, chance, load_ranking
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

    number: int
    score: float  # 0 to 1
    likeness: NDArray[np.float64]  # in the order of `Likeness`


class _Asking(NamedTuple):
    inquiry: Inquiry
    sums: Mapping[int, float]  # how well passages answer
    ranked: Sequence[RankedCase]
    own: Candidates  # the sentences that ask, to quote
    signs: Signs | None  # of the best passage; None where there is none


def find_similar_cases(
    index: PassageIndex,
    like: str | Inquiry,
    *,
    limit: int = 10,
    weights: Mapping[Likeness, float] | None = None,
    sums: Mapping[int, float] | None = None,
) -> list[SimilarCase]:
    """The cases most like a free description, a case (IRI or name) or a document (file name), most alike first.

    For a description or document that the finders read, give its `Inquiry`. `weights` are factors by which the asker
    lets a likeness count more (above 1), less, or not at all (0). `sums` is what `answers` says, where that is known.
    """
    inquiry = read_inquiry(index, like) if isinstance(like, str) else like
    sums = answers(index, inquiry) if sums is None else sums
    ranked = rank_cases(index, inquiry, sums, weights or {})
    signs = index.signs(index.ask(inquiry.text), max(sums, key=sums.__getitem__)) if sums else None
    asking = _Asking(inquiry, sums, ranked, read_candidates(index.embedder, inquiry.hits), signs)
    return [_explained(index, asking, case) for case in ranked[:limit]]


def rank_cases(
    index: PassageIndex, inquiry: Inquiry, sums: Mapping[int, float], weights: Mapping[Likeness, float]
) -> list[RankedCase]:
    """All cases but the one that asks, most alike first; `sums` is what `answers` says."""
    cases = index.remembered(_read_numbers)
    likeness = measure_likeness(index, cases, inquiry.profile, sums)
    scores = rate(likeness, weights)
    asks = _that_ask(index, inquiry)
    order = np.argsort(-scores, kind="stable")
    ranked = map(RankedCase, cases[order].tolist(), scores[order].tolist(), likeness[order])
    return [case for case in ranked if case.number not in asks]


def _read_numbers(index: PassageIndex) -> NDArray[np.int64]:
    return index.told.numbers()


def _that_ask(index: PassageIndex, inquiry: Inquiry) -> frozenset[int]:
    """The case that asks, and those that only the document that asks tells of."""
    asks = {index.told.number(inquiry.case.iri)} if inquiry.case else set[int]()
    own = Counter(case for times in index.told.times(sorted(inquiry.own)).values() for case in times)
    in_all = index.told.sums(list(own))
    return frozenset(asks | {case for case, count in own.items() if count == in_all[case][1]})


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
    inquiry, entry = asking.inquiry, read_case(index, index.told.iri(case.number))
    likeness = dict(zip(LIKENESSES, case.likeness.tolist(), strict=True))
    told = profile_case(index, entry.iri, inquiry.own)
    counters = find_counter_examples(index, inquiry.profile, entry, told, _others(index, asking, case))
    explanation = explain(index, inquiry, entry, told)
    return SimilarCase(
        case=entry,
        score=case.score,
        is_likely=_is_likely(likeness[Likeness.BEST], asking.signs),
        likeness=likeness,
        **_quotes(index, asking, entry),
        explanation=msgspec.structs.replace(explanation, counter_examples=tuple(counters)),
    )


def _is_likely(how_well: float, signs: Signs | None) -> bool:
    return signs is not None and chance(how_well, signs) >= load_ranking().least


def _others(index: PassageIndex, asking: _Asking, case: RankedCase) -> list[CaseEntry]:
    """The cases most alike that have a tension that is asked and that this case has."""
    tensions = (having(index, (Dimension.TENSION, name)) for name in asking.inquiry.profile.of(Dimension.TENSION))
    sharing = {number for found in tensions if case.number in found.cases for number in found.cases.tolist()}
    others = islice((other.number for other in asking.ranked if other.number in sharing), _MOST_COUNTER)
    return [read_case(index, index.told.iri(number)) for number in others]


def _quotes(index: PassageIndex, asking: _Asking, case: CaseEntry) -> dict[str, tuple[FoundSentence, ...]]:
    """The sentences that tell most of the question: of the case, and of who asks."""
    inquiry = asking.inquiry
    shares = {key: (share, times * share) for key, times, share in index.told.shares(case.iri)}
    keys = sorted(shares.keys() - inquiry.own, key=lambda key: (-shares[key][1], key))
    keys.sort(key=lambda key: -asking.sums.get(key, 0.0) * shares[key][0])
    hits = [index.hit(key) for key in keys[:_PASSAGES_TO_QUOTE]]
    named: dict[int, list[Entity]] = {}
    for key, entity in index.entries.named_at([hit.key for hit in hits], (Kind.CASE, *_OF_CASES)):
        named.setdefault(key, []).append(entity)
    stretches = {hit.key: find_stretches(hit.passage, named.get(hit.key, ())) for hit in hits}

    def tells(hit: Hit, sentence: Sentence) -> bool:
        """Whether the sentence is about the case; a passage that names none is about it as a whole."""
        told = stretches[hit.key]
        return not told or is_within(sentence.start, told.get(case.iri, ()))

    there = best_sentences(index.embedder, inquiry.text, read_candidates(index.embedder, hits, tells), limit=_QUOTES)
    here = best_sentences(index.embedder, " ".join(s.text for s in there), asking.own, limit=_QUOTES)
    return {"there": tuple(there), "here": tuple(here)}
