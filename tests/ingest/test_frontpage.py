from pathlib import Path

import pytest

from corpus.model import DocumentKind, Metadata
from ingest.readers import read_document
from tests.ingest.tiny_pdf import TinyPage, write_pdf

BODY = tuple(f"Regel {i} vertelt hoe de bewoners van de flat elkaar leerden kennen." for i in range(6))


def metadata_of(path: Path) -> Metadata:
    return read_document(path).document.metadata


def front(*below: str, title: str = "De flat die zichzelf opknapt") -> TinyPage:
    page = TinyPage()
    page.text(50, 60, title, size=22, font="bold")
    for i, line in enumerate(below):
        page.text(50, 100 + 30 * i, line)
    page.lines(50, 300, *BODY)
    return page


@pytest.mark.parametrize(
    "said", ["Microsoft Word - concept3.doc", "flat_def_2.indd", "untitled", "", "https://x.example"]
)
def test_the_largest_letters_give_the_title_when_the_file_says_nothing_useful(tmp_path: Path, said: str) -> None:
    path = write_pdf(tmp_path / "a.pdf", front(), information={"Title": said})
    assert metadata_of(path).title == "De flat die zichzelf opknapt"


def test_a_fuller_title_of_the_file_is_believed_and_another_one_is_not(tmp_path: Path) -> None:
    fuller = "Buurtreeks: De flat die zichzelf opknapt"
    assert metadata_of(write_pdf(tmp_path / "a.pdf", front(), information={"Title": fuller})).title == fuller
    other = write_pdf(tmp_path / "b.pdf", front(), information={"Title": "Jaarplan van een ander bureau"})
    assert metadata_of(other).title == "De flat die zichzelf opknapt"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Tekst: Ina Mol", ("Ina Mol",)),
        ("Door Ina Mol en Piet van den Bos", ("Ina Mol", "Piet van den Bos")),
        ("Auteurs: drs. Ina Mol, Piet Bos", ("Ina Mol", "Piet Bos")),
        ("Interview: Ina Mol", ("Ina Mol",)),
        ("Interview Ina Mol", ()),
        ("Door de ogen van de buren", ()),
    ],
)
def test_bylines(tmp_path: Path, line: str, authors: tuple[str, ...]) -> None:
    page = front(
        "Een verslag van zes jaar werk in de portieken.", "Met de bewoners zelf aan het woord.", "Lees verder.", line
    )
    assert metadata_of(write_pdf(tmp_path / "a.pdf", page)).authors == authors


def test_the_files_author_counts_only_when_it_is_a_person_whom_the_text_names(tmp_path: Path) -> None:
    named = front("Dit stuk schreef Ina Mol voor de reeks over flats.")
    assert metadata_of(write_pdf(tmp_path / "a.pdf", named, information={"Author": "Ina Mol"})).authors == ("Ina Mol",)
    assert metadata_of(write_pdf(tmp_path / "b.pdf", front(), information={"Author": "Ina Mol"})).authors == ()
    assert metadata_of(write_pdf(tmp_path / "c.pdf", front(), information={"Author": "gebruiker01"})).authors == ()


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("15 april 2019", 2019),
        ("\u00a9 2018 Stichting Steen", 2018),
        ("Uitgave 2020", 2020),
        ("In de jaren 1970-1975", 2021),
    ],
)
def test_years(tmp_path: Path, line: str, year: int) -> None:
    path = write_pdf(tmp_path / "a.pdf", front(line), information={"CreationDate": "D:20210301100000"})
    assert metadata_of(path).year == year


def test_publisher(tmp_path: Path) -> None:
    assert (
        metadata_of(write_pdf(tmp_path / "a.pdf", front("Uitgave van: Stichting Steen"))).publisher == "Stichting Steen"
    )
    assert metadata_of(write_pdf(tmp_path / "b.pdf", front("Steenwerk, 2011"))).publisher == "Steenwerk"
    assert metadata_of(write_pdf(tmp_path / "c.pdf", front())).publisher is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("In gesprek met de huismeester", DocumentKind.INTERVIEW),
        ("Nieuwsbrief van de flat", DocumentKind.NEWSLETTER),
        ("Evaluatie van de opknapbeurt", DocumentKind.REPORT),
        ("Een essay over wonen", DocumentKind.ESSAY),
        ("De flat die zichzelf opknapt", DocumentKind.OTHER),
    ],
)
def test_kinds(tmp_path: Path, title: str, kind: DocumentKind) -> None:
    assert metadata_of(write_pdf(tmp_path / "a.pdf", front(title=title))).kind == kind


def test_questions_as_headings_make_an_interview(tmp_path: Path) -> None:
    page = TinyPage()
    page.text(50, 50, "De huismeester vertelt", size=22, font="bold")
    for i, question in enumerate(("Hoe begon het?", "Wie hielp er?", "Wat ging mis?", "Wat komt er nog?")):
        page.text(50, 100 + 120 * i, question, font="bold")
        page.lines(50, 118 + 120 * i, *(f"{line[:-1]} {i}." for line in BODY))
    assert metadata_of(write_pdf(tmp_path / "a.pdf", page)).kind == DocumentKind.INTERVIEW


def test_what_is_said_beforehand_wins(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", front("Tekst: Ina Mol", "15 april 2019"))
    said = Metadata(title="Zoals de gebruiker wil", language="", authors=("Piet Bos",))
    found = read_document(path, said).document.metadata
    assert (found.title, found.authors, found.year, found.language) == (
        "Zoals de gebruiker wil",
        ("Piet Bos",),
        2019,
        "nl",
    )
