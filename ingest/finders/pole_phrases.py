"""A stretch as far as its poles go, and its phrases: by clauses and groups, by formulas, by words of the thesaurus."""

from collections import defaultdict
from typing import NamedTuple

import numpy as np

from ingest.finders.pole_spans import PoleSpan, Tokens, pole_spans, trimmed
from ingest.finders.poles import formulas_in
from ontology.thesaurus import load_thesaurus


class StretchTokens(NamedTuple):
    """A stretch as far as its poles go."""

    tokens: Tokens
    text: str  # on one line, character for character
    start: int  # where it starts in Document.text
    sentence: list[int]  # by token: the number of its sentence, 0 for the key sentence


class Phrases(NamedTuple):
    """The phrases of a stretch, and what is known of them."""

    spans: list[PoleSpan]
    formulas: dict[tuple[int, int], set[str]]  # by pair
    sides: list[dict[str, str]]  # by phrase: the side for which it speaks, by family


def phrase(stretch: StretchTokens, span: PoleSpan) -> str:
    """The literal words of a phrase, on one line."""
    start, end = stretch.tokens.start[span.first], stretch.tokens.end(span.last - 1)
    return " ".join(stretch.text[start - stretch.start : end - stretch.start].split())


def phrases(stretch: StretchTokens) -> Phrases:
    """All phrases of a stretch that may be a pole: by clauses and groups, by formulas, by words of the thesaurus."""
    spans = pole_spans(stretch.tokens)
    known = {(span.first, span.last): number for number, span in enumerate(spans)}

    def add(start: int, end: int, kind: str) -> int:
        span = _span_at(stretch, start, end, kind)
        if span is None:
            return -1
        if (span.first, span.last) not in known:
            known[span.first, span.last] = len(spans)
            spans.append(span)
        return known[span.first, span.last]

    formulas: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for name, (a, b) in formulas_in(stretch.text, _sentence_edges(stretch)):
        pair = add(*a, "formula"), add(*b, "formula")
        if min(pair) >= 0:
            formulas[pair].add(name)
    matches = load_thesaurus().find_poles(stretch.text)
    for start, end in {(match.start, match.end) for match in matches}:
        add(start, end, "term")
    sides: list[dict[str, str]] = [{} for _ in spans]
    edges = [(stretch.tokens.start[s.first], stretch.tokens.end(s.last - 1)) for s in spans]
    for match in matches:
        start, end = match.start + stretch.start, match.end + stretch.start
        for number, (low, high) in enumerate(edges):
            if low <= start and end <= high:
                sides[number][match.concept.slug] = match.pole.name
    return Phrases(spans, dict(formulas), sides)


def _sentence_edges(stretch: StretchTokens) -> list[tuple[int, int]]:
    """Where each sentence starts and ends in the text of the stretch."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for number, sentence in enumerate(stretch.sentence):
        first.setdefault(sentence, stretch.tokens.start[number] - stretch.start)
        last[sentence] = stretch.tokens.end(number) - stretch.start
    return [(first[sentence], last[sentence]) for sentence in first]


def _span_at(stretch: StretchTokens, start: int, end: int, kind: str) -> PoleSpan | None:
    at = np.asarray(stretch.tokens.start) - stretch.start
    low, high = np.searchsorted(at, [start, end])
    return trimmed(stretch.tokens, int(low), int(high), int(low), kind) if low < high else None
