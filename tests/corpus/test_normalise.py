import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise import normalise, normalise_characters


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("ﬁets en koﬃe", "fiets en koffie"),
        ("Win\u2010win\u2011win", "Win-win-win"),
        ("ont\u00admoe\u200bting", "ontmoeting"),
        ("cafe\u0301", "café"),
        ("\uf0b7 punt", "• punt"),
        ("ĳs", "ijs"),
        ("a\x02b", "ab"),
        ("‘Zo’, zei hij – “echt”…", "‘Zo’, zei hij – “echt”…"),
        ("een\u00a0  twee\n\tdrie ", "een twee drie"),
    ],
)
def test_one_way_of_writing(text: str, same: str) -> None:
    assert normalise(text) == same


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert normalise_characters(normalise_characters(text)) == normalise_characters(text)
