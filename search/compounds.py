"""Dutch compounds in parts: "schuldhulpverlening" is about "schuld" and "hulpverlening".

The words that may be parts, and how common each is, come with Wijkgraaf (`models/search/words.txt`, a line a word with
its count). Of all ways to cut a word, the one counts whose parts are most common on average, after Koehn and Knight,
"Empirical methods for compound splitting" (2003); each cut beyond the first must pay for itself.
"""

import math
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

_WORDS = Path(__file__).parents[1] / "models" / "search" / "words.txt"
_SHORTEST = 4
_MOST_CUTS = 3
_CUT_COST = 1.5
_LINKS = ("", "s", "e", "n", "en")


@lru_cache(maxsize=200_000)
def split_compound(word: str) -> tuple[str, ...]:
    """The parts of a word in small letters; the word itself when it is no compound.

    >>> split_compound("welzijnsorganisatie")
    ('welzijn', 'organisatie')
    >>> split_compound("buurt")
    ('buurt',)
    """
    if len(word) < 2 * _SHORTEST:
        return (word,)
    ways = (parts for parts in _ways(word, _MOST_CUTS) if len(parts) > 1)
    return max(ways, key=_plausibility, default=(word,))


def commonness(word: str) -> float:
    """How often Dutch films say a word in small letters, as a logarithm; 0 for one that they hardly ever say.

    >>> commonness("huis") > commonness("buurthuis") > commonness("buurthiuis")
    True
    """
    return _known_words().get(word, 0.0)


def _ways(rest: str, cuts: int) -> Iterator[tuple[str, ...]]:
    known = _known_words()
    if rest in known:
        yield (rest,)
    if not cuts:
        return
    for at in range(_SHORTEST, len(rest) - _SHORTEST + 1):
        for link in _LINKS:
            head = rest[: at - len(link)]
            if len(head) >= _SHORTEST and rest[:at].endswith(link) and head in known:
                for parts in _ways(rest[at:], cuts - 1):
                    yield (head, *parts)


def _plausibility(parts: tuple[str, ...]) -> float:
    known = _known_words()
    return sum(known[part] for part in parts) / len(parts) - _CUT_COST * (len(parts) - 2)


@cache
def _known_words() -> dict[str, float]:
    """The logarithm of each word's count."""
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    return {word: math.log(int(count)) for word, count in (line.split() for line in lines)}
