"""Tests of the grammar that writes Dutch sentences with their translations, and of the families it writes."""

import random
from dataclasses import replace

import pytest

from models.recipes.grammar import Form, Phrase, Sentence
from models.recipes.grammar_words import Grammar, Noun, Verb, Word, read_grammar
from models.recipes.invented_sentences import Inventor, invent_sentences

GIRL = Noun("person", "het", ("meisje", "meisjes"), ("girl", "girls"))
CAR = Noun("vehicle", "de", ("auto", "auto's"), ("car", "cars"))
SMALL = Word(("klein", "kleine"), "small")
CLEAN = Verb(
    ("person",), "maakt schoon", "schoonmaken", "schoongemaakt", ("clean", "cleaning", "cleaned"), ("", ""),
    ("vehicle",), ("outside",),
)  # fmt: skip
LOOK = Verb(
    ("person",), "kijkt", "kijken", "", ("look", "looking", ""), ("naar", "at"), ("vehicle",), ("outside",)
)  # fmt: skip
PLAIN = Sentence(
    CLEAN, Phrase(GIRL, 1, False, SMALL), Phrase(CAR, 1, False), Word(("buiten", "buiten"), "outdoors"), Form.PLAIN,
    False, True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "dutch", "english"),
    [
        (PLAIN, "Een klein meisje maakt een auto schoon buiten", "A small girl is cleaning a car outdoors"),
        (
            replace(PLAIN, negated=True, ongoing=False),
            "Een klein meisje maakt geen auto schoon buiten",
            "A small girl does not clean a car outdoors",
        ),
        (
            replace(PLAIN, form=Form.ONGOING, subject=Phrase(GIRL, 3, False, SMALL), adjunct=None),
            "Drie kleine meisjes zijn een auto aan het schoonmaken",
            "Three small girls are cleaning a car",
        ),
        (
            replace(PLAIN, form=Form.PASSIVE, object=Phrase(CAR, 0, True), negated=True, adjunct=None),
            "De auto's worden niet door een klein meisje schoongemaakt",
            "The cars are not being cleaned by a small girl",
        ),
        (
            replace(PLAIN, form=Form.EXISTS, negated=True),
            "Er is geen klein meisje dat een auto buiten schoonmaakt",
            "There is no small girl cleaning a car outdoors",
        ),
        (
            replace(PLAIN, form=Form.NOBODY, verb=LOOK, object=Phrase(CAR, 1, True)),
            "Niemand kijkt naar de auto buiten",
            "Nobody is looking at the car outdoors",
        ),
        (
            replace(PLAIN, form=Form.PHRASE, subject=Phrase(GIRL, 0, False), adjunct=None),
            "Meisjes die een auto schoonmaken",
            "Girls cleaning a car",
        ),
    ],
)
def test_a_sentence_is_written_in_both_languages(sentence: Sentence, dutch: str, english: str) -> None:
    assert (sentence.dutch(), sentence.english()) == (dutch, english)


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    """The shipped words."""
    return read_grammar()


def test_every_kind_that_a_verb_names_has_words(grammar: Grammar) -> None:
    for verb in (verb for verbs in grammar.verbs.values() for verb in verbs):
        assert {*verb.subjects, *verb.objects} <= grammar.nouns.keys() & grammar.adjectives.keys()
        assert set(verb.adjuncts) <= grammar.adjuncts.keys()
        assert verb.adjuncts


def test_verbs_have_a_plural_and_a_place_for_their_particle(grammar: Grammar) -> None:
    for verb in (verb for verbs in grammar.verbs.values() for verb in verbs):
        assert verb.infinitive.startswith(verb.particle)
        assert verb.finite(plural=True).endswith("n")


@pytest.mark.parametrize("genre", ["street", "ward", "news"])
def test_a_family_is_made_of_different_sentences_about_nearly_the_same(grammar: Grammar, genre: str) -> None:
    inventor = Inventor(grammar, genre, random.Random(5))
    first, *others = inventor.family(16)
    assert len({first, *others}) == 16
    for other in others:
        assert any(
            (first.verb == other.verb, first.subject == other.subject, first.object == other.object,
             first.adjunct == other.adjunct)
        )  # fmt: skip


def test_the_same_seed_invents_the_same(grammar: Grammar) -> None:
    asked = {"street": 3, "news": 2}
    pairs = invent_sentences(grammar, asked, 8, seed=3)
    assert len(pairs) == 40
    assert pairs == invent_sentences(grammar, asked, 8, seed=3)
    assert pairs != invent_sentences(grammar, asked, 8, seed=4)
