"""The evaluation of a library as a whole: figures per kind, document and genre, and the errors to learn from."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import msgspec

from app.evaluation.gold import Gold, Row, by_document, names
from app.evaluation.scoring import NAMED, SPANNED, QueryScore, Score, score_names, score_queries, score_spans

_MOST_ERRORS = 20


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one kind over some documents."""

    kind: str
    group: str  # "alles", a document or a genre
    precision: float
    recall: float
    f1: float
    predicted: int
    expected: int
    extra: dict[str, float]


class SearchLine(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of search over some queries."""

    group: str
    ndcg: float
    recall: float
    mrr: float
    queries: int


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """All that was measured."""

    lines: tuple[Line, ...]
    search: tuple[SearchLine, ...]
    confusion: dict[str, int]
    missed: dict[str, tuple[str, ...]]
    wrong: dict[str, tuple[str, ...]]
    worst_queries: tuple[QueryScore, ...]


def evaluate(
    gold: Gold, exported: Sequence[Row], answers: Mapping[str, Sequence[Row]], genres: Mapping[str, str]
) -> Evaluation:
    """Compare an export and search results with annotations; `genres` names the genre of each annotated document."""
    found = by_document(exported, gold)
    cases = {row["id"]: names(row) for row in exported if row["kind"] == "case"}
    ways = [(score_names, kind) for kind in NAMED] + [(partial(score_spans, cases=cases), kind) for kind in SPANNED]
    scores = [
        score(document, kind, [pair for pair in found[document.name] if pair[0]["kind"] == kind])
        for score, kind in ways
        for document in gold.documents
    ]
    queries = score_queries(gold, answers)
    kinds = [*NAMED, *SPANNED]
    return Evaluation(
        lines=tuple(_line(group, kind, chosen) for group, kind, chosen in _groups(scores, kinds, genres)),
        search=tuple(_search_line(group, chosen) for group, chosen in _query_groups(queries, genres)),
        confusion=dict(sum((Counter(s.confusion) for s in scores), Counter())),
        missed={kind: _errors(scores, kind, lambda s: s.missed) for kind in kinds},
        wrong={kind: _errors(scores, kind, lambda s: s.wrong) for kind in kinds},
        worst_queries=tuple(sorted(queries, key=lambda q: q.ndcg)[:_MOST_ERRORS]),
    )


def _groups(
    scores: Sequence[Score], kinds: Iterable[str], genres: Mapping[str, str]
) -> Iterable[tuple[str, str, list[Score]]]:
    for kind in kinds:
        ours = [score for score in scores if score.kind == kind]
        yield "alles", kind, ours
        for genre in sorted({genres.get(s.document, "onbekend") for s in ours}):
            yield genre, kind, [s for s in ours if genres.get(s.document, "onbekend") == genre]
        for score in ours:
            yield score.document, kind, [score]


def _query_groups(queries: Sequence[QueryScore], genres: Mapping[str, str]) -> Iterable[tuple[str, list[QueryScore]]]:
    yield "alles", list(queries)
    for genre in sorted({genres.get(q.document, "onbekend") for q in queries}):
        yield genre, [q for q in queries if genres.get(q.document, "onbekend") == genre]


def _line(group: str, kind: str, scores: Sequence[Score]) -> Line:
    extra: dict[str, list[int]] = {}
    for score in scores:
        for name, (hits, total) in score.extra.items():
            known = extra.setdefault(name, [0, 0])
            known[0], known[1] = known[0] + hits, known[1] + total
    whole = Score(
        kind=kind,
        document=group,
        predicted=sum(s.predicted for s in scores),
        right=sum(s.right for s in scores),
        expected=sum(s.expected for s in scores),
        found=sum(s.found for s in scores),
    )
    return Line(
        kind=kind,
        group=group,
        precision=round(whole.precision, 3),
        recall=round(whole.recall, 3),
        f1=round(whole.f1, 3),
        predicted=whole.predicted,
        expected=whole.expected,
        extra={name: round(hits / total, 3) for name, (hits, total) in extra.items() if total},
    )


def _search_line(group: str, queries: Sequence[QueryScore]) -> SearchLine:
    count = max(1, len(queries))
    return SearchLine(
        group=group,
        ndcg=round(sum(q.ndcg for q in queries) / count, 3),
        recall=round(sum(q.recall for q in queries) / count, 3),
        mrr=round(sum(q.reciprocal_rank for q in queries) / count, 3),
        queries=len(queries),
    )


def _errors(scores: Sequence[Score], kind: str, which: Callable[[Score], tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(f"{s.document}: {error}" for s in scores if s.kind == kind for error in which(s))[:_MOST_ERRORS]
