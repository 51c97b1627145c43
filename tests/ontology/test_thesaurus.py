import unicodedata
from collections import Counter
from itertools import pairwise

import pytest

from ontology import iris
from ontology.inflection import fold, noun_forms
from ontology.phrases import PhraseIndex
from ontology.thesaurus import Concept, Pole, Thesaurus, load_thesaurus
from ontology.turtle import SOURCE, read_concepts

THESAURUS = load_thesaurus()
CONCEPTS = tuple(THESAURUS.concepts.values())


def found(text: str) -> list[tuple[str, str]]:
    """The slug of each concept with the words that name it."""
    return [(match.concept.slug, text[match.start : match.end]) for match in THESAURUS.find(text)]


def test_the_cache_holds_what_the_turtle_says() -> None:
    assert list(CONCEPTS) == read_concepts(), "run: python -m ontology.thesaurus"


def test_the_turtle_is_sorted_so_that_changes_are_readable() -> None:
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    names = [line.split()[0] for line in lines if line.endswith(" a skos:Concept ;")]
    assert len(names) == len(CONCEPTS)
    assert all(one < other for one, other in pairwise(names))


def test_it_covers_the_field() -> None:
    assert len(CONCEPTS) >= 650
    assert len(THESAURUS.tensions()) >= 40
    assert sum(bool(concept.definition) for concept in CONCEPTS) >= 150
    assert 12 <= len(THESAURUS.top_concepts()) <= 24


@pytest.mark.parametrize("facet", ["soort actor", "soort casus", "soort gebied", "fase", "stuurwijze", "spanning"])
def test_each_facet_is_at_the_top_and_has_members(facet: str) -> None:
    concept = THESAURUS.named(facet)
    assert not concept.broader
    assert len(concept.narrower) >= 5


def test_every_concept_has_one_label_in_each_language_and_a_name_made_of_it() -> None:
    for concept in CONCEPTS:
        assert concept.pref_nl and concept.pref_en, concept.iri
        assert " / " not in concept.pref_nl + concept.pref_en, "a second preferred label"
        if not concept.poles:
            assert concept.iri == iris.concept(iris.slug(concept.pref_nl))


def test_no_label_stands_for_two_concepts() -> None:
    labels = Counter(label.casefold() for concept in CONCEPTS for label in concept.labels_nl)
    assert [label for label, count in labels.items() if count > 1] == []


def test_relations_are_stated_from_both_sides() -> None:
    for concept in CONCEPTS:
        assert all(concept.iri in THESAURUS[iri].narrower for iri in concept.broader), concept.iri
        assert all(concept.iri in THESAURUS[iri].broader for iri in concept.narrower), concept.iri
        assert all(concept.iri in THESAURUS[iri].related for iri in concept.related), concept.iri


def test_no_concept_is_above_itself_or_related_to_what_is_above_it() -> None:
    for concept in CONCEPTS:
        above = {broader.iri for broader in THESAURUS.ancestors(concept)}
        assert concept.iri not in above
        assert not above & set(concept.related), concept.iri


def test_every_concept_can_be_reached_from_a_facet() -> None:
    reached = {below.iri for top in THESAURUS.top_concepts() for below in (top, *THESAURUS.descendants(top))}
    assert reached == set(THESAURUS.concepts)


def test_a_family_of_tensions_has_two_poles_whose_terms_differ() -> None:
    for tension in THESAURUS.tensions():
        assert tension.slug.startswith("spanning-")
        assert [broader.slug for broader in THESAURUS.ancestors(tension)] == ["spanning"]
        first, second = tension.poles
        assert len(first.terms) >= 5 and len(second.terms) >= 5, tension.slug
        assert not {fold(term) for term in first.terms} & {fold(term) for term in second.terms}, tension.slug
        assert tension.definition and tension.alt_nl


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("Wijkteams voor sociale cohesie.", [("wijkteam", "Wijkteams"), ("sociale-samenhang", "sociale cohesie")]),
        ("het wijkteamoverleg", [("wijkteam", "wijkteam"), ("overleg", "overleg")]),
        ("onderzoeksvraag", [("onderzoek", "onderzoek")]),
        ("Geldzorgen van huurders", [("schulden", "Geldzorgen"), ("huurder", "huurders")]),
        ("van het kastje naar de muur", [("tussen-wal-en-schip", "van het kastje naar de muur")]),
        ("twee huizen van de wijk", [("huis-van-de-wijk", "huizen van de wijk")]),
        ("cooperaties en Coöperaties", [("buurtcooperatie", "cooperaties"), ("buurtcooperatie", "Coöperaties")]),
        ("een spanning tussen leefwereld en systeemwereld", [
            ("spanning", "spanning"),
            ("spanning-leefwereld-systeemwereld", "leefwereld en systeemwereld"),
        ]),
        ("top-down/bottom-up", [("spanning-top-down-bottom-up", "top-down/bottom-up")]),
        ("een buurthuis in\nzelfbeheer", [("buurthuis-in-zelfbeheer", "buurthuis in\nzelfbeheer")]),
    ],
)  # fmt: skip
def test_concepts_are_found_in_any_number_and_inside_compounds(text: str, concepts: list[tuple[str, str]]) -> None:
    assert found(text) == concepts


