"""Names of places, people and bodies from open registers: flags on words, and lists to draw other names from."""

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from models.recipes.sources import Sources
from models.recipes.word_features import Features

HOUSING_ASSOCIATIONS = Path(__file__).parents[1] / "data" / "housing_associations.txt"
"""Well-known names, written down by ourselves: no open list of housing associations was found."""
KNOWN_NAMES = Path(__file__).parents[1] / "data" / "known_names.toml"
"""Well-known bodies, works, groups, places, surnames and given names that no register here holds."""
LEXICON = Path(__file__).parents[1] / "data" / "lexicon.csv"
"""The words of the field, for the names that are invented."""
TYPE_WORDS = Path(__file__).parents[1] / "data" / "type_words.toml"
"""Words that tell of which kind a name is, by label."""

_SHORTEST_TAIL = 4
_LONGEST_TERM = 3
COMMON_PARTS = frozenset(
    "de het een den der van in op aan en bij te ter ten om over wijk buurt kern dorp stad "
    "nieuwe oude oud nieuw noord oost "
    "zuid west midden centrum buitengebied omgeving overig verspreide huizen rondom bedrijventerrein industrieterrein "
    "gemeente ministerie raad college commissie dienst bureau stichting".split()
)


@dataclass(frozen=True)
class Gazetteers:
    """Full names by kind."""

    places: tuple[str, ...]
    districts: tuple[str, ...]
    bodies: tuple[str, ...]
    housing: tuple[str, ...]
    given: tuple[str, ...]
    surnames: tuple[str, ...]
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What we wrote down ourselves: bodies, works, groups, places, surnames, given."""
    terms: tuple[str, ...] = ()
    """What the field talks about, with a small letter."""


def read_gazetteers(sources: Sources) -> Gazetteers:
    """All lists, in the order of their files and without doubles."""
    bodies = list(_column(sources, "bodies", "name")) + list(_column(sources, "bodies", "abbreviation"))
    districts = [
        re.sub(r"^Wijk \d+ ?", "", name)
        for source in ("wijken", "buurten", "wijken-2015")
        for name in _column(sources, source, "name")
    ]
    return Gazetteers(
        places=_unique([*_column(sources, "municipalities", "name"), *_column(sources, "places", "place")]),
        districts=_unique(name for name in districts if not re.search(r"\d|verspreid|eiland$|terrein", name, re.I)),
        bodies=_unique(bodies),
        housing=_unique(HOUSING_ASSOCIATIONS.read_text("utf-8").splitlines()),
        given=_unique(_column(sources, "first-names", "name")),
        surnames=_unique(_column(sources, "surnames", "surname")),
        known=read_known(),
        terms=read_terms(),
    )


def read_known(file: Path = KNOWN_NAMES) -> dict[str, tuple[str, ...]]:
    """Our own lists by kind; the names in the file are divided by semicolons."""
    return {kind: _unique(names.split(";")) for kind, names in tomllib.loads(file.read_text("utf-8")).items()}


def read_terms(file: Path = LEXICON) -> tuple[str, ...]:
    """The terms of our lexicon of at most three words."""
    with file.open(encoding="utf-8", newline="") as rows:
        return _unique([row["term"] for row in csv.DictReader(rows) if row["term"].count(" ") < _LONGEST_TERM])


def describe_type_words(words: Iterable[str], file: Path = TYPE_WORDS) -> Features:
    """Flags for the words that tell of which kind a name is, and for compounds that end in one: the longest decides.

    >>> describe_type_words(["energiekrant", "boek", "kwartet"])
    {'energiekrant': frozenset({'kind=WORK'}), 'boek': frozenset({'kind=WORK'})}
    """
    kinds = {
        word.strip(): frozenset({f"kind={label}"})
        for label, listed in tomllib.loads(file.read_text("utf-8")).items()
        for word in listed.split(";")
    }
    return {
        word: kinds[tail]
        for word in words
        if (tail := next((word[cut:] for cut in range(len(word) - 2) if word[cut:] in kinds and cut != 1), ""))
        and (tail == word or len(tail) >= _SHORTEST_TAIL)
    }


def _column(sources: Sources, source: str, column: str) -> Iterator[str]:
    with sources.file(source).open(encoding="utf-8", newline="") as rows:
        yield from (row[column] for row in csv.DictReader(rows) if row[column])


def _unique(names: Iterator[str] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names if name and len(name.strip()) > 1))


def describe_names(lists: Gazetteers, words: Container[str], ordinary: Container[str] = ()) -> Features:
    """Flags for words of names: a whole name of its kind, or a part of one that is no ordinary word.

    `words` are those that the dictionaries describe, `ordinary` those that are written with a small letter.
    """
    flags: dict[str, set[str]] = defaultdict(set)
    for kind in ("places", "districts", "bodies", "housing", "given", "surnames", "works", "groups"):
        for name in getattr(lists, kind, ()):
            _flag(flags, kind, name, words if kind in ("bodies", "districts") else ())
        for name in lists.known.get(kind, ()):
            if name.lower() not in ordinary:
                _flag(flags, kind, name, words)
    return {word: frozenset(row) for word, row in flags.items() if len(word) > 1}


def _flag(flags: dict[str, set[str]], kind: str, name: str, plain: Container[str]) -> None:
    """Add the flags that one name gives to its words; a part that is a plain word gets none."""
    words = name.replace("(", " ").replace(")", " ").lower().split()
    if len(words) == 1:
        flags[name.lower()].add(f"{kind}=whole")
    for word in words if len(words) > 1 else ():
        if word not in COMMON_PARTS and word not in plain:
            flags[word].add(f"{kind}=part")
