"""What a person does and for whom, in the words of the text: "Anja de Vries, directeur van Zonwonen"."""

import re
from typing import NamedTuple

from ingest.finders.name_forms import ONE
from ingest.finders.names import Name
from ingest.finders.nouns import role_noun

NAMES = rf"{ONE}(?: (?:(?:van|de|der|den|voor|&|en) )*{ONE})*"
# Behind the name: a role, and perhaps the body: ", wijkmanager bij de gemeente Ede,".
BEHIND = re.compile(r"^\s?[,(–—-]\s?((?:[\w-]+\s){0,4}?([\w-]+))(?=[\s,.;)]|$)([^,.;)]{0,60})")
BEFORE = re.compile(r"((?:[\w-]+ ){0,2}?)([\w-]+),? $")
SORT = r"(?:de |het |woningcorporatie |corporatie |stichting |bureau )?"
OWN_NOUN = r"(?:gemeente |provincie |ministerie van )?"
BODY = re.compile(rf"^\s?(?:van|bij|in dienst van|namens|voor)?\s?{SORT}({OWN_NOUN}{NAMES})")
BRACKET = re.compile(rf"^\s?\(({NAMES})\)")
DASH = re.compile(rf"^\s?[-–—]\s?({NAMES})")
FROM = re.compile(rf"^\s(?:van|bij|namens)\s{SORT}({OWN_NOUN}{NAMES})")


class Affiliation(NamedTuple):
    """A role and the body where it is played, each where the text tells."""

    role: str | None
    body: str | None


def affiliation(name: Name) -> Affiliation:
    """What the words around a person's name tell of role and body."""
    behind = BEHIND.match(name.after)
    if behind and role_noun(behind[2]):
        body = BODY.match(behind[3])
        return Affiliation(behind[1].strip(), body[1] if body else None)
    before = BEFORE.search(name.before)
    role = before[2] if before and role_noun(before[2]) and before[2][0].islower() else None
    body = BRACKET.match(name.after) or DASH.match(name.after) or FROM.match(name.after)
    return Affiliation(role, body[1] if body else None)
