"""How a user points at a quote: by its place in a file, or by words."""

import re

from app.library import Library
from app.quotations import QuoteDesk
from app.quote import Quote
from corpus.errors import QueryError
from search.quotes import Wanted

_PLACE = re.compile(r"(.+):(\d+)-(\d+)")


def find_place(library: Library, desk: QuoteDesk, place: str) -> Quote:
    """The quote at FILE:START-END (as `wijkgraaf quotes` shows it), or else the one that some words ask for.

    Raises:
        QueryError: no document has that name, or no sentence answers.
        QuoteUnproven: the words do not stand literally in the source file.
    """
    if match := _PLACE.fullmatch(place):
        for sha256 in library.records:
            document = desk.document(sha256)
            start, end = int(match[2]), int(match[3])
            if (document.file == match[1] or sha256.startswith(match[1])) and start < end <= len(document.text):
                return desk.at(sha256, start, end)
        raise QueryError(f"er is geen document '{match[1]}' met de tekens {match[2]}-{match[3]}")
    found = desk.find(Wanted(text=place), limit=1)
    if not found:
        raise QueryError(f"geen zin gevonden die lijkt op: {place}")
    return found[0]
