"""What the people and bodies next to a name tell of it: "directeur van Zonwonen", "drie corporaties: Zonwonen, ..."."""

import re
from collections.abc import Callable
from functools import lru_cache

from ingest.finders.name_forms import ONE
from ingest.finders.name_shapes import FORMS, forms
from ingest.finders.names import Name
from ingest.finders.nouns import ORGANISATIONS, organisation_noun, role_noun

NEAR = 80  # letters before a name that tell of it
ROLE_BEFORE = re.compile(r"([\w-]+),?\s+$")
MEMBER_OF = re.compile(r"([\w'’-]+)\s(?:van|bij|namens)\s(?:de |het )?$")
PEOPLE = re.compile(
    r"(?:mensen|\w*medewerkers|collega['’]?s|\w*professionals|vertegenwoordigers|\w*leden|\w*bestuur|\w*bestuurders|"
    r"\w*vrijwilligers|\w*ambtenaren|partners|werknemers|personeel|managers|directie)"
)
PARTIES = re.compile(r"\b(\w{3,}?)(?:s|en|es|['’]s)(?:\s\([^)]*\))?(?::| zoals| als|,)?\s(?:de |het )?$")
LIST_MARK = re.compile(r"(?:,| en| &) (?:de |het )?$")
LIST_ITEM = re.compile(
    rf"(?<![\w-]){ONE}(?: (?:(?:van|de|der|den|voor|&|en) )?{ONE}){{0,3}}(?: \([^)]{{2,30}}\))?"
    r"(?:,| en|, en| &) (?:de |het )?$"
)
PERSON = rf"({ONE} (?:(?:van|de|der|den|ten|ter|te|el|al|['’]t) )*{ONE}(?: {ONE})?)"
AREA_SORTS = frozenset(["gemeente", "provincie", "stadsdeel"])  # "de gemeenten Ede en Tiel" are places
FIRST_NAME = tuple(FORMS).index("first name alone")


def role_before(name: Name) -> bool:
    """Whether a role stands right before it: "wethouder De Vries"."""
    match = ROLE_BEFORE.search(name.before, max(0, len(name.before) - NEAR))
    return bool(match and role_noun(match[1]))


def role_after(name: Name) -> bool:
    """Whether a role is told behind it: "Anja de Vries, wethouder in Ede"."""
    first = re.findall(r"[\w-]+", name.after[:45])[:4]
    return name.after[:1] in (",", "(") and any(role_noun(word) for word in first)


def member_of(name: Name) -> bool:
    """Whether somebody in a role belongs there: "directeur van Zonwonen", "een wijkagent namens de"."""
    match = MEMBER_OF.search(name.before, max(0, len(name.before) - NEAR))
    return bool(match and (role_noun(match[1]) or role_noun(match[1].removesuffix("s"))))


def people_of(name: Name) -> bool:
    """Whether people belong there, also further on in a list: "mensen van Zonwonen en Helder"."""
    before = _before_list(name.before)
    match = MEMBER_OF.search(before, max(0, len(before) - NEAR))
    if match is None:
        return False
    word = match[1].lower()
    return bool(PEOPLE.fullmatch(word) or role_noun(word.removesuffix("s")) or role_noun(word.removesuffix("en")))


def party_before(name: Name) -> bool:
    """Whether it stands in a list of parties: "drie corporaties: Noordwonen, Helder en ..."."""
    before = _before_list(name.before)
    match = PARTIES.search(before, max(0, len(before) - NEAR))
    nouns = (organisation_noun(noun) for noun in (match[1], match[1] + "e", match[1][:-1])) if match else ()
    return any(noun and ORGANISATIONS[noun] not in AREA_SORTS for noun in nouns)


@lru_cache(maxsize=5000)
def _before_list(before: str) -> str:
    """The text before a list of names: of "mensen van Zonwonen, Helder en " it is "mensen van "."""
    while LIST_MARK.search(before, max(0, len(before) - 10)):
        item = LIST_ITEM.search(before, max(0, len(before) - NEAR))
        if item is None:
            break
        before = before[: item.start()]
    return before


def after_person(mark: str) -> Callable[[Name], bool]:
    """Tells whether a person stands before a name, with this mark between them."""
    compiled = re.compile(rf"{PERSON}{mark}$")

    def holds(name: Name) -> bool:
        match = compiled.search(name.before, max(0, len(name.before) - NEAR))
        return match is not None and any(FIRST_NAME in forms(word) for word in match[1].split(" ")[:-1])

    return holds


in_brackets_of_person = after_person(r"\s\(")
"""Whether a name stands in brackets behind a person: "Anja de Vries (Helder)"."""
