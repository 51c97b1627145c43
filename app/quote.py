"""A quote as it is shown: what it holds, what is hidden in it, where it begins and ends, and how it is called."""

import re

import msgspec

from corpus.covering import LEFT_OUT, NAMELESS, Covering
from ingest.speech.attribution import Manner
from ontology import iris

_BULLETS = "•▪■●○◦*-–—· \t"
_PAIRS = (("“", "”"), ("‘", "’"))


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose words are quoted."""

    name: str
    role: str | None = None
    affiliation: str | None = None


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that stands literally in its source, with all that a writer needs."""

    text: str
    before: str  # the sentences before it, as many as were asked
    after: str
    document: str  # sha256
    file: str
    title: str
    start: int  # offsets in the document's text
    end: int
    page: int  # PDF pages, from 1
    last_page: int
    printed_page: str | None
    last_printed_page: str | None
    speakers: tuple[Speaker, ...]  # nobody when it cannot be told
    manner: Manner
    speaker_confidence: float
    ocr_confidence: float | None  # where the text was recognised from a picture
    citation: str
    reference: str
    link: str
    score: float
    quotability: float
    repeats: tuple[str, ...]  # where nearly the same stands: file and page
    is_hidden: bool = False  # whether a name was left out


def hide(quote: Quote, covering: Covering) -> Quote:
    """The quote without the names that are hidden; a speaker keeps role and affiliation."""
    texts = {field: covering.short(getattr(quote, field)) for field in ("text", "before", "after")}
    speakers = tuple(_hidden(speaker, covering) for speaker in quote.speakers)
    changed = speakers != quote.speakers or any(getattr(quote, field) != text for field, text in texts.items())
    return msgspec.structs.replace(quote, **texts, speakers=speakers, is_hidden=changed)


def _hidden(speaker: Speaker, covering: Covering) -> Speaker:
    name, role, affiliation = (said and covering.short(said) for said in msgspec.structs.astuple(speaker))
    return Speaker(name=NAMELESS if LEFT_OUT in name else name, role=role, affiliation=affiliation)


def quote_link(sha256: str, quote: str, page: int) -> str:
    """The permanent name of a quote, with the page of the PDF on which it begins.

    >>> quote_link("ab" * 32, "Begin klein.", 3).endswith("#page=3")
    True
    """
    return f"{iris.said('quotation', sha256, quote)}#page={page}"


def trim(text: str) -> tuple[int, int]:
    """Where a sentence begins and ends without a bullet, or a quotation mark whose other half is elsewhere.

    >>> [text[slice(*trim(text))] for text in ("• Begin klein.", "Wij blijven.”", "“Ja”, zei zij.")]
    ['Begin klein.', 'Wij blijven.', '“Ja”, zei zij.']
    """
    start, end = len(text) - len(text.lstrip(_BULLETS)), len(text)
    for opening, closing in _PAIRS:
        body = text[start:end]
        if body.endswith(closing) and opening not in body:
            end -= 1
        elif (
            body.startswith(opening) and not body.rstrip(".").endswith(closing) and closing not in _letters_apart(body)
        ):
            start += 1
    return start, end


def _letters_apart(text: str) -> str:
    """The text without apostrophes within words, which look like closing marks."""
    return re.sub(r"\w[’']\w|\s[’']\w", " ", text)


def who_said(quote: Quote) -> str:
    """The speakers with role and affiliation, as one line; empty when nobody is known.

    >>> describe_speaker(Speaker(name="Lies Hendriks", role="Opbouwwerker", affiliation="Lente"))
    'Lies Hendriks (opbouwwerker, Lente)'
    """
    return " en ".join(map(describe_speaker, quote.speakers))


def describe_speaker(speaker: Speaker) -> str:
    """A speaker with role and affiliation where they are known."""
    role = speaker.role and (speaker.role if speaker.role[:2].isupper() else speaker.role[0].lower() + speaker.role[1:])
    known = ", ".join(part for part in (role, speaker.affiliation) if part)
    return f"{speaker.name} ({known})" if known else speaker.name
