"""Quotes as a writer gets them: found, proven from the source file, given to who says them, and cited."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from app.forget import PROOF_FOLDER, hidden_names
from app.library import Library
from corpus.errors import QuoteUnproven
from corpus.model import Metadata
from corpus.privacy import COVER, Hide, Privacy, initials, name_parts
from ingest.marks import Mark, find_marks
from ingest.proof import Proof, Prover
from ingest.speech.attribution import Attribution, Manner, Speakers
from ontology import iris
from search.citations import Citation, Cited, cite_all, cite_each
from search.quotes import FoundSentence, Stretch, Wanted, find_sentences
from search.sentences import text_of, whole_sentences

_BULLETS = "•▪■●○◦*-–—· \t"
_PAIRS = (("“", "”"), ("‘", "’"))
LEFT_OUT = "[…]"
_MORE = 3  # times as many sentences are looked at as are shown: some may not be proven


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose words are quoted."""

    name: str
    role: str | None = None
    affiliation: str | None = None


class ShownQuote(msgspec.Struct, frozen=True, kw_only=True):
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


class QuoteDesk:
    """Finds, proves and describes quotes of one library; remembers what it has read."""

    def __init__(self, library: Library, style: str = "apa") -> None:
        """Cite in a style of the Citation Style Language."""
        self.library, self._style = library, style
        self._privacy = Privacy(library.folder)
        self._prover = Prover(library.records, library.folder / PROOF_FOLDER)
        self.refused: list[QuoteUnproven] = []
        self.document = lru_cache(maxsize=64)(library.records.document)
        self._passages = lru_cache(maxsize=64)(library.records.passages)
        self.speakers = lru_cache(maxsize=256)(self._read_speakers)

    def find(
        self, wanted: Wanted, *, speaker: str | None = None, limit: int = 10, context: int = 0
    ) -> list[ShownQuote]:
        """The quotes that answer best, best first; what cannot be proven is in `refused` and is not shown."""
        if speaker:
            wanted = msgspec.structs.replace(wanted, stretches=tuple(self._said_by(speaker)))
        found = find_sentences(self.library.index, self.library.embedder, wanted, limit=limit * _MORE)
        shown: list[ShownQuote] = []
        for sentence in found:
            quote = self._shown(sentence, context)
            if quote is not None and (speaker is None or _is_by(quote, speaker)):
                shown.append(quote)
            if len(shown) == limit:
                break
        return self._cited(shown, cite_each)

    def at(self, sha256: str, start: int, end: int, *, context: int = 0) -> ShownQuote:
        """The quote at a place in a document.

        Raises:
            QuoteUnproven: the words do not stand literally in the source file.
        """
        return self.at_all([(sha256, start, end)], context=context)[0]

    def prove(self, sha256: str, start: int, end: int) -> Proof:
        """The proof that a stretch of a document stands literally in its source, on the pages that we say.

        Raises:
            QuoteUnproven: it does not.
        """
        document = self.document(sha256)
        pages = document.page_at(start).number, document.page_at(end - 1).number
        return self._prover.prove(sha256, document.text[start:end], pages)

    def at_all(self, places: Sequence[Stretch], *, context: int = 0) -> list[ShownQuote]:
        """The quotes at places in documents, cited as in one text."""
        return self._cited([self._described(*place, context) for place in places], cite_all)

    def _shown(self, found: FoundSentence, context: int) -> ShownQuote | None:
        passage, sentence = found.hit.passage, found.sentence
        text = text_of(passage, sentence)
        first, last = trim(text)
        try:
            quote = self._described(passage.document, sentence.start + first, sentence.start + last, context)
        except QuoteUnproven as error:
            self.refused.append(error)
            return None
        return msgspec.structs.replace(
            quote,
            score=found.score,
            quotability=found.quotability,
            repeats=tuple(f"{r.hit.file}, PDF-p. {r.sentence.page}" for r in found.repeats),
        )

    def _described(self, sha256: str, start: int, end: int, context: int) -> ShownQuote:
        document = self.document(sha256)
        first, last = document.page_at(start), document.page_at(end - 1)
        text = document.text[start:end]
        proof = self.prove(sha256, start, end)
        said = self.speakers(sha256).at(start, end)
        before, after = self._around(sha256, start, end, context)
        return ShownQuote(
            text=" ".join(text.split()),
            before=before,
            after=after,
            document=sha256,
            file=document.file,
            title=document.metadata.title,
            start=start,
            end=end,
            page=first.number,
            last_page=last.number,
            printed_page=first.label,
            last_printed_page=last.label,
            speakers=tuple(Speaker(name=p.name, role=p.role, affiliation=p.affiliation) for p in said.people),
            manner=said.manner,
            speaker_confidence=said.confidence,
            ocr_confidence=proof.ocr_confidence,
            citation="",
            reference="",
            link=quote_link(sha256, text, first.number),
            score=0.0,
            quotability=0.0,
            repeats=(),
        )

    def _cited(self, quotes: Sequence[ShownQuote], cite: Callable[..., list[Citation]]) -> list[ShownQuote]:
        asked = [
            Cited(self.metadata(q.document), q.page, q.last_page, q.printed_page, q.last_printed_page) for q in quotes
        ]
        citations = cite(asked, style=self._style)
        cited = [
            msgspec.structs.replace(quote, citation=citation.short, reference=citation.reference)
            for quote, citation in zip(quotes, citations, strict=True)
        ]
        return [hide(quote, self.hidden(quote.document)) for quote in cited]

    def metadata(self, sha256: str) -> Metadata:
        """What a citation may tell of a document."""
        metadata, hidden = self.document(sha256).metadata, self.hidden(sha256)
        return msgspec.structs.replace(
            metadata,
            title=replace_names(metadata.title, hidden),
            authors=tuple(replace_names(name, hidden) for name in metadata.authors),
        )

    def hidden(self, sha256: str) -> dict[str, str]:
        """What is shown in place of each name in a document that a rule hides."""
        if self._privacy.is_empty:
            return {}
        document = self.document(sha256)
        rules = hidden_names(document, self._privacy)
        if everybody := self._privacy.everybody(sha256):
            names = {*self.speakers(sha256).names, *document.metadata.authors}
            rules = {name: everybody for full in names for name in (full, *name_parts(full))} | rules
        return {name: initials(name) if way is Hide.INITIALS else LEFT_OUT for name, way in rules.items()}

    def hidden_marks(self, sha256: str) -> list[Mark]:
        """Where hidden names stand on the pages."""
        document, words = self.document(sha256), self.library.records.words(sha256)
        names = self.hidden(sha256)
        spans = [m.span() for name in names for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", document.text)]
        spans += [m.span() for m in re.finditer(f"{COVER}+", document.text)]
        return [mark for start, end in spans for mark in find_marks(words, start, end)]

    def _around(self, sha256: str, start: int, end: int, count: int) -> tuple[str, str]:
        """Whole sentences before and after a quote, within the running text."""
        if not count:
            return "", ""
        sentences = [s for passage in self._passages(sha256) for s in whole_sentences(passage)]
        before = [s for s in sentences if s.end <= start][-count:]
        after = [s for s in sentences if s.start >= end][:count]
        text = self.document(sha256).text
        return " ".join(text[s.start : s.end] for s in before), " ".join(text[s.start : s.end] for s in after)

    def _said_by(self, name: str) -> Iterator[Stretch]:
        """What somebody says in any document, and all documents that he or she wrote."""
        wanted = name.casefold().split()[-1]
        for sha256 in self.library.records:
            document = self.document(sha256)
            if any(wanted in author.casefold() for author in document.metadata.authors):
                yield sha256, 0, len(document.text)
            elif wanted in document.text.casefold():
                yield from ((sha256, s.start, s.end) for s in self.speakers(sha256).attributions if _names(s, name))

    def _read_speakers(self, sha256: str) -> Speakers:
        return Speakers(self.document(sha256), self.library.records.mentions(sha256))


def hide(quote: ShownQuote, hidden: Mapping[str, str]) -> ShownQuote:
    """The quote without the names that are hidden; a speaker keeps role and affiliation."""
    texts = {field: replace_names(getattr(quote, field), hidden) for field in ("text", "before", "after", "title")}
    speakers = tuple(
        msgspec.structs.replace(speaker, name=replace_names(speaker.name, hidden)) for speaker in quote.speakers
    )
    changed = speakers != quote.speakers or any(getattr(quote, field) != text for field, text in texts.items())
    return msgspec.structs.replace(quote, **texts, speakers=speakers, is_hidden=changed)


def replace_names(text: str, hidden: Mapping[str, str]) -> str:
    """The text with what is shown in place of each hidden name, longest names first.

    >>> replace_names("Zegt Lies Hendriks, en ███.", {"Lies Hendriks": "L.H."})
    'Zegt L.H., en […].'
    """
    for name in sorted(hidden, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", hidden[name], text)
    return re.sub(rf"{COVER}+(?:[\s-]{COVER}+)*", LEFT_OUT, text)


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


def who_said(quote: ShownQuote) -> str:
    """The speakers with role and affiliation, as one line; empty when nobody is known.

    >>> from app.quotations import Speaker
    >>> describe_speaker(Speaker(name="Lies Hendriks", role="opbouwwerker", affiliation="Lente"))
    'Lies Hendriks (opbouwwerker, Lente)'
    """
    return " en ".join(map(describe_speaker, quote.speakers))


def describe_speaker(speaker: Speaker) -> str:
    """A speaker with role and affiliation where they are known."""
    known = ", ".join(part for part in (speaker.role, speaker.affiliation) if part)
    return f"{speaker.name} ({known})" if known else speaker.name


def _names(said: Attribution, name: str) -> bool:
    return any(_same(person.name, name) for person in said.people)


def _is_by(quote: ShownQuote, name: str) -> bool:
    return any(_same(speaker.name, name) for speaker in quote.speakers)


def _same(name: str, asked: str) -> bool:
    """Whether all words that are asked stand in the name."""
    words = name.casefold().replace("-", " ").split()
    return all(word in words for word in asked.casefold().replace("-", " ").split())
