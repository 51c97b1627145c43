from pathlib import Path

import pytest

from app.document_data import correct_data
from app.forget import forget
from app.library import Library
from app.pipeline import ingest
from app.report import Watch
from app.settings import Settings
from app.upkeep import rebuild
from corpus.corrections import Corrections
from corpus.model import Metadata
from tests.search.conftest import WordEmbedder

TEXT = "De buurt krijgt een nieuw buurthuis, en bewoners houden de sleutel."
SAID = Metadata(title="Wie houdt de sleutel?", authors=("Lies Hendriks",), year=2021)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "sleutel.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path, documents: Path) -> Library:
    library = Library(tmp_path / "library", Settings(library=str(tmp_path / "library"), workers=1))
    library.__dict__["embedder"] = WordEmbedder()
    ingest(library, [documents])
    return library


def _about(library: Library) -> Metadata:
    (sha256,) = library.records
    return library.records.document(sha256).metadata


def test_what_somebody_said_survives_every_later_reading(library: Library, documents: Path) -> None:
    (sha256,) = library.records
    correct_data(library, sha256, SAID)
    assert _about(library).title == SAID.title
    (again,) = ingest(library, [documents]).outcomes
    assert again.state == "unchanged"  # it still lies where it lay, and nothing else is known of it
    rebuild(library)
    library.originals.remove(sha256)
    ingest(library, [documents])
    assert (_about(library).title, _about(library).authors, _about(library).year) == (SAID.title, SAID.authors, 2021)


def test_it_goes_before_the_catalogue(library: Library, documents: Path) -> None:
    (sha256,) = library.records
    correct_data(library, sha256, SAID)
    (documents / "catalogue.csv").write_text("file,title\nsleutel.txt,Anders\n", encoding="utf-8")
    ingest(library, [documents])
    assert _about(library).title == SAID.title


def test_a_changed_file_still_replaces_what_it_said(library: Library, documents: Path) -> None:
    (sha256,) = library.records
    correct_data(library, sha256, SAID)
    (documents / "sleutel.txt").write_text(TEXT + " Dat bevalt.", encoding="utf-8")
    ingest(library, [documents])
    assert len(list(library.records)) == 1
    assert sha256 not in library.records


def test_whoever_is_forgotten_goes_from_it_too(library: Library) -> None:
    (sha256,) = library.records
    correct_data(library, sha256, SAID)
    forget(library, "Lies Hendriks")
    kept = Corrections(library.folder).of(sha256)
    assert kept is not None
    assert "Hendriks" not in str(kept)
    assert kept.title == SAID.title


def test_each_page_is_told(library: Library, documents: Path) -> None:
    pages: list[tuple[str, int, int]] = []
    sample = Path(__file__).parents[2] / "corpus" / "documents" / "nieuwsbrief-dichtbij.pdf"
    ingest(library, [sample], watch=Watch(on_page=lambda path, page, of: pages.append((path.name, page, of))))
    assert pages == [(sample.name, 1, 2), (sample.name, 2, 2)]
