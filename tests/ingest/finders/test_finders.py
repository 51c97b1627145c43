import pytest

from corpus.model import (
    ActorMention,
    ActorType,
    BlockRole,
    CaseMention,
    FactMention,
    PlaceMention,
    QuotationMention,
    TensionMention,
)
from ingest.embedder import load_embedder
from ingest.finders.families import Told, families
from ingest.finders.nouns import CASES, GROUPS, ORGANISATIONS, is_no_case
from ingest.finders.poles import Poles
from ingest.finders.sentence_model import load_sentence_model
from ontology.gazetteer import load_gazetteer
from ontology.thesaurus import load_thesaurus
from tests.ingest.finders.reading import annotated, found


def test_sorts_are_concepts_of_the_thesaurus() -> None:
    slugs = {concept.slug for concept in load_thesaurus().concepts.values()} | {"openbare-ruimte-en-voorzieningen"}
    for table in (ORGANISATIONS, GROUPS, CASES):
        assert set(table.values()) - slugs <= {"samenwerkingsverband"}, "nouns.toml names an unknown concept"


def test_abbreviation_and_full_name_are_one_actor() -> None:
    mentions = found("De Stichting Noorder Wijkbelang (SNW) begon. Later stopte de SNW ermee.")
    names = {mention.name for mention in mentions if isinstance(mention, ActorMention)}
    assert names == {"Stichting Noorder Wijkbelang"}


def test_first_name_is_the_person_named_in_full() -> None:
    mentions = found("Anja de Vries kwam binnen. Toen vroeg Anja om koffie.")
    assert {m.name for m in mentions if isinstance(m, ActorMention)} == {"Anja de Vries"}


def test_role_and_affiliation() -> None:
    mentions = found("Volgens Anja de Vries, directeur van Zonwonen, gaat het goed.")
    anja = next(m for m in mentions if isinstance(m, ActorMention) and m.type is ActorType.PERSON)
    assert (anja.role, anja.affiliation) == ("directeur", "Zonwonen")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Wijkagent Omar van den Berg wist het al.", "Omar van den Berg"),
        ("Oprichtster Anja van den Berg-Hofstra wist het al.", "Anja van den Berg-Hofstra"),
        ("Opbouwwerker Jan in ’t Veld ging op pad.", "Jan in ’t Veld"),
    ],
)
def test_a_role_that_opens_the_sentence_leaves_the_name_whole(sentence: str, name: str) -> None:
    assert [m.name for m in found(sentence) if isinstance(m, ActorMention)] == [name]


def test_people_in_a_role_are_not_named_after_whom_they_work_for() -> None:
    names = {m.name for m in found("Jongerenwerkers van Zonwonen stelden dat.") if isinstance(m, ActorMention)}
    assert not any("Jongerenwerkers" in name for name in names)


def test_homonym_is_chosen_by_the_municipality_that_the_text_names() -> None:
    mentions = found("In Tilburg ligt de wijk Groenewoud. In Tilburg begon het.")
    wijk = next(m for m in mentions if isinstance(m, PlaceMention) and m.name == "Groenewoud")
    assert (wijk.municipality, wijk.code) == ("Tilburg", "WK085532")


def test_case_knows_its_place() -> None:
    mentions = found("In Utrecht begon het project Schone Stoep.")
    case = next(m for m in mentions if isinstance(m, CaseMention))
    assert (case.name, case.municipality) == ("Schone Stoep", "Utrecht")


def test_an_organisation_that_works_everywhere_is_no_case() -> None:
    text = (
        "Woonstichting De Zonnebloem verhuurt hier. Woonstichting De Zonnebloem begon in 1901.",
        "In Utrecht begon het project Schone Stoep.",
    )
    assert {m.name for m in found(*text) if isinstance(m, CaseMention)} == {"Schone Stoep"}
    assert is_no_case("Woonstichting De Zonnebloem")
    assert not is_no_case("Stichting De Zonnebloem")


def test_contradictory_figures_are_both_kept() -> None:
    mentions = found("Wijkonderneming Zonnehof telt 300 woningen.", "Wijkonderneming Zonnehof telt 320 woningen.")
    assert [m.value for m in mentions if isinstance(m, FactMention)] == ["300", "320"]


def test_speaker_of_direct_speech() -> None:
    mentions = found("“Wij beginnen altijd met koffie,” zegt Anja de Vries.")
    quote = next(m for m in mentions if isinstance(m, QuotationMention))
    assert (quote.text, quote.speaker) == ("Wij beginnen altijd met koffie", "Anja de Vries")


def test_furniture_and_pull_quotes_are_not_read() -> None:
    roles = (BlockRole.FURNITURE, BlockRole.PULL_QUOTE)
    assert not found("Anja de Vries in Utrecht", "Het project Schone Stoep in Utrecht", roles=roles)


def test_finders_do_without_tags() -> None:
    assert not annotated("Anja de Vries.").has_annotation("POS")
    assert any(isinstance(m, ActorMention) for m in found("Volgens wethouder Anja de Vries klopt dat."))


@pytest.mark.parametrize("kind", ["lesson", "tension"])
def test_weights_fit_the_shipped_embedder(kind: str) -> None:
    said = load_sentence_model(kind).embedder
    assert said == load_embedder().name, "train the finders again: python -m models.recipes.train_finders"


def test_gazetteer_is_loaded_once() -> None:
    assert load_gazetteer() is load_gazetteer()


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Dat is de spanning tussen loslaten en sturen.", "spanning-loslaten-sturen"),
        (
            "Er zit een kloof tussen de leefwereld van bewoners en de systeemwereld.",
            "spanning-leefwereld-systeemwereld",
        ),
    ],
)
def test_family_of_a_tension(text: str, family: str) -> None:
    (tension,) = (m for m in found(text) if isinstance(m, TensionMention))
    assert tension.family == family


def test_no_family_where_none_is_likely() -> None:
    told = [Told("Het is de spanning tussen koffie en thee.", Poles("koffie", "thee"))]
    assert families(told) == [None]


def test_holders_of_poles() -> None:
    text = "Het is een dilemma. Wethouder Anja de Vries wil snelheid, maar Zonwonen vraagt om tijd. Dat is spanning."
    tensions = [m for m in found(text) if isinstance(m, TensionMention)]
    assert {(m.holder_a, m.holder_b) for m in tensions} == {("Anja de Vries", "Zonwonen")}
