from pathlib import Path

from corpus.model import BlockRole
from ingest.passages import split_passages
from ingest.readers import read_document
from tests.ingest.tiny_pdf import TinyPage, write_pdf

BODY = tuple(f"Regel {i} vertelt hoe de bewoners van de flat elkaar leerden kennen." for i in range(6))


def furniture(path: Path) -> list[str]:
    document = read_document(path).document
    return [document.text[b.start : b.end] for b in document.blocks if b.role == BlockRole.FURNITURE]


def test_menus_crumbs_and_share_buttons(tmp_path: Path) -> None:
    page = TinyPage()
    for i, name in enumerate(("Home", "Nieuws", "Agenda", "Contact")):
        page.text(50 + 80 * i, 150, name)
    page.text(50, 180, "Home > Nieuws > De flat")
    page.lines(50, 220, *BODY)
    page.text(50, 330, "Deel dit bericht via Facebook LinkedIn WhatsApp")
    assert len(furniture(write_pdf(tmp_path / "a.pdf", page))) == 3


def test_a_table_of_contents_is_in_no_passage(tmp_path: Path) -> None:
    contents, text = TinyPage(), TinyPage()
    contents.text(50, 120, "Inhoud", size=16, font="bold")
    for i, name in enumerate(("Voorwoord", "De flat", "De galerij", "Het slot", "Bronnen")):
        contents.text(50, 160 + 16 * i, f"{name} {'.' * 60} {i + 3}")
    text.text(50, 120, "De flat", size=16, font="bold")
    text.lines(50, 160, *BODY)
    path = write_pdf(tmp_path / "a.pdf", contents, text)
    passages = split_passages(read_document(path).document)
    assert [p.page for p in passages] == [2]
    assert len(furniture(path)) >= 5


def test_a_card_that_is_repeated_counts_once(tmp_path: Path) -> None:
    pages = []
    for number in range(2):
        page = TinyPage()
        page.lines(50, 150, f"Bladzijde {number} gaat over iets nieuws in de flat.", *BODY[number * 3 : number * 3 + 3])
        page.lines(50, 400, "Wilt u deze brief elke maand ontvangen? Meld u dan aan via de knop.")
        pages.append(page)
    assert furniture(write_pdf(tmp_path / "a.pdf", *pages)) == [
        "Wilt u deze brief elke maand ontvangen? Meld u dan aan via de knop."
    ]
