import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import iris


@given(st.text())
def test_every_name_has_a_slug_of_plain_words(name: str) -> None:
    slug = iris.slug(name)
    assert slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(slug) <= 100


def test_long_names_with_one_beginning_stay_apart() -> None:
    assert iris.slug("wijk " * 40 + "a") != iris.slug("wijk " * 40 + "b")


@pytest.mark.parametrize("maker", [iris.actor, iris.person, iris.case, iris.place])
def test_a_scope_is_no_part_of_the_name(maker: iris.NameMaker) -> None:
    assert maker("Team Noord", "Delft") != maker("Delft Team Noord", None)


def test_kinds_do_not_share_iris() -> None:
    made = [maker("Zonnehof", None) for maker in (iris.actor, iris.person, iris.case, iris.place)]
    assert len(set(made)) == len(made)


def test_mentions_of_two_finders_in_one_span_stay_apart() -> None:
    assert iris.mention("ab" * 32, 1, 9, "urn:x", "actors/1") != iris.mention("ab" * 32, 1, 9, "urn:x", "actors/2")
