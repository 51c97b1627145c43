"""A basket: quotes that a writer keeps, a line of JSON each, until they go into a text."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from app.quotations import QuoteDesk
from app.quote import Quote
from corpus.errors import QueryError


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A quote in a basket: where it stands, and its words to know it by."""

    document: str  # sha256
    file: str
    start: int  # offsets in the document's text
    end: int
    text: str


def add_to_basket(basket: Path, quotes: Sequence[Quote]) -> int:
    """Add quotes that are not in the basket yet; tells how many."""
    there = {(kept.document, kept.start, kept.end) for kept in read_basket(basket)} if basket.is_file() else set()
    new = [quote for quote in quotes if (quote.document, quote.start, quote.end) not in there]
    with basket.open("ab") as file:
        for q in new:
            kept = Kept(document=q.document, file=q.file, start=q.start, end=q.end, text=q.text)
            file.write(msgspec.json.encode(kept) + b"\n")
    return len(new)


def read_basket(basket: Path) -> list[Kept]:
    """The quotes in a basket.

    Raises:
        QueryError: a line is not a quote.
    """
    try:
        return [msgspec.json.decode(line, type=Kept) for line in basket.read_bytes().splitlines() if line.strip()]
    except msgspec.DecodeError as error:
        raise QueryError(f"{basket}: een regel is geen citaat ({error})") from error


def take_from_basket(basket: Path, desk: QuoteDesk) -> list[Quote]:
    """The quotes of a basket, proven anew.

    Raises:
        QueryError: the text of a document changed since a quote was kept.
        QuoteUnproven: the words do not stand literally in the source file.
    """
    quotes = []
    for kept in read_basket(basket):
        text = desk.document(kept.document).text[kept.start : kept.end]
        if " ".join(text.split()) != kept.text:
            raise QueryError(
                f"{kept.file}: de tekst is veranderd sinds dit citaat in de mand kwam: “{kept.text[:50]}…”"
            )
        quotes.append((kept.document, kept.start, kept.end))
    return desk.at_all(quotes)
