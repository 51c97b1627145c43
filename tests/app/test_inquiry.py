"""A question is read by the same finders as the literature, whatever form it has."""

from pathlib import Path

import pytest

from app.inquiry import read_inquiry
from app.library import Library, open_library
from app.settings import Settings
from corpus.errors import DocumentError
from search.profile import Dimension

ASKED = "Wij hebben in Deventer een flatwijk met 8.000 inwoners, gebouwd in 1965. De corporatie wil slopen, maar \
bewoners willen blijven."


@pytest.fixture(scope="module")
def library(sample_library: Path) -> Library:
    return open_library(Settings(library=str(sample_library)))


def test_a_description_has_figures_and_a_municipality(library: Library) -> None:
    profile = read_inquiry(library, ASKED).profile
    area = profile.of(Dimension.AREA)
    assert area["inwoners"].value == 8000
    assert area["grootte van de gemeente"].label.startswith("gemeente van")
    assert "deventer" in profile.of(Dimension.PLACE)
    assert "woningcorporatie" in profile.of(Dimension.ACTOR)


def test_a_file_asks_with_its_pages(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "ons-plan.txt"
    file.write_text(f"Ons plan\n\n{ASKED}\n\nBewoners met schulden doen de deur niet open.\n", encoding="utf-8")
    inquiry = read_inquiry(library, str(file), from_disk=True)
    assert inquiry.hits and {hit.file for hit in inquiry.hits} == {"ons-plan.txt"}
    assert "schulden" in inquiry.profile.of(Dimension.THEME)


def test_a_path_is_only_a_description_unless_files_may_be_read(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "geheim.txt"
    file.write_text(ASKED, encoding="utf-8")
    assert "inwoners" not in read_inquiry(library, str(file)).profile.of(Dimension.AREA)


def test_a_file_that_cannot_be_read_says_why(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "stuk.pdf"
    file.write_bytes(b"%PDF-1.7 kapot")
    with pytest.raises(DocumentError, match=r"stuk\.pdf"):
        read_inquiry(library, str(file), from_disk=True)


def test_a_file_of_the_library_asks_as_it_is_there(library: Library) -> None:
    inquiry = read_inquiry(library, "corpus/documents/ons-verhaal-de-hefboom.pdf", from_disk=True)
    assert inquiry.own == read_inquiry(library, "ons-verhaal-de-hefboom.pdf").own != frozenset()


def test_a_case_asks_by_its_name(library: Library) -> None:
    inquiry = read_inquiry(library, "schuldenvrij hoornakkers")
    assert inquiry.case is not None
    assert inquiry.case.label == "Schuldenvrij Hoornakkers"
