from pathlib import Path

from corpus.model import CaseMention, Entity, Kind
from corpus.vectors import Embedder
from search.elsewhere import told_elsewhere
from search.inquiry import read_inquiry
from search.passages import PassageIndex
from search.similar_cases import answers
from tests.search.documents import make_document

CASE = "https://x/De Post"
WITHOUT_A_NAME = "Twee buren liepen elke dinsdag langs de bankjes om naar schulden te vragen."
OTHER = "De corporatie schilderde in mei alle kozijnen van de flat."


def _index(folder: Path, embedder: Embedder) -> PassageIndex:
    index = PassageIndex(folder, embedder)
    document, passages = make_document("aaaaaaaa", "De Post vraagt buren naar schulden.", WITHOUT_A_NAME, OTHER)
    named = CaseMention(start=0, end=7, text="De Post", confidence=1.0, finder="t/1", name="De Post")
    case = Entity(iri=CASE, kind=Kind.CASE, label="De Post", confidence=1, mentions=(named,))
    index.add(document, "1", passages, [case])
    index.commit()
    return index


def test_what_no_shown_case_tells_is_quoted_best_first(tmp_path: Path, embedder: Embedder) -> None:
    index = _index(tmp_path, embedder)
    asked = read_inquiry(index, "Wij vragen buren op straat naar hun schulden")
    assert [found.text for found in told_elsewhere(index, asked, answers(index, asked), [CASE], limit=1)] == [
        WITHOUT_A_NAME
    ]
    assert len(told_elsewhere(index, asked, answers(index, asked), [])) == 3


def test_the_case_that_asks_is_not_told_elsewhere(tmp_path: Path, embedder: Embedder) -> None:
    index = _index(tmp_path, embedder)
    asked = read_inquiry(index, "De Post")
    found = told_elsewhere(index, asked, answers(index, asked), [])
    assert found and all("De Post" not in sentence.text for sentence in found)
