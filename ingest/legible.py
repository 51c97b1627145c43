"""Whether a text can be read, and in which language it is."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

import py3langid

LANGUAGES = ("nl", "en", "de", "fr", "es", "it", "pt", "sv", "da", "no", "pl", "tr", "ru", "uk", "ar")
"""The languages that are told apart; a text in another one gets the name of the nearest."""

_FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    "nl": frozenset(
        {"de", "het", "een", "en", "van", "in", "is", "dat", "op", "te", "met", "voor", "niet", "zijn", "die"}
    ),
    "en": frozenset(
        {"the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "as", "with", "on", "are", "this"}
    ),
    "de": frozenset({"der", "die", "und", "in", "den", "von", "zu", "das", "mit", "sich", "des", "auf", "ist", "ein"}),
    "fr": frozenset(
        {"le", "la", "les", "de", "des", "et", "en", "un", "une", "du", "est", "que", "dans", "pour", "qui"}
    ),
}
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f]")
_VOWELS = frozenset("aeiouyàáâäãåèéêëìíîïòóôöõùúûüýÿæœøıAEIOUY")
_LONG_ENOUGH = 40  # words: fewer may do without function words
_LEAST_FUNCTION_WORDS = 0.04
_ENOUGH_FUNCTION_WORDS = 4
_VOWEL_SHARES = (0.32, 0.58)  # of the letters, in languages that are written with Latin letters
_SHORT = 200  # characters: in fewer, a guess at the language is worth little
_SAMPLE = 4000


def reads_naturally(words: Iterable[str]) -> bool:
    """Whether enough different function words of one language are among the words: a quick yes, never a sure no."""
    found = set(words)
    return any(len(found & known) >= _ENOUGH_FUNCTION_WORDS for known in _FUNCTION_WORDS.values())


def is_garbled(text: str, unreadable: int = 0) -> bool:
    """Whether letters were coded in a way that nobody can read; `unreadable` counts characters without a meaning.

    >>> is_garbled("Ef xjklnblfmbbs cftqsfflu pq nbboebh ef qmboofo wpps ifu qmfjo pnebu ef tusbbu ebbspn " * 4)
    True
    >>> is_garbled("De wijkmakelaar bespreekt op maandag de plannen voor het plein omdat de straat daarom vroeg " * 4)
    False
    """
    if unreadable > 0.02 * max(len(text), 50) or text.count("(cid:") > 3:
        return True
    words = _WORD.findall(text.lower())
    letters = [c for word in words for c in word]
    if len(words) < _LONG_ENOUGH or len(_LATIN.findall(text)) < 0.5 * len(letters):
        return False
    most = max(sum(word in known for word in words) for known in _FUNCTION_WORDS.values())
    if most >= _LEAST_FUNCTION_WORDS * len(words):
        return False
    vowels = sum(c in _VOWELS for c in letters) / len(letters)
    return not _VOWEL_SHARES[0] <= vowels <= _VOWEL_SHARES[1]


def detect_language(text: str) -> str:
    """The two-letter code of the text's language; Dutch where the text is too short to tell.

    >>> detect_language("Working from the neighbourhood up means that residents come first and that plans follow. " * 4)
    'en'
    """
    if len(text) < _SHORT:
        return "nl"
    start = max(0, (len(text) - _SAMPLE) // 2)  # front and end matter is often in another language
    language, _ = _classify()(text[start : start + _SAMPLE])
    return str(language)


@cache
def _classify() -> Callable[[str], tuple[str, float]]:
    py3langid.set_languages(list(LANGUAGES))
    classify: Callable[[str], tuple[str, float]] = py3langid.classify
    return classify
