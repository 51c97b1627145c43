"""The nouns that tell what a name is a name of, from `nouns.toml`: "stichting Wonen Noord", "pilot De Tafel"."""

import tomllib
from functools import cache
from pathlib import Path

from ontology.inflection import fold, noun_forms

_TABLES = tomllib.loads(Path(__file__).with_name("nouns.toml").read_text(encoding="utf-8"))


def _by_noun(table: str) -> dict[str, str]:
    return {noun: sort for sort, nouns in _TABLES[table].items() for noun in nouns.split()}


ORGANISATIONS = _by_noun("organisations")
GROUPS = _by_noun("groups")
CASES = _by_noun("cases")
ROLES = _by_noun("roles")
WELL_KNOWN = _by_noun("well_known")
_LOCAL = _by_noun("local")
_UNNAMED = _by_noun("unnamed")
GENERAL_CASES = frozenset(_by_noun("general"))
"""Nouns of cases that need a name of their own."""
EVERYWHERE = frozenset(_by_noun("everywhere"))
"""Nouns of cases of which many a neighbourhood has one: they need a name or a place."""
NO_CASE_SORTS = frozenset(_TABLES["no_cases"]["sorts"].split())
"""Sorts of organisations that take part in cases but are none."""


@cache
def organisation_noun(word: str) -> str | None:
    """The noun of organisations in which a word ends.

    >>> organisation_noun("zorgcorporatie"), organisation_noun("corporaties")
    ('corporatie', None)
    """
    return _tail(word, ORGANISATIONS)


def is_no_case(name: str) -> bool:
    """Whether a name says that it is of an organisation that takes part in cases but is none.

    >>> is_no_case("Woonstichting De Haven"), is_no_case("Stichting De Haven"), is_no_case("Sociaal Planbureau")
    (True, False, True)
    """
    nouns = (organisation_noun(word) for word in name.split())
    return any(ORGANISATIONS[noun] in NO_CASE_SORTS for noun in nouns if noun)


@cache
def group_noun(word: str) -> str | None:
    """The noun of groups in which a word ends: `Uitvoeringsteam` -> `team`."""
    return _tail(word, GROUPS)


@cache
def local_body(word: str) -> str | None:
    """What sort of actor a noun names together with its area, "group" or "organisation".

    >>> local_body("bewonersgroep"), local_body("groep")
    ('group', None)
    """
    noun = _tail(word, _LOCAL)
    return _LOCAL[noun] if noun else None


@cache
def unnamed_body(word: str) -> str | None:
    """The noun in which a word ends that may name one body of a document.

    >>> unnamed_body("visitatiecommissie"), unnamed_body("keukentafel")
    ('commissie', None)
    """
    return _tail(word, _UNNAMED)


@cache
def case_noun(word: str) -> str | None:
    """The noun of cases in which a word ends: `jeugdproject` -> `project`."""
    return _tail(word, CASES)


@cache
def singular_case(word: str) -> str | None:
    """The singular of a word in lower case that ends in some form of a noun of cases.

    >>> singular_case("wijkhubs"), singular_case("buurtbegrotingen"), singular_case("stoelen")
    ('wijkhub', 'buurtbegroting', None)
    """
    folded = fold(word)
    starts = (0, *range(3, len(folded) - 3))
    return next((word[:at] + _forms()[folded[at:]] for at in starts if folded[at:] in _forms()), None)


@cache
def _forms() -> dict[str, str]:
    """Every form of each noun of cases, without accents."""
    return {form: noun for noun in CASES for form in noun_forms(fold(noun))}


@cache
def role_noun(word: str) -> str | None:
    """The noun of roles in which a word ends: `wijkwethouder` -> `wethouder`."""
    return _tail(word, ROLES)


def _tail(word: str, nouns: dict[str, str]) -> str | None:
    """The longest noun with which a word ends; very short ones ("roc", "lab") only as a whole word.

    The rest must be long enough to be a word itself: a "pact" is no part of "impact".
    """
    lower = word.casefold().rstrip(".")
    if lower in nouns:
        return lower
    if lower.endswith("graad"):  # a rate, not a council
        return None
    return next((lower[at:] for at in range(3, len(lower) - 3) if lower[at:] in nouns), None)
