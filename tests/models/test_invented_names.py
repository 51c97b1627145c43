"""Tests of invented names: every template can be filled, and the names look as the rules of annotation say."""

import random
import re

import pytest

from models.recipes.gazetteers import Gazetteers, read_known, read_terms
from models.recipes.invented_names import NameMaker, Templates, read_templates
from models.recipes.names import LABELS

KNOWN = {"places": ("Gent",), "bodies": ("Movisie",), "works": ("Woningwet",), "groups": ("G40",), "given": ("Noor",)}
LISTS = Gazetteers(
    ("Ede",), ("Malburgen",), ("Raad van State",), ("Ymere",), ("Karim",), ("Bakker",), KNOWN, ("sociale basis",)
)
OWN = re.compile(r"\{(title|Word|coined|firm|housing)\}")
"""What is a name by itself: its type word stands outside it if it is written small."""


def maker(seed: int = 1, templates: Templates | None = None) -> NameMaker:
    """A maker with few names and, if given, few templates."""
    return NameMaker(LISTS, random.Random(seed), templates)


@pytest.mark.parametrize("label", sorted(set(LABELS) - {"PER"}))
def test_every_template_can_be_filled(label: str) -> None:
    templates = read_templates()
    for template in templates.names[label]:
        only = Templates({label: [template]}, templates.titles, templates.words)
        name = maker(templates=only).name(label)
        assert name == name.strip()
        assert not set("{}~[]|") & set(name), template


def test_only_a_marked_type_word_may_be_small() -> None:
    words = {"Side": ["Wijk"], "circle": ["raad"]}
    marked = maker(templates=Templates({"GRP": ["~{Side}{circle} {district}"]}, {}, words))
    assert {marked.name("GRP") for _ in range(40)} == {"Wijkraad Malburgen", "wijkraad Malburgen"}
    plain = maker(templates=Templates({"GRP": ["{Side}{circle} {district}"]}, {}, words))
    assert {plain.name("GRP") for _ in range(40)} == {"Wijkraad Malburgen"}


@pytest.mark.parametrize("label", ["LOC", "ORG", "WORK"])
def test_a_small_type_word_belongs_only_to_the_name_of_something_else(label: str) -> None:
    marked = [template for template in read_templates().names[label] if template.startswith("~")]
    assert marked
    assert not [template for template in marked if OWN.search(template)]


def test_terms_of_the_lexicon_keep_their_small_letters() -> None:
    small = maker(templates=Templates({"WORK": ["Wet {term}"]}, {}, {}))
    assert small.name("WORK") == "Wet sociale basis"
    capital = maker(templates=Templates({"GRP": ["Lectoraat {term_cap}"]}, {}, {}))
    assert capital.name("GRP") == "Lectoraat Sociale Basis"
    assert all(1 <= len(term.split()) <= 3 for term in read_terms())


def test_the_same_seed_makes_the_same_names() -> None:
    assert [maker(7).name("WORK") for _ in range(3)] == [maker(7).name("WORK") for _ in range(3)]


def test_people_come_from_the_register_and_from_our_own_list() -> None:
    made = maker()
    assert {made.given() for _ in range(40)} == {"Karim", "Noor"}


def test_our_own_lists_are_trimmed_and_large_enough() -> None:
    known = read_known()
    assert set(known) == {"bodies", "works", "groups", "places", "surnames", "given"}
    for names in known.values():
        assert len(names) >= 200
        assert all(name == " ".join(name.split()) for name in names)
