import pytest

from corpus.model import ActorType, AnyMention, Document, Entity, Kind, PlaceLevel
from kg.entities import merge_mentions
from tests.kg.documents import Marker, make_document, zwolle


def labels(document: Document, *mentions: AnyMention) -> list[str]:
    return [entity.label for entity in merge_mentions(document, mentions)]


def only(document: Document, *mentions: AnyMention) -> Entity:
    (entity,) = merge_mentions(document, mentions)
    return entity


def test_full_surname_and_first_name_are_one_person() -> None:
    document = make_document("Anja de Vries sprak. Later vroeg De Vries om rust. Anja lachte.")
    mark = Marker(document)
    person = only(document, mark.person("Anja de Vries"), mark.person("De Vries"), mark.person("Anja", 1))
    assert person.label == "Anja de Vries"
    assert set(person.aliases) == {"De Vries", "Anja"}
    assert len(person.mentions) == 3


def test_titles_and_initials_do_not_make_another_person() -> None:
    document = make_document("Wethouder Piet van den Hout kwam. P. van den Hout bleef. Mevrouw Van den Hout ook.")
    mark = Marker(document)
    mentions = (mark.person("Piet van den Hout"), mark.person("P. van den Hout"), mark.person("Mevrouw Van den Hout"))
    assert labels(document, *mentions) == ["Piet van den Hout"]


def test_several_initials_are_of_the_only_person_whose_name_begins_with_the_first() -> None:
    document = make_document("Piet van den Hout schreef het. Zie P.A. van den Hout en P.B. Smit.")
    mark = Marker(document)
    mentions = (mark.person("Piet van den Hout"), mark.person("P.A. van den Hout"), mark.person("P.B. Smit"))
    assert labels(document, *mentions) == ["Piet van den Hout", "P.B. Smit"]


def test_a_surname_that_two_people_bear_stays_by_itself() -> None:
    document = make_document("Anja de Vries en Bert de Vries. De Vries knikte.")
    mark = Marker(document)
    found = labels(document, mark.person("Anja de Vries"), mark.person("Bert de Vries"), mark.person("De Vries"))
    assert found == ["Anja de Vries", "Bert de Vries", "De Vries"]


def test_namesakes_with_different_roles_and_organisations_stay_apart() -> None:
    document = make_document("Jan Bos, wethouder. Jan Bos, bewoner. Jan Bos zei niets.")
    mark = Marker(document)
    first = mark.person("Jan Bos", 0, role="wethouder", affiliation="gemeente Delft")
    second = mark.person("Jan Bos", 1, role="voorzitter", affiliation="Buurtbelang")
    entities = merge_mentions(document, [first, second, mark.person("Jan Bos", 2)])
    assert [len(entity.mentions) for entity in entities] == [1, 2]
    assert len({entity.iri for entity in entities}) == 2


def test_an_abbreviation_joins_its_full_name() -> None:
    document = make_document("Het Landelijk Platform Wijkwerk bestaat. LPW groeit.")
    mark = Marker(document)
    platform = only(document, mark.body("Landelijk Platform Wijkwerk"), mark.body("LPW"))
    assert (platform.label, platform.aliases) == ("Landelijk Platform Wijkwerk", ("LPW",))


def test_an_abbreviation_of_two_names_joins_neither() -> None:
    document = make_document("Stichting Buurt Zorg en Samen Buiten Zwemmen. SBZ kwam.")
    mark = Marker(document)
    found = labels(document, mark.body("Stichting Buurt Zorg"), mark.body("Samen Buiten Zwemmen"), mark.body("SBZ"))
    assert len(found) == 3


def test_an_alias_that_the_text_gives_joins() -> None:
    document = make_document("De Kruiden- en Kleurenbuurt, ofwel KKB-Noord. In KKB-Noord bloeit het.")
    mark = Marker(document)
    case = only(document, mark.case("Kruiden- en Kleurenbuurt", aliases=("KKB-Noord",)), mark.case("KKB-Noord", 1))
    assert case.kind is Kind.CASE


