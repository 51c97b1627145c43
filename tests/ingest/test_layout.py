from pathlib import Path

import pytest

from corpus.model import BlockRole, Document
from ingest.readers import read_document
from tests.ingest.tiny_pdf import TinyPage, write_pdf

LEFT = (
    "De buurtmoestuin ligt achter de school.",
    "Elke zaterdag werken er twaalf mensen.",
    "Zij delen de oogst met de voedselbank.",
    "Het gereedschap komt van de gemeente.",
)
RIGHT = (
    "In de winter staat alles stil en dan",
    "vergadert de groep bij iemand thuis.",
    "Daar wordt het plan voor het voorjaar",
    "gemaakt en worden de taken verdeeld.",
)


def read(path: Path) -> Document:
    return read_document(path).document


def texts(document: Document, role: BlockRole) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.role == role]


def in_order(document: Document, *phrases: str) -> bool:
    places = [document.text.index(phrase) for phrase in phrases]
    return places == sorted(places)


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    page = TinyPage()
    for i in range(4):  # drawn line by line across both columns, the right one first
        page.text(310, 100 + 12 * i, RIGHT[i])
        page.text(50, 100 + 12 * i, LEFT[i])
    document = read(write_pdf(tmp_path / "a.pdf", page))
    assert " ".join(LEFT) in document.text
    assert in_order(document, LEFT[3], RIGHT[0])


def test_three_columns_under_a_title_over_all_of_them(tmp_path: Path) -> None:
    page = TinyPage()
    for i in range(5):
        for column, name in ((2, "derde"), (0, "eerste"), (1, "tweede")):
            page.text(40 + 180 * column, 100 + 12 * i, f"de {name} kolom telt regel {i} mee")
    page.text(40, 60, "Een kop die over de hele breedte van de pagina loopt", size=20, font="bold")
    document = read(write_pdf(tmp_path / "a.pdf", page))
    assert in_order(
        document, "Een kop", "de eerste kolom telt regel 4", "de tweede kolom telt regel 0", "de derde kolom"
    )


def test_columns_stop_at_what_spans_them(tmp_path: Path) -> None:
    page = TinyPage()
    page.lines(50, 100, *LEFT)
    page.lines(310, 100, *RIGHT)
    page.text(50, 170, "Dit is een zin in grotere letters die beide kolommen overspant van links naar rechts", size=13)
    page.lines(
        50, 210, "Onder de streep gaat links verder.", "Daar staan nog twee regels", "van de linkerkolom te lezen."
    )
    page.lines(
        310, 210, "Rechts onder sluit het verhaal af.", "Ook daar zijn het drie regels", "die als laatste komen."
    )
    document = read(write_pdf(tmp_path / "a.pdf", page))
    assert in_order(document, LEFT[0], RIGHT[3], "Dit is een zin", "Onder de streep", "Rechts onder")


def test_a_drawn_box_is_read_by_itself_and_does_not_cut_a_paragraph(tmp_path: Path) -> None:
    page = TinyPage()
    page.lines(60, 130, "In het kader staat iets anders.", "Dat hoort bij elkaar.")
    page.lines(
        50, 80, "De straat werd opgebroken en de bewoners vroegen zich af", "wanneer het werk klaar zou zijn en of de"
    )
    page.lines(50, 180, "bomen mochten blijven staan. Dat mocht.")
    page.rectangle(50, 120, 300, 50)
    document = read(write_pdf(tmp_path / "a.pdf", page))
    assert "of de bomen mochten blijven staan." in document.text
    boxed = [b for b in document.blocks if b.inset]
    assert [document.text[b.start : b.end] for b in boxed] == ["In het kader staat iets anders. Dat hoort bij elkaar."]


def test_paragraphs_begin_after_space_an_indent_or_a_short_line(tmp_path: Path) -> None:
    page = TinyPage()
    full = "Deze regel is zo lang dat hij de volle breedte van de kolom inneemt, ja"
    top = page.lines(50, 100, full, "en deze hoort erbij.")
    top = page.lines(50, top + 10, full, full, "kort einde.")
    top = page.lines(50, top, full, "en het slot.")
    page.lines(65, top, "Ingesprongen begint een nieuwe alinea die ook over de volle breedte loopt")
    page.lines(50, top + 12, full, full)
    paragraphs = texts(read(write_pdf(tmp_path / "a.pdf", page)), BlockRole.PARAGRAPH)
    assert [p.split()[-1] for p in paragraphs] == ["erbij.", "einde.", "slot.", "ja"]
    assert paragraphs[3].startswith("Ingesprongen")


