"""The ontology as people and programs get it."""

import pyoxigraph as ox
import pytest
from lxml import html
from starlette.testclient import TestClient

from ontology import iris
from ontology.definitions import read_ontology

WORDS = {"nl": ("Klassen", "Gezegd van", "Bron"), "en": ("Classes", "Said of", "Source")}


@pytest.mark.parametrize("language", WORDS)
def test_every_term_is_explained_at_its_own_address(client: TestClient, language: str) -> None:
    page = html.fromstring(client.get("/def", params={"taal": language}).text)
    for term in read_ontology().terms:
        (section,) = page.xpath(f"//section[@id='{term.name}']")
        text = section.text_content()
        assert all(said[language] in text for said in (term.label, term.definition, term.example, term.source))
    assert all(word in page.text_content() for word in WORDS[language])


@pytest.mark.parametrize("language", WORDS)
def test_the_diagram_stands_in_the_page_and_its_links_lead_somewhere(client: TestClient, language: str) -> None:
    page = html.fromstring(client.get("/def", params={"taal": language}).text)
    (diagram,) = page.xpath("//*[contains(@class, 'diagram')]/*[name()='svg']")
    links = {link for link in diagram.xpath(".//@*[contains(name(), 'href')]")}
    assert "#Lesson" in links
    ids = set(page.xpath("//@id"))
    assert {link.removeprefix("#") for link in links} <= ids


def test_a_link_in_the_page_to_another_term_leads_there(client: TestClient) -> None:
    page = html.fromstring(client.get("/def").text)
    targets = {link.removeprefix("#") for link in page.xpath("//main//dd//a/@href") if link.startswith("#")}
    assert "Mention" in targets
    assert targets <= set(page.xpath("//@id"))


@pytest.mark.parametrize("path", ["/def", "/def/0.1.0"])
def test_programs_get_the_whole_ontology(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept": "text/turtle"})
    subjects = {quad.subject.value for quad in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)}
    assert {f"{iris.ONTOLOGY}{term.name}" for term in read_ontology().terms} <= subjects


def test_another_version_and_another_format_are_not_there(client: TestClient) -> None:
    assert client.get("/def/9.9.9").status_code == 404
    assert client.get("/def", params={"formaat": "csv"}).status_code == 406
