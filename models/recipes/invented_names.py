"""Invents names of every label from templates and registers: bodies, groups, works and places that nobody can know."""

import random
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from models.recipes.gazetteers import Gazetteers

TEMPLATES = Path(__file__).parents[1] / "data" / "name_templates.toml"

_SLOT = re.compile(r"\{(\w+)\}")
_HEADS = (
    "Bran Kool Hem Vel Oos Wes Lang Dui Tim Ver Hoek Brou Snel Kwa Ros Bel Zon Lin Mar Gro Ste Wol Bos Hage Eik Ber "
    "Aal Rie Pol Kers Dron Fal Gel Har Ijs Jon Kam Leu Moe Nij Oud Plu Rei Sla Tol Uit Vos Wil Zee"
).split()
_SURNAME_TAILS = (
    "stra sma man mans sen inga ink veld huis hof berg kamp horst dijk meijer aert oglu ini ouri aoui ska".split()
)
_DISTRICT_TAILS = (
    "kwartier buurt veld hof polder weide enburg wijk oord akkers hoven rode donk beek steyn morgen".split()
)
_FIRM_TAILS = "wonen woon wel zorg thuis werk kracht punt vast goed support welzijn groep advies".split()
_COINED_TAILS = "o a is ium aris eon ent ora us io ivo anta".split()
_PARTICLES = ("", "", "", "", "van ", "de ", "van der ", "van den ", "el ", "ten ", "Ben ")


@dataclass(frozen=True)
class Templates:
    """How names are made: templates by label, patterns of titles, and the words for their slots."""

    names: dict[str, list[str]]
    titles: dict[str, list[str]]
    words: dict[str, list[str]]


def read_templates(file: Path = TEMPLATES) -> Templates:
    """The templates, with their word lists divided at the semicolons."""
    tables = tomllib.loads(file.read_text("utf-8"))
    words = {slot: [word.strip() for word in listed.split(";")] for slot, listed in tables["words"].items()}
    return Templates(tables["names"], tables["titles"], words)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


class NameMaker:
    """Draws names by label; the same seed draws the same names."""

    def __init__(self, lists: Gazetteers, chance: random.Random, templates: Templates | None = None) -> None:
        self._lists, self._chance = lists, chance
        self._templates = templates or read_templates()
        self._given = lists.given + lists.known.get("given", ())
        self._surnames = lists.surnames + lists.known.get("surnames", ())
        self._slots: dict[str, Callable[[], str]] = {
            "place": self.place,
            "town": lambda: chance.choice(lists.places),
            "district": lambda: chance.choice(lists.districts),
            "known_place": lambda: chance.choice(lists.known["places"]),
            "coined_place": lambda: chance.choice(_HEADS) + chance.choice(_DISTRICT_TAILS),
            "surname": self.surname,
            "given": self.given,
            "housing": lambda: chance.choice(lists.housing),
            "body": lambda: chance.choice(lists.bodies),
            "known_body": lambda: chance.choice(lists.known["bodies"]),
            "known_group": lambda: chance.choice(lists.known["groups"]),
            "known_work": lambda: chance.choice(lists.known["works"]),
            "firm": lambda: chance.choice(_HEADS) + chance.choice(_FIRM_TAILS),
            "coined": lambda: chance.choice(_HEADS) + chance.choice(_COINED_TAILS),
            "letters": self.letters,
            "initials": lambda: "".join(
                f"{letter}." for letter in chance.choices("ABCDEGHJKLMPRSTW", k=chance.randint(1, 2))
            ),
            "number": lambda: str(chance.randint(4, 40)),
            "twodigit": lambda: str(chance.randint(19, 98)),
            "year": lambda: str(chance.randint(1996, 2035)),
            "term": lambda: chance.choice(lists.terms),
            "Term": lambda: _capital(chance.choice(lists.terms)),
            "term_cap": lambda: " ".join(_capital(word) for word in chance.choice(lists.terms).split()),
            "title": partial(self._title, "short"),
        }
        for pattern in self._templates.titles.keys() - {"short"}:
            self._slots[pattern] = partial(self._title, pattern)

    def name(self, label: str) -> str:
        """A name with this label, by one of its templates; its type word is sometimes in small letters."""
        if label == "PER":
            return self.person()
        template = self._chance.choice(self._templates.names[label])
        filled = self._fill(template.removeprefix("~"))
        small = template.startswith("~") and self._chance.random() < 0.3
        return filled[0].lower() + filled[1:] if small else filled

    def long_title(self) -> str:
        """A title of a book or an article."""
        return self._slots["long"]()

    def place(self) -> str:
        """A town, a district or an invented one."""
        draw = self._chance.random()
        return self._slots["town" if draw < 0.35 else "district" if draw < 0.7 else "coined_place"]()

    def given(self) -> str:
        """A given name."""
        return self._chance.choice(self._given)

    def surname(self) -> str:
        """A surname from the register or invented, often with a particle."""
        invented = self._chance.choice(_HEADS) + self._chance.choice(_SURNAME_TAILS)
        plain = invented if self._chance.random() < 0.4 else self._chance.choice(self._surnames)
        return plain if " " in plain else self._chance.choice(_PARTICLES) + plain

    def person(self) -> str:
        """A given name, a surname or both, or initials with a surname."""
        pattern = self._chance.choice(("{given} {surname}", "{given} {surname}", "{initials} {surname}", "{given}"))
        return self._fill(pattern)

    def street(self, kind: str) -> str:
        """A street (or lane, or square) of an invented name."""
        return self._chance.choice(_HEADS) + self._chance.choice(("", "en", "er", "s")) + kind

    def letters(self) -> str:
        """An abbreviation."""
        return "".join(self._chance.choices("ABCDEGHIKLMNOPRSTVW", k=self._chance.randint(3, 5)))

    def _title(self, pattern: str) -> str:
        return self._fill(self._chance.choice(self._templates.titles[pattern]))

    def _fill(self, template: str) -> str:
        return _SLOT.sub(lambda slot: self._word(slot[1]), template)

    def _word(self, slot: str) -> str:
        return self._slots[slot]() if slot in self._slots else self._chance.choice(self._templates.words[slot])
