"""Dutch nouns as they are written in running text: plural, diminutive, and as part of a compound.

The forms are generated from the words that we know, never guessed back from text: a form that does not exist does no
harm, a stem that was guessed wrongly would.
"""

import re
import unicodedata

_VOICED = {"f": "v", "s": "z"}
_SYLLABLE = re.compile(r"[aeiouy]+")
_OPEN = re.compile(r"(.*[^aeiou]|)(aa|ee|oo|uu)([^aeiou])$")
_SHORT = re.compile(r"(?:.*[^aeiou]|)[aeiou]([bdfgklmnprst])$")
_BEFORE_TJE = re.compile(r"(?:[aeiou]|[aeiou]{2}[nr]|[^aeiou]er|[^aeiou]el|aar)$")

# What may follow a word without making a compound of it: burgerlijk, buurtschap, regionaal, budgetteren.
_DERIVED = re.compile(
    r"(?:en|n|s|e)?(?:lijke?|lijks|heid|heden|schap|schappen|baar|bare|loos|loze|achtige?|ische?|ing|ingen|nis|nissen"
    r"|st?ers?|sels?|dom|[nr]?aal|[nr]?ale|[a-z]?ele?|[a-z]?eel|rair|t?e?ren|t?eer[dt]|t?eerden?|t?ering|ueus|ueuze"
    r"|tor|ties?|tief|tieve|ers?|antse?|uur|ureel|urele)$"
)
_PLAUSIBLE_START = re.compile(r"(?:[^aeiouy]{0,4})[aeiouy]")
_PLAUSIBLE_END = re.compile(r"[aeiouy].*(?:[^hjqvcz]|ch|ij)$")

SHORTEST_PART = 5
"""Letters that a known word must have to be recognised within a compound."""


def fold(word: str) -> str:
    """A word without capitals and accents.

    >>> fold("Coöperatie")
    'cooperatie'
    """
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def noun_forms(word: str) -> frozenset[str]:
    """A folded noun with the forms that it may take, some of which nobody ever writes.

    >>> sorted({"straten", "straatje", "straat"} & noun_forms("straat"))
    ['straat', 'straatje', 'straten']
    >>> "initiatieven" in noun_forms("initiatief"), "wijkcentra" in noun_forms("wijkcentrum")
    (True, True)
    """
    if len(word) < 3 or not word.isalpha():
        return frozenset({word})
    return frozenset({word, *_plurals(word), *_diminutives(word)})


def _plurals(word: str) -> list[str]:
    """The plurals that spelling allows."""
    found = [f"{word}s"]
    if len(_SYLLABLE.findall(word)) > 1:  # wet gives wetten, but monitor gives monitoren
        found.append(f"{word}en")
    if word.endswith("e"):
        found.append(f"{word}n")
    if word.endswith("heid"):
        found.append(f"{word[:-4]}heden")
    if word.endswith("um"):
        found.append(f"{word[:-2]}a")
    if word.endswith("us"):
        found.append(f"{word[:-2]}i")
    if short := _SHORT.match(word):
        found.append(f"{word}{short[1]}en")
    else:
        opened = _OPEN.match(word)
        stem = f"{opened[1]}{opened[2][0]}{opened[3]}" if opened else word
        found += [f"{stem}en", f"{stem[:-1]}{_VOICED.get(stem[-1], stem[-1])}en"]
    return found


def _diminutives(word: str) -> list[str]:
    """The diminutives that spelling allows, singular and plural."""
    found = [f"{word}je"]
    if _BEFORE_TJE.search(word):
        found.append(f"{word}tje")
    if word.endswith("m"):
        found.append(f"{word}pje")
    if word.endswith("ing"):
        found.append(f"{word[:-1]}kje")
    if short := _SHORT.match(word):
        found.append(f"{word}{short[1]}etje")
    return found + [f"{form}s" for form in found]


def opens_compound(part: str, rest: str) -> bool:
    """Whether a word may be a compound that begins with this known part.

    >>> opens_compound("wijkteam", "overleg"), opens_compound("burger", "lijk")
    (True, False)
    """
    return (
        len(part) >= SHORTEST_PART
        and len(rest) >= 3
        and not _DERIVED.match(rest)
        and bool(_PLAUSIBLE_START.match(rest))
    )


def closes_compound(head: str, part: str) -> bool:
    """Whether a word may be a compound that ends with this known part.

    A short part on -en is often the end of a verb (formuleren), and short heads are often particles (uitwijken).

    >>> closes_compound("jeugd", "wijkteam"), closes_compound("formu", "leren"), closes_compound("sch", "ouders")
    (True, False, False)
    """
    least = SHORTEST_PART + part.endswith("en")
    return len(part) >= least and len(head) >= 4 and bool(_PLAUSIBLE_END.search(head))
