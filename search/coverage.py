"""Which asked word a passage and its neighbours miss: the surest sign that a question has no answer."""

from collections.abc import Callable, Mapping, Sequence, Set

from search.compounds import commonness, split_compound
from search.reading import Asked
from search.terms import part_stems, stem_of, stems

_OF_PARTS = 0.9
"""What a compound is worth of which all parts are there, but not the word itself."""

_BEGINNING = 3
"""Words with the same stem share so many letters."""


def heaviest_missing(asked: Asked, rarity: Callable[[str], float], texts: Sequence[str]) -> float:
    """How heavy (0 to 1) the heaviest asked word is that texts which stand together miss.

    A word is heavy that is rare in Dutch and, by `rarity` (0 to 1), in the library; a word that means much the same,
    or parts of a compound, make it less missed.
    """
    held = {stem for text in texts for stem in stems(text)}
    absent = {stem: word for stem, word in asked.words.items() if stem not in held}
    if not absent:
        return 0.0
    parts = _parts(texts, {part[:_BEGINNING] for word in absent.values() for part in split_compound(word)})
    near = {stem: max((like for other, like in asked.near[stem] if other in held), default=0.0) for stem in absent}
    told = {stem: max(_OF_PARTS * _share(word, parts), near[stem]) for stem, word in absent.items()}
    return max(weight(word) ** 2 * rarity(stem) * (1 - told[stem]) for stem, word in absent.items())


def weight(word: str) -> float:
    """How much a word in small letters tells (0 to 1): the less, the more often Dutch is spoken with it.

    >>> weight("hoeveel") < weight("buurt") < weight("buurtmoestuin")
    True
    """
    return 1 - commonness(word) / commonness("ik")


def _parts(texts: Sequence[str], beginnings: Set[str]) -> set[str]:
    """The parts of the words that hold some beginning: taking all words apart would cost most of the time."""
    words = (word for text in texts for word in text.casefold().split() if any(start in word for start in beginnings))
    return set(part_stems(" ".join(words)))


def _share(word: str, held: set[str]) -> float:
    """The part of a compound, by the weight of its parts, that is held."""
    weights: Mapping[str, float] = {stem_of(part): weight(part) for part in split_compound(word)}
    return sum(worth for part, worth in weights.items() if part in held) / (sum(weights.values()) or 1)
