from pathlib import Path

from corpus.model import BlockRole
from ingest.readers import read_document
from tests.ingest.tiny_pdf import TinyPage, write_pdf

BODY = (
    "De speeltuin werd door ouders opgeknapt die elkaar nog niet kenden.",
    "Na een jaar was er een vereniging met een kas en een sleutel.",
    "De gemeente vroeg niets en gaf wel toestemming voor de schommel.",
)


def page(number: int, foot: str, *, head: str = "Buurten in bloei") -> TinyPage:
    drawn = TinyPage()
    if head:
        drawn.text(50, 30, head, size=8)
    drawn.lines(50, 100, f"Op blad {number} staat dit.", *(f"{line[:-1]}, keer {number}." for line in BODY))
    if foot:
        drawn.text(280, 800, foot, size=8)
    return drawn


def test_running_heads_and_page_numbers_are_set_apart(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", *(page(i, str(10 + i)) for i in range(1, 6)))
    document = read_document(path).document
    apart = [document.text[b.start : b.end] for b in document.blocks if b.role == BlockRole.FURNITURE]
    assert apart.count("Buurten in bloei") == 5
    assert [p.label for p in document.pages] == ["11", "12", "13", "14", "15"]
    assert all(
        "Buurten in bloei" not in document.text[b.start : b.end]
        for b in document.blocks
        if b.role == BlockRole.PARAGRAPH
    )


def test_chapter_names_beside_the_number_and_pages_without_one(tmp_path: Path) -> None:
    feet = ["", "Inleiding | 2", "Inleiding | 3", "Aanpak | 4", "", "Aanpak | 5", "Aanpak | 6", "Slot | 7"]
    path = write_pdf(tmp_path / "a.pdf", *(page(i, foot, head="") for i, foot in enumerate(feet, start=1)))
    document = read_document(path).document
    assert [p.label for p in document.pages] == [None, "2", "3", "4", None, "5", "6", "7"]
    assert sum(b.role == BlockRole.FURNITURE for b in document.blocks) == 6


def test_a_large_numbered_title_on_each_page_is_no_furniture(tmp_path: Path) -> None:
    pages = [page(i, "", head="") for i in range(1, 5)]
    for i, drawn in enumerate(pages, start=1):
        drawn.text(50, 40, f"Les {i}", size=18, font="bold")
    document = read_document(write_pdf(tmp_path / "a.pdf", *pages)).document
    assert [document.text[b.start : b.end] for b in document.blocks if b.role == BlockRole.HEADING] == [
        f"Les {i}" for i in range(1, 5)
    ]


def test_the_files_own_page_labels_serve_where_no_number_is_printed(tmp_path: Path) -> None:
    labels = "/PageLabels << /Nums [0 << /S /r >> 1 << /S /D /St 1 >>] >>"
    path = write_pdf(tmp_path / "a.pdf", *(page(i, "", head="") for i in (1, 2, 3)), labels=labels)
    assert [p.label for p in read_document(path).document.pages] == ["i", "1", "2"]
