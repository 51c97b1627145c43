"""Tests of swapping names: the labels and the places of the spans stay right, whatever is drawn."""

from models.recipes.gazetteers import Gazetteers
from models.recipes.name_swaps import NameSwapper
from models.recipes.names import LabelledParagraph, parse_markup

KNOWN = {"places": ("Gent",), "bodies": ("Movisie",), "works": ("Woningwet",)}
LISTS = Gazetteers(
    ("Ede", "Tiel"), ("Malburgen",), ("Raad van State",), ("Ymere",), ("Anna", "Karim"), ("Bakker",), KNOWN
)


def paragraph(marked: str) -> LabelledParagraph:
    """A paragraph from marked text."""
    return LabelledParagraph(*parse_markup(marked), document="d", genre="g")


def test_spans_still_hold_whole_names_after_a_swap() -> None:
    given = paragraph(
        "[Jan de Boer|PER] van [gemeente Arnhem|ORG] sprak in [Geitenkamp|LOC]. [Jan de Boer|PER] knikte."
    )
    swapper = NameSwapper.learn([given], LISTS, seed=1)
    for _ in range(50):
        swapped = swapper.swap(given, 1.0)
        names = [swapped.text[span.start : span.end] for span in swapped.spans]
        assert [span.label for span in swapped.spans] == ["PER", "ORG", "LOC", "PER"]
        assert names[0] == names[3]
        rebuilt = f"{names[0]} van {names[1]} sprak in {names[2]}. {names[3]} knikte."
        assert swapped.text == rebuilt


def test_a_place_with_a_type_word_keeps_it_half_the_time() -> None:
    given = paragraph("In [gemeente Ede|ORG].")
    swapper = NameSwapper.learn([given], LISTS, seed=1)
    texts = [swapper.swap(given, 1.0).text for _ in range(60)]
    assert 25 <= sum(text.startswith("In gemeente ") for text in texts) <= 45
    assert len(set(texts)) > 25


def test_no_rate_changes_nothing() -> None:
    given = paragraph("In [Ede|LOC] woont [Karim|PER].")
    assert NameSwapper.learn([given], LISTS, seed=1).swap(given, 0.0) == given


def test_the_same_seed_draws_the_same_names() -> None:
    given = paragraph("In [Ede|LOC] woont [Karim|PER].")
    first, second = (NameSwapper.learn([given], LISTS, seed=5).swap(given, 1.0) for _ in range(2))
    assert first == second
