"""Which of the formats that we can write a client wants most."""

from collections.abc import Mapping, Sequence

from search.sparql import FORMATS

HTML = "text/html"

TABLES: Mapping[str, str] = {
    **{format_.media_type: name for name, format_ in FORMATS.items() if format_.solutions is not None},
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
"""For tables and yes or no: names of formats by media type, the preferred one first."""

GRAPHS: Mapping[str, str] = {
    "text/turtle": "turtle",
    **{format_.media_type: name for name, format_ in FORMATS.items() if format_.graph is not None},
    "application/x-turtle": "turtle",
    "application/json": "jsonld",
    "application/xml": "rdfxml",
    "text/plain": "ntriples",
}
"""For graphs."""


def best_match(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type that an Accept header prefers; of equals the first; None when it wants none of them.

    >>> best_match("text/html;q=0.5, text/*", ["text/turtle", "text/html"])
    'text/turtle'
    >>> best_match("", ["text/csv"]), best_match("image/png", ["text/csv"])
    ('text/csv', None)
    """
    ranges = [_media_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    scored = [(max((_score(wanted, q, media) for wanted, q in ranges), default=(0, 0.0)), media) for media in offered]
    qualities = [(score[1], media) for score, media in scored]
    best = max((quality for quality, _ in qualities), default=0.0)
    return next((media for quality, media in qualities if quality == best), None) if best > 0 else None


def _media_range(text: str) -> tuple[str, float]:
    media, *parameters = (part.strip().lower() for part in text.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return media, float(value)
            except ValueError:
                return media, 0.0
    return media, 1.0


def _score(wanted: str, quality: float, media: str) -> tuple[int, float]:
    """How specific a range is for a media type (0: it does not hold), and its quality; the most specific counts."""
    if wanted == media:
        return 3, quality
    if wanted == media.partition("/")[0] + "/*":
        return 2, quality
    return (1, quality) if wanted == "*/*" else (0, 0.0)
