"""The phrases of a stretch that may be a pole of a tension: clauses, noun groups, verb groups, never parts of words."""

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from spacy.tokens import Doc

MOST_WORDS = 15
# What turns against what went before: "maar", "terwijl".
TURNS = frozenset("maar toch terwijl hoewel echter tegelijk tegelijkertijd daarentegen versus vs doch juist".split())
TURNS |= {"enerzijds", "anderzijds"}
# Where a clause may end.
JOINTS = TURNS | frozenset("én óf en of dan als zonder omdat want dus dat die om waar".split())
JOINERS = frozenset(["DET", "CCONJ"])
# What a phrase cannot end with.
OPENERS = JOINERS | {"SCONJ"}
FILLERS = frozenset("er ook dan dat die".split())
# What hangs on a noun or verb without being part of its own group.
APART_FROM_NOUN = frozenset(
    "acl cop nsubj conj cc case parataxis appos aux advcl mark ccomp csubj xcomp nmod obl".split()
)
APART_FROM_VERB = frozenset("nsubj conj cc parataxis advcl mark ccomp csubj expl".split())
PREDICATES = frozenset("ROOT root xcomp conj ccomp advcl acl".split())


class Tokens(NamedTuple):
    """The tokens of a stretch, side by side; heads are numbers within the stretch, -1 where the head lies outside."""

    text: list[str]
    start: list[int]  # offsets into Document.text
    kind: list[str]  # parts of speech
    relation: list[str]  # to the head, without its subtype
    head: list[int]
    words: list[int]  # how many words stand before each token, and in all

    def end(self, number: int) -> int:
        """Where a token ends in Document.text."""
        return self.start[number] + len(self.text[number])

    def is_word(self, number: int) -> bool:
        """Whether a token is no mark and no space."""
        return self.words[number + 1] > self.words[number]


class PoleSpan(NamedTuple):
    """A phrase: numbers of its first token, of the one after its last, and of the word it hangs by; what it is."""

    first: int
    last: int
    head: int
    kind: str


def tokens_of(doc: Doc, start: int, end: int) -> Tokens:
    """The tokens between two offsets into the text of a document."""
    span = doc.char_span(start, end, alignment_mode="expand")
    inside = list(span) if span is not None else []
    low = span.start if span is not None else 0
    texts = [token.text.lower() for token in inside]
    return Tokens(
        texts,
        [token.idx for token in inside],
        [token.pos_ or ("PUNCT" if token.is_punct else "") for token in inside],
        [token.dep_.partition(":")[0] for token in inside],
        [token.head.i - low if 0 <= token.head.i - low < len(inside) else -1 for token in inside],
        list(accumulate((any(map(str.isalnum, text)) for text in texts), initial=0)),
    )


def pole_spans(tokens: Tokens) -> list[PoleSpan]:
    """The phrases of at most MOST_WORDS words, each once, in reading order."""
    found: dict[tuple[int, int], PoleSpan] = {}
    for first, last, head, kind in (*_clauses(tokens), *_groups(tokens)):
        span = trimmed(tokens, first, last, head, kind)
        if span is not None:
            found.setdefault((span.first, span.last), span)
    return [found[edges] for edges in sorted(found)]


def trimmed(tokens: Tokens, first: int, last: int, head: int, kind: str) -> PoleSpan | None:
    """A phrase without what only joins it to its surroundings; None when nothing or too much is left."""
    while first < last and (
        not tokens.is_word(first) or tokens.kind[first] in JOINERS or tokens.text[first] in FILLERS
    ):
        first += 1
    while first < last and (not tokens.is_word(last - 1) or tokens.kind[last - 1] in OPENERS):
        last -= 1
    words = tokens.words[last] - tokens.words[first]
    return PoleSpan(first, last, min(max(head, first), last - 1), kind) if 0 < words <= MOST_WORDS else None


def _clauses(tokens: Tokens) -> Iterator[tuple[int, int, int, str]]:
    """Stretches between joints: from joint to joint, from mark to mark, between strong marks, and runs of these."""
    count = len(tokens.text)
    marks = [n for n in range(count) if tokens.kind[n] == "PUNCT"]
    turns = [n for n in range(count) if tokens.text[n] in TURNS]
    strong = [n for n in marks if tokens.text[n] in ".;:!?"]
    joints = [n for n in range(count) if tokens.text[n] in JOINTS or tokens.kind[n] in {"CCONJ", "SCONJ"}]
    for kind, cuts in (("clause", marks + joints), ("part", marks + turns), ("long", strong + turns)):
        edges = sorted({0, count, *cuts, *(cut + 1 for cut in cuts)})
        for first, last in pairwise(edges):
            if last - first > 1 or kind == "clause":
                yield first, last, first, kind
    yield from _runs(tokens, sorted({0, count, *marks, *joints}), sorted({0, count, *strong, *turns}))


def _runs(tokens: Tokens, joints: list[int], turns: list[int]) -> Iterator[tuple[int, int, int, str]]:
    """As many clauses as MOST_WORDS hold, up to a turn and from a turn on."""
    words = tokens.words
    for low, high in pairwise(turns):
        if words[high] - words[low] > MOST_WORDS:
            inside = [joint for joint in joints if low <= joint <= high]
            first = next((j for j in inside if words[high] - words[j] <= MOST_WORDS), high)
            last = next((j for j in reversed(inside) if words[j] - words[low] <= MOST_WORDS + 1), low)
            yield first, high, first, "run"
            yield low, last, low, "run"


def _groups(tokens: Tokens) -> Iterator[tuple[int, int, int, str]]:
    """Noun groups without what stands behind the noun, and verb groups without their subject."""
    below: dict[int, list[int]] = {}
    for number, head in enumerate(tokens.head):
        if head not in (-1, number) and tokens.kind[number] != "PUNCT":
            below.setdefault(head, []).append(number)
    for number, kind in enumerate(tokens.kind):
        if kind in {"NOUN", "PROPN"} and tokens.relation[number] not in {"flat", "compound"}:
            yield (*_group(tokens, below, number, APART_FROM_NOUN), number, "noun")
        elif kind == "VERB" or (kind == "ADJ" and tokens.relation[number] in PREDICATES):
            yield (*_group(tokens, below, number, APART_FROM_VERB), number, "verb")


def _group(tokens: Tokens, below: dict[int, list[int]], head: int, apart: frozenset[str]) -> tuple[int, int]:
    """The first token of what hangs on a word, and the one after the last."""
    first = last = head
    waiting = [number for number in below.get(head, ()) if tokens.relation[number] not in apart]
    while waiting:
        number = waiting.pop()
        first, last = min(first, number), max(last, number)
        waiting += below.get(number, ())
    return first, last + 1
