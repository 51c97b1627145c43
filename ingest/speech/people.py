"""The people of a document: their full names, and who is meant by a part of one."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ingest.speech.words import NOT_NAMES, ORGANISATION, ROLE, VERB

_PARTICLE = (
    r"(?:van|de|der|den|het|ten|ter|te|in\s(?:’t|'t|den|de)|op\s(?:de|den|’t)|el|al|von|du|la|le|da|dos|’t|'t|’s)"
)
_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'-]*[\w’]"
FAMILY = rf"(?:(?:{_PARTICLE}\s)*{_NAME})"
FULL_NAME = re.compile(rf"(?<![\w’-])({_NAME}(?:\s[A-Z]\.)*)\s({FAMILY})(?:\s({FAMILY}))?(?![\w])")
_ONE_NAME = re.compile(rf"(?:(?:(?:Van|De|Der|Den|Ten|Ter|Te|’t|'t|El)\s)(?:{_PARTICLE}\s)*)?{_NAME}")
_WORD = re.compile(r"\w")
_SMALL = re.compile(r"(?<![\w-])[a-zà-öø-ÿ][\w-]*")
_INITIALS = re.compile(rf"(?<![\w’-])((?:[A-Z]\.\s?)+)\s({FAMILY})")


_JOINED = re.compile(r"^\s*(?:,|&|\ben\b|\bmet bijdragen van\b|\bmet\b)\s*")
_INTERVIEWED = re.compile(
    r"(?:interview|gesprek|aan het woord is|in gesprek)\s(?:met\s)?([A-ZÀ-Þ][\w’-]+\s[^.,:;!?\n]{3,60})", re.IGNORECASE
)


class Person(NamedTuple):
    """Somebody, and what the text says that he or she is."""

    name: str
    role: str | None = None
    affiliation: str | None = None


class People:
    """The people whom a document names in full."""

    def __init__(self, text: str, known: Iterable[Person] = ()) -> None:
        """Read them from the text; `known` are those that are sure, e.g. found by a language model."""
        bare = (p._replace(name=_without_role(p.name)) for p in known)
        self._sure = {p.name: p for p in bare if " " in p.name and not ORGANISATION.search(p.name)}
        small = set(_SMALL.findall(text))  # what is also written small is a word that opens a heading
        counts = Counter(name for name in _full_names(text) if name.split()[0].lower() not in small)
        spoken = {*_beside_speech(text), *(n for m in _INTERVIEWED.finditer(text) for n in _full_names(m[1])[:1])}
        names = [
            name for name, n in counts.items() if name in self._sure or name in spoken or _is_likely(name, text, n)
        ]
        found = list(dict.fromkeys([*self._sure, *names]))
        families = {part for name in found for part in _parts(name) - {name.casefold()}}
        self.names = [name for name in found if name.casefold() not in families]  # "Van Erp" beside "Jan van Erp"
        self._longest = sorted(self.names, key=len, reverse=True)
        self._by_part: dict[str, list[str]] = {}
        for name in self.names:
            for part in _parts(name):
                self._by_part.setdefault(part, []).append(name)
        self._text = text
        self._described: dict[str, Person] = {}

    def find(self, text: str, *, at: int | None = None) -> list[tuple[int, str]]:
        """Who is named in a piece of text, in full or in part, with where the name begins.

        `at` is the offset of the piece in the document: a part of a name means whoever was last named in full before.
        """
        found: list[tuple[int, str]] = []
        taken: list[range] = []
        for name in self._longest:
            for start in _places(name, text):
                end = start + len(name)
                if not any(start < span.stop and end > span.start for span in taken):
                    taken.append(range(start, end))
                    found.append((start, name))
        for match in _ONE_NAME.finditer(text):
            if any(match.start() in span for span in taken):
                continue
            for part in (match[0], match[0].split()[-1]):
                if person := self.resolve(part, at=None if at is None else at + match.start()):
                    found.append((match.start(), person))
                    break
        return sorted(found)

    def with_role(self, role: str) -> str | None:
        """The one person whom the text gives this role; None when there are none or several."""
        wanted = role.casefold().split()[-1]
        fitting = [name for name in self.names if (self.describe(name).role or "").casefold() == wanted]
        return fitting[0] if len(fitting) == 1 else None

    def opening(self, text: str) -> list[str]:
        """The people whom a line names at its start, joined by commas or "en"."""
        names: list[str] = []
        rest = text
        while found := next((n for n in self._longest if rest.startswith(n) and not _WORD.match(rest, len(n))), None):
            names.append(found)
            rest = _JOINED.sub("", rest[len(found) :], count=1)
        return names

    def resolve(self, part: str, *, at: int | None = None) -> str | None:
        """The full name of which this is the given or family name; None when it is nobody's."""
        fitting = self._by_part.get(part.casefold(), [])
        if len(fitting) > 1 and at is not None:
            return max(reversed(fitting), key=lambda name: self._text.rfind(name, 0, at))
        return fitting[0] if fitting else None

    def describe(self, name: str) -> Person:
        """The person with role and affiliation, where the text gives them beside the name."""
        if name not in self._described:  # the same few people are asked for at every quotation
            self._described[name] = self._describe(name)
        return self._described[name]

    def _describe(self, name: str) -> Person:
        sure = self._sure.get(name)
        if sure and sure.role and sure.affiliation:
            return sure
        role = affiliation = None
        for start in _places(name, self._text):
            end = start + len(name)
            before, after = self._text[max(0, start - 60) : start], self._text[end : end + 110]
            role, affiliation = role or _role(before, after), affiliation or _affiliation(after)
        return Person(name, (sure and sure.role) or role, (sure and sure.affiliation) or affiliation)


