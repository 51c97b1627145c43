from pathlib import Path

import msgspec
import pikepdf
import pytest

from app.forget import forget, keep_redacted, without_forgotten
from app.library import Library
from app.quotations import QuoteDesk
from app.quote_package import draw_quote, highlight_quote
from app.settings import Settings
from corpus.corrections import Corrections
from corpus.covering import Hide
from corpus.model import ActorMention, ActorType, AnyMention, Kind
from corpus.records import Origin
from ingest.pdf import open_pdf
from ingest.readers import read_document, text_hash
from kg.decisions import Decision, Decisions, Verb
from search.quotes import Wanted
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
    return b"".join(str(path).encode() + path.read_bytes() for path in files)


def test_what_was_corrected_in_a_documents_data_loses_the_name(library: Library) -> None:
    (sha256,) = library.records
    metadata = library.originals.document(sha256).metadata
    corrected = msgspec.structs.replace(metadata, title=f"Gesprek met {NAME}", authors=("Peelen",))
    Corrections(library.folder).keep(sha256, corrected)
    assert forget(library, NAME).decisions == 1
    assert b"Peelen" not in _derived(library)


def test_a_redacted_file_stays_redacted_when_it_is_read_anew(library: Library) -> None:
    (sha256,) = library.records
    forget(library, NAME, redact_source=True)
    reading = without_forgotten(read_document(SAMPLE), library.privacy)
    library.originals.save(reading.document, reading.words, [], [], Origin(path=SAMPLE, recipe="3", text_hash="1"))
    keep_redacted(library, reading.document)
    with open_pdf(library.originals.source(sha256)) as pdf:
        assert not any("Peelen" in pdf.text(number) for number in range(1, len(pdf) + 1))


def _decide(library: Library) -> None:
    (sha256,) = library.records
    at = "2026-01-02T10:00:00+00:00"
    person = Decision(
        verb=Verb.RENAME, document=sha256, kind=Kind.ACTOR, quote=NAME, value="Henk-Jan Peelen sr.", at=at
    )
    note = "Peelen was erbij"
    said = Decision(verb=Verb.ACCEPT, document=sha256, kind=Kind.QUOTATION, quote=SAID, note=note, at=at)
    library.decisions = Decisions([person, said])
    library.decisions.save(library.folder / "decisions.trig")
    library.bring_up_to_date()


def test_a_forgotten_person_is_in_nothing_that_was_derived(library: Library) -> None:
    (sha256,) = library.records
    _decide(library)
    QuoteDesk(library).find(Wanted(text="tegenpool"))
    assert b"Peelen" in _derived(library)
    done = forget(library, NAME)
    assert (done.documents, done.mentions, done.decisions, done.redacted) == (1, 1, 2, 0)
    assert b"peelen" not in _derived(library).lower()
    assert b"henk-jan" not in _derived(library).lower()
    assert [decision.quote for decision in library.decisions.about(sha256)] == [SAID]
    assert library.records.mentions(sha256) == []
    assert not library.disagreements()
    assert library.originals.source(sha256).read_bytes() == SAMPLE.read_bytes()


def test_after_redaction_the_name_is_nowhere_in_the_library(library: Library) -> None:
    (sha256,) = library.records
    forget(library, NAME, redact_source=True)
    with pikepdf.open(library.originals.source(sha256)) as pdf:
        streams = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") != "/Image"]
        written = b"".join(stream.read_bytes() for stream in streams)
        told = str(pdf.docinfo) + "".join(str(page.obj) for page in pdf.pages)
    assert b"Peelen" not in written
    assert "Peelen" not in told


def test_the_same_text_in_other_bytes_is_known_after_forgetting(library: Library) -> None:
    (sha256,) = library.records
    forget(library, NAME)
    reading = without_forgotten(read_document(SAMPLE), library.privacy)
    assert text_hash(reading.document) == library.records.made(sha256).text_hash


def test_a_file_without_pages_becomes_its_text(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "gesprek-henk-jan-peelen.html"
    path.write_text(f"<html><body><p>{NAME} zegt: wij blijven hier.</p></body></html>", encoding="utf-8")
    reading = read_document(path)
    library.originals.save(reading.document, (), [], [], Origin(path=path, recipe="1", text_hash="2"))
    forget(library, NAME, redact_source=True)
    sha256 = reading.document.sha256
    assert library.originals.document(sha256).file == "gesprek-████-███-██████.html"
    assert "Peelen" not in library.originals.source(sha256).read_text(encoding="utf-8")
    text = library.originals.document(sha256).text
    assert QuoteDesk(library).at(sha256, 0, len(text)).text == "[…] zegt: wij blijven hier."


def test_what_is_read_later_is_covered_too(library: Library) -> None:
    forget(library, NAME)
    reading = without_forgotten(read_document(SAMPLE), library.privacy)
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
    assert forget(library, NAME, redact_source=True).redacted == pages > 0
    with open_pdf(library.originals.source(sha256)) as pdf:
        assert not any("Peelen" in pdf.text(number) for number in range(1, len(pdf) + 1))


def test_initials_stand_in_quote_speaker_and_citation(library: Library) -> None:
    (sha256,) = library.records
    start = library.records.document(sha256).text.index(SAID)
    library.privacy.add(Hide.INITIALS, NAME)
    library.privacy.add(Hide.INITIALS, "Tobias Verhage")  # the author
    quote = QuoteDesk(library).at(sha256, start, start + len(SAID), context=2)
    assert quote.is_hidden
    assert "Peelen" not in str(quote)
    assert "Verhage" not in str(quote)
    assert quote.text == SAID


def test_pictures_and_copies_show_no_hidden_names(library: Library, tmp_path: Path) -> None:
    (sha256,) = library.records
    start = library.records.document(sha256).text.index(SAID)
    plain = draw_quote(desk := QuoteDesk(library), desk.at(sha256, start, start + len(SAID)), crop=False)
    library.privacy.add(Hide.ROLE, document=sha256)
    desk = QuoteDesk(library)
    quote = desk.at(sha256, start, start + len(SAID))
    assert draw_quote(desk, quote, crop=False)[0].png != plain[0].png
    highlight_quote(desk, quote, tmp_path / "copy.pdf")
    with open_pdf(tmp_path / "copy.pdf") as pdf:
        assert not any(name in pdf.text(number) for number in range(1, len(pdf) + 1) for name in ("Peelen", "Verhage"))
    with pikepdf.open(tmp_path / "copy.pdf") as copy:
        notes = [str(note.Contents) for page in copy.pages for note in page.obj.get("/Annots", [])]
    assert len(notes) == 1
    assert "Verhage" not in notes[0]
