"""Precision, recall and what else is asked of each kind, with the errors themselves."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from app.evaluation.alignment import Stretch
from app.evaluation.gold import Gold, GoldDocument, Row, is_clear, names

NAMED = {"case": "cases", "actor": "actors"}
SPANNED = {"lesson": "lessons", "tension": "tensions"}

_STOP = frozenset("de het een 't en van in op voor met naar of is te als aan om bij door tussen the".split())
_SAME = 0.5
"""Two stretches are the same find when they share this part of the shorter."""

_CUTOFF = 10


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """How well one kind was found in one document; counts can be added up."""

    kind: str
    document: str
    predicted: int = 0
    right: int = 0  # of the predicted
    expected: int = 0  # clear annotations
    found: int = 0  # of the expected
    extra: dict[str, tuple[int, int]] = {}  # other shares: hits of how many
    confusion: dict[str, int] = {}  # "annotated > exported", where the type differs
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """Which part of what was exported is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Which part of what is annotated was found."""
        return self.found / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


Found = Sequence[tuple[Row, Sequence[Stretch]]]
"""Exported entities with where they have evidence in the document at hand."""

Names = Mapping[str, set[str]]
"""The names of things, as they are compared, by their identifiers."""


def score_names(document: GoldDocument, kind: str, exported: Found) -> Score:
    """Cases and actors: one exported entity for one annotated one, by name or alias; a double counts as wrong."""
    expected = document.name_rows(NAMED[kind])
    taken: dict[int, Row] = {}
    wrong = []
    for row, _ in exported:
        said = names(row)
        match = next((i for i, gold in enumerate(expected) if i not in taken and names(gold) & said), None)
        if match is None:
            wrong.append(str(row.get("label")))
        else:
            taken[match] = row
    sure = [i for i, gold in enumerate(expected) if i in taken or is_clear(gold)]
    must = [i for i in sure if expected[i].get("main") and is_clear(expected[i])]
    pairs = [(expected[i].get("type"), row.get("type")) for i, row in taken.items()]
    extra = {"main_recall": (sum(i in taken for i in must), len(must))} if must else {}
    if kind == "actor":
        extra["type_accuracy"] = (sum(gold == said for gold, said in pairs), len(pairs))
    return Score(
        kind=kind,
        document=document.name,
        predicted=len(exported),
        right=len(taken),
        expected=len(sure),
        found=len(taken),
        extra=extra,
        confusion=dict(Counter(f"{gold} > {said}" for gold, said in pairs if gold and gold != said)),
        missed=tuple(str(expected[i].get("label") or expected[i].get("name")) for i in sure if i not in taken),
        wrong=tuple(wrong),
    )


def score_spans(document: GoldDocument, kind: str, exported: Found, cases: Names) -> Score:
    """Lessons and tensions: found where evidence shares half of the shorter with an annotation.

    Recall counts the clear annotations; precision accepts the borderline ones too. `cases` gives the names of each
    exported case by its IRI.
    """
    expected = [(document.places(row), row) for row in document.span_rows(SPANNED[kind])]
    found: set[int] = set()
    poles: set[int] = set()
    linked: list[tuple[set[str], set[str]]] = []
    told = {row["id"]: names(row) for row in document.rows("cases")}
    wrong = []
    for row, stretches in exported:
        hits = {i for i, (places, _) in enumerate(expected) if _touch(places, stretches)}
        found |= hits
        if hits:
            linked.append((_case_of(row, cases), set().union(*(_case_of(expected[i][1], told) for i in hits))))
        if kind == "tension":
            poles |= {i for i in hits if _same_poles(row, expected[i][1])}
        if not hits:
            wrong.append(f"{row.get('label') or ''}: {row['evidence'][0]['quote']}")
    clear = [i for i, (_, row) in enumerate(expected) if is_clear(row)]
    explicit = [i for i in clear if expected[i][1].get("explicit")]
    right = sum(bool(said & meant) for said, meant in linked)
    extra = {
        "explicit_recall": (len(found & set(explicit)), len(explicit)),
        "case_precision": (right, sum(bool(said) for said, _ in linked)),
        "case_recall": (right, sum(bool(meant) for _, meant in linked)),
    }
    if kind == "tension":
        extra["poles_right"] = (len(poles & set(clear)), len(found & set(clear)))
    return Score(
        kind=kind,
        document=document.name,
        predicted=len(exported),
        right=len(exported) - len(wrong),
        expected=len(clear),
        found=len(found & set(clear)),
        extra=extra,
        missed=tuple(_said(expected[i][1]) for i in clear if i not in found),
        wrong=tuple(wrong),
    )


class QueryScore(msgspec.Struct, frozen=True, kw_only=True):
    """How well one query was answered."""

    qid: str
    query: str
    document: str
    ndcg: float  # at 10
    recall: float  # at 10
    reciprocal_rank: float


def score_queries(gold: Gold, answers: Mapping[str, Sequence[Row]]) -> list[QueryScore]:
    """nDCG, recall and reciprocal rank of each annotated query.

    Relevance was judged within one document, so results from others are passed over; an annotation counts once.
    """
    return [
        _score_query(document, query, [r for r in answers.get(query["qid"], ()) if _is_from(r, document, gold)])
        for document in gold.documents
        for query in document.rows("queries")
    ]


def _score_query(document: GoldDocument, query: Row, results: Sequence[Row]) -> QueryScore:
    wanted = [(document.text.stretch(r["start"], r["end"]), r["grade"]) for r in query["relevant"]]
    seen: set[int] = set()
    gain, first = 0.0, 0
    for rank, result in enumerate(results[:_CUTOFF], 1):
        place = document.text.find(result["text"])
        hits = {i for i, (s, _) in enumerate(wanted) if place and i not in seen and place.shared(s) >= _SAME}
        if hits:
            gain += (2 ** max(wanted[i][1] for i in hits) - 1) / math.log2(rank + 1)
            seen |= hits
            first = first or rank
    grades = sorted((grade for _, grade in wanted), reverse=True)[:_CUTOFF]
    ideal = sum((2**grade - 1) / math.log2(i + 2) for i, grade in enumerate(grades))
    return QueryScore(
        qid=query["qid"],
        query=query["query"],
        document=document.name,
        ndcg=min(1.0, gain / ideal) if ideal else 0.0,
        recall=len(seen) / max(1, min(_CUTOFF, len(wanted))),
        reciprocal_rank=1 / first if first else 0.0,
    )


def _is_from(result: Row, document: GoldDocument, gold: Gold) -> bool:
    return gold.files.get(result["document"]) == document.name


def _touch(places: Sequence[Stretch], stretches: Sequence[Stretch]) -> bool:
    return any(place.shared(stretch) >= _SAME for place in places for stretch in stretches)


def _case_of(row: Row, known: Names) -> set[str]:
    """The names of the case to which a lesson or tension is linked."""
    return known.get(row.get("case") or "", set())


def _same_poles(exported: Row, gold: Row) -> bool:
    ours = _stems(exported.get("pole_a") or ""), _stems(exported.get("pole_b") or "")
    theirs = _stems(gold["pole_a"]), _stems(gold["pole_b"])
    return bool((ours[0] & theirs[0] and ours[1] & theirs[1]) or (ours[0] & theirs[1] and ours[1] & theirs[0]))


def _stems(text: str) -> set[str]:
    """Crude stems of the content words, enough to compare the poles of a tension."""
    words = (word for word in re.findall(r"\w+", text.casefold()) if word not in _STOP and len(word) > 2)
    return {re.sub(r"(heden|heid|ingen|ing|en|e|s|t)$", "", word)[:9] for word in words}


def _said(row: Row) -> str:
    return str(row.get("statement") or row.get("label"))
