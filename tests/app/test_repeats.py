"""Lessons of two documents that repeat each other are linked, and the links follow what happens to the documents."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from app.forget import forget
from app.library import Library
from app.upkeep import find_problems, rebuild, remove
from corpus.covering import Hide
from corpus.model import Kind
from kg.decisions import Decision, Decisions, Verb
from tests.app.repeating import BEGIN, BEGIN_TOO, PAY, add_document, open_small


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return open_small(tmp_path / "bibliotheek")


def _links(library: Library) -> set[tuple[str, str]]:
    """The texts of lessons that repeat one of an older document, and of that one."""
    reader = open_small(library.folder)
    assert find_problems(reader) == []
    asked = reader.graph.query(
        "SELECT ?a ?b { GRAPH ?g { ?l wijk:nearRepeatOf ?m ; rdfs:label ?a } GRAPH ?h { ?m rdfs:label ?b } }"
    )
    assert isinstance(asked, ox.QuerySolutions)
    return {(row["a"].value, row["b"].value) for row in asked}


def test_a_link_comes_with_the_second_document_and_goes_with_it(library: Library) -> None:
    add_document(library, "een.txt", BEGIN, PAY)
    assert _links(library) == set()
    add_document(library, "twee.txt", BEGIN_TOO, year=2021)
    assert _links(library) == {(BEGIN_TOO, BEGIN)}
    remove(library, ["twee.txt"])
    assert _links(library) == set()


def test_only_the_documents_whose_lessons_it_concerns_are_stated_anew(library: Library) -> None:
    first, other = add_document(library, "een.txt", BEGIN), add_document(library, "geld.txt", PAY)
    before = library.index.digests()
    second = add_document(library, "twee.txt", BEGIN_TOO, year=2021)
    after = library.index.digests()
    assert after[first] == before[first]
    assert after[other] == before[other]
    remove(library, ["een.txt"])
    assert library.index.digests()[second] != after[second]


def test_a_rejected_lesson_is_repeated_by_nothing(library: Library) -> None:
    first = add_document(library, "een.txt", BEGIN)
    add_document(library, "twee.txt", BEGIN_TOO, year=2021)
    rejected = Decision(verb=Verb.REJECT, document=first, kind=Kind.LESSON, quote=BEGIN, at="2026-01-02T10:00:00+00:00")
    with library.writing():
        library.save_decisions(Decisions([rejected]))
        library.bring_up_to_date()
    assert _links(library) == set()


def test_a_lesson_that_hides_somebody_is_linked_as_it_is_stated(library: Library) -> None:
    add_document(library, "een.txt", BEGIN)
    add_document(library, "twee.txt", BEGIN_TOO, year=2021)
    stated = set(_repeated_iris(library))
    with library.writing():
        library.privacy.add(Hide.INITIALS, "Anja de Vries")
        library.bring_up_to_date()
    hidden = BEGIN_TOO.replace("Anja de Vries", "A.d.V.")
    assert _links(library) == {(hidden, BEGIN)}
    assert len(stated - set(_repeated_iris(library))) == 1
    assert not any(b"Vries" in file.read_bytes() for file in library.folder.glob("*.json"))
    with library.writing():
        assert library.privacy.lift("Anja de Vries")
        library.bring_up_to_date()
    assert _links(library) == {(BEGIN_TOO, BEGIN)}
    assert set(_repeated_iris(library)) == stated


def test_who_is_forgotten_is_nowhere_in_what_is_kept_of_lessons(library: Library) -> None:
    add_document(library, "een.txt", BEGIN)
    add_document(library, "twee.txt", BEGIN_TOO, year=2021)
    forget(library, "Anja de Vries")
    assert len(_links(library)) == 1
    kept = list(library.folder.glob("*.json"))
    assert "lessons.json" in {file.name for file in kept}
    assert not any(re.search(b"anja|vries", file.read_bytes(), re.IGNORECASE) for file in kept)


def test_made_anew_the_links_are_the_same(library: Library) -> None:
    add_document(library, "een.txt", BEGIN)
    add_document(library, "twee.txt", BEGIN_TOO, year=2021)
    before = {document: list(library.graph.triples(document)) for document in library.graph.documents()}
    rebuild(library)
    reader = open_small(library.folder)
    assert {document: list(reader.graph.triples(document)) for document in reader.graph.documents()} == before


def test_the_older_document_is_the_one_that_is_repeated(library: Library) -> None:
    add_document(library, "twee.txt", BEGIN_TOO, year=2001)
    add_document(library, "een.txt", BEGIN)
    assert _links(library) == {(BEGIN, BEGIN_TOO)}


def _repeated_iris(library: Library) -> list[str]:
    told = [(later, *earlier) for item in library.items() for later, earlier in item.repeats.items()]
    return [iri for iris in told for iri in iris]
