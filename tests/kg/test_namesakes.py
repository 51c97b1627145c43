from kg.namesakes import join_namesakes
from ontology.iris import case


def test_a_case_told_without_its_municipality_joins_the_only_one_that_has_it() -> None:
    assert join_namesakes([case("hefboom"), case("hefboom", "Deventer")]) == {
        case("hefboom"): case("hefboom", "Deventer")
    }


def test_where_two_municipalities_have_one_it_stays_by_itself() -> None:
    assert join_namesakes([case("brug"), case("brug", "Zwolle"), case("brug", "Almelo")]) == {}


def test_a_name_that_means_something_in_one_document_only_joins_nothing() -> None:
    assert join_namesakes([case("wijkteam", "ab" * 6), case("wijkteam", "Zwolle")]) == {}


def test_what_sort_of_case_it_is_does_not_make_another_case() -> None:
    joined = join_namesakes([case("buurthuis anker", "Zwolle"), case("anker", "Zwolle"), case("anker", "Almelo")])
    assert joined == {case("buurthuis anker", "Zwolle"): case("anker", "Zwolle")}


def test_joins_are_followed_to_their_end() -> None:
    joined = join_namesakes([case("buurthuis anker"), case("anker"), case("anker", "Zwolle")])
    assert set(joined.values()) == {case("anker", "Zwolle")}
