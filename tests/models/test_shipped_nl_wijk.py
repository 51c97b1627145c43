"""Tests of models/nl_wijk as it is shipped: its size, its card, its look-up of words, and names of every label."""

import subprocess
import sys
from pathlib import Path

import pytest
from spacy.language import Language

from ingest.language import load_nlp
from models.recipes.model_card import hash_folder

SHIPPED = Path(__file__).parents[2] / "models" / "nl_wijk"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_nlp()


def test_the_folder_is_at_most_20_megabytes() -> None:
    assert sum(file.stat().st_size for file in SHIPPED.rglob("*") if file.is_file()) <= 20_000_000


def test_the_card_is_of_these_weights() -> None:
    card = (SHIPPED / "README.md").read_text("utf-8")
    assert f"`{hash_folder(SHIPPED)}`" in card
    assert "CC BY-SA 4.0" in card
    assert (SHIPPED / "LICENSE").exists()


def test_it_needs_no_code_of_ours() -> None:
    code = (
        "import spacy, sys; assert len(spacy.load(sys.argv[1])('De wijk leeft.')) == 4; "
        "print({'app', 'corpus', 'ingest', 'models', 'ontology'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code, str(SHIPPED)], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"


def test_words_are_looked_up_by_their_small_letters(nlp: Language) -> None:
    capital, small = nlp("Wethouder wethouder")
    assert capital.has_vector
    assert (capital.vector == small.vector).all()


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Volgens wethouder Karin Bouwman is er te weinig geld.", "Karin Bouwman", "PER"),
        ("De gemeente Almelo betaalt de helft.", "gemeente Almelo", "ORG"),
        ("Zij groeide op in Zwolle.", "Zwolle", "LOC"),
        ("De Werkgroep Verkeer schreef een brief.", "Werkgroep Verkeer", "GRP"),
        ("Dat staat in de Woningwet.", "Woningwet", "WORK"),
        ("Bewonerscommissie De Linde wil een gesprek met de corporatie.", "Bewonerscommissie De Linde", "GRP"),
        ("In opdracht van Stichting Welzijn Oost onderzocht zij de buurt.", "Stichting Welzijn Oost", "ORG"),
    ],
)
def test_names_of_every_label(nlp: Language, text: str, name: str, label: str) -> None:
    assert (name, label) in {(found.text, found.label_) for found in nlp(text).ents}
