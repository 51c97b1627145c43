"""Tests of ingest.language: the shipped pipeline, other pipelines by folder, and what is said when one will not do."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from corpus.errors import ModelUnavailable
from ingest.language import load_nlp


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_nlp()


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("De bewoners kwamen samen in het buurthuis.", "bewoners", "bewoner"),
        ("Twee wijken kregen extra geld.", "wijken", "wijk"),
        ("Zij sprak met de wethouder.", "sprak", "spreken"),
        ("De gemeentelijke diensten werkten samen.", "gemeentelijke", "gemeentelijk"),
        ("De huizen zijn oud.", "huizen", "huis"),
    ],
)
def test_lemma_of_known_words(nlp: Language, text: str, word: str, lemma: str) -> None:
    assert next(token.lemma_ for token in nlp(text) if token.text == word) == lemma


def test_parts_of_speech_and_subject(nlp: Language) -> None:
    doc = nlp("De corporatie bouwt nieuwe woningen.")
    assert [token.pos_ for token in doc] == ["DET", "NOUN", "VERB", "ADJ", "NOUN", "PUNCT"]
    assert [token.text for token in doc if token.dep_ == "nsubj"] == ["corporatie"]


def test_sentences(nlp: Language) -> None:
    doc = nlp("Wij begonnen klein. Daarna sloten meer bewoners zich aan. Wat werkt er?")
    assert [sentence.text for sentence in doc.sents] == [
        "Wij begonnen klein.",
        "Daarna sloten meer bewoners zich aan.",
        "Wat werkt er?",
    ]


def test_names(nlp: Language) -> None:
    doc = nlp("Volgens Marieke de Vries werkt de gemeente Utrecht nauw samen met Stichting Welzijn in Overvecht.")
    assert {(name.text, name.label_) for name in doc.ents} >= {("Marieke de Vries", "PER"), ("gemeente Utrecht", "ORG")}


def test_a_pipeline_by_folder(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "copy")
    assert load_nlp(str(tmp_path / "copy")).pipe_names == nlp.pipe_names


def test_a_pipeline_that_is_not_there_names_the_two_ways_out() -> None:
    with pytest.raises(ModelUnavailable) as caught:
        load_nlp("nl_bestaat_niet")
    assert "meegeleverde model" in str(caught.value)


def test_a_pipeline_that_does_too_little_says_what_is_missing(tmp_path: Path) -> None:
    bare = spacy.blank("nl")
    bare.add_pipe("sentencizer")
    bare.to_disk(tmp_path / "bare")
    with pytest.raises(ModelUnavailable) as caught:
        load_nlp(str(tmp_path / "bare"))
    assert "woordsoorten, lemma's, zinsontleding, namen" in str(caught.value)
    assert "zinsgrenzen" not in str(caught.value)
