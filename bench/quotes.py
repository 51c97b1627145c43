"""Measure quotes: proofs, pages, speakers, marks, half-remembered requests.

    python -m bench.quotes --library FOLDER --gold GOLD [--manifest MANIFEST] [--requests FILE]

FOLDER holds the documents that GOLD annotates. MANIFEST tells pages and printed pages of phrases. Each figure has its
bar beside it; what is below ends with exit code 1.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.library import Library
from app.quotations import QuoteDesk
from app.settings import Settings
from corpus.errors import QuoteUnproven
from corpus.model import Document
from ingest.marks import find_marks
from search.quotes import Wanted
from search.sentences import whole_sentences

FEWEST_WORDS = 3
ARTICLE = re.compile(r"^(?:de|het|een) ")


def main() -> int:
    """Measure all that the arguments allow."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--library", type=Path, required=True)
    ask.add_argument("--gold", type=Path, required=True)
    ask.add_argument("--manifest", type=Path)
    ask.add_argument("--requests", type=Path)
    args = ask.parse_args()
    library = Library(args.library, Settings(library=str(args.library)))
    desk = QuoteDesk(library)
    below = _tell("sentences that are proven", 0.97, measure_proofs(library, desk))
    below += _tell("speaker of gold quotes", 0.90, measure_speakers(library, desk, args.gold))
    below += _tell("words of gold quotes under marks", 0.95, measure_marks(library, args.gold))
    if args.manifest:
        pages, printed = measure_pages(library, args.manifest)
        below += _tell("page", 0.995, pages) + _tell("printed page", 0.98, printed)
    if args.requests:
        below += _tell("half-remembered, in the first three", 0.90, measure_requests(desk, args.requests))
    return int(below > 0)


def measure_proofs(library: Library, desk: QuoteDesk) -> list[bool]:
    """Whether each sentence of a few words is proven; what is not is never shown."""
    proven = []
    for sha256 in library.records:
        for passage in library.records.passages(sha256):
            for sentence in whole_sentences(passage):
                if (
                    len(passage.text[sentence.start - passage.start : sentence.end - passage.start].split())
                    >= FEWEST_WORDS
                ):
                    try:
                        desk.prove(sha256, sentence.start, sentence.end)
                        proven.append(True)
                    except QuoteUnproven:
                        proven.append(False)
    return proven


def measure_speakers(library: Library, desk: QuoteDesk, gold: Path) -> list[bool]:
    """Whether each gold quote that has a speaker is given to him or her."""
    right = []
    for sha256, document, quote, (start, end) in gold_quotes(library, gold):
        if not quote["speaker"]:
            continue
        names = [ARTICLE.sub("", person.name.casefold()) for person in desk.speakers(sha256).at(start, end).people]
        wanted = [ARTICLE.sub("", name.casefold()) for name in re.split(r" en | & ", quote["speaker"])]
        institution = quote["speaker"] == document.metadata.publisher and not names
        right.append(institution or any(n in w or w in n for n in names for w in wanted))
    return right


def measure_marks(library: Library, gold: Path) -> list[bool]:
    """Of the words in a gold quote or under its marks: whether they are both."""
    right = []
    for sha256, _, _, (start, end) in gold_quotes(library, gold):
        words = library.records.words(sha256)
        marks = find_marks(words, start, end)
        pages = {mark.page for mark in marks}
        for word in words:
            if word.page in pages:
                x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
                under = any(
                    m.page == word.page and m.box.x0 <= x <= m.box.x1 and m.box.top <= y <= m.box.bottom for m in marks
                )
                inside = word.start < end and word.end > start
                if inside or under:
                    right.append(inside == under)
    return right


def measure_pages(library: Library, manifest: Path) -> tuple[list[bool], list[bool]]:
    """Whether each phrase of the manifest stands on its page, and whether that page has its printed number."""
    known = {row["file"]: row for row in json.loads(manifest.read_text(encoding="utf-8"))["good"]}
    pages, printed = [], []
    for sha256 in library.records:
        document = library.records.document(sha256)
        row = known.get(document.file, {})
        for point in row.get("checkpoints", ()):
            span = find_letters(document, point["phrase"])
            if span is not None:
                pages.append(document.page_at(span[0]).number == point["page"])
        for number, label in row.get("printed_pages", {}).items():
            if label is not None:
                printed.append(document.pages[int(number) - 1].label == str(label))
    return pages, printed


def measure_requests(desk: QuoteDesk, requests: Path) -> list[bool]:
    """Whether the sentence that somebody half remembers is among the first three."""
    right = []
    for line in requests.read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        wanted = letters(asked["quote"])
        found = [letters(quote.text) for quote in desk.find(Wanted(text=asked["query"]), limit=3)]
        right.append(any(wanted in text or text in wanted for text in found))
        if not right[-1]:
            print(f"  missed: {asked['query']}")
    return right


def gold_quotes(library: Library, gold: Path) -> Iterator[tuple[str, Document, dict[str, Any], tuple[int, int]]]:
    """The gold quotes that are in the library: sha256, document, row, and where the quote stands."""
    names = json.loads((gold / "texts" / "documents.json").read_text(encoding="utf-8"))
    for sha256 in library.records:
        document = library.records.document(sha256)
        path = gold / Path(names.get(document.file, "-")).stem / "quotes.jsonl"
        if not path.is_file() or document.pages[0].ocr_confidence is not None:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            quote = json.loads(line)
            span = find_letters(document, quote.get("quote_clean") or quote["quote"])
            if span is not None:
                yield sha256, document, quote, span


def find_letters(document: Document, phrase: str) -> tuple[int, int] | None:
    """Where a phrase stands, whatever its spaces and punctuation."""
    places = [(i, c.lower()) for i, c in enumerate(document.text) if c.isalnum()]
    wanted = letters(phrase)
    at = "".join(c for _, c in places).find(wanted)
    return (places[at][0], places[at + len(wanted) - 1][0] + 1) if at >= 0 and wanted else None


def letters(text: str) -> str:
    """The letters and figures of a text, in lower case."""
    return "".join(c.lower() for c in text if c.isalnum())


def _tell(what: str, bar: float, right: list[bool]) -> int:
    if not right:
        return 0
    share = sum(right) / len(right)
    print(f"{what:40}{share:7.1%} of {len(right):5}  (bar {bar:.1%})" + ("  BELOW" if share < bar else ""), flush=True)
    return int(share < bar)


if __name__ == "__main__":
    sys.exit(main())
