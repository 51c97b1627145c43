"""The words of a text as search sees them: folded and stemmed, each with its place."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import Stemmer

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_STOP = frozenset(
    """
    aan al alle als alleen bij daar dan dat de der deze die dit doch doen door dus een en er ge geen had heb hebben
    heeft het hier hij hoe hun iemand iets ik in is ja je kan kon kunnen maar me meer men met mij mijn moet na naar
    niet niets nog nu of om omdat ons ook op over reeds te tegen toch toen tot u uit uw van veel voor want waren was
    wat we wel werd wezen wie wij wil worden wordt zal ze zei zelf zich zij zijn zo zonder zou
    """.split()  # noqa: SIM905
)


class Term(NamedTuple):
    """A stem, and where its word stands."""

    stem: str
    start: int
    end: int


def find_terms(text: str) -> list[Term]:
    """The content words of a text in order.

    >>> find_terms("De bewoners en de wijkteams")
    [Term(stem='bewoner', start=3, end=11), Term(stem='wijkteam', start=18, end=27)]
    """
    return [
        Term(_stem(piece.casefold()), match.start() + at, match.start() + at + len(piece))
        for match in _WORD.finditer(text)
        for at, piece in _pieces(match.group())
        if piece.casefold() not in _STOP
    ]


def stems(text: str) -> list[str]:
    """The stems alone.

    >>> stems("Buurtbewoners, win-win!")
    ['buurtbewoner', 'win', 'win']
    """
    return [term.stem for term in find_terms(text)]


def _pieces(word: str) -> list[tuple[int, str]]:
    return [(m.start(), m.group()) for m in re.finditer(r"\w+", word)]


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return str(_STEMMER.stemWord(plain))


_STEMMER = Stemmer.Stemmer("dutch")
