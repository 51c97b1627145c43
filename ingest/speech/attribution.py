"""Who says the words at a place in a document, and how sure that is."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cached_property

import msgspec

from corpus.model import ActorMention, ActorType, AnyMention, Block, BlockRole, Document
from ingest.speech.layout import guest_of, is_interview, is_question, reading_order
from ingest.speech.people import People, Person
from ingest.speech.quoted import Quoted, find_quoted, without_quoted
from ingest.speech.sections import signed_sections
from ingest.speech.tags import Tag, subject_before, tag_after, tag_before

_FEWEST_WORDS = 4  # fewer words between marks are a saying or irony, unless somebody is said to say them
_MARKS = " .,\"'“”„‘’«»"
_LEAST_SHARE = 0.3  # of a sentence that is said, for the whole of it to be somebody's: the rest says who says it


class Manner(StrEnum):
    """How words come to stand in a document."""

    DIRECT = "direct"  # between quotation marks
    ANSWER = "answer"  # in an interview
    SIGNED = "signed"  # a section or block under a name
    WRITTEN = "written"  # by the document's authors
    UNKNOWN = "unknown"


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """Whose words stand in a stretch of a document."""

    start: int
    end: int
    manner: Manner
    people: tuple[Person, ...]  # nobody when it cannot be told
    confidence: float
    depth: int = 1  # 2: a quote within somebody's words


class Speakers:
    """Whose words a document holds."""

    def __init__(self, document: Document, mentions: Iterable[AnyMention] = ()) -> None:
        """Read the document; persons among the mentions count as sure."""
        self._document = document
        known = [
            Person(m.name, m.role, m.affiliation)
            for m in mentions
            if isinstance(m, ActorMention) and m.type is ActorType.PERSON
        ]
        known += [Person(name) for name in document.metadata.authors]
        self._people = People(f"{document.metadata.title}\n\n{document.text}", known)
        self._guest = guest_of(document, self._people) if is_interview(document) else None

    @property
    def names(self) -> list[str]:
        """All people whom the document names in full."""
        return self._people.names

    def describe(self, name: str) -> Person:
        """Somebody with role and affiliation, where the document gives them."""
        return self._people.describe(name)

    def at(self, start: int, end: int) -> Attribution:
        """Whose words the stretch from `start` to `end` are: those who say most of it."""
        shares: dict[tuple[Person, ...], int] = {}
        found: dict[tuple[Person, ...], Attribution] = {}
        section: Attribution | None = None
        for stretch in self.attributions:  # the innermost last
            if stretch.end <= start or stretch.start >= end:
                continue
            shared = min(end, stretch.end) - max(start, stretch.start)
            whole = shared == end - start
            if stretch.depth == 0:
                section = stretch if whole else section
            else:
                shares[stretch.people] = shares.get(stretch.people, 0) + shared + whole * stretch.depth
                found[stretch.people] = stretch
        said = [people for people, share in shares.items() if share >= _LEAST_SHARE * (end - start)]
        most = max(said, key=lambda people: shares[people], default=())
        if said and not most and found[most].depth == 1:  # words between marks that nobody is given
            most = next((people for people in said if people), ())
            if not most and section is not None:
                return section
        return found[most] if said else section or self._written(start, end)

    def _written(self, start: int, end: int) -> Attribution:
        authors = tuple(Person(name) for name in self._document.metadata.authors)
        manner = Manner.WRITTEN if authors else Manner.UNKNOWN
        return Attribution(start=start, end=end, manner=manner, people=authors, confidence=0.7 if authors else 0.0)

    @cached_property
    def attributions(self) -> list[Attribution]:
        """All stretches that are somebody's words, signed sections first, quotes within quotes last."""
        signed = [
            Attribution(
                start=section.start,
                end=section.end,
                manner=Manner.SIGNED,
                people=tuple(self._people.describe(name) for name in section.names),
                confidence=0.75,
                depth=0,
            )
            for section in signed_sections(self._document, self._people)
        ]
        return [*signed, *_Reader(self._document, self._people, self._guest).read()]


