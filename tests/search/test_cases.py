from pathlib import Path

import pytest

from corpus.model import CaseMention, Entity, FactMention, Kind, Passage
from corpus.vectors import Embedder
from search.cases import find_case, profile_case, telling_passages
from search.passages import PassageIndex
from search.profile import Dimension, Profile
from tests.search.documents import make_document

CASE = "https://x/De Post"
FIRST = ("De Post helpt bewoners met schulden sinds 2020.", "De wijkagent komt er ook.")
SECOND = ("De Post ligt aan een park.", "De corporatie betaalt mee.", "Jongeren koken in De Post.")


def _entities(passages: list[Passage]) -> list[Entity]:
    common = {"confidence": 1.0, "finder": "t/1"}
    named = [p.start + p.text.index("De Post") for p in passages if "De Post" in p.text]
    mentions = [
        CaseMention(start=at, end=at + 7, text="De Post", name="De Post", municipality="Almelo", **common)  # type: ignore[arg-type]
        for at in named
    ]
    facts = [
        FactMention(start=at, end=at + 4, text="2020", case="De Post", property="start", value="2020", **common)  # type: ignore[arg-type]
        for at in [p.start + p.text.index("2020") for p in passages if "2020" in p.text]
    ]
    case = Entity(iri=CASE, kind=Kind.CASE, label="De Post", confidence=1, mentions=tuple(mentions))
    told = [
        Entity(iri=f"{CASE}/start", kind=Kind.FACT, label="start", confidence=1, mentions=(fact,), case=CASE)
        for fact in facts
    ]
    return [case, *told]


def _add(index: PassageIndex, name: str, *sentences: str) -> str:
    document, passages = make_document(name, *sentences)
    index.add(document, "1", passages, _entities(passages))
    index.commit()
    return document.sha256


def _profile(index: PassageIndex, without: frozenset[int] = frozenset()) -> Profile:
    case = find_case(index, CASE)
    assert case is not None
    return profile_case(index, case.iri, without)


def _read_anew(folder: Path, embedder: Embedder) -> Profile:
    return _profile(PassageIndex(folder, embedder))


@pytest.fixture
def index(tmp_path: Path, embedder: Embedder) -> PassageIndex:
    index = PassageIndex(tmp_path, embedder)
    _add(index, "aaaaaaaa", *FIRST)
    return index


def test_a_profile_tells_what_the_passages_say_of_the_case(index: PassageIndex) -> None:
    profile = _profile(index)
    assert "schulden" in profile.of(Dimension.THEME)
    assert profile.of(Dimension.PLACE).keys() == {"almelo"}
    assert profile.of(Dimension.STEERING)["start"].value == 2020


def test_a_remembered_profile_is_the_one_that_would_be_read(
    index: PassageIndex, tmp_path: Path, embedder: Embedder
) -> None:
    alone = _profile(index)
    assert _profile(index) is alone
    assert _read_anew(tmp_path, embedder) == alone

    added = _add(index, "bbbbbbbb", *SECOND)
    both = _profile(index)
    assert both != alone
    assert both == _read_anew(tmp_path, embedder)

    index.remove(added)
    index.commit()
    assert _profile(index) == alone == _read_anew(tmp_path, embedder)


def test_what_is_left_out_is_not_remembered(index: PassageIndex) -> None:
    first, *_ = (key for sha256 in index.digests() for key in index.entries.keys(sha256))
    assert "schulden" in _profile(index).of(Dimension.THEME)
    assert "schulden" not in _profile(index, frozenset({first})).of(Dimension.THEME)
    assert "schulden" in _profile(index).of(Dimension.THEME)


def test_what_is_kept_of_cases_goes_with_their_documents(
    index: PassageIndex, tmp_path: Path, embedder: Embedder
) -> None:
    added = _add(index, "bbbbbbbb", *SECOND)
    again = PassageIndex(tmp_path, embedder)
    assert [len(again.told.shares(CASE)), len(index.told.shares(CASE))] == [3, 3]
    assert index.told.counts(Dimension.THEME)["schulden"] == 1
    first, *_ = index.entries.keys_of_file("aaaaaaaa.pdf")
    index.remove(index.entries.row(first).passage.document)
    index.commit()
    assert [len(index.told.shares(CASE)), len(index.told.numbers())] == [2, 1]
    assert "schulden" not in index.told.counts(Dimension.THEME)
    index.remove(added)
    index.commit()
    tables = ("case_number", "told", "trait", "lesson")
    assert {index.entries.table.execute(f"select count(*) from {name}").fetchone()[0] for name in tables} == {0}
    assert find_case(index, "De Post") is None


def test_what_a_passage_says_counts_for_the_part_that_is_about_the_case(index: PassageIndex) -> None:
    document, passages = make_document("cccccccc", "De Post en De Post en De Brug.")
    common = {"confidence": 1.0, "finder": "t/1"}
    two = [
        Entity(
            iri=f"https://x/{name}", kind=Kind.CASE, label=name, confidence=1,
            mentions=tuple(CaseMention(start=at, end=at + 7, text=name, name=name, **common) for at in places),  # type: ignore[arg-type]
        )
        for name, places in {"De Post": (0, 11), "De Brug": (22,)}.items()
    ]  # fmt: skip
    index.add(document, "1", passages, two)
    index.commit()
    (key,) = index.entries.keys(document.sha256)
    assert {at: share for at, _, share in index.told.shares(CASE)}[key] == pytest.approx(2 / 3)
    assert telling_passages(index, "https://x/De Brug") == [key]
