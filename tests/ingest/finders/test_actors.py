import pytest

from corpus.model import ActorMention, ActorType, BlockRole
from ingest.finders.name_company import party_before
from ingest.finders.name_grammar import Grammar
from ingest.finders.names import names
from ingest.finders.nouns import group_noun
from ingest.finders.sentences import sentences
from ingest.finders.unnamed_bodies import unnamed_bodies
from tests.ingest.finders.reading import annotated, found


def actors(*paragraphs: str, roles: tuple[BlockRole, ...] = ()) -> list[ActorMention]:
    return [mention for mention in found(*paragraphs, roles=roles) if isinstance(mention, ActorMention)]


def called(*paragraphs: str) -> set[str]:
    return {name for mention in actors(*paragraphs) for name in (mention.name, *mention.aliases)}


def test_no_name_runs_on_into_the_next_cell() -> None:
    rows = (BlockRole.TABLE_ROW,)
    mentions = actors("Woonstichting De Zonnebloem\tMolenkwartier, Deventer\t2016", roles=rows)
    assert {mention.text for mention in mentions} == {"Woonstichting De Zonnebloem"}
    assert not actors("Aanpak\tWijk en gemeente\tSinds\tTrekker\tUren", roles=rows)


def test_a_word_that_opens_the_sentence_leaves_the_surname_whole() -> None:
    assert called("Met Pieter van Dam groeide het uit tot een eettafel.") == {"Pieter van Dam"}


def test_a_number_belongs_to_the_name_of_a_body() -> None:
    assert "stichting Haven 8" in called("De werkplaats is van stichting Haven 8, die ook 9 fietsen heeft.")


def test_a_noun_with_a_capital_only_opens_the_sentence() -> None:
    assert "bewonersgroep Vogelvrij" in called("Bewonersgroep Vogelvrij organiseerde 38 keukentafelgesprekken.")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Toen vroeg de bewonersgroep in de Vogelbuurt om een speeltuin.", "bewonersgroep in de Vogelbuurt"),
        ("Daarna kwam het wijkteam van Oost langs.", "wijkteam van Oost"),
        ("Het krachtteam Noord hielp.", "krachtteam Noord"),
    ],
)
def test_groups_by_noun_and_area(sentence: str, name: str) -> None:
    (group,) = actors(sentence)
    assert (group.name, group.type) == (name, ActorType.GROUP)


@pytest.mark.parametrize(
    "sentence", ["Er kwam een groep in de Vogelbuurt bij elkaar.", "Er is geen bewonersgroep in de Vogelbuurt."]
)
def test_a_group_without_a_noun_of_its_own_is_none(sentence: str) -> None:
    assert not actors(sentence)


def test_a_noun_of_groups_with_a_capital_is_a_group() -> None:
    (group,) = actors("Later besloot de Stuurgroep anders.")
    assert (group.name, group.type) == ("Stuurgroep", ActorType.GROUP)


def test_authors_with_their_initials_behind() -> None:
    names = {(m.text, m.name) for m in actors("Visser, A.B., Van Dam, J. en Bakker, C. (2018). Wonen in de wijk.")}
    assert names == {("Visser, A.B.", "A.B. Visser"), ("Van Dam, J.", "J. van Dam"), ("Bakker, C.", "C. Bakker")}


def test_a_title_is_an_alias() -> None:
    assert called("Toen belde mevrouw De Vries ons op. Mevrouw De Vries had gelijk.") >= {"mevrouw De Vries"}


def test_a_place_is_no_short_form_of_a_person() -> None:
    names = {mention.name for mention in actors("Volgens Anja Utrecht klopt het. In Utrecht zag zij het ook.")}
    assert names == {"Anja Utrecht"}
    assert len(actors("Volgens Anja Utrecht klopt het. In Utrecht zag zij het ook.")) == 1


