"""What `ingest`, `remove` and `rebuild` do to a library; with small texts, a blank pipeline and a tiny embedder."""

import json
from pathlib import Path

import pytest
import spacy

from app.library import Library, check_model, create_library, open_library
from app.pipeline import ingest
from app.settings import Settings
from app.upkeep import find_problems, rebuild, remove
from corpus.errors import LibraryBusy, LibraryError, LibraryMissing, ModelMismatch
from corpus.model import CaseMention
from ontology import iris
from tests.search.conftest import WordEmbedder

HULP = "De gemeente Tilburg helpt bewoners met schulden in de wijk. Dat doet zij samen met de corporatie en de politie."
PARK = "Het nieuwe park in de wijk is er voor de jongeren en de bewoners. Zij hebben het zelf ontworpen en aangelegd."


class OtherEmbedder(WordEmbedder):
    name = "woorden/2"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documenten"
    folder.mkdir()
    (folder / "hulp.txt").write_text(HULP, encoding="utf-8")
    (folder / "park.txt").write_text(PARK, encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return _open(tmp_path / "bibliotheek")


def _open(folder: Path, embedder: WordEmbedder | None = None) -> Library:
    library = create_library(Settings(library=str(folder), workers=1))
    nlp = spacy.blank("nl")
    nlp.add_pipe("sentencizer")
    library.__dict__.update(nlp=nlp, embedder=embedder or WordEmbedder())
    return library


def _states(library: Library, *paths: Path) -> dict[str, str]:
    return {outcome.file: outcome.state for outcome in ingest(library, paths).outcomes}


def _found(library: Library, query: str) -> list[str]:
    return [hit.file for hit in library.index.search(query)]


def test_a_second_time_nothing_is_read_again(library: Library, documents: Path) -> None:
    assert _states(library, documents) == {"hulp.txt": "read", "park.txt": "read"}
    assert _states(library, documents) == {"hulp.txt": "unchanged", "park.txt": "unchanged"}
    assert find_problems(_open(library.folder)) == []


def test_a_changed_file_replaces_what_it_said_before(library: Library, documents: Path) -> None:
    ingest(library, [documents])
    before = set(library.records)
    (documents / "hulp.txt").write_text(HULP.replace("schulden", "groen"), encoding="utf-8")
    assert _states(library, documents)["hulp.txt"] == "read"
    assert len(set(library.records)) == len(before) == 2
    assert "schulden" not in " ".join(hit.passage.text for hit in library.index.search("schulden"))
    assert find_problems(_open(library.folder)) == []


def test_a_changed_catalogue_is_read_without_a_changed_file(library: Library, documents: Path) -> None:
    ingest(library, [documents])
    (documents / "catalogue.csv").write_text("file,title,year\nhulp.txt,Hulp in Tilburg,2011\n", encoding="utf-8")
    assert _states(library, documents) == {"hulp.txt": "read", "park.txt": "unchanged"}
    titles = {library.records.document(sha256).metadata.title for sha256 in library.records}
    assert "Hulp in Tilburg" in titles


def test_the_same_text_is_one_document(library: Library, documents: Path) -> None:
    (documents / "kopie.txt").write_text(HULP, encoding="utf-8")
    (documents / "spaties.txt").write_text(HULP.replace(" ", "  "), encoding="utf-8")
    states = _states(library, documents)
    assert states == {"hulp.txt": "read", "kopie.txt": "duplicate", "spaties.txt": "duplicate", "park.txt": "read"}
    assert len(list(library.records)) == 2


def test_a_bad_file_is_named_and_the_rest_goes_on(library: Library, documents: Path) -> None:
    (documents / "leeg.pdf").write_bytes(b"")
    (documents / "stuk.pdf").write_bytes(b"%PDF-1.7 en dan niets")
    report = ingest(library, [documents, documents / "bestaat-niet.pdf"])
    failed = {o.file: o.messages[0] for o in report.outcomes if o.state == "failed"}
    assert report.count("read") == 2
    assert len(failed) == 3
    assert all(file in message for file, message in failed.items())


def test_a_removed_document_leaves_nothing(library: Library, documents: Path) -> None:
    ingest(library, [documents])
    assert remove(library, ["hulp.txt"]) == ["hulp.txt"]
    assert "hulp.txt" not in _found(library, "schulden")
    again = _open(library.folder)
    assert find_problems(again) == []
    assert len(again.graph.digests()) == 1


def test_what_is_not_there_cannot_be_removed(library: Library, documents: Path) -> None:
    ingest(library, [documents])
    assert remove(library, ["nergens.pdf"]) == []
    assert len(list(library.records)) == 2


def test_rebuild_gives_the_same_answers(library: Library, documents: Path) -> None:
    ingest(library, [documents])
    before = library.index.search("bewoners schulden")
    rebuild(library)
    assert [h.passage for h in _open(library.folder).index.search("bewoners schulden")] == [h.passage for h in before]


def test_check_sees_a_document_that_an_index_does_not_know(library: Library, documents: Path) -> None:
    ingest(library, [documents])
    library.index.remove(next(iter(library.records)))
    library.index.commit()
    assert any("ontbreekt in de zoekindex" in problem for problem in find_problems(_open(library.folder)))


def test_check_sees_a_quote_that_is_not_literal(library: Library, documents: Path) -> None:
    ingest(library, [documents])
    spoilt = next(path for path in library.records.folder.glob("*/document.json") if HULP in path.read_text())
    spoilt.write_text(spoilt.read_text().replace("gemeente Tilburg", "gemeente Breda___"))
    assert any("niet letterlijk" in problem for problem in find_problems(_open(library.folder)))


def test_a_second_writer_is_told_to_wait(library: Library) -> None:
    with (
        library.writing(),
        pytest.raises(LibraryBusy, match="ander proces"),
        _open(library.folder).writing(seconds=0.1),
    ):
        pass


def test_vectors_of_another_model_are_not_compared(library: Library, documents: Path) -> None:
    ingest(library, [documents])
    with pytest.raises(ModelMismatch, match=r"woorden/1.*woorden/2"):
        check_model(_open(library.folder, OtherEmbedder()))


def test_rebuild_changes_the_model(library: Library, documents: Path) -> None:
    ingest(library, [documents])
    other = _open(library.folder, OtherEmbedder())
    rebuild(other)
    check_model(other)
    assert json.loads((library.folder / "library.json").read_text())["embedding_model"] == "woorden/2"


def test_a_library_that_is_not_there_or_of_another_version_is_refused(tmp_path: Path) -> None:
    settings = Settings(library=str(tmp_path))
    with pytest.raises(LibraryMissing):
        open_library(settings)
    (tmp_path / "library.json").write_text('{"format": 99, "embedding_model": "x"}')
    with pytest.raises(LibraryError, match="andere versie"):
        open_library(settings)


def _mark_case(library: Library, file: str, municipality: str | None) -> None:
    """Put a case among the mentions of a document, as a finder would."""
    (sha256,) = [sha for sha in library.records if library.records.document(sha).file == file]
    document = library.records.document(sha256)
    start = document.text.index("Hefboom")
    mention = CaseMention(
        start=start,
        end=start + len("Hefboom"),
        text="Hefboom",
        finder="test/1",
        confidence=0.9,
        name="De Hefboom",
        municipality=municipality,
    )
    library.records.rewrite(document, library.records.passages(sha256), [mention])


def _cases(library: Library) -> set[str]:
    asked = library.graph.query("SELECT ?case { ?case a wijk:Case }")
    return {row["case"].value for row in asked}  # type: ignore[union-attr]


def test_a_case_of_two_documents_is_one_when_only_one_tells_where_it_is(library: Library, documents: Path) -> None:
    (documents / "hulp.txt").write_text("De Hefboom in Deventer draait op vrijwilligers uit de hele wijk.")
    (documents / "park.txt").write_text("Wat De Hefboom deed, kan hier ook: begin klein en blijf.")
    ingest(library, [documents])
    with library.writing():
        _mark_case(library, "hulp.txt", "Deventer")
        _mark_case(library, "park.txt", None)
        library.bring_up_to_date()
    assert _cases(_open(library.folder)) == {iris.case("hefboom", "Deventer")}
    assert find_problems(_open(library.folder)) == []
    remove(library, ["hulp.txt"])
    assert _cases(_open(library.folder)) == {iris.case("hefboom")}
    assert find_problems(_open(library.folder)) == []
