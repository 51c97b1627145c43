"""The sample corpus: what is drawn and annotated is what is written."""

import csv
import doctest
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from corpus.catalogue import CATALOGUE, COLUMNS, read_catalogue
from corpus.sources import build_gold
from corpus.sources.build_gold import GOLD, KINDS, build_corpus, build_document, locate, read_rows
from corpus.sources.markup import plain_text
from corpus.sources.render import DOCUMENTS, catalogue_row, checksum
from corpus.sources.source import Source, SourceError, read_source, read_sources

SCORER = Path(__file__).parents[3] / "shared" / "gold" / "score.py"
FRONT = """+++
title = "De wijk"
authors = ["A. Schrijver"]
year = 2024
publisher = "Uitgever"
kind = "essay"
language = "nl"
layout = "book"
licence = "CC BY 4.0"
fiction = "Alles is verzonnen."
+++
"""
SOURCES = read_sources()


def letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def write_source(folder: Path, markdown: str, **rows: list[dict[str, object]]) -> Source:
    folder.mkdir()
    (folder / "document.md").write_text(FRONT + markdown, encoding="utf-8")
    for kind, found in rows.items():
        (folder / f"{kind}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    return read_source(folder)


def test_the_corpus_is_large_and_varied_enough() -> None:
    assert len(SOURCES) >= 12
    assert sum(len(plain_text(source).split()) for source in SOURCES) >= 15_000
    assert {source.kind for source in SOURCES} == {"interview", "essay", "casestudy", "report", "newsletter"}
    assert {"columns", "book", "newsletter", "webpage"} <= {source.layout for source in SOURCES}
    assert sum(source.scan for source in SOURCES) == 1


def test_the_catalogue_lists_every_source_as_it_is_now() -> None:
    with (DOCUMENTS / CATALOGUE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [tuple(row) for row in rows] == [COLUMNS] * len(SOURCES)
    assert rows == [catalogue_row(source) for source in SOURCES]
    known = read_catalogue(DOCUMENTS)
    assert [known[row["file"]].kind.value for row in rows] == [source.kind for source in SOURCES]
    assert [known[row["file"]].authors for row in rows] == [source.authors for source in SOURCES]
    assert sorted(path.name for path in DOCUMENTS.glob("*.pdf")) == [row["file"] for row in rows]


def test_no_pdf_is_older_than_its_source() -> None:
    lines = (DOCUMENTS / "SOURCES.sha256").read_text(encoding="utf-8").splitlines()
    assert lines == [f"{checksum(source)}  ../sources/{source.slug}/document.md" for source in SOURCES]


def test_the_documents_stay_small() -> None:
    assert sum(path.stat().st_size for path in DOCUMENTS.iterdir()) < 6_000_000


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.slug)
def test_the_pdf_says_what_the_source_says(source: Source) -> None:
    pdf = pdfium.PdfDocument(DOCUMENTS / f"{source.slug}.pdf")
    assert pdf.get_metadata_dict()["Title"] == source.title
    drawn = letters("".join(page.get_textpage().get_text_bounded() for page in pdf))
    pdf.close()
    if source.scan:
        assert drawn == ""
        return
    written = letters(plain_text(source))
    pieces = [written[i : i + 25] for i in range(0, len(written) - 25, 25)]
    # Pieces across a page break, a note mark or a column with a pull quote are interrupted.
    assert sum(piece in drawn for piece in pieces) > 0.9 * len(pieces)


@pytest.mark.parametrize("source", [s for s in SOURCES if s.fiction], ids=lambda source: source.slug)
def test_an_invented_document_says_so_itself(source: Source) -> None:
    assert "verzonnen" in source.fiction
    assert "verzonnen" in plain_text(source)


def test_the_gold_is_what_the_sources_give() -> None:
    files = build_corpus(SOURCES)
    committed = {str(path.relative_to(GOLD)) for path in GOLD.rglob("*") if path.is_file()}
    assert committed == set(files)
    for path, content in files.items():
        assert (GOLD / path).read_text(encoding="utf-8") == content, path


def gold_spans(slug: str) -> Iterator[tuple[str, int, int, str]]:
    for kind in KINDS[:-2]:
        for row in read_rows(GOLD / slug / f"{kind}.jsonl"):
            for span in row.get("relevant", [row]):
                first = "first_" if kind == "actors" else ""
                yield row.get("id") or row["qid"], span[f"{first}start"], span[f"{first}end"], span["quote"]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.slug)
