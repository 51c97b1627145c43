"""Tests of the Dutch texts and their translations that the sentence model learns from."""

from pathlib import Path

from models.recipes.pairs import read_families
from models.recipes.train_nl_zin import FAMILIES


def test_a_family_ends_at_an_empty_line(tmp_path: Path) -> None:
    file = tmp_path / "families.tsv"
    file.write_text(
        "# Licence.\n\nEen hond blaft.\tA dog barks.\nEr blaft iets.\tSomething barks.\n\n\nWeg.\tGone.\n", "utf-8"
    )
    assert read_families(file) == [
        [("Een hond blaft.", "A dog barks."), ("Er blaft iets.", "Something barks.")],
        [("Weg.", "Gone.")],
    ]


def test_every_sentence_of_the_shipped_families_has_its_translation_and_stands_once() -> None:
    families = read_families(FAMILIES)
    assert all(dutch.strip() and english.strip() for family in families for dutch, english in family)
    dutch = [dutch for family in families for dutch, _ in family]
    assert len(dutch) == len(set(dutch))
    assert min(map(len, families)) > 1
