"""Names of places, people and bodies from open registers: flags on words, and lists to draw other names from."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from models.recipes.sources import Sources
from models.recipes.word_features import Features

HOUSING_ASSOCIATIONS = Path(__file__).parents[1] / "data" / "housing_associations.txt"
"""Well-known names, written down by ourselves: no open list of housing associations was found."""


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
    )


def _column(sources: Sources, source: str, column: str) -> Iterator[str]:
    with sources.file(source).open(encoding="utf-8", newline="") as rows:
        yield from (row[column] for row in csv.DictReader(rows) if row[column])


def _unique(names: Iterator[str] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names if name and len(name.strip()) > 1))


def describe_names(lists: Gazetteers, known: Mapping[str, frozenset[str]]) -> Features:
    """Flags for words of names: a whole name of its kind, or a part of one that is no ordinary word."""
    flags: dict[str, set[str]] = defaultdict(set)
    for kind in ("places", "districts", "bodies", "housing", "given", "surnames"):
        for name in getattr(lists, kind):
            words = name.replace("(", " ").replace(")", " ").split()
            if len(words) == 1:
                flags[name.lower()].add(f"{kind}=whole")
            for word in words if len(words) > 1 else ():
                lower = word.lower()
                if lower not in COMMON_PARTS and (kind not in ("bodies", "districts") or lower not in known):
                    flags[lower].add(f"{kind}=part")
    return {word: frozenset(row) for word, row in flags.items() if len(word) > 1}