def test_every_annotation_has_a_literal_quote(source: Source) -> None:
    text = (GOLD / "texts" / f"{source.slug}.txt").read_text(encoding="utf-8")
    spans = list(gold_spans(source.slug))
    assert len(spans) > 50
    assert [name for name, start, end, quote in spans if not quote or text[start:end] != quote] == []
    for kind in KINDS[:-1]:
        assert (GOLD / source.slug / f"{kind}.jsonl").exists(), kind


def test_plain_text_has_no_markup_notes_come_last_and_pull_quotes_are_left_out(tmp_path: Path) -> None:
    source = write_source(
        tmp_path / "wijk",
        "## Begin\n\nDe *wijk* is van ons.[^1]\n\n::: pullquote\nDe wijk is van ons\n:::\n\n"
        "| a | b |\n| - | - |\n| 1 | 2 |\n\n[^1]: Een noot.\n",
    )
    assert plain_text(source).split("\n\n") == [
        "De wijk",
        "A. Schrijver",
        "Begin",
        "De wijk is van ons.",
        "a\tb",
        "1\t2",
        "Een noot.\n",
    ]


def test_a_pull_quote_must_be_in_the_text(tmp_path: Path) -> None:
    source = write_source(tmp_path / "wijk", "Tekst.\n\n::: pullquote\nIets anders\n:::\n")
    with pytest.raises(SourceError, match="Iets anders"):
        plain_text(source)


def test_a_quote_must_be_found_once_or_be_numbered() -> None:
    text = "De wijk.\n\nDe wijkagent kent de wijk.\n"
    assert locate(text, "de wijk") == (28, 35)
    assert locate(text, "wijk", occurrence=2) == (31, 35)
    for quote, occurrence in (("de buurt", 0), ("wijk", 0), ("wijk", 3), ("wijk. De", 0), ("", 0)):
        with pytest.raises(SourceError):
            locate(text, quote, occurrence=occurrence)


def test_the_example_in_the_documentation_is_true() -> None:
    assert doctest.testmod(build_gold) == (0, 1)


def test_every_wrong_row_is_named(tmp_path: Path) -> None:
    row: dict[str, object] = {
        "id": "w-L01",
        "statement": "x",
        "case": None,
        "explicit": True,
        "grade": "A",
        "source_type": "essay",
    }
    changes = [{"quote": "Niet hier."}, {"id": "w-L02"}, {"id": "w-L03", "quote": "Wel hier.", "grade": "C"}]
    source = write_source(tmp_path / "wijk", "Wel hier.\n", lessons=[row | change for change in changes])
    with pytest.raises(SourceError) as error:
        build_document(source)
    assert [f"w-L0{i}" in line for i, line in enumerate(str(error.value).splitlines(), 1)] == [True] * 3


def perfect_export() -> Iterator[dict[str, object]]:
    kinds = {"cases": "case", "actors": "actor", "lessons": "lesson", "tensions": "tension"}
    for source in SOURCES:
        for kind, name in kinds.items():
            for row in read_rows(GOLD / source.slug / f"{kind}.jsonl"):
                yield {
                    "kind": name,
                    "label": row.get("label") or row.get("name") or row.get("statement"),
                    "aliases": row.get("aliases", []),
                    "type": row.get("type"),
                    "pole_a": row.get("pole_a") or "",
                    "pole_b": row.get("pole_b") or "",
                    "evidence": [{"document": f"{source.slug}.pdf", "quote": row["quote"]}],
                }


@pytest.mark.shared
@pytest.mark.skipif(not SCORER.exists(), reason="the shared scorer is not beside the checkout")
def test_the_scorer_reads_the_gold_and_finds_it_in_itself(tmp_path: Path) -> None:
    export = tmp_path / "export.jsonl"
    export.write_text("".join(json.dumps(row) + "\n" for row in perfect_export()), encoding="utf-8")
    options = ("--gold", GOLD, "--texts", GOLD / "texts", "--export", export, "--json")
    asked = [sys.executable, str(SCORER), *map(str, options)]
    report = json.loads(subprocess.run(asked, capture_output=True, check=True, text=True).stdout)
    perfect = dict.fromkeys(KINDS[:4], (1.0, 1.0))
    assert {kind: (figures["P"], figures["R"]) for kind, figures in report.items()} == perfect
