"""What speaks for two phrases as the poles of a tension: each by itself, what is between them, how alike they are."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ingest.finders.pole_phrases import Phrases, StretchTokens
from ingest.finders.pole_spans import PoleSpan, Tokens
from ingest.finders.poles import FORMULAS

Rows = NDArray[np.float32]
Numbers = NDArray[np.intp]

KINDS = ("clause", "part", "long", "run", "formula", "noun", "verb", "term")
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
CONTENT = frozenset("NOUN VERB ADJ".split())
CLAUSES = frozenset(["clause", "part", "long", "run", "formula"])
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


def pair_features(stretch: StretchTokens, found: Phrases, a: Numbers, b: Numbers, heavy: Numbers) -> Rows:
    """A row a pair, a column a name of NAMES; `heavy` counts the weighty words between the two phrases."""
    alone = _alone(stretch, found)
    return np.hstack([alone[a], alone[b], _together(stretch, found, a, b, heavy)]).astype(np.float32)


def _opposed(one: dict[str, str], other: dict[str, str]) -> bool:
    return any(slug in other and other[slug] != side for slug, side in one.items())


def _alone(stretch: StretchTokens, found: Phrases) -> Rows:
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


def _together(stretch: StretchTokens, found: Phrases, a: Numbers, b: Numbers, heavy: Numbers) -> Rows:
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


def _likeness(stretch: StretchTokens, found: Phrases, a: Numbers, b: Numbers, head: Numbers) -> Rows:
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
