"""What the pages call the kinds of things: Dutch, and through the messages English."""

KIND_NAMES: dict[str, str] = {
    "interview": "interview",
    "essay": "essay",
    "casestudy": "casestudie",
    "report": "rapport",
    "newsletter": "nieuwsbrief",
    "other": "overig",
}

WEIGHT_NAMES: dict[str, str] = {
    "evaluated": "geëvalueerd",
    "severalCases": "uit meer casussen",
    "anecdote": "uit één verhaal",
}

ACTOR_NAMES: dict[str, str] = {
    "person": "persoon",
    "organisation": "organisatie",
    "group": "groep",
    "case": "casus",
}

MENTION_NAMES: dict[str, str] = {
    "case": "casussen",
    "actor": "actoren",
    "lesson": "lessen",
    "tension": "spanningen",
    "quotation": "citaten",
    "place": "plaatsen",
    "fact": "feiten",
}
"""The kinds that the document viewer marks."""
