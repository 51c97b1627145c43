"""Rules that hide people. A rule knows a person only by salted digests of the name: the file gives nobody away.

A rule says how somebody is shown (by initials, or by role only), or that somebody is forgotten: then the name is
covered in all that is kept of a document, letter by letter, so that offsets stay as they are.
"""

import hashlib
import hmac
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from corpus.covering import Hide
from corpus.whole_files import write_whole

_FILE, _LOG = "privacy.json", "privacy.log"
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_GENITIVE = re.compile(r"[’']s?$")
_ADDRESS = re.compile(r"\S*\w[@/._-]\w\S*")  # also the names of files
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_PIECE = re.compile(rf"[{_CAPITAL}]?[^\W\d_{_CAPITAL}]+|[{_CAPITAL}]+(?![^\W\d_{_CAPITAL}])")
_MOST_WORDS = 6
_PARTICLES = frozenset("van de der den het ten ter te in op el al von du la le da dos t s".split())


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """Whom to hide, and how; names are digests."""

    hide: Hide
    person: str = ""  # the full name; empty: everybody in the document
    forms: tuple[str, ...] = ()  # other ways to write the full name
    parts: tuple[str, ...] = ()  # what else the person is called, in documents that give the full name
    words: tuple[str, ...] = ()  # the words by which all these are looked for
    document: str | None = None  # sha256; None: everywhere
    redact: bool = False  # of who is forgotten: also in the library's copies of files, whenever they are read


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
    def rules(self) -> tuple[Rule, ...]:
        """All rules; a set of them that is equal hides the same."""
        return self._rules.rules

    def add(self, hide: Hide, name: str = "", *, document: str | None = None, redact: bool = False) -> Rule:
        """Hide a person, or everybody in a document, from now on; the log tells that, without the name.

        Who was forgotten stays forgotten.
        """
        rule = msgspec.structs.replace(self._rule(hide, name, document), redact=redact)
        known = next((r for r in self.rules if r.person == rule.person and r.hide is Hide.FORGET), None)
        if known and (hide is not Hide.FORGET or known.redact):
            return known
        others = tuple(r for r in self.rules if (r.person, r.document) != (rule.person, rule.document))
        self._save((*others, rule))
        self.log(f"rule {hide} {_whom(rule)}")
        return rule

    def lift(self, name: str = "", *, document: str | None = None) -> bool:
        """Take back a rule; tells whether there was one. Who was forgotten stays forgotten."""
        wanted = self._rule(Hide.ROLE, name, document)
        rest = tuple(
            r for r in self.rules if (r.person, r.document) != (wanted.person, wanted.document) or r.hide is Hide.FORGET
        )
        if rest == self.rules:
            return False
        self._save(rest)
        self.log(f"lifted {_whom(wanted)}")
        return True

    def find(
        self, text: str, document: str | None = None, people: Callable[[], Iterable[str]] = tuple
    ) -> dict[str, Hide]:
        """The hidden names as a text writes them, and how each is hidden; parts count where the full name stands.

        `people` tells whom a document names, and is asked when everybody in it is hidden.
        """
        named = [rule for rule in self.rules if rule.person and rule.document in (None, document)]
        everybody = next((rule.hide for rule in self.rules if not rule.person and rule.document == document), None)
        rules = [*(self._rule(everybody, name, document) for name in people()), *named] if everybody else named
        if not rules:
            return {}
        written = self._written(text, frozenset(word for rule in rules for word in rule.words))
        there = set(written.values())
        hidden: dict[str, Hide] = {}
        for rule in rules:
            if there & {rule.person, *rule.forms}:
                wanted = {rule.person, *rule.forms, *rule.parts}
                hidden |= {phrase: rule.hide for phrase, digest in written.items() if digest in wanted}
        return hidden

    @property
    def redacts(self) -> bool:
        """Whether somebody is to be taken out of files too."""
        return any(rule.redact for rule in self.rules)

    def pseudonym(self, name: str) -> str:
        """Twelve digits that stand for a name in this library, and tell it to nobody who has not the salt."""
        return self._digest(name)[:12]

    def log(self, what: str) -> None:
        """Note what was done, and when."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / _LOG).open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {what}\n")

    def _rule(self, hide: Hide, name: str, document: str | None) -> Rule:
        full, *forms = name_forms(name)
        parts = name_parts(name)
        words = {word for phrase in (full, *parts) for word in phrase.split()}
        return Rule(
            hide=hide,
            person=self._digest(full) if full else "",
            forms=self._digests(forms),
            parts=self._digests(parts),
            words=self._digests(sorted(word for word in words - _PARTICLES if len(word) > 1)),
            document=document,
        )

    def _save(self, rules: tuple[Rule, ...]) -> None:
        self._rules = msgspec.structs.replace(self._rules, rules=rules)
        self._folder.mkdir(parents=True, exist_ok=True)
        write_whole(self._folder / _FILE, msgspec.json.format(msgspec.json.encode(self._rules)))

    def _written(self, text: str, wanted: frozenset[str]) -> dict[str, str]:
        """The phrases of a text around words that a rule looks for, and their digests."""
        words = list(_words(text))
        named = {plain for plain in {w.plain for w in words if w.is_capital} if self._digest(plain) in wanted}
        near = {
            place
            for number, word in enumerate(words)
            if word.is_capital and word.plain in named
            for place in range(max(0, number - _MOST_WORDS + 1), number + 1)
        }
        phrases = dict(_phrases(text, words, near))
        return {written: self._digest(plain) for written, plain in phrases.items()}

    def _digests(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(self._digest, names)))

    def _digest(self, name: str) -> str:
        return hmac.new(self._rules.salt.encode(), name.encode(), hashlib.sha256).hexdigest()


def name_forms(name: str) -> list[str]:
    """How a full name can be written: as it is, family name first, without particles, and as one word; all plain.

    >>> name_forms("Anja de Vries")
    ['anja de vries', 'de vries anja', 'vries anja de', 'anja vries', 'vries anja', 'anjadevries', 'vriesanja']
    """
    words = [word.plain for word in _words(name)]
    bare = [word for word in words if word not in _PARTICLES]
    turned = [" ".join((*some[at:], *some[:at])) for some in (words, bare) for at in range(len(some))]
    return list(dict.fromkeys([*turned, _joined(words), _joined([*bare[1:], *bare[:1]])])) or [""]


def name_parts(name: str) -> list[str]:
    """What somebody is also called, plain: given name, family name with and without particles, initials with it.

    >>> name_parts("Anja de Vries")
    ['anja', 'de vries', 'devries', 'a de vries', 'adevries', 'vries', 'a vries', 'avries']
    """
    words = [word.plain for word in _words(name)]
    parts = [" ".join(words[:at]) for at in range(1, len(words)) if words[at - 1] not in _PARTICLES]
    for at in range(1, len(words)):
        letters = [word[0] for word in words[:at] if word not in _PARTICLES]
        for last in dict.fromkeys((words[-1], *words[-1].split("-"))):  # of "Berg-Osei" also Berg, and Osei
            family = [*words[at:-1], last]
            for first in ([], letters, letters[:1]):
                parts += [" ".join((*first, *family)), _joined([*first, *family])]
    return [part for part in dict.fromkeys(parts) if part not in _PARTICLES]


def _joined(words: Iterable[str]) -> str:
    return "".join(words).replace("-", "")


class _Word(NamedTuple):
    start: int
    end: int
    plain: str
    is_capital: bool


def _words(text: str) -> Iterator[_Word]:
    """The words of a text: plain is without accents, capitals and the 's of "Anja's"."""
    for match in _WORD.finditer(text):
        word = _GENITIVE.sub("", match[0])
        flat = unicodedata.normalize("NFKD", word.casefold())
        plain = "".join(letter for letter in flat if not unicodedata.combining(letter))
        yield _Word(match.start(), match.start() + len(word), plain, word[0].isupper())


def _phrases(text: str, words: list[_Word], near: Iterable[int]) -> Iterator[tuple[str, str]]:
    """All runs of a few words from these places on, as written and plain; and the runs within addresses."""
    for first in sorted(near):
        for last in range(first, min(first + _MOST_WORDS, len(words))):
            written = text[words[first].start : words[last].end]
            if "\n\n" in written:
                break
            if not written.islower():
                yield " ".join(written.split()), " ".join(word.plain for word in words[first : last + 1])
    for address in _ADDRESS.finditer(text):
        pieces = [(m.start(), m.end()) for m in _PIECE.finditer(address[0])]
        for number, (start, _) in enumerate(pieces):
            for _, end in pieces[number : number + _MOST_WORDS]:
                plain = "".join(word.plain for word in _words(re.sub(r"[\W\d_]", " ", address[0][start:end])))
                written = address[0][start:end]
                yield (written if len(plain) < len(written) else written.capitalize()), plain


def _whom(rule: Rule) -> str:
    return f"{'person ' + rule.person[:8] if rule.person else 'everybody'} {rule.document or 'everywhere'}"
