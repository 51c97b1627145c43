"""Which cases of several documents are one: no single document can tell, so the names of the whole library decide."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.names import CASE_SORTS
from ontology import iris


def join_namesakes(cases: Iterable[str]) -> dict[str, str]:
    """For each case IRI that stands for the same case as another one: that other.

    A case told without its municipality is the case of that name in the only municipality that has one; where two
    have one, it stays by itself. "Wijkbedrijf Ponton" is "Ponton" where the library knows a Ponton.

    >>> case = iris.case
    >>> joined = join_namesakes([case("hefboom"), case("hefboom", "Deventer"), case("wijkbedrijf hefboom")])
    >>> {old.split("/id/")[1]: new.split("/id/")[1] for old, new in sorted(joined.items())}
    {'case/hefboom': 'case/deventer/hefboom', 'case/wijkbedrijf-hefboom': 'case/deventer/hefboom'}
    >>> join_namesakes([case("brug"), case("brug", "Zwolle"), case("brug", "Almelo")])
    {}
    """
    known = set(cases)
    located = defaultdict[str, set[str]](set)
    for iri in known:
        scope, name = iris.case_parts(iri)
        if scope and not iris.is_document_scope(scope):
            located[name].add(iri)
    joined = {}
    for iri in sorted(known):
        scope, name = iris.case_parts(iri)
        if iris.is_document_scope(scope):
            continue
        fuller = _only(located[name]) if not scope else None
        barer = _only({same for bare in _bare(name) for same in _known_as(bare, scope, known, located)})
        if (target := fuller or barer) is not None:
            joined[iri] = target
    return {iri: _last(iri, joined) for iri in joined}


def _bare(name: str) -> Iterator[str]:
    """The name without what sort of case it is."""
    sort, _, bare = name.partition("-")
    if bare and sort in CASE_SORTS:
        yield bare


def _known_as(name: str, scope: str, known: set[str], located: dict[str, set[str]]) -> set[str]:
    """The cases of this name in the same municipality; of a case without one, those anywhere."""
    same = iris.case(name, scope or None)
    if scope:
        return {same} & known
    return located[name] or {same} & known


def _only(iris_: set[str]) -> str | None:
    return next(iter(iris_)) if len(iris_) == 1 else None


def _last(iri: str, joined: dict[str, str]) -> str:
    """Follow the joins to their end; each step makes a name barer or gives it a municipality, so there is one."""
    while iri in joined:
        iri = joined[iri]
    return iri
