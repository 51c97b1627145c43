import json

import pytest
import rispy

from corpus.model import DocumentKind, Metadata
from search.authors import csl_name
from search.bibliography import csl_record, keyed, write_bibliography

BOOK = Metadata(
    title="De wijk & wij", authors=("Anja de Vries",), year=2011, publisher="Platform", kind=DocumentKind.ESSAY
)
REPORT = Metadata(
    title="Nota", publisher="Gemeente Utrecht", kind=DocumentKind.REPORT, source="https://utrecht.example/n"
)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Nel van der Waerden-Kiliç", {"given": "Nel", "non-dropping-particle": "van der", "family": "Waerden-Kiliç"}),
        ("Dennis ’t Hart", {"given": "Dennis", "non-dropping-particle": "’t", "family": "Hart"}),
        ("prof. dr. A.B. de Boer", {"given": "A.B.", "non-dropping-particle": "de", "family": "Boer"}),
        ("Yara Benali", {"given": "Yara", "family": "Benali"}),
        ("Redactie Netwerk Dichtbij", {"literal": "Redactie Netwerk Dichtbij"}),
        ("Futura", {"literal": "Futura"}),
        ("WRR", {"literal": "WRR"}),
    ],
)  # fmt: skip
def test_names_of_people_and_organisations(name: str, parts: dict[str, str]) -> None:
    assert csl_name(name) == parts


def test_who_publishes_what_nobody_signed_is_its_author() -> None:
    record = csl_record(REPORT)
    assert record["author"] == [{"literal": "Gemeente Utrecht"}]
    assert "publisher" not in record


def test_keys_are_unique() -> None:
    other = Metadata(title="De wijken", authors=BOOK.authors, year=2011)
    third = Metadata(title="De wijk nogmaals", authors=BOOK.authors, year=2011)
    assert list(keyed([BOOK, other, third, BOOK])) == ["vries2011wijk", "vries2011wijken", "vries2011wijkb"]


def test_bibtex_ris_and_csl_json_say_the_same() -> None:
    bibtex = write_bibliography([BOOK, REPORT], "bibtex")
    assert "@book{vries2011wijk," in bibtex
    assert "de Vries, Anja" in bibtex
    assert r"De wijk \& wij" in bibtex
    first, second = rispy.loads(write_bibliography([BOOK, REPORT], "ris"))
    assert (first["authors"], first["title"], first["year"]) == (["Vries, Anja de"], "De wijk & wij", "2011")
    assert (second["authors"], second["urls"]) == (["Gemeente Utrecht"], ["https://utrecht.example/n"])
    records = json.loads(write_bibliography([BOOK, REPORT], "csl-json"))
    assert [record["id"] for record in records] == ["vries2011wijk", "gemeenteutrechtzdnota"]
