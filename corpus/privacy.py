"""Rules that hide people. A rule knows a person only by salted digests of the name: the file gives nobody away.

A rule says how somebody is shown (by initials, or by role only), or that somebody is forgotten: then the name is
covered in all that is derived from a document, letter by letter, so that offsets stay as they are.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

COVER = "█"
_FILE, _LOG = "privacy.json", "privacy.log"
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?|[’'][a-z]")
_MOST_WORDS = 6
_PARTICLES = frozenset("van de der den het ten ter te in op el al von du la le da dos ’t 't ’s 's".split())


class Hide(StrEnum):
    """How somebody is hidden."""

    INITIALS = "initials"
    ROLE = "role"
    FORGET = "forget"


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """Whom to hide, and how."""

    hide: Hide
    full: str = ""  # digest of the full name; empty: everybody in the document
    parts: tuple[str, ...] = ()  # digests of what else the person is called, in documents that give the full name
    document: str | None = None  # sha256; None: everywhere


class _Rules(msgspec.Struct, frozen=True, kw_only=True):
    salt: str
    rules: tuple[Rule, ...] = ()


class Privacy:
    """The rules of a library."""

    def __init__(self, folder: Path) -> None:
        """Read them from the library's folder, where there are any."""
        self._folder = folder
        path = folder / _FILE
        kept = path.read_bytes() if path.is_file() else b""
        self._rules = msgspec.json.decode(kept, type=_Rules) if kept else _Rules(salt=secrets.token_hex(16))

    @property
    def is_empty(self) -> bool:
        """Whether nobody is hidden."""
        return not self._rules.rules

    def add(self, hide: Hide, name: str = "", *, document: str | None = None) -> Rule:
        """Hide a person, or everybody in a document, from now on; the log tells that, without the name."""
        full, parts = (self._digest(name), tuple(map(self._digest, name_parts(name)))) if name else ("", ())
        rule = Rule(hide=hide, full=full, parts=parts, document=document)
        others = tuple(r for r in self._rules.rules if (r.full, r.document) != (rule.full, rule.document))
        self._rules = msgspec.structs.replace(self._rules, rules=(*others, rule))
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._folder / f".{_FILE}"
        unfinished.write_bytes(msgspec.json.format(msgspec.json.encode(self._rules)))
        unfinished.replace(self._folder / _FILE)
        self.log(f"rule {hide} {'person ' + full[:8] if full else 'everybody'} {document or 'everywhere'}")
        return rule

    def everybody(self, document: str) -> Hide | None:
        """How all people in a document are hidden, where they are."""
        rules = (r for r in self._rules.rules if not r.full and r.document == document)
        return next((rule.hide for rule in rules), None)

    def find(self, text: str, document: str) -> dict[str, Hide]:
        """The hidden names as a text writes them, and how each is hidden; parts count where the full name stands."""
        rules = [r for r in self._rules.rules if r.full and r.document in (None, document)]
        if not rules:
            return {}
        written = {phrase: self._digest(phrase) for phrase in set(_phrases(text))}
        there = set(written.values())
        hidden: dict[str, Hide] = {}
        for rule in rules:
            if rule.full in there:
                wanted = {rule.full, *rule.parts}
                hidden |= {phrase: rule.hide for phrase, digest in written.items() if digest in wanted}
        return hidden

    def cover(self, text: str, document: str) -> str:
        """The text with the names of forgotten people covered; as long as it was."""
        names = [name for name, hide in self.find(text, document).items() if hide is Hide.FORGET]
        return cover(text, names)

    def log(self, what: str) -> None:
        """Note what was done, and when."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / _LOG).open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {what}\n")

    def _digest(self, name: str) -> str:
        plain = " ".join(name.replace("'", "’").split()).casefold()
        return hmac.new(self._rules.salt.encode(), plain.encode(), hashlib.sha256).hexdigest()


def cover(text: str, names: list[str]) -> str:
    """The text with each letter of the names covered.

    >>> cover("Zegt Lies Hendriks.", ["Lies Hendriks"])
    'Zegt ████ ████████.'
    """
    for name in sorted(names, key=len, reverse=True):
        covered = re.sub(r"\w", COVER, name)
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", covered, text)
    return text


def initials(name: str) -> str:
    """The first letters of a name.

    >>> initials("Mieke van den Berg-Osei")
    'M.v.d.B.'
    """
    return "".join(f"{word[0]}." for word in name.replace("’", "").replace("'", "").split())


def name_parts(name: str) -> list[str]:
    """What somebody is also called: given name, family name with and without particles, initial with family name.

    >>> name_parts("Anja de Vries")
    ['Anja', 'de Vries', 'Vries', 'A. de Vries', 'De Vries']
    """
    """Given name, family name with and without particles, and initials with family name."""
    words = name.split()
    if len(words) < 2:
        return []
    family = " ".join(words[1:])
    last = " ".join(word for word in words[1:] if word.lower() not in _PARTICLES)
    return list(dict.fromkeys([words[0], family, last, f"{words[0][0]}. {family}", family[0].upper() + family[1:]]))


def _phrases(text: str) -> Iterator[str]:
    """All runs of a few words that could be a name: those that begin and end with a word that has a capital."""
    words = [match.span() for match in _WORD.finditer(text)]
    for i, (start, _) in enumerate(words):
        for _, end in words[i : i + _MOST_WORDS]:
            phrase = text[start:end].rstrip(".")
            if "\n\n" in phrase:
                break
            if any(c.isupper() for c in phrase.split()[-1][:2]):
                yield " ".join(phrase.split()) if "\n" in phrase else phrase