def test_the_sort_of_an_organisation_is_no_part_of_its_name() -> None:
    document = make_document("Woningcorporatie De Zonnehoek bouwt. De Zonnehoek verhuurt. Stichting Zonnehoek.")
    mark = Marker(document)
    mentions = (mark.body("Woningcorporatie De Zonnehoek"), mark.body("De Zonnehoek", 1))
    assert len(labels(document, *mentions, mark.body("Stichting Zonnehoek"))) == 1


def test_public_bodies_of_one_area_stay_apart() -> None:
    document = make_document("De gemeente Utrecht en de provincie Utrecht. Utrecht wil meer.")
    mark = Marker(document)
    mentions = (mark.body("gemeente Utrecht"), mark.body("provincie Utrecht"), mark.body("Utrecht", 2))
    assert labels(document, *mentions) == ["gemeente Utrecht", "provincie Utrecht", "Utrecht"]


def test_numbered_teams_stay_apart_but_a_slip_of_the_scan_joins() -> None:
    document = make_document("Wijkteam Kruiskamp 1, Wijkteam Kruiskamp 2, Wijkteam Kruiskamp 1, Wijkteam Kruiskqmp 1.")
    mark = Marker(document)
    mentions = (
        mark.body("Wijkteam Kruiskamp 1"),
        mark.body("Wijkteam Kruiskamp 2"),
        mark.body("Wijkteam Kruiskamp 1", 1),
    )
    assert labels(document, *mentions) == ["Wijkteam Kruiskamp 1", "Wijkteam Kruiskamp 2"]


def test_a_slip_of_the_scan_joins() -> None:
    document = make_document("Anne Oosterhuis sprak, Anne Oosterhuis luisterde. Anne QOosterhuis.")
    mark = Marker(document)
    mentions = (mark.person("Anne Oosterhuis"), mark.person("Anne Oosterhuis", 1), mark.person("Anne QOosterhuis"))
    assert labels(document, *mentions) == ["Anne Oosterhuis"]


def test_spellings_of_one_name_are_one() -> None:
    document = make_document(
        "Gertjan Arts en Gert-jan Arts. Gwenn Rijkers en Gwen Rijkers. Wijkonderneming, Wijk-onderneming."
    )
    mark = Marker(document)
    people = [mark.person(name) for name in ("Gertjan Arts", "Gert-jan Arts", "Gwenn Rijkers", "Gwen Rijkers")]
    bodies = [mark.body("Wijkonderneming"), mark.body("Wijk-onderneming")]
    assert [len(entity.mentions) for entity in merge_mentions(document, [*people, *bodies])] == [2, 2, 2]


def test_people_whose_names_differ_by_a_letter_stay_apart_when_names_are_short() -> None:
    document = make_document("Marja Visser sprak met Maria Visser.")
    mark = Marker(document)
    assert len(labels(document, mark.person("Marja Visser"), mark.person("Maria Visser"))) == 2


def test_a_full_name_that_is_only_an_alias_is_the_label() -> None:
    document = make_document("Pim lachte.")
    person = only(document, Marker(document).person("Pim", aliases=("Pim Hogevelder",)))
    assert (person.label, person.aliases) == ("Pim Hogevelder", ("Pim",))
    assert person.iri == "https://w3id.org/wijkgraaf/id/actor/person/pim-hogevelder"


def test_cases_of_one_name_in_two_municipalities_stay_apart() -> None:
    document = make_document("Buurtkamer Zuid in Delft. Buurtkamer Zuid in Gouda.")
    mark = Marker(document)
    mentions = [mark.case("Buurtkamer Zuid", n, municipality=name) for n, name in enumerate(("Delft", "Gouda"))]
    iris_ = [entity.iri for entity in merge_mentions(document, mentions)]
    assert [iri.split("/id/")[1] for iri in iris_] == ["case/delft/buurtkamer-zuid", "case/gouda/buurtkamer-zuid"]


def test_spellings_of_a_place_with_one_code_are_one() -> None:
    document = make_document("Den Bosch heet ook 's-Hertogenbosch.")
    mark = Marker(document)
    place = only(document, mark.place("Den Bosch", code="GM0796"), mark.place("'s-Hertogenbosch", code="GM0796"))
    assert place.iri.endswith("/id/place/gm0796")


