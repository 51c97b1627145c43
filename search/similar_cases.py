"""Cases like ours: ranked by what their passages say, with quotes on both sides that show why."""

from collections.abc import Sequence

import msgspec

from corpus.errors import QueryError
from corpus.model import CaseMention, Kind
from corpus.vectors import Embedder
from search.entries import Named
from search.fusion import fuse
from search.passages import PassageIndex
from search.quotes import FoundSentence, best_sentences

_BEST_PASSAGES = 3
"""A case ranks by its best few passages: one that is much written about is not thereby more alike."""

_QUOTES = 2


class CaseEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A case of the library, with the passages that speak of it."""

    iri: str
    label: str
    aliases: tuple[str, ...]
    municipality: str | None
    passages: tuple[int, ...]


class SimilarCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case, how much it is like what was asked, and the quotes that show it."""

    case: CaseEntry
    score: float
    there: tuple[FoundSentence, ...]  # what the sources say of this case
    here: tuple[FoundSentence, ...]  # what the sources say of the case that was asked; empty for a free description


def list_cases(index: PassageIndex) -> list[CaseEntry]:
    """All cases of the library by name; one that several documents speak of is one entry."""
    by_iri: dict[str, list[Named]] = {}
    for named in index.entities(Kind.CASE):
        by_iri.setdefault(named.entity.iri, []).append(named)
    return sorted((_entry(found) for found in by_iri.values()), key=lambda case: case.label.casefold())


def find_case(cases: Sequence[CaseEntry], name: str) -> CaseEntry | None:
    """The case with an IRI, name or alias; None when there is none.

    Raises:
        QueryError: several cases bear the name.
    """
    found = [case for case in cases if case.iri == name]
    wanted = name.casefold()
    found = found or [c for c in cases if wanted in {n.casefold() for n in (c.label, *c.aliases)}]
    if len(found) > 1:
        raise QueryError(
            f"'{name}' is de naam van {len(found)} casussen; kies er een: " + ", ".join(c.iri for c in found)
        )
    return found[0] if found else None


def find_similar_cases(index: PassageIndex, embedder: Embedder, like: str, *, limit: int = 10) -> list[SimilarCase]:
    """The cases most like a free description or a case of the library (by IRI or name), most alike first."""
    cases = list_cases(index)
    ours = find_case(cases, like)
    our_hits = [index.hit(key) for key in ours.passages] if ours else []
    asked = " ".join(hit.passage.text for hit in our_hits) if ours else like
    scores = fuse(index.features(index.ask(asked)))
    others = [case for case in cases if ours is None or case.iri != ours.iri]
    ranked = sorted(((_alike(case, scores), case) for case in others), key=lambda pair: -pair[0])[:limit]
    found = []
    for score, case in ranked:
        there = best_sentences(embedder, asked, [index.hit(key) for key in case.passages], limit=_QUOTES)
        here = best_sentences(embedder, " ".join(s.text for s in there), our_hits, limit=_QUOTES)
        found.append(SimilarCase(case=case, score=score, there=tuple(there), here=tuple(here)))
    return found


def _entry(found: Sequence[Named]) -> CaseEntry:
    entities = [named.entity for named in found]
    municipalities = (m.municipality for e in entities for m in e.mentions if isinstance(m, CaseMention))
    return CaseEntry(
        iri=entities[0].iri,
        label=entities[0].label,
        aliases=tuple(dict.fromkeys(alias for entity in entities for alias in entity.aliases)),
        municipality=next((municipality for municipality in municipalities if municipality), None),
        passages=tuple(dict.fromkeys(key for named in found for key in named.passages)),
    )


def _alike(case: CaseEntry, scores: dict[int, float]) -> float:
    best = sorted((scores.get(key, 0.0) for key in case.passages), reverse=True)[:_BEST_PASSAGES]
    return sum(best) / _BEST_PASSAGES
