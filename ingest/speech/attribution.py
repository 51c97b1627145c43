"""Who says the words at a place in a document, and how sure that is."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cached_property

import msgspec

from corpus.model import ActorMention, ActorType, AnyMention, Block, BlockRole, Document
from ingest.speech.layout import guest_of, is_interview, is_question, reading_order, signers
from ingest.speech.people import People, Person
from ingest.speech.quoted import Quoted, find_quoted
from ingest.speech.tags import Tag, subject_before, tag_after, tag_before

_FEWEST_WORDS = 4  # fewer words between marks are a saying or irony, unless somebody is said to say them
_MOST_SIGNED_WORDS = 90
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
        for stretch in self.attributions:  # the innermost last
            shared = min(end, stretch.end) - max(start, stretch.start)
            if shared > 0 and stretch.depth > 0:
                shares[stretch.people] = shares.get(stretch.people, 0) + shared
                found[stretch.people] = stretch
            if shared == end - start:
                shares[stretch.people] = shares.get(stretch.people, 0) + stretch.depth
                found[stretch.people] = stretch
        if shares:
            most = max(shares, key=lambda people: shares[people])
            if (
                not most and found[most].depth == 1 and len(shares) > 1
            ):  # words between marks that nobody is given, in a signed section
                most = max((people for people in shares if people), key=lambda people: shares[people])
            if found[most].depth == 0 or shares[most] >= _LEAST_SHARE * (end - start):
                return found[most]
        authors = tuple(Person(name) for name in self._document.metadata.authors)
        manner = Manner.WRITTEN if authors else Manner.UNKNOWN
        return Attribution(start=start, end=end, manner=manner, people=authors, confidence=0.7 if authors else 0.0)

    @cached_property
    def attributions(self) -> list[Attribution]:
        """All stretches that are somebody's words, signed sections first, quotes within quotes last."""
        signed = _signed_sections(self._document, self._people)
        return [*signed, *_Reader(self._document, self._people, self._guest).read()]


class _Reader:
    """Reads a document from top to bottom and remembers who spoke last."""

    def __init__(self, document: Document, people: People, guest: str | None) -> None:
        self._document, self._people, self._guest = document, people, guest
        self._blocks = reading_order(document)
        self._last: str | None = None
        self._carried = ""  # the mark of a speech that the paragraph before left open
        self._answering = False
        self._quoted_answers = _quoted_answers(document, self._blocks)

    def read(self) -> list[Attribution]:
        found: list[Attribution] = []
        for block in self._blocks:
            if is_question(self._document, block):
                self._answering, self._carried = True, ""
            elif block.role is BlockRole.HEADING:
                self._answering, self._carried = False, ""
            else:
                found += self._read_block(block)
        return found

    def _read_block(self, block: Block) -> list[Attribution]:
        text = self._document.text[block.start : block.end]
        own = self._transcript(block, text)
        if own is not None:
            return own
        spoken = self._speech(block, text)
        if not spoken and self._answering and self._guest and not self._quoted_answers:
            return [self._of((block.start, block.end), Manner.ANSWER, Tag(self._guest, 0.8))]
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
        if default:
            return Tag(default, 0.7)
        return Tag(named[-1][1], 0.55) if named else Tag(None, 0.3)

    def _resolved(self, tag: Tag, block: Block, quote: Quoted) -> Tag:
        """The tag with a name in place of a pronoun: who was named last."""
        if tag.name is not None:
            return tag
        text = self._document.text
        end = tag.at or block.start + quote.start - 1
        for start in (block.start, max(0, block.start - 700)):
            named = self._people.find(text[start:end], at=start)
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


def _signed_sections(document: Document, people: People) -> list[Attribution]:
    """What stands under the name of somebody: up to the next heading of its rank, or the block beside a signature."""
    blocks = list(reading_order(document))
    found: list[Attribution] = []
    authors = set(document.metadata.authors)
    for number, block in enumerate(blocks):
        names = signers(document, block, people)
        if not names or set(names) <= authors or not document.runs or document.page_at(block.start).number == 1:
            continue
        owners = tuple(people.describe(name) for name in names)
        before, after = blocks[number - 1 : number], blocks[number + 1 :]
        if before and _is_signed(document, before[0], block):
            found.append(_signed(before[0].start, before[0].end, owners))
        else:
            end = _section_end(blocks[:number], after, document, people)
            if end > block.end:
                found.append(_signed(block.end, end, owners))
    return found


def _is_signed(document: Document, quote: Block, signature: Block) -> bool:
    """Whether a signature closes the block above it: a short one that no heading is, in the same box or in quotes."""
    text = document.text[quote.start : quote.end]
    if quote.role is BlockRole.HEADING or len(text.split()) > _MOST_SIGNED_WORDS:
        return False
    return text[:1] in '“‘"„' or (quote.inset == signature.inset and bool(quote.inset))


def _section_end(before: Sequence[Block], after: Sequence[Block], document: Document, people: People) -> int:
    heading = next((b for b in reversed(before) if b.role is BlockRole.HEADING), None)
    level = heading.level if heading else 1
    end, last = 0, after[0] if after else None
    for block in after:
        if (block.role is BlockRole.HEADING and block.level <= level) or (
            signers(document, block, people) and last is not None and last.role is BlockRole.HEADING
        ):
            break
        end, last = block.end, block
    return end


def _signed(start: int, end: int, people: tuple[Person, ...]) -> Attribution:
    return Attribution(start=start, end=end, manner=Manner.SIGNED, people=people, confidence=0.75, depth=0)
