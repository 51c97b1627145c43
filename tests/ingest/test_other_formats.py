import io

import docx
import pytest

from corpus.errors import DocumentBroken, DocumentEmpty
from corpus.model import BlockRole
from ingest.formats import Format
from ingest.other_formats import PlainBlock, read_plain

HTML = """<html lang="nl"><head><title>De kas - Buurtblad</title><meta name="author" content="Ina Mol"></head><body>
<nav><a href="/">Home</a> <a href="/c">Contact</a></nav><article><h1>De kas van de buurt</h1>
<p>De buurt heeft een eigen kas waar elke week wordt gewerkt, en wie meedoet krijgt een deel van de oogst mee.</p>
<h2>Wat helpt</h2><ul><li>Een vaste dag in de week</li><li>Iemand met een sleutel</li></ul>
<p>Het plan is bedacht door een moeder die zag dat haar kinderen niet wisten waar een tomaat vandaan komt.</p></article>
<footer>Privacy en cookies</footer></body></html>"""


def test_plain_text() -> None:
    text = "# De kas\n\nDe buurt heeft een eigen kas, waar bewo-\nners elke week werken.\n\n"
    text += "- een punt\n- nog een\n  punt\n"
    assert read_plain(text.encode(), Format.TEXT, "a.txt").blocks == [
        PlainBlock(BlockRole.HEADING, "De kas", 1),
        PlainBlock(BlockRole.PARAGRAPH, "De buurt heeft een eigen kas, waar bewoners elke week werken."),
        PlainBlock(BlockRole.LIST_ITEM, "- een punt"),
        PlainBlock(BlockRole.LIST_ITEM, "- nog een punt"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    (block,) = read_plain("Een café, en een ideeënbus.".encode(encoding), Format.TEXT, "a.txt").blocks
    assert block.text == "Een café, en een ideeënbus."


def test_a_web_page_without_its_menu() -> None:
    reading = read_plain(HTML.encode(), Format.HTML, "a.html")
    assert [(block.role, block.level) for block in reading.blocks] == [
        (BlockRole.HEADING, 1),
        (BlockRole.PARAGRAPH, 0),
        (BlockRole.HEADING, 2),
        (BlockRole.LIST_ITEM, 0),
        (BlockRole.LIST_ITEM, 0),
        (BlockRole.PARAGRAPH, 0),
    ]
    assert not any("Home" in block.text or "cookies" in block.text for block in reading.blocks)
    assert reading.information["Author"] == "Ina Mol"


def test_a_word_file() -> None:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "De kas", "Ina Mol"
    document.add_heading("De kas van de buurt", 0)
    document.add_heading("Wat helpt", 1)
    document.add_paragraph("De buurt heeft een eigen kas.")
    document.add_paragraph("Een vaste dag", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "leden", "140"
    data = io.BytesIO()
    document.save(data)
    reading = read_plain(data.getvalue(), Format.DOCX, "a.docx")
    assert reading.blocks == [
        PlainBlock(BlockRole.HEADING, "De kas van de buurt", 1),
        PlainBlock(BlockRole.HEADING, "Wat helpt", 2),
        PlainBlock(BlockRole.PARAGRAPH, "De buurt heeft een eigen kas."),
        PlainBlock(BlockRole.LIST_ITEM, "Een vaste dag"),
        PlainBlock(BlockRole.TABLE_ROW, "leden\t140"),
    ]
    assert reading.information["Title"] == "De kas"


def test_without_text_or_damaged() -> None:
    with pytest.raises(DocumentEmpty):
        read_plain(b"<html><body></body></html>", Format.HTML, "a.html")
    with pytest.raises(DocumentBroken):
        read_plain(b"PK no zip", Format.DOCX, "a.docx")
