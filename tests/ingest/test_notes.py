from pathlib import Path

from corpus.model import BlockRole, Document
from ingest.readers import read_document
from tests.ingest.tiny_pdf import TinyPage, write_pdf

BODY = tuple(f"Dit is regel {i} van de lopende tekst op een gewone grootte." for i in range(1, 9))


def notes_of(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.role == BlockRole.NOTE]


def test_small_numbered_text_at_the_foot_is_a_note(tmp_path: Path) -> None:
    one, two = TinyPage(), TinyPage()
    for page, number in ((one, 1), (two, 3)):
        page.lines(50, 100, *BODY)
        page.rule(50, 690, 100)
        page.lines(
            50, 700, f"{number} Zie het jaarverslag van de stichting.", f"{number + 1} Dat staat ook elders.", size=8
        )
    document = read_document(write_pdf(tmp_path / "a.pdf", one, two)).document
    assert notes_of(document) == [
        "1 Zie het jaarverslag van de stichting.",
        "2 Dat staat ook elders.",
        "3 Zie het jaarverslag van de stichting.",
        "4 Dat staat ook elders.",
    ]
    assert document.text.index("Dit is regel 8") < document.text.index("1 Zie het")


def test_what_stands_under_noten_is_a_note_up_to_the_next_heading(tmp_path: Path) -> None:
    page = TinyPage()
    page.text(50, 60, "Een essay over de straat", size=18, font="bold")
    page.lines(50, 100, *BODY)
    page.text(50, 220, "Noten", size=13, font="bold")
    page.lines(50, 245, "1. Eerste bron, uitgegeven te Assen.", "2. Tweede bron, uitgegeven te Zwolle.")
    page.text(50, 300, "Over de auteur", size=13, font="bold")
    page.lines(50, 325, "De auteur woont al dertig jaar in dezelfde straat en schrijft daarover.")
    document = read_document(write_pdf(tmp_path / "a.pdf", page)).document
    assert notes_of(document) == ["1. Eerste bron, uitgegeven te Assen.", "2. Tweede bron, uitgegeven te Zwolle."]


def test_small_text_above_running_text_is_no_note(tmp_path: Path) -> None:
    page = TinyPage()
    page.lines(50, 60, "1 maart 2024, door de redactie", size=8)
    page.lines(50, 100, *BODY)
    assert notes_of(read_document(write_pdf(tmp_path / "a.pdf", page)).document) == []
