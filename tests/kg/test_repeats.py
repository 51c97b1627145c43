"""Tests of kg.repeats: which lessons say nearly the same as one of an older document."""

import pytest

from kg.repeats import ToldLessons, repeats_across, repeats_within

BEGIN = "Begin klein, in iedere straat met dezelfde mensen."


def told(year: int | None = None, **said: str) -> ToldLessons:
    return ToldLessons(year=year, said=said)


def test_the_younger_document_repeats_the_older() -> None:
    found = repeats_across({"a": told(2020, one=BEGIN), "b": told(2010, two=f"Les 1: {BEGIN.lower()}")})
    assert found == {"a": {"one": ["two"]}}


def test_a_document_without_a_year_repeats_one_with() -> None:
    assert repeats_across({"a": told(one=BEGIN), "b": told(2010, two=BEGIN)}) == {"a": {"one": ["two"]}}


def test_of_one_year_the_name_decides() -> None:
    assert repeats_across({"b": told(2010, two=BEGIN), "a": told(2010, one=BEGIN)}) == {"b": {"two": ["one"]}}


@pytest.mark.parametrize(
    "other",
    [
        "Begin klein.",  # too few telling words
        f"{BEGIN} Luister daarna maandenlang naar bewoners, ondernemers en professionals.",  # says much more
        "Vertrouwen groeit langzaam waar iedereen elkaar dagelijks tegenkomt.",
    ],
)
def test_what_says_less_more_or_else_is_no_repeat_of_another_document(other: str) -> None:
    assert repeats_across({"a": told(one=BEGIN), "b": told(two=other)}) == {}


def test_lessons_of_one_document_are_not_compared_here() -> None:
    assert repeats_across({"a": told(one=BEGIN, two=BEGIN)}) == {}
    assert list(repeats_within({"one": BEGIN, "two": BEGIN})) == [("two", "one")]


def test_no_pair_is_missed_by_looking_for_rare_words_only() -> None:
    words = "wijkraad bewoners gemeente vertrouwen samenwerken langdurig zichtbaar dichtbij eigenaarschap".split()
    said = {str(n): words[n % 3 : n % 3 + 6 - n % 2] for n in range(12)}
    lessons = {name: ToldLessons(year=None, said={f"les {name}": " ".join(told)}) for name, told in said.items()}
    wanted = {
        (a, f"les {b}")
        for a, some in said.items()
        for b, others in said.items()
        if b < a and len({*some} & {*others}) >= 0.7 * max(len(some), len(others))
    }
    found = repeats_across(lessons)
    assert {(name, other) for name in found for others in found[name].values() for other in others} == wanted
