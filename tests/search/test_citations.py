import pytest

from corpus.errors import QueryError
from corpus.model import DocumentKind, Metadata
from search.citations import Cited, cite, cite_all, cite_each

VRIES = Metadata(title="De wijk", authors=("Anja de Vries", "Jan van den Berg"), year=2011, publisher="Platform")
ANONYMOUS = Metadata(title="Nota van de wijk")
TALK = Metadata(
    title="Gesprek aan de keukentafel",
    authors=("Dennis ’t Hart",),
    year=2020,
    publisher="BuurtBlik",
    kind=DocumentKind.INTERVIEW,
)


@pytest.mark.parametrize(
    ("cited", "short"),
    [
        (Cited(VRIES, 14, 14, "12", "12"), "(De Vries & Van den Berg, 2011, p. 12)"),
        (Cited(VRIES, 14, 15, "12", "13"), "(De Vries & Van den Berg, 2011, pp. 12-13)"),
        (Cited(VRIES, 14, 14), "(De Vries & Van den Berg, 2011, PDF-p. 14)"),
        (Cited(VRIES, 14, 15), "(De Vries & Van den Berg, 2011, PDF-p. 14-15)"),
        (Cited(VRIES, 4, 4, "iv", "iv"), "(De Vries & Van den Berg, 2011, p. iv)"),
        (Cited(VRIES), "(De Vries & Van den Berg, 2011)"),
        (Cited(ANONYMOUS, 1, 1, "1", "1"), "(Nota van de wijk, z.d., p. 1)"),
        (Cited(TALK, 3, 3, "9", "9"), "(’t Hart, 2020, p. 9)"),
    ],
)
def test_apa_in_the_text(cited: Cited, short: str) -> None:
    assert cite_all([cited])[0].short == short


def test_apa_in_the_list() -> None:
    assert cite(VRIES).reference == "De Vries, A., & Van den Berg, J. (2011). De wijk. Platform."
    assert cite(ANONYMOUS).reference == "Nota van de wijk. (z.d.)."
    assert cite(TALK).reference == "’t Hart, D. (2020). Gesprek aan de keukentafel. BuurtBlik."


def test_chicago_keeps_particles_small_after_a_given_name() -> None:
    notes = cite(VRIES, "12", style="chicago-notes-bibliography")
    assert notes.short.startswith("Anja de Vries en Jan van den Berg,")
    assert notes.short.endswith("12.")
    assert notes.reference.startswith("Vries, Anja de, en Jan van den Berg.")
    assert cite(VRIES, "12", style="chicago-author-date").short == "(De Vries en Van den Berg 2011, 12)"


def test_works_of_one_author_and_year_get_a_letter() -> None:
    other = Metadata(title="De stad", authors=VRIES.authors, year=2011)
    shorts = [citation.short for citation in cite_all([Cited(VRIES), Cited(other), Cited(VRIES)])]
    assert shorts == [f"(De Vries & Van den Berg, 2011{letter})" for letter in "bab"]


def test_cited_each_by_itself_they_get_none() -> None:
    other = Metadata(title="De stad", authors=VRIES.authors, year=2011)
    shorts = [citation.short for citation in cite_each([Cited(VRIES), Cited(other), Cited(VRIES)])]
    assert shorts == ["(De Vries & Van den Berg, 2011)"] * 3


def test_a_note_style_never_shortens_what_is_cited_twice() -> None:
    first, second = cite_all([Cited(VRIES), Cited(VRIES)], style="chicago-notes-bibliography")
    assert first == second


def test_an_unknown_style_is_an_error() -> None:
    with pytest.raises(QueryError, match="onbekende citeerstijl: 'haagse-stijl'"):
        cite(VRIES, style="haagse-stijl")
