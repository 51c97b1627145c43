from pathlib import Path

import pytest

from app.forget import forget, without_forgotten
from app.library import Library
from app.quotations import QuoteDesk
from app.quote_package import draw_quote, highlight_quote
from app.settings import Settings
from corpus.errors import QueryError
from corpus.model import ActorMention, ActorType, AnyMention
from corpus.privacy import Hide, Privacy
from corpus.records import Origin
from ingest.pdf import open_pdf
from ingest.readers import read_document
from tests.search.conftest import WordEmbedder

SAMPLE = Path(__file__).parents[2] / "corpus" / "documents" / "hand-op-het-stuur.pdf"
NAME = "Henk-Jan Peelen"
SAID = "Wij hadden niet méér vrijheid nodig, maar een tegenpool."


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path / "library", Settings(library=str(tmp_path / "library")))
    library.__dict__["embedder"] = WordEmbedder()
    reading = read_document(SAMPLE)
    start = reading.document.text.index(NAME)
    mentions: list[AnyMention] = [
        ActorMention(
            start=start,
            end=start + len(NAME),
            text=NAME,
            confidence=0.9,
            finder="t/1",
            name=NAME,
            type=ActorType.PERSON,
        )
    ]
    with library.writing():
        origin = Origin(path=SAMPLE, recipe="1", text_hash="1")
        library.records.save(reading.document, reading.words, [], mentions, origin)
        library.bring_up_to_date()
    return library


def _derived(library: Library) -> bytes:
    files = [p for p in library.folder.rglob("*") if p.is_file() and p.name != "source"]
    return b"".join(path.read_bytes() for path in files)


def test_a_forgotten_person_is_in_nothing_that_was_derived(library: Library) -> None:
    (sha256,) = library.records
    assert NAME.encode() in _derived(library)
    done = forget(library, NAME)
    assert (done.documents, done.mentions, done.redacted_pages) == (1, 1, 0)
    assert b"Peelen" not in _derived(library)
    assert library.records.mentions(sha256) == []
    assert not library.disagreements()
    assert library.records.source(sha256).read_bytes() == SAMPLE.read_bytes()


def test_what_is_read_later_is_covered_too(library: Library) -> None:
    forget(library, NAME)
    reading = without_forgotten(read_document(SAMPLE), Privacy(library.folder))
    assert "Peelen" not in reading.document.text
    assert len(reading.document.text) == len(read_document(SAMPLE).document.text)


def test_quotes_around_a_forgotten_person_are_still_proven(library: Library) -> None:
    (sha256,) = library.records
    text = library.records.document(sha256).text
    end = text.index(NAME) + len(NAME)
    start = text.rindex("\n", 0, end) + 1
    forget(library, NAME)
    quote = QuoteDesk(library).at(sha256, start, end)
    assert quote.text.endswith("[…]")
    assert quote.is_hidden


def test_the_source_is_redacted_when_asked(library: Library) -> None:
    (sha256,) = library.records
    with open_pdf(SAMPLE) as pdf:
        pages = sum("Peelen" in pdf.text(number) for number in range(1, len(pdf) + 1))
    assert forget(library, NAME, redact_source=True).redacted_pages == pages > 0
    with open_pdf(library.records.source(sha256)) as pdf:
        assert not any("Peelen" in pdf.text(number) for number in range(1, len(pdf) + 1))


def test_initials_stand_in_quote_speaker_and_citation(library: Library) -> None:
    (sha256,) = library.records
    start = library.records.document(sha256).text.index(SAID)
    privacy = Privacy(library.folder)
    privacy.add(Hide.INITIALS, NAME)
    privacy.add(Hide.INITIALS, "Tobias Verhage")  # the author
    quote = QuoteDesk(library).at(sha256, start, start + len(SAID), context=2)
    assert quote.is_hidden
    assert "Peelen" not in str(quote)
    assert "Verhage" not in str(quote)
    assert quote.text == SAID


def test_a_picture_paints_names_over_and_a_copy_is_refused(library: Library, tmp_path: Path) -> None:
    (sha256,) = library.records
    start = library.records.document(sha256).text.index(SAID)
    plain = draw_quote(desk := QuoteDesk(library), desk.at(sha256, start, start + len(SAID)), crop=False)
    Privacy(library.folder).add(Hide.ROLE, document=sha256)
    desk = QuoteDesk(library)
    quote = desk.at(sha256, start, start + len(SAID))
    assert draw_quote(desk, quote, crop=False)[0].png != plain[0].png
    with pytest.raises(QueryError, match="verborgen"):
        highlight_quote(desk, quote, tmp_path / "copy.pdf")
