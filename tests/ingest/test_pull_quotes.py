from pathlib import Path

from corpus.model import BlockRole
from ingest.readers import read_document
from tests.ingest.tiny_pdf import TinyPage, write_pdf

BODY = (
    "De conciërge opent elke ochtend de poort en kent ieder kind bij naam.",
    "Hij zegt dat een praatje meer doet dan een protocol op het bureau.",
    "Daarom staat zijn deur open, ook als hij eigenlijk geen tijd heeft.",
)


def roles(path: Path) -> dict[str, BlockRole]:
    document = read_document(path).document
    return {document.text[b.start : b.end]: b.role for b in document.blocks}


def test_a_large_sentence_that_the_text_says_too_is_a_pull_quote_with_its_speaker(tmp_path: Path) -> None:
    page = TinyPage()
    page.lines(50, 100, *BODY)
    page.text(50, 160, "Een praatje meer doet dan een protocol op het bureau.", size=16, font="italic")
    page.text(50, 184, "Conciërge Wim", size=8)
    page.lines(50, 230, "Na de zomer komt er een tweede conciërge bij, voor de andere locatie.", *BODY[2:])
    found = roles(write_pdf(tmp_path / "a.pdf", page))
    assert found["Een praatje meer doet dan een protocol op het bureau."] == BlockRole.PULL_QUOTE
    assert found["Conciërge Wim"] == BlockRole.PULL_QUOTE


def test_a_large_sentence_of_its_own_is_none(tmp_path: Path) -> None:
    page = TinyPage()
    page.lines(50, 100, *BODY)
    page.text(50, 160, "Wie nooit buiten komt, kent de buurt alleen van papier.", size=16, font="italic")
    assert BlockRole.PULL_QUOTE not in roles(write_pdf(tmp_path / "a.pdf", page)).values()
