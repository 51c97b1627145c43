from pathlib import Path

import pytest

from corpus.model import CaseMention, Document, Entity, Kind, Passage, QuotationMention
from corpus.vectors import Embedder
from search.passages import PassageIndex
from search.quotes import Wanted, find_sentences
from search.similar_cases import find_case, find_similar_cases, list_cases
from tests.search.documents import make_document

SAID = "Geef bewoners de sleutel van het buurthuis in handen."
DOCUMENT, PASSAGES = make_document("aaaaaaaa", SAID, "De gemeente helpt mensen met schulden in de wijk.", "Kort.")
OTHER, OTHER_PASSAGES = make_document("bbbbbbbb", "In de Brink helpt de gemeente jongeren die schulden hebben.")


def _case(name: str, start: int, text: str) -> Entity:
    mention = CaseMention(start=start, end=start + len(text), text=text, confidence=0.9, finder="t/1", name=name)
    return Entity(iri=f"https://x/{name}", kind=Kind.CASE, label=name, confidence=0.9, mentions=(mention,))


def _quotation() -> Entity:
    mention = QuotationMention(
        start=0, end=len(SAID), text=SAID, confidence=0.9, finder="t/1", speaker="Fatima el Idrissi"
    )
    return Entity(iri="https://x/q", kind=Kind.QUOTATION, label="q", confidence=0.9, mentions=(mention,))


def _document(name: str, *paragraphs: str) -> tuple[Document, str, list[Passage]]:
    document, passages = make_document(name, *paragraphs)
    return document, "1", passages


@pytest.fixture
def index(tmp_path: Path, embedder: Embedder) -> PassageIndex:
    index = PassageIndex(tmp_path / "index", embedder)
    hulp = _case("Hulp", PASSAGES[1].start, "De gemeente")
    index.add(DOCUMENT, "1", PASSAGES, [_quotation(), hulp, _case("Sleutel", 0, "Geef")])
    index.add(OTHER, "1", OTHER_PASSAGES, [_case("De Brink", 3, "de Brink")])
    index.commit()
    return index


def test_a_sentence_is_whole_and_tells_how_quotable_it_is(index: PassageIndex, embedder: Embedder) -> None:
    found = find_sentences(index, embedder, Wanted(text="bewoners sleutel buurthuis"), limit=3)[0]
    assert found.text == SAID
    assert 0 < found.quotability < 1


def test_scraps_are_not_quotes(index: PassageIndex, embedder: Embedder) -> None:
    assert "Kort." not in [found.text for found in find_sentences(index, embedder, Wanted(text="kort"), limit=9)]


def test_of_one_word_the_better_line_comes_first(tmp_path: Path, embedder: Embedder) -> None:
    index = PassageIndex(tmp_path / "one", embedder)
    index.add(*_document("cccccccc", "Schulden in de wijk?", "Wie schulden heeft, wil geen brief maar een mens."))
    index.commit()
    first = find_sentences(index, embedder, Wanted(text="schulden"), limit=2)[0]
    assert first.text == "Wie schulden heeft, wil geen brief maar een mens."


def test_all_cases_are_listed_by_name(index: PassageIndex) -> None:
    assert [case.label for case in list_cases(index)] == ["De Brink", "Hulp", "Sleutel"]


def test_cases_like_a_description_are_ranked_with_quotes(index: PassageIndex, embedder: Embedder) -> None:
    found = find_similar_cases(index, "jongeren met geldzorgen en de gemeente")
    assert found[0].case.label == "De Brink"
    assert found[0].there[0].text.startswith("In de Brink helpt")
    assert found[0].here == ()


def test_cases_like_a_case_leave_itself_out_and_quote_both_sides(index: PassageIndex, embedder: Embedder) -> None:
    found = find_similar_cases(index, "hulp")
    assert found[0].case.label == "De Brink"
    assert "Hulp" not in [similar.case.label for similar in found]
    assert "schulden" in found[0].here[0].text
    assert "schulden" in found[0].there[0].text


def test_a_name_that_is_nobodys_finds_no_case(index: PassageIndex) -> None:
    assert find_case(index, "Nergensland") is None