def test_a_place_without_code_joins_the_one_with_it_only_on_its_level() -> None:
    document = make_document("Utrecht, Utrecht en Utrecht.")
    mark = Marker(document)
    city = mark.place("Utrecht", 0, code="GM0344")
    again = mark.place("Utrecht", 1)
    province = mark.place("Utrecht", 2, level=PlaceLevel.PROVINCE, code="PV26")
    assert [len(entity.mentions) for entity in merge_mentions(document, [city, again, province])] == [2, 1]


@pytest.mark.parametrize(
    ("name", "type_", "same"),
    [
        ("Stichting Zonnebloemhof", ActorType.ORGANISATION, True),
        ("Anja Zeilmaker", ActorType.PERSON, True),
        ("Anja", ActorType.PERSON, False),
        ("Jan de Vries", ActorType.PERSON, False),
        ("Wijkteam", ActorType.ORGANISATION, False),
        ("Stuurgroep", ActorType.GROUP, False),
        ("bewoners", ActorType.GROUP, False),
        ("gemeente Waalwijk", ActorType.ORGANISATION, True),
    ],
)
def test_only_a_distinctive_name_has_one_iri_in_two_documents(name: str, type_: ActorType, same: bool) -> None:
    iris_ = set()
    for file in ("a.pdf", "b.pdf"):
        document = make_document(f"Daar is {name} weer.", file)
        iris_.add(only(document, Marker(document).body(name, type=type_)).iri)
    assert (len(iris_) == 1) is same


def test_a_common_name_within_one_organisation_is_one_person() -> None:
    iris_ = set()
    for file in ("a.pdf", "b.pdf"):
        document = make_document("Jan de Vries van Zonnebloemhof.", file)
        iris_.add(only(document, Marker(document).person("Jan de Vries", affiliation="Zonnebloemhof")).iri)
    assert len(iris_) == 1


def test_a_person_and_an_organisation_of_one_name_are_two() -> None:
    document = make_document("Frits Philips en Frits Philips.")
    mark = Marker(document)
    entities = merge_mentions(document, [mark.person("Frits Philips"), mark.body("Frits Philips", 1)])
    assert len({entity.iri for entity in entities}) == 2


def test_what_is_said_twice_in_the_same_words_is_one_lesson() -> None:
    document = make_document("Begin klein.\n\nBegin klein.")
    mark = Marker(document)
    assert len(only(document, mark.lesson("Begin klein."), mark.lesson("Begin klein.", 1)).mentions) == 2


def test_one_tension_in_a_sentence_and_its_paragraph_is_one() -> None:
    document = make_document("Dat schuurt: snelheid of rust. Zo is het.")
    mark = Marker(document)
    sentence = mark.tension("Dat schuurt: snelheid of rust.", "snelheid", "rust")
    whole = mark.tension("Dat schuurt: snelheid of rust. Zo is het.", "snelheid", "rust")
    other = mark.tension("Dat schuurt: snelheid of rust.", "rust", "regie")
    assert sorted(len(entity.mentions) for entity in merge_mentions(document, [sentence, whole, other])) == [1, 2]


def test_lessons_belong_to_the_case_that_they_name() -> None:
    document, _, mentions = zwolle()
    entities = merge_mentions(document, mentions)
    (case,) = (entity for entity in entities if entity.kind is Kind.CASE)
    (lesson,) = (entity for entity in entities if entity.kind is Kind.LESSON)
    assert lesson.case == case.iri


def test_merging_does_not_depend_on_the_order_of_mentions() -> None:
    document, _, mentions = zwolle()
    assert merge_mentions(document, mentions) == merge_mentions(document, mentions[::-1])


def test_no_mention_is_lost() -> None:
    document, _, mentions = zwolle()
    kept = [mention for entity in merge_mentions(document, mentions) for mention in entity.mentions]
    assert sorted(map(repr, kept)) == sorted(map(repr, mentions))
