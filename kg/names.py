"""What a name says: its spelling-free key, the shorter forms that may stand for it, whether it is distinctive."""

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import NamedTuple

from corpus.model import ActorType

_WORDS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads((Path(__file__).parent / "name_words.toml").read_text(encoding="utf-8")).items()
}
ARTICLES, PARTICLES, TITLES = _WORDS["articles"], _WORDS["particles"], _WORDS["titles"]
CASE_SORTS, NATIONWIDE = _WORDS["case_sorts"], _WORDS["nationwide"]
SMALL_WORDS, SORTS, PUBLIC_BODIES = _WORDS["small"], _WORDS["sorts"], _WORDS["public_bodies"]


def name_key(name: str) -> str:
    """The name without case, accents, punctuation, leading article and what stands between brackets.

    >>> name_key("De Kruiden- en Kleurenbuurt (Eindhoven)"), name_key("‘t Hart van Zuid")
    ('kruiden en kleurenbuurt', 'hart van zuid')
    """
    words = _words(re.sub(r"\([^)]*\)", " ", name))
    while len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return " ".join(words)


def sort_free_key(name: str) -> str:
    """The key without the words that only say what sort of body it is; the whole key where nothing else is left.

    >>> sort_free_key("Woningcorporatie De Sleutels"), sort_free_key("de gemeente")
    ('sleutels', 'gemeente')
    """
    words = name_key(name).split()
    kept = [word for word in words if word not in SORTS]
    while len(kept) > 1 and kept[0] in ARTICLES:
        kept = kept[1:]
    return " ".join(kept or words)


def area_key(name: str) -> str | None:
    """The key of the area that a public body is called after.

    >>> area_key("de gemeente Utrecht")
    'utrecht'
    """
    words = name_key(name).split()
    return " ".join(words[1:]) if words[0] in PUBLIC_BODIES and len(words) > 1 else None


def initials(name: str) -> frozenset[str]:
    """The abbreviations that a name of several words may have, with and without its small words.

    >>> sorted(initials("Landelijk Samenwerkingsverband Actieve bewoners"))
    ['lsa', 'lsab']
    """
    words = name_key(name).replace("-", " ").split()
    large = [word for word in words if word not in SMALL_WORDS]
    capitals = [word for word in re.findall(r"\w+", name) if word[:1].isupper()]
    forms = ("".join(word[0].casefold() for word in some) for some in (words, large, capitals))
    return frozenset(form for form in forms if len(form) > 2)


def spelling_key(key: str) -> str:
    """A key without what writers disagree on: spaces, double letters, c for k, y for ij.

    >>> spelling_key("gert jan arts") == spelling_key("gertjan arts"), spelling_key("gwenn") == spelling_key("gwen")
    (True, True)
    """
    joined = key.replace(" ", "").replace("c", "k").replace("y", "ij")
    return re.sub(r"([^\W\d])\1+", r"\1", joined)


def is_abbreviation(name: str) -> bool:
    """Whether a name looks like one: three to eight letters, most of them capitals.

    >>> is_abbreviation("LSA"), is_abbreviation("VvE"), is_abbreviation("Wmo-raad")
    (True, True, False)
    """
    capitals = sum(letter.isupper() for letter in name)
    return name.isalpha() and 3 <= len(name) <= 8 and capitals >= 2 and capitals * 2 >= len(name)


class PersonName(NamedTuple):
    """The parts of a person's name, as keys; a part that is not said is empty."""

    given: str
    particles: str
    family: str

    @property
    def is_full(self) -> bool:
        """Whether both a first name (or initials) and a surname are said."""
        return bool(self.given and self.family)

    @property
    def short_forms(self) -> frozenset[str]:
        """The keys by which a text may go on to speak of this person."""
        if not self.is_full:
            return frozenset()
        surname = f"{self.particles} {self.family}".strip()
        first, initial = self.given.split()[0], self.given[0]
        return frozenset({surname, self.family, first, f"{initial} {surname}", f"{first} {surname}"})


def parse_person(name: str) -> PersonName:
    """Split a person's name; a single word that is not preceded by a particle counts as given.

    >>> parse_person("wethouder Anja de Vries")
    PersonName(given='anja', particles='de', family='vries')
    >>> parse_person("Vries, A. de")
    PersonName(given='a', particles='de', family='vries')
    >>> parse_person("De Vries").given, parse_person("Anja").given
    ('', 'anja')
    """
    surname, _, behind = re.sub(r"\([^)]*\)", " ", name).partition(", ")
    words = _words(f"{behind} {surname}")
    titled = bool(words) and words[0] in TITLES
    words = [word for word in words if word not in TITLES]
    first = next((i for i, word in enumerate(words) if word in PARTICLES), None)
    if first is not None and first + 1 < len(words):
        last = max(i for i, word in enumerate(words[:-1]) if word in PARTICLES)
        return PersonName(" ".join(words[:first]), " ".join(words[first : last + 1]), " ".join(words[last + 1 :]))
    if len(words) == 1:
        return PersonName("", "", words[0]) if titled else PersonName(words[0], "", "")
    return PersonName(" ".join(words[:-1]), "", words[-1] if words else "")


def person_key(name: str) -> str:
    """A person's name without titles, case and accents.

    >>> person_key("Mevrouw De Vries")
    'de vries'
    """
    return " ".join(part for part in parse_person(name) if part)


def key_of(name: str, type: ActorType | None = None) -> str:
    """The key by which two mentions of this name are the same."""
    return person_key(name) if type is ActorType.PERSON else name_key(name)


def is_distinctive(name: str, type: ActorType | None = None) -> bool:
    """Whether a name singles out one thing in the whole literature.

    >>> is_distinctive("Wijkteam"), is_distinctive("Wijkteam Noord"), is_distinctive("de bewoners")
    (False, False, False)
    >>> is_distinctive("gemeente Waalwijk"), is_distinctive("Buurthuis Oost")
    (True, False)
    >>> is_distinctive("Stichting Zonnebloemhof"), is_distinctive("Anja", ActorType.PERSON)
    (True, False)
    >>> is_distinctive("Anja Zeilmaker", ActorType.PERSON), is_distinctive("Anja de Vries", ActorType.PERSON)
    (True, False)
    """
    if type is ActorType.PERSON:
        person = parse_person(name)
        return person.is_full and len(person.given) > 1 and person.family not in _WORDS["common_surnames"]
    bare = re.sub(r"\([^)]*\)", " ", name)
    if not any(char.isupper() or char.isdigit() for char in bare):
        return False
    telling = [word for word in name_key(bare).split() if word not in SMALL_WORDS and not word.isdigit()]
    return not all(_is_generic(word) for word in telling)


def _is_generic(word: str) -> bool:
    generic = _WORDS["generic"]
    if word in generic | SORTS | PUBLIC_BODIES or word.endswith(tuple(_WORDS["generic_endings"])):
        return True
    return word.startswith(tuple(_WORDS["generic_beginnings"])) and word.endswith(tuple(generic))


def _words(text: str) -> list[str]:
    spelled = unicodedata.normalize("NFKD", text.replace("&", " en "))
    folded = "".join(char for char in spelled if not unicodedata.combining(char)).casefold()
    return re.findall(r"[a-z0-9@+]+|[^\W\d_]+", re.sub(r"[.'’‘`´]", lambda m: "" if m[0] == "." else " ", folded))
