"""Quotes as a writer gets them: found, proven from the source file, given to who says them, and cited."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import msgspec

from app.library import Library
from app.quote import Quote, Speaker, hide, quote_link, trim
from corpus.covering import LEFT_OUT, NAMELESS, Covering
from corpus.errors import QuoteUnproven
from corpus.model import Metadata
from ingest.proof import Proof, Prover
from ingest.speech.attribution import Attribution, Manner, Speakers
from search.citations import Citation, Cited, cite_all, cite_each
from search.quotes import FoundSentence, Stretch, Wanted, find_sentences
from search.sentences import text_of, whole_sentences

PROOF_FOLDER = "proof"
"""Where a library keeps what was recognised in pictures to prove quotes."""
_MORE = 3  # times as many sentences are looked at as are shown: some may not be proven


class QuoteDesk:
    """Finds, proves and describes quotes of one library; remembers what it has read."""

    def __init__(self, library: Library, style: str = "apa") -> None:
        """Cite in a style of the Citation Style Language."""
        self.library, self._style = library, style
        self._prover = Prover(library.originals, library.folder / PROOF_FOLDER)
        self.refused: list[QuoteUnproven] = []
        self.document = lru_cache(maxsize=64)(library.records.document)  # as it may be shown
        self._original = lru_cache(maxsize=64)(library.originals.document)
        self._passages = lru_cache(maxsize=64)(library.records.passages)
        self.speakers = lru_cache(maxsize=256)(self._read_speakers)
        self._decided = lru_cache(maxsize=256)(self._read_decided)

    def find(self, wanted: Wanted, *, speaker: str | None = None, limit: int = 10, context: int = 0) -> list[Quote]:
        """The quotes that answer best, best first; what cannot be proven is in `refused` and is not shown."""
        if speaker:
            wanted = msgspec.structs.replace(wanted, stretches=tuple(self._said_by(speaker)))
        found = find_sentences(self.library.index, self.library.embedder, wanted, limit=limit * _MORE)
        shown: list[Quote] = []
        for sentence in found:
            quote = self._shown(sentence, context)
            if quote is not None and (speaker is None or _is_by(quote, speaker)):
                shown.append(quote)
            if len(shown) == limit:
                break
        return self._cited(shown, cite_each)

    def at(self, sha256: str, start: int, end: int, *, context: int = 0) -> Quote:
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
        document = self._original(sha256)
        pages, quote = (document.page_at(start).number, document.page_at(end - 1).number), document.text[start:end]
        try:
            return self._prover.prove(sha256, quote, pages)
        except QuoteUnproven:
            told = self.library.records.covering(sha256).short(quote)
            raise QuoteUnproven(self.document(sha256).file, told) from None

    def at_all(self, places: Sequence[Stretch], *, context: int = 0) -> list[Quote]:
        """The quotes at places in documents, cited as in one text."""
        return self._cited([self._described(*place, context) for place in places], cite_all)

    def _shown(self, found: FoundSentence, context: int) -> Quote | None:
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

    def _described(self, sha256: str, start: int, end: int, context: int) -> Quote:
        document, text = self.document(sha256), self._original(sha256).text
        first, last = document.page_at(start), document.page_at(end - 1)
        proof = self.prove(sha256, start, end)
        said = self._said(sha256, start, end)
        before, after = self._around(sha256, start, end, context)
        quote = Quote(
            text=" ".join(text[start:end].split()),
            before=before,
            after=after,
            document=sha256,
            file=document.file,
            title=self.metadata(sha256).title,
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
            link=quote_link(sha256, document.text[start:end], first.number),
            score=0.0,
            quotability=0.0,
            repeats=(),
        )
        return hide(quote, self.library.records.covering(sha256))

    def _cited(self, quotes: Sequence[Quote], cite: Callable[..., list[Citation]]) -> list[Quote]:
        asked = [
            Cited(self.metadata(q.document), q.page, q.last_page, q.printed_page, q.last_printed_page) for q in quotes
        ]
        citations = cite(asked, style=self._style)
        return [
            msgspec.structs.replace(quote, citation=citation.short, reference=citation.reference)
            for quote, citation in zip(quotes, citations, strict=True)
        ]

    def metadata(self, sha256: str) -> Metadata:
        """What a citation may tell of a document."""
        about, short = self._original(sha256).metadata, self.library.records.covering(sha256).short
        authors = tuple(NAMELESS if LEFT_OUT in short(author) else short(author) for author in about.authors)
        told = {name: short(said) for name in ("title", "publisher", "source") if (said := getattr(about, name))}
        return msgspec.structs.replace(self.document(sha256).metadata, **told, authors=authors)

    def _around(self, sha256: str, start: int, end: int, count: int) -> tuple[str, str]:
        """Whole sentences before and after a quote, within the running text."""
        if not count:
            return "", ""
        sentences = [s for passage in self._passages(sha256) for s in whole_sentences(passage)]
        before = [s for s in sentences if s.end <= start][-count:]
        after = [s for s in sentences if s.start >= end][:count]
        text = self._original(sha256).text
        return " ".join(text[s.start : s.end] for s in before), " ".join(text[s.start : s.end] for s in after)

    def _said_by(self, name: str) -> Iterator[Stretch]:
        """What somebody says in any document, and all documents that he or she wrote."""
        wanted = name.casefold().split()[-1]
        for sha256 in self.library.records:
            document, covering = self._original(sha256), self.library.records.covering(sha256)
            if any(wanted in author.casefold() for author in self.metadata(sha256).authors):
                yield sha256, 0, len(document.text)
            elif covering or self._decided(sha256) or wanted in document.text.casefold():
                said = [*self.speakers(sha256).attributions, *self._decided(sha256)]
                yield from ((sha256, s.start, s.end) for s in said if _names(s, name, covering))

    def _said(self, sha256: str, start: int, end: int) -> Attribution:
        """Whose words these are: as somebody decided, else as the document tells."""
        said = self.speakers(sha256).at(start, end)
        for decided in self._decided(sha256):
            if 2 * (min(end, decided.end) - max(start, decided.start)) > end - start:
                return decided
        return said

    def _read_decided(self, sha256: str) -> list[Attribution]:
        """What people decided on who says what, the newest first."""
        from kg.decisions import Verb
        from kg.replay import find_words

        document, people = self._original(sha256), self.speakers(sha256)
        found = [
            (span, decision.value)
            for decision in reversed(self.library.decisions.about(sha256))
            if decision.verb is Verb.ATTRIBUTE and (span := find_words(document, decision))
        ]
        return [
            Attribution(
                start=start,
                end=end,
                manner=Manner.DIRECT,
                people=(people.describe(name),) if name else (),
                confidence=1.0,
            )
            for (start, end), name in found
        ]

    def _read_speakers(self, sha256: str) -> Speakers:
        return Speakers(self._original(sha256), self.library.originals.mentions(sha256))


def _names(said: Attribution, name: str, covering: Covering) -> bool:
    """Whether a speaker goes by this name; who is hidden goes by initials at most."""
    return any(_same(covering.short(person.name), name) for person in said.people)


def _is_by(quote: Quote, name: str) -> bool:
    return any(_same(speaker.name, name) for speaker in quote.speakers)


def _same(name: str, asked: str) -> bool:
    """Whether all words that are asked stand in the name."""
    words = name.casefold().replace("-", " ").split()
    return all(word in words for word in asked.casefold().replace("-", " ").split())
