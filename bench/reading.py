"""How fast the text of PDFs is read, against pdfplumber's `extract_text()` in the same run.

    python -m bench.reading FILE.pdf ...

Prints pages a second of both and their ratio, per file and over all. The text stage is all that happens from the file
to the blocks of a document: characters, lines, columns, paragraphs, headings, notes, text with offsets. Times are those
of the processor, the best of several runs, so that a busy machine disturbs them less.
"""

import argparse
import logging
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from ingest.pages import Engine
from ingest.pdf import open_pdf
from ingest.readers import read_pdf

RUNS = 3


def read_text(path: Path) -> int:
    """The text stage; returns the number of pages."""
    return len(read_pdf(path, Engine.PDFIUM).pages)


def plumb_text(path: Path) -> int:
    """The same pages through pdfplumber."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
        return len(pdf.pages)


def seconds_a_page(read: Callable[[Path], int], path: Path) -> float:
    """The best of a few runs."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        pages = read(path)
        best = min(best, (time.process_time() - start) / pages)
    return best


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    arguments = parser.parse_args()
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    ours = plumbers = 0.0
    print(f"{'file':50} {'pages':>5} {'text stage':>12} {'pdfplumber':>12} {'ratio':>6}")
    for path in arguments.files:
        with open_pdf(path) as pdf:
            pages = len(pdf)
        mine, theirs = seconds_a_page(read_text, path), seconds_a_page(plumb_text, path)
        ours, plumbers = ours + mine * pages, plumbers + theirs * pages
        print(f"{path.name[:50]:50} {pages:5} {1 / mine:8.0f} p/s {1 / theirs:8.1f} p/s {theirs / mine:5.1f}x")
    print(f"{'all':50} {'':5} {'':12} {'':12} {plumbers / ours:5.1f}x")


if __name__ == "__main__":
    main()
