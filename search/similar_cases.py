"""Cases like ours: ranked by what their passages say and by what they share, each with the proof of both."""

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from corpus.model import Entity, Kind, Sentence
from corpus.vectors import Embedder
from search.cases import CaseEntry, CaseFile, Cases, find_case, list_cases, profile_case, read_cases
from search.counter_examples import find_counter_examples
from search.explanation import Explanation, explain
from search.fusion import add_up, chance, load_ranking
from search.inquiry import Inquiry, read_inquiry
from search.passages import Hit, PassageIndex
from search.profile import Dimension
from search.sentences import FoundSentence, best_sentences
from search.similarity import Likeness, measure_likeness, rate
from search.stretches import find_stretches, is_within

__all__ = ["CaseEntry", "Inquiry", "SimilarCase", "find_case", "find_similar_cases", "list_cases", "read_inquiry"]

_QUOTES = 2
_PASSAGES_TO_QUOTE = 12
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


class RankedCase(msgspec.Struct, frozen=True):
    """A case and how like the question it is."""

    file: CaseFile
    score: float  # 0 to 1
    likeness: dict[Likeness, float]


def find_similar_cases(
    index: PassageIndex,
    embedder: Embedder,
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
    ranked = rank_cases(index, inquiry, weights or {})
    return [_explained(index, embedder, inquiry, case, ranked) for case in ranked[:limit]]


def rank_cases(index: PassageIndex, inquiry: Inquiry, weights: Mapping[Likeness, float]) -> list[RankedCase]:
    """All cases but the one that asks, most alike first."""
    cases = index.remembered(read_cases)
    likeness = measure_likeness(cases, inquiry.profile, answers(index, inquiry))
    scores = rate(likeness, weights)
    return [
        RankedCase(cases.files[at], float(scores[at]), dict(zip(Likeness, likeness[at].tolist(), strict=True)))
        for at in np.argsort(-scores, kind="stable")
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


def _explained(
    index: PassageIndex, embedder: Embedder, inquiry: Inquiry, case: RankedCase, ranked: Sequence[RankedCase]
) -> SimilarCase:
    cases, entry = index.remembered(read_cases), case.file.entry
    told, asked = profile_case(index, entry, inquiry.own), inquiry.profile.of(Dimension.TENSION)
    others = [r.file.entry for r in ranked if any((Dimension.TENSION, name) in r.file.traits for name in asked)]
    counters = find_counter_examples(index, inquiry.profile, entry, told, others[:_MOST_COUNTER])
    explanation = explain(index, inquiry, entry, told)
    return SimilarCase(
        case=entry,
        score=case.score,
        is_likely=chance(case.likeness[Likeness.BEST]) >= load_ranking().least,
        likeness=case.likeness,
        **_quotes(index, embedder, inquiry, cases, case.file),
        explanation=msgspec.structs.replace(explanation, counter_examples=tuple(counters)),
    )


def _quotes(
    index: PassageIndex, embedder: Embedder, inquiry: Inquiry, cases: Cases, case: CaseFile
) -> dict[str, tuple[FoundSentence, ...]]:
    """The sentences that tell most of the question: of the case, and of who asks."""
    keys = [key for key in cases.telling(case) if key not in inquiry.own]
    hits = [index.hit(key) for key in keys[:_PASSAGES_TO_QUOTE]]
    named: dict[int, list[Entity]] = {}
    for key, entity in index.entries.named_at([hit.key for hit in hits], (Kind.CASE, *_OF_CASES)):
        named.setdefault(key, []).append(entity)
    stretches = {hit.key: find_stretches(hit.passage, named.get(hit.key, ())).get(case.entry.iri, ()) for hit in hits}

    def tells(hit: Hit, sentence: Sentence) -> bool:
        return is_within(sentence.start, stretches[hit.key])

    there = best_sentences(embedder, inquiry.text, hits, limit=_QUOTES, counts=tells)
    here = best_sentences(embedder, " ".join(s.text for s in there), inquiry.hits, limit=_QUOTES)
    return {"there": tuple(there), "here": tuple(here)}
