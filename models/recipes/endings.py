"""The base forms that an inflected Dutch word may have, by its ending: wide, to be checked against a dictionary."""

import re
from collections.abc import Iterator

_VOICED = {"v": "f", "z": "s"}
_VOICELESS = {"f": "v", "s": "z"}
_OPEN = ("en", "e", "er", "ere", "ers")
_BARE = ("s", "st", "ste")
_PAST = ("t", "d", "te", "de", "ten", "den")
_SMALL = ("etje", "tje", "pje", "je")


def base_forms(word: str) -> Iterator[str]:
    """Possible base forms, the likeliest first; most of them are no words.

    >>> "evalueren" in base_forms("evalueert"), "zaal" in base_forms("zaaltje")
    (True, True)
    >>> "initiatief" in base_forms("initiatieven"), "groot" in base_forms("grote"), "gesloten" in base_forms("sluiten")
    (True, True, False)
    """
    if word.endswith(("ende", "end")):
        yield word.removesuffix("e").removesuffix("d")
    for ending in _ending(word, _OPEN):
        yield from _closed(word.removesuffix(ending))
    for ending in _ending(word, _BARE):
        yield word.removesuffix(ending)
    for ending in _ending(word.removesuffix("s"), _SMALL):
        yield from _closed(word.removesuffix("s").removesuffix(ending))
    for ending in _ending(word, _PAST):
        yield from _infinitives(word.removesuffix(ending))
        yield from _infinitives(word.removeprefix("ge").removesuffix(ending))
    yield from _infinitives(word)


def _ending(word: str, endings: tuple[str, ...]) -> Iterator[str]:
    return (ending for ending in endings if word.endswith(ending))


def _closed(start: str) -> Iterator[str]:
    """What stands before an ending that begins with a vowel, as it is spelled without one (grot: groot)."""
    if re.search(r"[^aeiou]$", start):
        last = _VOICED.get(start[-1], start[-1])
        if match := re.search(r"^(.*(?:^|[^aeou]))([aeou])([^aeiou])$", start):
            yield f"{match[1]}{match[2] * 2}{last}"
        if len(start) > 2 and start[-1] == start[-2]:
            yield start[:-1]
        yield start[:-1] + last
    yield start


def _infinitives(stem: str) -> Iterator[str]:
    """The infinitives of a stem (evalueer: evalueren; leg: leggen; leef: leven)."""
    if match := re.search(r"^(.*)(aa|ee|oo|uu)([^aeiou])$", stem):
        for last in (match[3], _VOICELESS.get(match[3], match[3])):
            yield f"{match[1]}{match[2][0]}{last}en"
    elif re.search(r"(^|[^aeiou])[aeiou][^aeiouw]$", stem):
        yield f"{stem}{stem[-1]}en"
    if stem and stem[-1] in _VOICELESS:
        yield f"{stem[:-1]}{_VOICELESS[stem[-1]]}en"
    yield f"{stem}en"
    yield f"{stem}n"
