from pathlib import Path

import pytest

from corpus.catalogue import CATALOGUE, COLUMNS, read_catalogue
from corpus.errors import CatalogueError
from corpus.model import DocumentKind, Metadata

HEADER = ",".join(COLUMNS)


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    (folder / CATALOGUE).write_text(text, encoding=encoding)
    return folder


def test_a_full_row(tmp_path: Path) -> None:
    row = "a.pdf,De straat,Ina Mol; Piet Bos,2021,Uitgeverij Steen,essay,nl,CC BY 4.0"
    row += ',https://steen.example,"let op, proef"'
    assert read_catalogue(write(tmp_path, f"{HEADER}\n{row}\n"))["a.pdf"] == Metadata(
        title="De straat",
        authors=("Ina Mol", "Piet Bos"),
        year=2021,
        publisher="Uitgeverij Steen",
        kind=DocumentKind.ESSAY,
        language="nl",
        licence="CC BY 4.0",
        source="https://steen.example",
        note="let op, proef",
    )


def test_empty_cells_and_absent_columns_say_nothing(tmp_path: Path) -> None:
    known = read_catalogue(write(tmp_path, "file,title\na.pdf,\n"))["a.pdf"]
    assert known == Metadata(title="", language="")


def test_as_a_spreadsheet_saves_it(tmp_path: Path) -> None:
    text = '\ufeffFile;Title;Authors;Kind\na.pdf;Café in de wijk;"Ina Mol; Piet Bos";Verslag\n'
    known = read_catalogue(write(tmp_path, text))["a.pdf"]
    assert (known.title, known.authors, known.kind) == ("Café in de wijk", ("Ina Mol", "Piet Bos"), DocumentKind.REPORT)
    (tmp_path / "oud").mkdir()
    assert read_catalogue(write(tmp_path / "oud", text[1:], "cp1252"))["a.pdf"].title == "Café in de wijk"


def test_accents_in_file_names_are_found_in_either_form(tmp_path: Path) -> None:
    known = read_catalogue(write(tmp_path, "file,title\ncaf\u00e9.pdf,Koffie\n"))
    assert known["cafe\u0301.pdf"].title == known["caf\u00e9.pdf"].title == "Koffie"


def test_a_cell_may_hold_a_line_end(tmp_path: Path) -> None:
    known = read_catalogue(write(tmp_path, 'file,title,note\na.pdf,Een,"eerst\ndan"\nb.pdf,Twee,\n'))
    assert (known["a.pdf"].note, known["b.pdf"].title) == ("eerst\ndan", "Twee")


def test_no_catalogue_and_an_edited_one(tmp_path: Path) -> None:
    assert read_catalogue(tmp_path) == {}
    assert read_catalogue(write(tmp_path, "file,title\na.pdf,Oud\n"))["a.pdf"].title == "Oud"
    assert read_catalogue(write(tmp_path, "file,title\na.pdf,Nieuwer\n"))["a.pdf"].title == "Nieuwer"


@pytest.mark.parametrize(
    ("text", "row", "part"),
    [
        ("title\nEen\n", 1, "kolom 'file' ontbreekt"),
        ("file,year\na.pdf,vorig jaar\n", 2, "'vorig jaar' is geen jaartal"),
        ("file,kind\na.pdf,essay\nb.pdf,gedicht\n", 3, "'gedicht' is geen soort document"),
    ],
)
def test_what_cannot_be_understood_is_told_with_its_row(tmp_path: Path, text: str, row: int, part: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(write(tmp_path, text))
    assert caught.value.row == row
    assert part in str(caught.value)
