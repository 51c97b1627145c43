"""What a searcher typed, taken apart: words, "phrases", -exclusions and fields such as kop: or actor:."""

import re
from enum import StrEnum

import msgspec

_PIECE = re.compile(
    r'(?<!\S)(?P<minus>-(?=\S))?(?:(?P<field>[a-z]+):(?=\S))?(?:["“„](?P<phrase>[^"“”„]*)["”“]|(?P<word>\S+))'
)


class Field(StrEnum):
    """The parts of a passage that can be asked for by name; the words are those that a Dutch searcher types."""

    HEADING = "kop"
    TITLE = "titel"
    ACTOR = "actor"
    PLACE = "plaats"
    THEME = "thema"


class Clause(msgspec.Struct, frozen=True):
    """Words that a passage must have, or must not have, in one field."""

    text: str
    field: Field | None = None  # None: anywhere in the passage
    excluded: bool = False


class Question(msgspec.Struct, frozen=True):
    """A question: free text that ranks, and clauses that decide what may be found at all."""

    text: str
    clauses: tuple[Clause, ...] = ()


def parse_question(typed: str) -> Question:
    """Take a typed question apart; what is not meant as syntax is free text.

    >>> parse_question('huurders "achter de voordeur" -politie kop:lessen').text
    'huurders achter de voordeur lessen'
    >>> parse_question('"achter de voordeur" -politie actor:"De Brink"').clauses
    (Clause(text='achter de voordeur', field=None, excluded=False), Clause(text='politie', field=None, excluded=True), \
Clause(text='De Brink', field=<Field.ACTOR: 'actor'>, excluded=False))
    """
    free, clauses = [], []
    for match in _PIECE.finditer(typed):
        said = match["phrase"] if match["phrase"] is not None else match["word"]
        name, excluded = match["field"], match["minus"] is not None
        if name is not None and name not in set(Field):
            said, name = f"{name}:{said}", None
        if not said.strip():
            continue
        field = Field(name) if name else None
        if field or excluded or match["phrase"] is not None:
            clauses.append(Clause(said, field, excluded))
        if not excluded and field in (None, Field.HEADING, Field.TITLE, Field.THEME):
            free.append(said)
    return Question(" ".join(free), tuple(clauses))
