"""Reading measured on the shared corpus: each checkpoint phrase on its page and in order, each bad file as expected."""

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import DocumentEmpty, DocumentEncrypted, DocumentError, DocumentGarbled
from corpus.model import BlockRole, Document
from ingest.ocr import is_installed
from ingest.pages import Engine
from ingest.readers import read_document, text_hash
from ingest.worker import Limits, read_isolated

FOLDER = Path(__file__).parents[3] / "shared" / "corpus"
NOTHING: dict[str, Any] = {"good": [], "bad": []}
MANIFEST = json.loads((FOLDER / "manifest.json").read_text()) if FOLDER.exists() else NOTHING
LAYERED = [entry for entry in MANIFEST["good"] if "scan_of" not in entry]
SCANNED = [entry for entry in MANIFEST["good"] if "scan_of" in entry]
LIMITS = Limits(seconds=120, megabytes=3000)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FOLDER.exists(), reason="no shared test material beside the checkout"),
]


@cache
def document_of(file: str) -> Document:
    return read_document(FOLDER / file).document


def plain(text: str) -> str:
    """The text with hyphens and spaces written in one way: nothing else may differ."""
    return re.sub(r"\s+", "", re.sub(r"[\u2010\u2011-]", "", text))


def text_of_page(document: Document, number: int) -> str:
    """What stands on one page, in reading order."""
    ends = [run.start for run in document.runs[1:]] + [len(document.text)]
    return " ".join(
        document.text[run.start : end] for run, end in zip(document.runs, ends, strict=True) if run.page == number
    )


@pytest.mark.parametrize("entry", LAYERED, ids=lambda e: e["file"])
def test_each_phrase_stands_on_its_page(entry: dict[str, Any]) -> None:
    document = document_of(entry["file"])
    for check in entry["checkpoints"]:
        assert plain(check["phrase"]) in plain(text_of_page(document, check["page"]))


@pytest.mark.parametrize("entry", LAYERED, ids=lambda e: e["file"])
def test_phrases_follow_each_other(entry: dict[str, Any]) -> None:
    text = plain(document_of(entry["file"]).text)
    for pair in entry["reading_order"]:
        first, then = plain(pair["first"]), plain(pair["then"])
        assert then in text[text.index(first) + len(first) :][:400]


@pytest.mark.parametrize("entry", LAYERED, ids=lambda e: e["file"])
def test_printed_page_numbers(entry: dict[str, Any]) -> None:
    labels = {page.number: page.label for page in document_of(entry["file"]).pages}
    for number, label in entry.get("printed_pages", {}).items():
        assert labels[int(number)] == (None if label is None else str(label))


@pytest.mark.skipif(not is_installed(), reason="Tesseract with Dutch is not installed")
def test_nine_of_ten_phrases_are_recognised_on_scans() -> None:
    found = [
        plain(check["phrase"]) in plain(text_of_page(document_of(entry["file"]), check["page"]))
        for entry in SCANNED
        for check in entry["checkpoints"]
    ]
    assert sum(found) >= 0.9 * len(found)
    assert all(page.ocr_confidence for entry in SCANNED for page in document_of(entry["file"]).pages)


@pytest.mark.parametrize("entry", MANIFEST["good"], ids=lambda e: e["file"])
def test_titles_and_years(entry: dict[str, Any]) -> None:
    if "scan_of" in entry and not is_installed():
        pytest.skip("Tesseract with Dutch is not installed")
    metadata = document_of(entry["file"]).metadata
    words = set(re.findall(r"\w+", entry["title"].lower()))
    assert len(words & set(re.findall(r"\w+", metadata.title.lower()))) >= 0.5 * len(words)
    assert metadata.language == entry["language"]
    assert metadata.year == entry["year"] or "scan_of" in entry


def result_of(entry: dict[str, Any]) -> Document | DocumentError:
    path = FOLDER / entry["file"]
    ((_, result),) = read_isolated([path], LIMITS, workers=1)
    return result if isinstance(result, DocumentError) else result.document


@pytest.mark.parametrize("entry", MANIFEST["bad"], ids=lambda e: e["file"])
def test_bad_files_are_read_or_named(entry: dict[str, Any]) -> None:
    result, expect = result_of(entry), entry["expect"]
    if isinstance(result, DocumentError):
        assert expect in {"reject", "reject_or_partial", "read_or_reject", "password", "no_text", "garbled"}
        assert Path(entry["file"]).name in str(result)
        assert {"password": DocumentEncrypted, "no_text": DocumentEmpty, "garbled": DocumentGarbled}.get(
            expect, DocumentError
        ) in type(result).__mro__
    else:
        assert expect in {"read", "read_or_reject", "reject_or_partial", "duplicate", "other_language", "garbled"}
        assert result.text.strip()
        assert expect != "garbled" or result.warnings
        assert result.metadata.language == entry.get("language", "nl")
        for check in entry.get("checkpoints", []):
            assert plain(check["phrase"]) in plain(text_of_page(result, check["page"]))


def test_the_same_text_in_other_bytes_has_the_same_fingerprint() -> None:
    hashes = {text_hash(document_of(f"bad/dubbel-{name}.pdf")) for name in ("eerste", "tweede", "andere-bytes")}
    assert len(hashes) == 1


def test_what_breaks_one_engine_is_read_by_the_other() -> None:
    reading = read_document(FOLDER / "bad" / "recursieve-xobjecten.pdf", engine=Engine.PDFPLUMBER)
    assert reading.document.text


@pytest.mark.parametrize("entry", LAYERED, ids=lambda e: e["file"])
def test_every_word_has_its_place(entry: dict[str, Any]) -> None:
    reading = read_document(FOLDER / entry["file"])
    text, words = reading.document.text, reading.words
    assert all(a.end <= b.start for a, b in pairwise(words))
    assert "".join(text[w.start : w.end] for w in words) == re.sub(r"\s", "", text)
    sizes = {page.number: page for page in reading.document.pages}
    assert all(-1 <= w.box.x0 < w.box.x1 <= sizes[w.page].width + 1 for w in words)
    assert all(block.role != BlockRole.HEADING or block.level > 0 for block in reading.document.blocks)
