import hashlib
from pathlib import Path

import pytest

from corpus.errors import QuoteUnproven
from corpus.records import Origin, Records
from ingest.proof import Prover
from ingest.readers import read_document

SAMPLE = Path(__file__).parents[2] / "corpus" / "documents" / "hand-op-het-stuur.pdf"


def _records(folder: Path, path: Path) -> tuple[Records, str]:
    reading = read_document(path)
    records = Records(folder / "documents")
    records.save(reading.document, reading.words, [], [], Origin(path=path, recipe="1", text_hash="1"))
    return records, hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_paragraphs_of_a_pdf_are_proven_from_its_source(tmp_path: Path) -> None:
    records, sha256 = _records(tmp_path, SAMPLE)
    document = records.document(sha256)
    long = [block for block in document.blocks if block.role == "paragraph" and block.end - block.start > 200]
    prover = Prover(records)
    for block in long:
        pages = document.page_at(block.start).number, document.page_at(block.end - 1).number
        proof = prover.prove(sha256, document.text[block.start : block.end], pages)
        assert (proof.pages[0], proof.pages[-1]) == pages
        assert proof.ocr_confidence is None
    assert len(long) > 10


def test_a_changed_word_or_a_wrong_page_is_refused(tmp_path: Path) -> None:
    records, sha256 = _records(tmp_path, SAMPLE)
    document = records.document(sha256)
    block = next(b for b in document.blocks if b.role == "paragraph" and b.end - b.start > 200)
    quote, page = document.text[block.start : block.start + 120].rstrip(), document.page_at(block.start).number
    prover = Prover(records)
    prover.prove(sha256, quote, (page, page))
    with pytest.raises(QuoteUnproven, match=r"hand-op-het-stuur\.pdf"):
        prover.prove(sha256, quote.replace("de ", "het ", 1), (page, page))
    with pytest.raises(QuoteUnproven):
        prover.prove(sha256, quote, (page + 1, page + 1))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "Een wijk is\nvan iedereen.\n\nOok van jou."),
        ("a.html", "<!doctype html><html><body><article><p>Een wijk is van <b>iedereen</b>. Dat geldt al jaren.</p>"
         "<p>Ook van jou, en van wie er later komt wonen.</p></article></body></html>"),
    ],
)  # fmt: skip
def test_files_without_pages_are_proven_too(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    records, sha256 = _records(tmp_path, path)
    prover = Prover(records)
    assert prover.prove(sha256, "Een wijk is van iedereen.", (1, 1)).pages == (1,)
    with pytest.raises(QuoteUnproven):
        prover.prove(sha256, "Een wijk is van niemand.", (1, 1))
