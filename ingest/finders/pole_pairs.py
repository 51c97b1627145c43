"""The pairs of phrases in a stretch that may be the two poles of its tension, and what speaks for each pair."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.finders.pole_spans import JOINTS, PoleSpan, Tokens, pole_spans, trimmed
from ingest.finders.poles import FORMULAS, formulas_in
from ontology.thesaurus import load_thesaurus

Rows = NDArray[np.float32]
Numbers = NDArray[np.intp]

GAP_WORDS = {
    **{word: word for word in "maar en of toch dan én óf juist naar zonder niet als tussen met plaats . ; : ,".split()},
    **dict.fromkeys(["versus", "vs"], "versus"),
    **dict.fromkeys(["terwijl", "hoewel", "al"], "terwijl"),
    **dict.fromkeys(["echter", "daarentegen"], "toch"),
    **dict.fromkeys(["tegelijk", "tegelijkertijd"], "tegelijk"),
    **dict.fromkeys(["anderzijds", "kant"], "kant"),
    "geen": "niet",
}
LEAD_WORDS = {
    **{word: word for word in "tussen niet van meer hoe zowel als zonder minder te wie ook juist".split()},
    **dict.fromkeys(["enerzijds", "kant"], "kant"),
    "geen": "niet",
}
GAPS = tuple(dict.fromkeys(GAP_WORDS.values()))
LEADS = tuple(dict.fromkeys(LEAD_WORDS.values()))
LIGHT = frozenset("PUNCT SPACE CCONJ SCONJ DET".split())
CONTENT = frozenset("NOUN VERB ADJ".split())
KINDS = ("clause", "part", "long", "run", "formula", "noun", "verb", "term")
CLAUSES = frozenset(["clause", "part", "long", "run", "formula"])
ALIKE = frozenset(["noun", "verb", "clause", "run"])
PARTS_OF_SPEECH = tuple("NOUN VERB ADJ PROPN PRON ADP ADV AUX SCONJ NUM".split())
RELATIONS = tuple(
    "ROOT nsubj obj obl nmod conj advcl ccomp xcomp acl amod parataxis mark case advmod det aux cop".split()
)
LONGER = (1, 2, 4, 7, 10)
FARTHER = (0, 1, 3, 6, 12)
FORMULA_NAMES = tuple(formula.name for formula in FORMULAS)

ALONE = (
    *(f"is {kind}" for kind in KINDS),
    *(f"head {part}" for part in PARTS_OF_SPEECH),
    *(f"relation {relation}" for relation in RELATIONS),
    *(f"longer than {length}" for length in LONGER),
    *(f"after {word}" for word in LEADS),
    *("content words", "no content", "not", "name", "pronoun", "number", "word of a side", "opens", "closes"),
)
AT = {name: number for number, name in enumerate(ALONE)}
TOGETHER = (
    *(f"between {word}" for word in GAPS),
    *(f"right between {word}" for word in GAPS),
    *(f"gap longer than {length}" for length in FARTHER),
    *(f"formula {name}" for name in FORMULA_NAMES),
    *("unlike in length", "same kind", "same part of speech", "same relation", "same mother", "joined"),
    *("same first word", "same first part of speech", "both clauses", "words shared", "one within the other"),
    *("opposed", "opposed words", "same side", "both in key", "none in key", "same sentence", "far apart"),
)
NAMES = (*(f"a {name}" for name in ALONE), *(f"b {name}" for name in ALONE), *TOGETHER)
"""The names of the features of a pair, in the order of the columns of `Pairs.rows`."""


class StretchTokens(NamedTuple):
    """A stretch as far as its poles go."""

    tokens: Tokens
    text: str  # on one line, character for character
    start: int  # where it starts in Document.text
    sentence: list[int]  # by token: the number of its sentence, 0 for the key sentence


class Pairs(NamedTuple):
    """The pairs of a stretch that are worth judging."""

    spans: list[PoleSpan]
    a: Numbers  # by pair: the number of its first phrase
    b: Numbers
    rows: Rows  # shape (pairs, NAMES)


class _Found(NamedTuple):
    spans: list[PoleSpan]
    formulas: dict[tuple[int, int], set[str]]  # by pair
    sides: list[dict[str, str]]  # by phrase: the side for which it speaks, by family


def pole_pairs(stretch: StretchTokens) -> Pairs:
    """All pairs of phrases side by side, alike in form, known as opposites, or brought together by a formula."""
    found = _found(stretch)
    count = len(found.spans)
    first = np.array([span.first for span in found.spans], dtype=np.intp)
    last = np.array([span.last for span in found.spans], dtype=np.intp)
    heavy = _heavy(stretch.tokens)
    ordered = last[:, None] <= first[None, :]
    worth = (heavy[first][None, :] - heavy[last][:, None] == 0) | _alike(stretch.tokens, found)
    for pair in (*found.formulas, *_opposites(found)):
        worth[pair] = True
    a, b = np.nonzero(worth & ordered) if count else (np.zeros(0, np.intp), np.zeros(0, np.intp))
    alone = _alone(stretch, found)
    together = _together(stretch, found, a, b, heavy[first[b]] - heavy[last[a]])
    return Pairs(found.spans, a, b, np.hstack([alone[a], alone[b], together]).astype(np.float32))


def phrase(stretch: StretchTokens, span: PoleSpan) -> str:
    """The literal words of a phrase, on one line."""
    start, end = stretch.tokens.start[span.first], stretch.tokens.end(span.last - 1)
    return " ".join(stretch.text[start - stretch.start : end - stretch.start].split())


def _found(stretch: StretchTokens) -> _Found:
    """All phrases of a stretch: by its clauses and groups, by formulas, by words of the thesaurus."""
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
    return _Found(spans, dict(formulas), sides)


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


def _heavy(tokens: Tokens) -> Numbers:
    """How many words that weigh stand before each token: what joins and what points weighs nothing."""
    weighs = [kind not in LIGHT and text not in JOINTS for kind, text in zip(tokens.kind, tokens.text, strict=True)]
    return np.concatenate([[0], np.cumsum(weighs, dtype=np.intp)])


def _alike(tokens: Tokens, found: _Found) -> NDArray[np.bool_]:
    """Which phrases are of one form and hang alike in their sentence, or are joined by "en" or "of"."""
    heads = np.array([span.head for span in found.spans], dtype=np.intp)
    kinds = np.array([KINDS.index(span.kind) if span.kind in ALIKE else -1 - n for n, span in enumerate(found.spans)])
    mothers = np.array([tokens.head[head] for head in heads], dtype=np.intp)
    relations = np.array([tokens.relation[head] for head in heads])
    sisters = (mothers[:, None] == mothers[None, :]) & (mothers[:, None] != -1)
    hanging = sisters | (relations[:, None] == relations[None, :])
    joined = (mothers[None, :] == heads[:, None]) & (relations == "conj")[None, :]
    return np.asarray((kinds[:, None] == kinds[None, :]) & hanging | joined, dtype=np.bool_)


def _opposites(found: _Found) -> list[tuple[int, int]]:
    speaking: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, sides in enumerate(found.sides):
        for slug, side in sides.items():
            speaking[slug][side].append(number)
    both = [tuple(sides.values()) for sides in speaking.values() if len(sides) == 2]
    return [pair for one, other in both for a in one for b in other for pair in ((a, b), (b, a))]


def _opposed(one: dict[str, str], other: dict[str, str]) -> bool:
    return any(slug in other and other[slug] != side for slug, side in one.items())


def _alone(stretch: StretchTokens, found: _Found) -> Rows:
    """What each phrase tells by itself, in the order of ALONE."""
    tokens = stretch.tokens
    rows = np.zeros((len(found.spans), len(ALONE)), dtype=np.float32)
    for row, span, sides in zip(rows, found.spans, found.sides, strict=True):
        kinds = tokens.kind[span.first : span.last]
        content = sum(kind in CONTENT for kind in kinds)
        row[[AT[name] for name in _told_of(tokens, span, kinds) if name in AT]] = 1
        row[AT["content words"]] = min(content, 5) / 5
        row[AT["no content"]] = not content
        row[AT["word of a side"]] = bool(sides)
    return rows


def _told_of(tokens: Tokens, span: PoleSpan, kinds: list[str]) -> Iterator[str]:
    """The names of what holds for a phrase; some may be no feature."""
    yield f"is {span.kind}"
    yield f"head {tokens.kind[span.head]}"
    yield f"relation {tokens.relation[span.head]}"
    yield from (f"longer than {length}" for length in LONGER if span.last - span.first > length)
    if span.first and tokens.text[span.first - 1] in LEAD_WORDS:
        yield f"after {LEAD_WORDS[tokens.text[span.first - 1]]}"
    texts = tokens.text[span.first : span.last]
    if "niet" in texts or "geen" in texts:
        yield "not"
    yield from (name for kind, name in (("PROPN", "name"), ("PRON", "pronoun"), ("NUM", "number")) if kind in kinds)
    if not span.first or tokens.kind[span.first - 1] == "PUNCT":
        yield "opens"
    if span.last == len(tokens.text) or tokens.kind[span.last] == "PUNCT":
        yield "closes"


def _together(stretch: StretchTokens, found: _Found, a: Numbers, b: Numbers, heavy: Numbers) -> Rows:
    """What pairs tell, in the order of TOGETHER; `heavy` counts the weighty words between their phrases."""
    tokens = stretch.tokens
    seen = np.zeros((len(tokens.text) + 1, len(GAPS)), dtype=np.int16)
    for number, text in enumerate(tokens.text):
        if text in GAP_WORDS:
            seen[number + 1, GAPS.index(GAP_WORDS[text])] = 1
    seen = seen.cumsum(axis=0)
    first, last, head = (np.array([span[n] for span in found.spans], dtype=np.intp) for n in range(3))
    between = (seen[first[b]] - seen[last[a]]) > 0
    formulas = np.zeros((len(a), len(FORMULA_NAMES)), dtype=np.bool_)
    for row, pair in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        for name in found.formulas.get(pair, ()):
            formulas[row, FORMULA_NAMES.index(name)] = True
    parts = [between, between & (heavy <= 1)[:, None], heavy[:, None] > np.array(FARTHER), formulas]
    length = last - first
    return np.hstack([*parts, (abs(length[a] - length[b]) / 4)[:, None], _likeness(stretch, found, a, b, head)])


def _likeness(stretch: StretchTokens, found: _Found, a: Numbers, b: Numbers, head: Numbers) -> Rows:
    """How alike the phrases of pairs are, and where they stand."""
    tokens, spans, sides = stretch.tokens, found.spans, found.sides
    stems = [_stems(tokens, span) for span in spans]
    rows = []
    for x, y in zip(a.tolist(), b.tolist(), strict=True):
        one, other, here, there = spans[x], spans[y], head[x], head[y]
        at, then = stretch.sentence[one.first], stretch.sentence[other.first]
        shared = stems[x] & stems[y]
        opposed = _opposed(sides[x], sides[y]) if sides[x] and sides[y] else False
        rows.append(
            (
                one.kind == other.kind,
                tokens.kind[here] == tokens.kind[there],
                tokens.relation[here] == tokens.relation[there],
                tokens.head[here] == tokens.head[there] != -1,
                tokens.head[there] == here and tokens.relation[there] == "conj",
                tokens.text[one.first] == tokens.text[other.first],
                tokens.kind[one.first] == tokens.kind[other.first],
                one.kind in CLAUSES and other.kind in CLAUSES,
                bool(shared),
                bool(shared) and len(shared) == min(len(stems[x]), len(stems[y])),
                opposed,
                opposed and one.kind == other.kind == "term",
                bool(sides[x]) and any(sides[y].get(slug) == side for slug, side in sides[x].items()),
                at == then == 0,
                0 not in (at, then),
                at == then,
                abs(at - then) > 1,
            )
        )
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(TOGETHER) - TOGETHER.index("same kind"))


def _stems(tokens: Tokens, span: PoleSpan) -> frozenset[str]:
    inside = range(span.first, span.last)
    return frozenset(tokens.text[n][:6] for n in inside if tokens.kind[n] in CONTENT or tokens.kind[n] == "PROPN")