def _without_role(name: str) -> str:
    """A name without the role with which it opens a sentence: "Oprichtster Mieke van Dam"."""
    words = name.split()
    while len(words) > 1 and re.fullmatch(ROLE, words[0], re.IGNORECASE):
        words = words[1:]
    return " ".join(words)


def _full_names(text: str) -> list[str]:
    found = []
    for match in FULL_NAME.finditer(text):
        given, family, more = match[1], match[2], match[3]
        words = [given, family] if more is None or not _is_family(more) else [given, family, more]
        if given in NOT_NAMES or re.fullmatch(ROLE, given, re.IGNORECASE):
            words = words[1:]
        shouted = any(word.isupper() and len(word) > 3 for word in words)
        if len(words) > 1 and not shouted and not any(word.split()[-1] in NOT_NAMES for word in words):
            found.append(" ".join(words))
    found += [f"{match[1].strip()} {match[2]}" for match in _INITIALS.finditer(text)]
    return [n for n in found if not ORGANISATION.search(n) and not ORGANISATION.search(n.split()[-1])]


def _is_family(word: str) -> bool:
    return word.split()[0] not in NOT_NAMES and not word.isupper() and not re.fullmatch(ROLE, word, re.IGNORECASE)


def _places(name: str, text: str) -> Iterator[int]:
    """Where a name stands in a text, as a whole.

    >>> list(_places("Jan Bos", "Jan Bosman sprak met Jan Bos."))
    [21]
    """
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not (start and (_WORD.match(text, start - 1) or text[start - 1] == "-")) and not _WORD.match(text, end):
            yield start
        start = text.find(name, end)


def _beside_speech(text: str) -> list[str]:
    near = rf"\b{VERB}\s+(?:[\w-]+\s+){{0,3}}?({FULL_NAME.pattern})|({FULL_NAME.pattern})[^.!?“‘]{{0,40}}\b{VERB}\b"
    return [name for match in re.finditer(near, text) for name in _full_names(match[0])]


def _is_likely(name: str, text: str, count: int) -> bool:
    """Whether a name that no verb of saying accompanies is somebody's: a role stands beside it, or its parts recur."""
    start = next(_places(name, text), None)
    if start is None:
        return False
    end = start + len(name)
    before, after = text[max(0, start - 40) : start], text[end : end + 60]
    return bool(_role(before, after)) or count > 1


def _parts(name: str) -> set[str]:
    """What somebody may be called by: given name, family name with or without particles.

    >>> sorted(_parts("Mieke van den Berg-Osei"))
    ['berg-osei', 'mieke', 'mieke van den berg-osei', 'van den berg-osei']
    """
    words = name.casefold().split()
    return {name.casefold(), words[0], words[-1], " ".join(words[1:])}


def _role(before: str, after: str) -> str | None:
    if match := re.search(rf"\b({ROLE})(?:\s+en\s+{ROLE})?\s*$", before, re.IGNORECASE):
        return match[1]
    if match := re.match(
        rf"\s*(?:\(\d+\))?\s*,?\s+(?:is\s+)?(?:de\s|een\s|al\s[\w\s]{{3,20}}\s)?({ROLE})\b", after, re.IGNORECASE
    ):
        return match[1]
    return None


def _affiliation(after: str) -> str | None:
    match = re.match(
        rf"\s*(?:,\s*(?:de\s|een\s)?{ROLE}\s+)?(?:van|bij|namens)\s+((?:de\s|het\s)?(?:\w+\s){{0,2}}?[A-ZÀ-Þ][\w’&-]*(?:\s[A-ZÀ-Þ][\w’&-]*)*)",
        after,
    )
    return match[1] if match else None