def test_a_paragraph_runs_on_over_a_page_end(tmp_path: Path) -> None:
    one, two = TinyPage(), TinyPage()
    one.lines(
        50,
        700,
        "Een alinea die onderaan de pagina begint en die daar nog niet af is, want",
        "zij gaat op de volgende blad-",
    )
    two.lines(50, 80, "zijde door tot hier.", "")
    document = read(write_pdf(tmp_path / "a.pdf", one, two))
    assert document.text.endswith("volgende bladzijde door tot hier.")
    assert len(document.blocks) == 1
    assert [(run.page, document.text[run.start :][:4]) for run in document.runs] == [(1, "Een "), (2, "zijd")]


def test_headings_get_levels_and_wrapped_ones_are_whole(tmp_path: Path) -> None:
    page = TinyPage()
    page.lines(
        50, 40, "Samen eten verbindt een hele straat,", "ook als niemand kan koken", size=20, leading=24, font="bold"
    )
    page.text(50, 110, "Wat het kost", size=14, font="bold")
    page.lines(50, 130, *LEFT, *RIGHT)
    page.text(50, 240, "Wie betaalt", font="bold")
    page.lines(50, 258, *RIGHT, *LEFT)
    document = read(write_pdf(tmp_path / "a.pdf", page))
    headings = [(b.level, document.text[b.start : b.end]) for b in document.blocks if b.role == BlockRole.HEADING]
    assert headings == [
        (1, "Samen eten verbindt een hele straat, ook als niemand kan koken"),
        (2, "Wat het kost"),
        (3, "Wie betaalt"),
    ]


@pytest.mark.parametrize("mark", ["-", "\u2022", "1."])
def test_list_items(tmp_path: Path, mark: str) -> None:
    page = TinyPage()
    page.lines(50, 100, "Drie dingen helpen:")
    for i in range(3):
        page.text(60, 120 + 24 * i, mark.replace("1", str(i + 1)))
        page.text(75, 120 + 24 * i, "een punt dat over twee regels loopt omdat het")
        page.text(75, 132 + 24 * i, "zo veel te zeggen heeft")
    items = texts(read(write_pdf(tmp_path / "a.pdf", page)), BlockRole.LIST_ITEM)
    assert len(items) == 3
    assert all(item.endswith("omdat het zo veel te zeggen heeft") for item in items)


def test_a_ruled_table_is_read_row_by_row(tmp_path: Path) -> None:
    page = TinyPage()
    rows = (("jaar", "leden", "budget"), ("2019", "40", "1.200 euro"), ("2023", "140", "9.000 euro"))
    for i, row in enumerate(rows):
        for column in (2, 0, 1):
            page.text(60 + 120 * column, 104 + 20 * i, row[column])
        page.rule(50, 100 + 20 * i, 400)
    page.rule(50, 160, 400)
    page.lines(50, 200, *LEFT)
    document = read(write_pdf(tmp_path / "a.pdf", page))
    assert texts(document, BlockRole.TABLE_ROW) == ["\t".join(row) for row in rows]


def test_a_table_without_rules_is_read_row_by_row(tmp_path: Path) -> None:
    page = TinyPage()
    for i, (name, what) in enumerate((("Wijk", "De Kruidenhof"), ("Inwoners", "3.150"), ("Woningen", "1.440"))):
        page.text(320, 100 + 18 * i, what)
        page.text(50, 100 + 18 * i, name)
    document = read(write_pdf(tmp_path / "a.pdf", page))
    assert texts(document, BlockRole.TABLE_ROW) == ["Wijk\tDe Kruidenhof", "Inwoners\t3.150", "Woningen\t1.440"]


def test_text_at_another_angle_stays_out_of_the_running_text(tmp_path: Path) -> None:
    page = TinyPage()
    page.lines(50, 100, *LEFT)
    page.content.append(b"BT /plain 9 Tf 0 1 -1 0 20 300 Tm (zijkant van het blad) Tj ET")
    document = read(write_pdf(tmp_path / "a.pdf", page))
    assert texts(document, BlockRole.FURNITURE) == ["zijkant van het blad"]


def test_a_turned_page_is_read_upright_and_its_boxes_lie_on_the_page_as_shown(tmp_path: Path) -> None:
    page = TinyPage(turned=90)
    page.lines(50, 100, *LEFT)
    reading = read_document(write_pdf(tmp_path / "a.pdf", page))
    assert reading.document.text == " ".join(LEFT)
    shown = reading.document.pages[0]
    assert (shown.width, shown.height) == (842, 595)
    first, second = reading.words[0].box, reading.words[1].box
    assert first.bottom < second.top  # it runs down the page
    assert all(0 <= w.box.x0 < w.box.x1 <= shown.width for w in reading.words)
