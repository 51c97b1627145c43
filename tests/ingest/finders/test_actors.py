import pytest

from corpus.model import ActorMention, ActorType, BlockRole
from tests.ingest.finders.reading import found


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
