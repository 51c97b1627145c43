"""Tests of the paragraphs that are written for training: contexts get names whose spans hold what was put in."""

import random

from models.recipes.gazetteers import Gazetteers
from models.recipes.invented_names import NameMaker, Templates
from models.recipes.name_docs import fill_contexts, read_contexts
from models.recipes.names import LABELS

LISTS = Gazetteers(("Ede",), (), (), (), ("Karim",), ("Bakker",))
TEMPLATES = Templates({"ORG": ["Stichting {given}"], "LOC": ["{town}"]}, {}, {})


def test_names_are_put_where_their_labels_stand() -> None:
    maker = NameMaker(LISTS, random.Random(1), TEMPLATES)
    filled = fill_contexts(["In [LOC] begon [ORG]."], maker, copies=2)
    assert [paragraph.text for paragraph in filled] == ["In Ede begon Stichting Karim."] * 2
    first = filled[0]
    assert [(first.text[span.start : span.end], span.label) for span in first.spans] == [
        ("Ede", "LOC"),
        ("Stichting Karim", "ORG"),
    ]


def test_a_person_has_a_given_name_a_surname_or_both() -> None:
    maker = NameMaker(LISTS, random.Random(2), TEMPLATES)
    drawn = {maker.name("PER") for _ in range(60)}
    assert "Karim" in drawn
    assert any(name.endswith("Bakker") and name != "Bakker" for name in drawn)


def test_the_shipped_contexts_ask_for_every_label() -> None:
    contexts = read_contexts()
    assert len(contexts) >= 100
    assert {label for label in LABELS if any(f"[{label}]" in context for context in contexts)} == set(LABELS)