@pytest.mark.parametrize(
    "text",
    [
        "burgerlijk",  # derived from a label, no compound
        "formuleren en stimuleren",  # verbs that end like one
        "in de Celsiusstraat",  # a name
        "schouders en hindernissen",
        "leven",  # no plural of lef
        "",
    ],
)
def test_words_that_only_look_like_a_concept_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_phrase_does_not_run_on_into_the_next_sentence() -> None:
    index = PhraseIndex([("sociale cohesie", 1)])
    assert list(index.find("Dat is sociaal en sociale. Cohesie is wat anders.")) == []
    assert list(index.find("sociale\n\ncohesie")) == []


def test_spans_count_the_letters_of_the_text_however_accents_and_ligatures_are_written() -> None:
    index = PhraseIndex([("coöperatie", 1), ("financiën", 2)])
    loose = unicodedata.normalize("NFD", "de coöperatie")
    assert list(index.find(loose)) == [(1, 3, len(loose))]
    assert list(index.find("de \ufb01nancien")) == [(2, 3, 11)]
    assert list(index.find("zorgcoöperaties")) == [(1, 4, 15)]


def test_what_was_written_down_goes_before_a_form_that_was_made() -> None:
    index = PhraseIndex([("wens", "made"), ("wensen", "written")])
    assert [meaning for meaning, _, _ in index.find("wensen")] == ["written"]


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        ("straat", {"straten", "straatje", "straatjes"}),
        ("project", {"projecten", "projectje"}),
        ("initiatief", {"initiatieven"}),
        ("plan", {"plannen", "plannetje"}),
        ("huis", {"huizen", "huisje"}),
        ("gemeente", {"gemeenten", "gemeentes"}),
        ("centrum", {"centra", "centrums"}),
        ("vergadering", {"vergaderingen", "vergaderinkje"}),
        ("moeilijkheid", {"moeilijkheden"}),
        ("werkvorm", {"werkvormen", "werkvormpje"}),
    ],
)
def test_nouns_take_their_plural_and_diminutive(noun: str, forms: set[str]) -> None:
    assert forms <= noun_forms(noun)


def test_poles_are_recognised_by_the_words_that_speak_for_them() -> None:
    text = "Eerst klein houden, daarna overal invoeren."
    sides = {
        (text[match.start : match.end], match.pole.name)
        for match in THESAURUS.find_poles(text)
        if match.concept.slug == "spanning-opschalen-klein-houden"
    }
    assert sides == {("klein houden", "klein en lokaal houden"), ("overal invoeren", "opschalen")}


def test_a_word_may_speak_for_several_tensions() -> None:
    first = Concept("x/a", "a", "a", poles=(Pole("snel", ("tempo",)), Pole("zorgvuldig", ("tijd",))))
    second = Concept("x/b", "b", "b", poles=(Pole("nu", ("Tempo",)), Pole("later", ("toekomst",))))
    matches = Thesaurus([first, second]).find_poles("meer tempo")
    assert [(match.concept, match.pole.name) for match in matches] == [(first, "snel"), (second, "nu")]


def test_expansion_gives_what_one_would_search_for_but_no_misspellings() -> None:
    corporation = THESAURUS.named("corporaties")
    labels = THESAURUS.expand(corporation)
    assert labels[0] == "woningcorporatie"
    assert "sociale verhuurder" in labels
    assert not set(labels) & set(corporation.hidden_nl)
    below = THESAURUS.expand(THESAURUS.named("sociaal kapitaal"), narrower=True)
    assert set(below) == set(THESAURUS.expand(THESAURUS.named("sociaal kapitaal")))
    assert "wijkagent" in THESAURUS.expand(THESAURUS.named("politie en justitie"), narrower=True)


def test_what_is_a_label_of_a_concept() -> None:
    assert [THESAURUS.has(text) for text in ("Gebiedsgericht werken", "corporaties", "De Hefboom", "")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_an_unknown_label_is_an_error() -> None:
    with pytest.raises(KeyError):
        THESAURUS.named("kwantumveldentheorie")