class _Reader:
    """Reads a document from top to bottom and remembers who spoke last."""

    def __init__(self, document: Document, people: People, guest: str | None) -> None:
        self._document, self._people, self._guest = document, people, guest
        self._blocks = reading_order(document)
        self._last: str | None = None
        self._carried = ""  # the mark of a speech that the paragraph before left open
        self._introduction: Block | None = None  # the paragraph before, where it ends in a colon
        self._answering = False
        self._quoted_answers = _quoted_answers(document, self._blocks)

    def read(self) -> list[Attribution]:
        found: list[Attribution] = []
        for block in self._blocks:
            if is_question(self._document, block):
                self._answering, self._carried = True, ""
            elif block.role is BlockRole.HEADING:
                self._answering, self._carried, self._last = False, "", None
            else:
                found += self._read_block(block)
            self._introduction = block if self._document.text[block.start : block.end].endswith(":") else None
        return found

    def _read_block(self, block: Block) -> list[Attribution]:
        text = self._document.text[block.start : block.end]
        own = self._transcript(block, text)
        if own is not None:
            return own
        spoken = self._speech(block, text)
        if self._answering and self._guest and not self._quoted_answers:
            answer = self._of((block.start, block.end), Manner.ANSWER, Tag(self._guest, 0.8))
            return [answer, *(msgspec.structs.replace(quote, depth=quote.depth + 1) for quote in spoken)]
        return spoken

    def _transcript(self, block: Block, text: str) -> list[Attribution] | None:
        """The words after "X:" that opens a paragraph and has no quotation marks."""
        name, colon, rest = text.partition(":")
        if not colon or len(name.split()) > 5 or not rest.strip() or rest.strip()[0] in '“‘"':
            return None
        person = self._people.resolve(name.strip(), at=block.start)
        if person is None:
            return None
        self._last = person
        return [self._of((block.start + len(name) + 1, block.end), Manner.ANSWER, Tag(person, 0.9))]

    def _speech(self, block: Block, text: str) -> list[Attribution]:
        mark, self._carried = self._carried, ""
        goes_on = bool(mark) and not text.startswith(mark)
        quotes = find_quoted(mark + text) if goes_on else find_quoted(text)
        if goes_on:
            quotes = [q._replace(start=max(0, q.start - 1), end=q.end - 1) for q in quotes]
        found: list[Attribution] = []
        speaker: str | None = None  # of the last speech in this paragraph
        end = 0
        for quote in quotes:
            if quote.depth == 1:
                known = self._last if goes_on and quote is quotes[0] else speaker
                tag = self._tag(block, text, quote, (end, known))
                end = quote.end + 1
                if tag is None:
                    continue
                speaker = tag.name
                self._last = speaker or self._last
                if not quote.closed:
                    self._carried = text[quote.start - 1] if quote.start else mark
            else:
                tag = tag_before(text[max(0, quote.start - 120) : quote.start - 1], block.start, self._people)
                tag = Tag(tag.name if tag else None, 0.5)
                if len(text[quote.start : quote.end].split()) < _FEWEST_WORDS:
                    continue
            span = block.start + quote.start, block.start + quote.end
            found.append(self._of(span, Manner.DIRECT, tag, quote.depth))
        return found

    def _tag(self, block: Block, text: str, quote: Quoted, previous: tuple[int, str | None]) -> Tag | None:
        """Who is given the quote; None when it is no speech."""
        after_at, before_at = quote.end + 1, previous[0]
        before = text[before_at : max(before_at, quote.start - 1)]
        at = block.start + before_at
        if not before.strip() and not before_at and self._introduction is not None:
            at, before = (
                self._introduction.start,
                self._document.text[self._introduction.start : self._introduction.end],
            )
        tag = tag_after(text[after_at:], block.start + after_at, self._people) or tag_before(before, at, self._people)
        if tag is not None:
            return self._resolved(tag, block, quote)
        if len(text[quote.start : quote.end].split()) < _FEWEST_WORDS:
            return None
        default = self._guest if self._guest and (self._answering or self._quoted_answers) else None
        if default and not before.strip():
            return Tag(previous[1] or default, 0.85)
        if tag := subject_before(before, at, self._people):
            return self._resolved(tag, block, quote)
        if previous[1]:
            return Tag(previous[1], 0.75)
        named = self._people.find(text[: quote.start], at=block.start)
        if default or named:
            return Tag(default, 0.7) if default else Tag(named[-1][1], 0.55)
        alone = not text[: quote.start].strip(_MARKS) and not text[quote.end :].strip(_MARKS)
        goes_on = self._last and alone and block.role is BlockRole.PARAGRAPH
        return Tag(self._last, 0.45) if goes_on else Tag(None, 0.3)

    def _resolved(self, tag: Tag, block: Block, quote: Quoted) -> Tag:
        """The tag with a name in place of a pronoun: who was named last."""
        if tag.name is not None:
            return tag
        text = self._document.text
        end = tag.at or block.start + quote.start - 1
        for start in (block.start, max(0, block.start - 700)):
            named = self._people.find(without_quoted(text[start:end]), at=start)
            if named:
                return Tag(named[-1][1], tag.confidence)
        return Tag(self._last or self._guest, tag.confidence - 0.2)

    def _of(self, span: tuple[int, int], manner: Manner, tag: Tag, depth: int = 1) -> Attribution:
        people = (self._people.describe(tag.name),) if tag.name else ()
        return Attribution(
            start=span[0], end=span[1], manner=manner, people=people, confidence=round(tag.confidence, 2), depth=depth
        )


def _quoted_answers(document: Document, blocks: Sequence[Block]) -> bool:
    """Whether what follows the questions mostly opens with a quotation mark."""
    first = [blocks[i + 1] for i, b in enumerate(blocks[:-1]) if is_question(document, b)]
    opened = sum(document.text[block.start : block.end].lstrip()[:1] in '“‘"„' for block in first)
    return 2 * opened > len(first)