def test_a_body_with_and_without_its_noun_is_one() -> None:
    text = "Woonstichting Zonnedijk verhuurt hier. Volgens Zonnedijk is er veel veranderd."
    assert {mention.name for mention in actors(text)} == {"Woonstichting Zonnedijk"}


def test_the_police_are_a_body_without_a_capital() -> None:
    (police,) = actors("Daarna kwam de politie erbij.")
    assert (police.name, police.sort) == ("politie", "politie")


@pytest.mark.parametrize("sentence", ["Zo sprak de Tea m Nieuw.", "Ook in de Zonnewijk-", "Zes Deventerse Zon"])
def test_a_broken_word_or_an_adjective_of_a_place_is_no_name(sentence: str) -> None:
    said = {name.text for name in names(annotated(sentence))}
    assert said.isdisjoint({"Tea", "Zonnewijk", "Deventerse"})


def test_a_noun_that_is_joined_to_an_abbreviation_is_no_part_of_the_name() -> None:
    said = [name.text for name in names(annotated("Bij de WZO werkt zij niet. De WZO-arts wel, de WZO-groep niet."))]
    assert said == ["WZO", "De WZO", "WZO-groep"]


def test_what_stands_in_brackets_behind_persons_is_a_body() -> None:
    (body,) = [m for m in actors("Met dank aan Anja de Vries (Zonnewaai).") if m.type is not ActorType.PERSON]
    assert body.name == "Zonnewaai"


def test_fellows_in_a_list_may_be_many() -> None:
    listed = Grammar(fellows=("gemeente", "teams"))
    assert listed.is_listed_with(group_noun)
    assert not Grammar(fellows=("bomen",)).is_listed_with(group_noun)


def unnamed(*paragraphs: str, subject: str) -> list[str]:
    """What is found where every place of one word is the subject of its sentence."""
    doc = annotated(*paragraphs)
    sentences(doc)
    for token in doc:
        token.dep_ = "nsubj" if token.lower_ == subject else "dep"
    return [mention.text for mention in unnamed_bodies(doc)]


def test_a_noun_that_stands_for_one_body_is_a_group() -> None:
    said = "De visitatiecommissie kwam langs. Dat vond de visitatiecommissie goed."
    assert unnamed(said, subject="visitatiecommissie") == ["visitatiecommissie"] * 2
    assert not unnamed(said, subject="langs")
    assert not unnamed(f"{said} Elke visitatiecommissie telt.", subject="visitatiecommissie")
    assert not unnamed("De visitatiecommissie kwam langs.", subject="visitatiecommissie")
    assert not unnamed("De keukentafel staat er. De keukentafel telt.", subject="keukentafel")


@pytest.mark.parametrize(
    "sentence",
    [
        "‘De Zonnekoers’ is een samenwerkingsverband van zes partijen.",
        "Daarna begon het BuurtLAB.",
        "De Zonnekoers begon.",
    ],
)
def test_what_the_text_calls_a_body_acts_even_if_it_is_a_work(sentence: str) -> None:
    said = called(sentence)
    assert bool(said & {"De Zonnekoers", "BuurtLAB"}) is ("begon." not in sentence)


def test_a_noun_of_groups_behind_a_name_is_part_of_an_alias() -> None:
    assert called("Vanuit het Samen Sterk team hielp zij mee.") >= {"team Samen Sterk", "Samen Sterk team"}


def test_municipalities_in_a_list_are_no_parties() -> None:
    (first, second) = (
        names(annotated(f"Drie {sort}: Veenwonen en Zonwonen."))[-1] for sort in ("corporaties", "gemeenten")
    )
    assert party_before(first)
    assert not party_before(second)


def test_a_role_with_a_capital_is_no_part_of_a_persons_name() -> None:
    assert [name.text for name in names(annotated("Daar was Anja Visser Directeur Wonen bij."))] == ["Anja Visser"]
    assert [name.text for name in names(annotated("Daar was Anja de Schrijver bij."))] == ["Anja de Schrijver"]
