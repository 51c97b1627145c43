"""What a query may ask: phrases, exclusions, fields, filters, misspellings."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.model import ActorMention, ActorType, CaseMention, Entity, Kind
from corpus.vectors import Embedder
from search.facets import count_facets
from search.filters import Filter
from search.passages import PassageIndex
from tests.search.documents import make_document

HOUSE = "De corporatie opent een buurthuis achter de voordeur van de school."
GREEN = "Het park is voor jongeren, en de voordeur ligt achter het huis."
DEBT = "De gemeente helpt bewoners van de Brink met schulden."


def _entities() -> list[Entity]:
    actor = ActorMention(
        start=3, end=13, text="corporatie", confidence=1, finder="t/1", name="Woonbaken", type=ActorType.ORGANISATION
    )
    start = len(HOUSE) + 2 + len(GREEN) + 2
    case = CaseMention(
        start=start, end=start + 2, text="De", confidence=1, finder="t/1", name="Hulp", municipality="Almelo"
    )
    return [
        Entity(iri="https://x/a", kind=Kind.ACTOR, label="Woonbaken", confidence=1, mentions=(actor,)),
        Entity(iri="https://x/c", kind=Kind.CASE, label="Hulp", confidence=1, mentions=(case,)),
    ]


@pytest.fixture
def index(tmp_path: Path, embedder: Embedder) -> PassageIndex:
    index = PassageIndex(tmp_path / "index", embedder)
    document, passages = make_document("aaaaaaaa", HOUSE, GREEN, DEBT)
    index.add(document, "1", passages, _entities())
    index.commit()
    return index


def _found(index: PassageIndex, query: str, within: Filter | None = None) -> set[str]:
    return {hit.passage.text for hit in index.search(query, within=within or Filter())}


@pytest.fixture(params=[5000, 0], ids=["each named", "many"])
def few_or_many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passages that are let through are named in the query, or asked for as one does of many."""
    for name in ("words._FEW", "words._ALWAYS_FEW", "narrowing.FEW", "proposals.FEW"):
        monkeypatch.setattr(f"search.{name}", request.param)


@pytest.mark.usefixtures("few_or_many")
@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ('"achter de voordeur"', {HOUSE}),
        ("voordeur -park", {HOUSE, DEBT}),
        ('huis -"achter de voordeur"', {GREEN, DEBT}),
        ("actor:Woonbaken", {HOUSE}),
        ("-actor:woonbaken voordeur", {GREEN, DEBT}),
        ("plaats:almelo", {DEBT}),
        ("thema:schulden", {DEBT}),
        ("actor:Niemand", set()),
    ],
)
def test_clauses_decide_what_may_be_found(index: PassageIndex, query: str, texts: set[str]) -> None:
    assert _found(index, query) == texts


@pytest.mark.usefixtures("few_or_many")
@pytest.mark.parametrize(
    ("within", "texts"),
    [
        (Filter(actor="Woonbaken"), {HOUSE}),
        (Filter(place="Almelo"), {DEBT}),
        (Filter(theme="schulden"), {DEBT}),
        (Filter(mentions=frozenset({Kind.CASE})), {DEBT}),
        (Filter(actor="Woonbaken", place="Almelo"), set()),
    ],
)
def test_filters_on_what_is_named(index: PassageIndex, within: Filter, texts: set[str]) -> None:
    assert _found(index, "de wijk en het huis", within) == texts


def test_a_compound_is_found_by_its_part(index: PassageIndex) -> None:
    assert index.search("huis in de buurt")[0].passage.text == HOUSE


def test_a_misspelt_word_is_taken_for_the_one_that_was_meant(index: PassageIndex) -> None:
    answer = index.find("schuldne")
    assert answer.corrected == {"schuldne": "schulden"}
    assert answer.hits[0].passage.text == DEBT


def test_old_spelling_finds_new(index: PassageIndex) -> None:
    assert index.search("korporatie")[0].passage.text == HOUSE


def test_what_says_the_same_again_is_shown_once(tmp_path: Path, embedder: Embedder) -> None:
    index = PassageIndex(tmp_path / "twice", embedder)
    for name in ("aaaaaaaa", "bbbbbbbb"):
        index.add(*(made := make_document(name, HOUSE))[:1], "1", made[1])
    index.commit()
    hits = index.search("buurthuis")
    assert len(hits) == 1
    assert [passage.document for passage in hits[0].repeats] == ["b" * 64]


def test_a_question_that_nothing_answers_is_seen(index: PassageIndex) -> None:
    assert not index.find("politie").is_likely
    assert index.find("bewoners met schulden helpen").is_likely


def test_facets_count_what_was_found(index: PassageIndex) -> None:
    counts = {(c.facet, c.value): c.count for c in count_facets(index, index.search("voordeur schulden"))}
    assert counts["soort", "other"] == 3
    assert counts["actor", "Woonbaken"] == 1
    assert counts["gemeente", "Almelo"] == 1
    assert counts["thema", "schulden"] == 1


class LongestFirst:
    """Takes the longest text for the best answer."""

    def judge(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([len(text) for text in texts], dtype=np.float32)


def test_a_reranker_orders_what_was_found_and_keeps_the_chances(index: PassageIndex) -> None:
    plain, ordered = index.find("schulden voordeur"), index.find("schulden voordeur", reranker=LongestFirst())
    assert [hit.passage.text for hit in ordered.hits] == [HOUSE, GREEN, DEBT]
    assert {h.key: h.score for h in ordered.hits} == {h.key: h.score for h in plain.hits}
    assert ordered.is_likely == plain.is_likely


def test_a_field_of_headings_and_titles(index: PassageIndex) -> None:
    assert _found(index, "titel:onbekend") == set()


def test_adding_and_removing_needs_no_new_index(index: PassageIndex) -> None:
    index.add(*(made := make_document("bbbbbbbb", "De politie kent het buurthuis."))[:1], "1", made[1])
    index.commit()
    assert "De politie kent het buurthuis." in _found(index, "politie")
    index.remove(made[0].sha256)
    index.commit()
    assert "De politie kent het buurthuis." not in _found(index, "politie buurthuis")
