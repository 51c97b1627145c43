"""The finders: one spaCy component a kind of mention, in the order in which they run."""

from collections.abc import Callable

from spacy.tokens import Doc

from ingest.finders.actors import find_actors
from ingest.finders.cases import find_cases
from ingest.finders.facts import find_facts
from ingest.finders.lessons import find_lessons
from ingest.finders.places import find_places
from ingest.finders.quotations import find_quotations
from ingest.finders.tensions import find_tensions
from ingest.finders.themes import find_themes

Finder = Callable[[Doc], Doc]

# A finder may use what those above it found.
FINDERS: tuple[tuple[str, Finder], ...] = (
    ("themes", find_themes),
    ("places", find_places),
    ("actors", find_actors),
    ("cases", find_cases),
    ("facts", find_facts),
    ("quotations", find_quotations),
    ("lessons", find_lessons),
    ("tensions", find_tensions),
)
