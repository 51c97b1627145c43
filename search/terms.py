"""The words of a text as search sees them: folded and stemmed, each with its place; compounds also in parts."""

import re
import unicodedata
from collections.abc import Set
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from search.compounds import split_compound

_WORD = re.compile(r"\w+")
_STOP = frozenset(
    """
    aan al alle als alleen bij daar dan dat de der deze die dit doch doen door dus een en er ge geen had heb hebben
    heeft het hier hij hoe hun iemand iets ik in is ja je kan kon kunnen maar me meer men met mij mijn moet na naar
    niet niets nog nu of om omdat ons ook op over reeds te tegen toch toen tot u uit uw van veel voor want waren was
    wat we wel werd wezen wie wij wil worden wordt zal ze zei zelf zich zij zijn zo zonder zou
    """.split()
)
_OLD_SPELLING = (
    (re.compile(r"c(?=[aou]|[bdfgjklmnpqrstvwxz]|$)"), "k"),  # contact, kontakt; produkt, product
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"),
    (re.compile(r"qu"), "kw"),
)

_FINAL = {"z": "s", "v": "f"}  # huizen, huis; brieven, brief


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
    return [Term(stem_of(word), start, end) for word, start, end in _content_words(text)]


def find_stems(text: str, wanted: Set[str]) -> list[tuple[int, int]]:
    """Where the words with some stems stand, in order.

    >>> find_stems("De bewoners en de wijkteams", {"wijkteam"})
    [(18, 27)]
    """
    return [(start, end) for word, start, end in _content_words(text) if stem_of(word) in wanted]


def stems(text: str) -> list[str]:
    """The stems alone.

    >>> stems("Buurtbewoners, win-win!")
    ['buurtbewoner', 'win', 'win']
    """
    return [stem_of(word) for word, _, _ in _content_words(text)]


def part_stems(text: str) -> list[str]:
    """The stems of the parts of all words; a word that is no compound is its own part.

    >>> part_stems("De buurtbewoners helpen")
    ['buurt', 'bewoner', 'help']
    """
    return [stem_of(part) for word, _, _ in _content_words(text) for part in split_compound(word)]


@lru_cache(maxsize=200_000)
def stem_of(word: str) -> str:
    """The stem of a folded word, the same for its old and its new spelling.

    >>> stem_of("produkten") == stem_of("producten")
    True
    >>> stem_of("huizen"), stem_of("huis")
    ('huis', 'huis')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    for old, new in _OLD_SPELLING:
        plain = old.sub(new, plain)
    stem = str(_STEMMER.stemWord(plain))
    return stem[:-1] + _FINAL.get(stem[-1:], stem[-1:])


def _content_words(text: str) -> list[tuple[str, int, int]]:
    folded = text.casefold()
    if len(folded) != len(text):  # ß and the like become longer
        folded = text.lower() if len(text.lower()) == len(text) else text
    return [(word, m.start(), m.end()) for m in _WORD.finditer(folded) if (word := m.group()) not in _STOP]


# The newer "dutch" algorithm makes "zin" of "gezin" and parts "schuld" from "schulden".
_STEMMER = Stemmer.Stemmer("dutch_porter")
