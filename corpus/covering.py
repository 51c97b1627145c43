"""Names covered in text letter by letter, so that offsets, boxes and decisions stay valid."""

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from corpus.model import AnyMention, Document, Metadata, Passage

COVER = "█"
LEFT_OUT = "[…]"
"""What stands in running text where a name was left out."""

NAMELESS = "[naam verborgen]"
"""What stands in the place of an author or a speaker whose name is left out."""

_BEGIN = r"(?:(?<![^\W\d_])|(?<=[a-z])(?=[A-Z]))"  # not within a word, but for a word LikeThis
_END = r"(?:(?![^\W\d_])|(?<=[a-z])(?=[A-Z]))"
_BETWEEN = r"[\W_]{0,3}"  # "Anja de Vries", "anja-de-vries", "A. de Vries", a name over a line end
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")
_LETTERS = re.compile(r"[^\W\d_]+")
_COVERED = re.compile(rf"{COVER}+(?:{_BETWEEN}{COVER}+)*")

_Record = TypeVar("_Record", bound=msgspec.Struct)


class Hide(StrEnum):
    """How somebody is hidden."""

    INITIALS = "initials"
    ROLE = "role"
    FORGET = "forget"


class Covering:
    """The hidden names of one document, and how each is hidden.

    >>> covering = Covering({"Lies Hendriks": Hide.INITIALS, "Bas": Hide.ROLE})
    >>> covering.text("Lies Hendriks en Bas."), covering.short("Lies Hendriks en Bas.")
    ('L███ H███████ en ███.', 'L.H. en […].')
    >>> covering.address("interview-lies_hendriks.pdf")
    'interview-l███_h███████.pdf'
    """

    def __init__(self, names: Mapping[str, Hide]) -> None:
        """`names` as the document writes them: in full and in part."""
        self.names = names
        self._ways = {"".join(_LETTERS.findall(name)).casefold(): way for name, way in names.items()}
        forms = sorted({tuple(_LETTERS.findall(name)) for name in names} - {()}, key=lambda words: -len("".join(words)))
        self._text = re.compile(_BEGIN + "(?:" + "|".join(map(_in_text, forms)) + ")" + _END)
        self._address = re.compile(_BEGIN + "(?i:" + "|".join(map(_BETWEEN.join, forms)) + ")" + _END)

    def __bool__(self) -> bool:
        return bool(self.names)

    def text(self, text: str) -> str:
        """The text with the letters of each name covered; of initials the first stays. As long as it was."""
        covered = self._replace(self._text, text, self._cover)
        return _ADDRESS.sub(lambda match: self.address(match[0]), covered)

    def address(self, address: str) -> str:
        """A file name, path, address or slug with the letters of each name covered, however they are written."""
        return self._replace(self._address, address, self._cover)

    def short(self, text: str) -> str:
        """The text with initials, or a mark that something was left out, in place of each name; for a reader."""
        shortened = self._replace(self._text, text, self._shorten)
        return _COVERED.sub(LEFT_OUT, _ADDRESS.sub(lambda match: self.address(match[0]), shortened))

    def record(self, record: _Record, *, keep: Sequence[str] = ()) -> _Record:
        """The record with names covered in each text that it holds, but for some fields."""
        changes = {
            field: self._value(value)
            for field, value in msgspec.structs.asdict(record).items()
            if field not in keep and not isinstance(value, StrEnum)
        }
        return msgspec.structs.replace(record, **changes)

    def document(self, document: Document) -> Document:
        """The document with names covered in its text, its metadata and its file's name."""
        return msgspec.structs.replace(
            document,
            text=self.text(document.text),
            file=self.address(document.file),
            metadata=self.record(document.metadata, keep=("language",)),
            warnings=tuple(map(self.text, document.warnings)),
        )

    def passages(self, passages: Sequence[Passage], covered: Document) -> list[Passage]:
        """The passages of a covered document."""
        return [
            msgspec.structs.replace(
                passage,
                text=covered.text[passage.start : passage.end],
                headings=tuple(map(self.text, passage.headings)),
            )
            for passage in passages
        ]

    def mentions(self, mentions: Sequence[AnyMention], covered: Document) -> list[AnyMention]:
        """The mentions of a covered document, each literally what stands there."""
        return [
            msgspec.structs.replace(
                self.record(mention, keep=("finder",)), text=covered.text[mention.start : mention.end]
            )
            for mention in mentions
        ]

    def _value(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        is_names = isinstance(value, tuple) and value and isinstance(value[0], str)
        return tuple(map(self.text, value)) if is_names else value

    def _replace(self, pattern: re.Pattern[str], text: str, replacement: Callable[[str, Hide], str]) -> str:
        if not self.names:
            return text
        return pattern.sub(lambda match: replacement(match[0], self._way(match[0])), text)

    def _way(self, written: str) -> Hide:
        return self._ways["".join(_LETTERS.findall(written)).casefold()]

    def _cover(self, written: str, way: Hide) -> str:
        first = 1 if way is Hide.INITIALS else 0
        return _LETTERS.sub(lambda word: word[0][:first] + COVER * (len(word[0]) - first), written)

    def _shorten(self, written: str, way: Hide) -> str:
        return initials(written) if way is Hide.INITIALS else LEFT_OUT


def initials(name: str) -> str:
    """The first letters of a name.

    >>> initials("Mieke van den Berg-Osei")
    'M.v.d.B.O.'
    """
    return "".join(f"{word[0]}." for word in _LETTERS.findall(name))


def _in_text(words: tuple[str, ...]) -> str:
    """A full name in any case; a single word as it is written, or in capitals: "Roos" is no rose."""
    if len(words) > 1:
        return f"(?i:{_BETWEEN.join(words)})"
    return "|".join({words[0], words[0].upper()})


def texts_of(document: Document) -> tuple[str, ...]:
    """All of a document in which a name may stand."""
    return (document.text, document.file, *texts_of_metadata(document.metadata))


def texts_of_metadata(metadata: Metadata) -> tuple[str, ...]:
    """All of what is known of a document in which a name may stand.

    >>> texts_of_metadata(Metadata(title="Over wijken", authors=("Anja de Vries",)))
    ('Over wijken', 'Anja de Vries', '', '')
    """
    return (metadata.title, *metadata.authors, metadata.note or "", metadata.source or "")
