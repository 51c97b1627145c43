import csv
import io
import zipfile
from pathlib import Path

import docx
import pytest

from app.library import Library
from app.quotations import QuoteDesk
from app.quote_package import QuotePackage, draw_quote
from app.settings import Settings
from corpus.errors import QueryError
from corpus.records import Origin
from ingest.readers import read_document

SAMPLE = Path(__file__).parents[2] / "corpus" / "documents" / "hand-op-het-stuur.pdf"
QUOTE = "Je kunt niet terugtreden uit een kamer waar je nooit bent binnengeweest."


@pytest.fixture
def package(tmp_path: Path) -> QuotePackage:
    library = Library(tmp_path / "library", Settings())
    reading = read_document(SAMPLE)
    library.records.save(reading.document, reading.words, [], [], Origin(path=SAMPLE, recipe="1", text_hash="1"))
    start = reading.document.text.index(QUOTE)
    desk = QuoteDesk(library)
    quote = desk.at(reading.document.sha256, start, start + len(QUOTE))
    assert len(draw_quote(desk, quote)) == 1
    return QuotePackage(desk, [quote])


def test_a_word_document_has_a_real_footnote_and_the_picture(package: QuotePackage, tmp_path: Path) -> None:
    package.write(tmp_path / "a.docx")
    document = docx.Document(str(tmp_path / "a.docx"))
    assert QUOTE in "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert len(document.inline_shapes) == 1
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        assert "w3id.org/wijkgraaf/id/quotation" in archive.read("word/_rels/footnotes.xml.rels").decode()
        assert ", p." in archive.read("word/footnotes.xml").decode()


def test_one_action_gives_everything(package: QuotePackage, tmp_path: Path) -> None:
    package.write(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        names = archive.namelist()
        text = archive.read("citaten.md").decode()
    assert {"citaten.md", "citaten.docx", "citaten.csv", "bronnen.bib", "bronnen.ris", "bronnen.json"} < set(names)
    assert [name in text for name in names if name.endswith(".png")] == [True]
    assert QUOTE in text


def test_the_table_is_safe_to_open(package: QuotePackage) -> None:
    header, row = csv.reader(io.StringIO(package.table()))
    assert row[header.index("citaat")] == QUOTE
    assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def test_an_unknown_form_is_an_error(package: QuotePackage, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"\.docx"):
        package.write(tmp_path / "a.wpd")
