from pathlib import Path

import msgspec
import pytest

from app.basket import add_to_basket, read_basket, take_from_basket
from app.correcting import attribute
from app.forget import forget
from app.library import Library
from app.places import find_place
from app.quotations import QuoteDesk
from app.settings import Settings
from app.upkeep import rebuild
from corpus.covering import Hide
from corpus.errors import QueryError, QuoteUnproven
from corpus.model import Metadata, Passage, Sentence
from corpus.records import Origin
from ingest.readers import read_document
from search.filters import Filter
from search.passages import PassageIndex
from search.quotes import Wanted
from tests.search.conftest import WordEmbedder

SAID = "‘Wij openen het buurthuis elke ochtend om acht uur,’ zegt opbouwwerker Lies Hendriks."
WRITTEN = "Een buurthuis zonder schulden bestaat in geen enkele wijk."
AGAIN = "Een buurthuis zonder schulden bestaat in geen enkele wijk!"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library of two text files, a passage a paragraph."""
    library = Library(tmp_path / "library", Settings(library=str(tmp_path / "library")))
    embedder = WordEmbedder()
    index = PassageIndex(tmp_path / "index", embedder)
    library.__dict__ |= {"embedder": embedder, "index": index}
    for name, text, year in (
        ("a.txt", f"{SAID}\n\n{WRITTEN}\n\nKort.", 2011),
        ("b.txt", f"{AGAIN}\n\nHet park is voor iedereen af.", 2020),
    ):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        reading = read_document(path, Metadata(title=f"Over {name}", authors=("Anja de Vries",), year=year))
        document = reading.document
        passages = [
            Passage(
                document=document.sha256, number=i, start=b.start, end=b.end, text=document.text[b.start : b.end],
                headings=(), page=1, last_page=1, printed_page=None, sentences=(Sentence(b.start, b.end, 1, None),),
            )
            for i, b in enumerate(document.blocks)
        ]  # fmt: skip
        library.records.save(document, (), passages, [], Origin(path=path, recipe="1", text_hash=name))
        index.add(document, "1", passages)
    index.commit()
    return library


def test_a_quote_has_all_that_a_writer_needs(library: Library) -> None:
    quote = QuoteDesk(library).find(Wanted(text="wie zei iets over het buurthuis en acht uur"), limit=1, context=1)[0]
    assert quote.text == SAID
    assert [(s.name, s.role) for s in quote.speakers] == [("Lies Hendriks", "opbouwwerker")]
    assert quote.citation == "(De Vries, 2011, PDF-p. 1)"
    assert quote.after == WRITTEN
    assert quote.link.startswith("https://w3id.org/wijkgraaf/id/quotation/")


def test_near_repeats_are_grouped(library: Library) -> None:
    quotes = QuoteDesk(library).find(Wanted(text="buurthuis zonder schulden"), limit=5)
    assert len([quote for quote in quotes if "zonder schulden" in quote.text]) == 1
    assert len(quotes[0].repeats) == 1


def test_a_phrase_must_stand_there_and_a_filter_holds(library: Library) -> None:
    desk = QuoteDesk(library)
    assert [q.text for q in desk.find(Wanted(text='"elke ochtend om acht"'))] == [SAID]
    assert desk.find(Wanted(text='"iedere ochtend om acht"')) == []
    assert {q.file for q in desk.find(Wanted(text="buurthuis", within=Filter(first_year=2015)))} == {"b.txt"}


def test_by_speaker_without_words(library: Library) -> None:
    desk = QuoteDesk(library)
    assert [q.text for q in desk.find(Wanted(), speaker="Hendriks")] == [SAID]
    assert SAID not in [q.text for q in desk.find(Wanted(), speaker="Anja de Vries")]


def test_an_editor_says_whose_words_they_are_and_that_lasts(library: Library, tmp_path: Path) -> None:
    quote = QuoteDesk(library).find(Wanted(text="buurthuis ochtend"), limit=1)[0]
    attribute(library, quote, "Anja de Vries", by="redactie")
    found = QuoteDesk(library).find(Wanted(), speaker="Anja de Vries")
    assert quote.text in [said.text for said in found]
    again = Library(library.folder, library.settings)
    again.__dict__ |= {"embedder": library.embedder}
    rebuild(again)
    sha256 = quote.document
    records = again.originals
    origin = Origin(path=tmp_path / "a.txt", recipe="2", text_hash="a")
    records.save(records.document(sha256), (), records.passages(sha256), [], origin)
    said = QuoteDesk(again).at(sha256, quote.start, quote.end)
    assert [(s.name, said.speaker_confidence) for s in said.speakers] == [("Anja de Vries", 1.0)]
    attribute(again, quote, None)
    assert QuoteDesk(again).at(sha256, quote.start, quote.end).speakers == ()


def test_a_hidden_person_who_was_decided_on_stays_hidden(library: Library) -> None:
    quote = QuoteDesk(library).find(Wanted(text="buurthuis ochtend"), limit=1)[0]
    attribute(library, quote, "Greet Smaling")
    library.privacy.add(Hide.INITIALS, "Greet Smaling")
    assert [s.name for s in QuoteDesk(library).at(quote.document, quote.start, quote.end).speakers] == ["G.S."]
    forget(library, "Greet Smaling")
    assert b"Smaling" not in (library.folder / "decisions.trig").read_bytes()


def test_what_the_source_does_not_say_is_refused(library: Library) -> None:
    sha256 = next(s for s in library.records if library.records.document(s).file == "a.txt")
    library.records.source(sha256).write_text("Iets heel anders.", encoding="utf-8")
    desk = QuoteDesk(library)
    assert {q.file for q in desk.find(Wanted(text="buurthuis"))} <= {"b.txt"}
    assert desk.refused
    with pytest.raises(QuoteUnproven):
        desk.at(sha256, 0, len(SAID))


def test_a_place_or_words_point_at_a_quote(library: Library) -> None:
    desk = QuoteDesk(library)
    assert find_place(library, desk, f"a.txt:0-{len(SAID)}").text == SAID
    assert find_place(library, desk, "buurthuis ochtend acht").text == SAID
    with pytest.raises(QueryError, match=r"geen document 'c\.txt'"):
        find_place(library, desk, "c.txt:0-5")


def test_a_basket_holds_each_quote_once_and_proves_it_anew(library: Library, tmp_path: Path) -> None:
    desk, basket = QuoteDesk(library), tmp_path / "mand.jsonl"
    quotes = desk.find(Wanted(text="buurthuis"), limit=2)
    assert (add_to_basket(basket, quotes), add_to_basket(basket, quotes)) == (2, 0)
    assert [q.text for q in take_from_basket(basket, desk)] == [q.text for q in quotes]
    changed = msgspec.structs.replace(read_basket(basket)[0], text="Iets anders.")
    basket.write_bytes(msgspec.json.encode(changed))
    with pytest.raises(QueryError, match="veranderd"):
        take_from_basket(basket, desk)
