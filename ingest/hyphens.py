"""Words that were broken at a line end: mended, with real hyphens kept."""

import re
from collections.abc import Iterable

from ingest.printed import Line

_BROKEN = re.compile(r"\w[-\u00ad]$")
_COORDINATION = re.compile(r"(?:en|of|tot|als|noch|versus|and|or|und|oder)\b")
_PARTS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
PUNCTUATION = str.maketrans(dict.fromkeys(".,;:!?()[]{}“”„‘’\"'…/<>|", " "))
_ALWAYS_HYPHENATED = frozenset({"niet", "non", "ex", "oud", "top", "bottom", "win", "noord", "oost", "zuid", "west"})
# Dutch puts a hyphen between the parts of a compound when the letters that meet would be read as one sound.
_CLASHES = frozenset({"aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ij", "oe", "oi", "oo", "ou", "ui", "uu"})
_SHORTEST_PART = 4  # letters: shorter endings (muse-um) do meet a vowel inside a word


class Hyphenation:
    """Decides whether a hyphen at a line end belongs to the word, by how the document writes it elsewhere."""

    def __init__(self, lines: Iterable[Line]) -> None:
        text = " ".join([line.text for line in lines])
        self._seen = set(text.lower().translate(PUNCTUATION).split())

    def is_real(self, before: str, after: str) -> bool:
        """Whether the hyphen at the end of `before` stays when `after` follows on the next line.

        >>> hyphenation = Hyphenation([])
        >>> hyphenation.is_real("bewoners-", "initiatief"), hyphenation.is_real("leef-", "en")
        (False, True)
        >>> hyphenation.is_real("Noord-", "Brabant"), hyphenation.is_real("win-", "win")
        (True, True)
        """
        if before.endswith("\u00ad"):
            return False
        if not after[:1].islower() or is_coordination(after):
            return True
        head, tail = _tail_part(before), _head_part(after)
        if f"{head}-{tail}" in self._seen:
            return True
        if head + tail in self._seen:
            return False
        return _needs_hyphen(before, head, tail)


def _needs_hyphen(before: str, head: str, tail: str) -> bool:
    last = head.rsplit("-", 1)[-1]
    if last == tail or last in _ALWAYS_HYPHENATED:
        return True
    if len(last) > 1 and before.rstrip("-").rsplit("-", 1)[-1].isupper():
        return True  # an abbreviation: MKB-er
    return last[-1:] + tail[:1] in _CLASHES and len(tail) >= _SHORTEST_PART


def _tail_part(text: str) -> str:
    return text.rstrip("-").lower().lstrip("(“‘\"'")


def _head_part(text: str) -> str:
    match = _PARTS.match(text.lower())
    return match[0] if match else text.lower()


def is_coordination(after: str) -> bool:
    """Whether the hyphen before this word stands for a left-out part, as in "leef- en systeemwereld".

    >>> is_coordination("en"), is_coordination("entree")
    (True, False)
    """
    return bool(_COORDINATION.match(after))


def ends_broken(text: str) -> bool:
    """Whether a line that ends with this word breaks it off.

    >>> ends_broken("wijk-"), ends_broken("-"), ends_broken("wijk")
    (True, False, False)
    """
    return bool(_BROKEN.search(text))
