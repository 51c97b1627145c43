"""Each page shows what the library knows, with the way to its place."""

import re

import pytest
from starlette.testclient import TestClient

from app.web.assets import has_components
from tests.app.web.hand_made import HOSTILE

CASE = "/casus/utrecht/buurthuis-noord"
DOCUMENT = f"/document/{'a' * 16}/pagina/1"

ADDRESSES = (
    "/",
    "/zoeken",
    "/zoeken?q=schulden",
    "/zoeken?q=groen&soort=essay&jaar=2022",
    "/zoals-wij",
    "/zoals-wij?q=schulden%20van%20bewoners",
    "/zoals-wij?q=Buurthuis%20Noord&weeg-theme=4",
    "/vergelijk?casus=utrecht/buurthuis-noord",
    "/casussen",
    CASE,
    "/zoals/utrecht/buurthuis-noord",
    "/lessen",
    "/spanningen",
    "/netwerk",
    "/citaten",
    "/citaten?q=vertrouwen",
    "/mandje",
    "/documenten",
    DOCUMENT,
    f"/document/{'b' * 16}/pagina/1",
    f"/document/{'a' * 16}/gegevens",
    "/toevoegen",
    "/sparql",
    "/sparql?query=SELECT%20*%20%7B%20?s%20a%20wijk:Case;%20rdfs:label%20?name%20%7D",
    "/sparql?query=ASK%7B%7D",
    "/sparql?query=DESCRIBE%20wijk:Case",
    "/sparql?query=niets",
    "/sparql?query=SELECT%20%3Fname%20(1%20AS%20%3Fn)%20%7B%20%3Fs%20a%20wijk:Case%3B%20rdfs:label%20%3Fname%20%7D",
    "/def",
    "/thesaurus/buurthuis",
)


@pytest.fixture(scope="session")
def case_address(client: TestClient) -> str:
    found = re.search(r'href="(/casus/[^"]*buurthuis-noord)"', client.get("/casussen").text)
    assert found
    return found[1]


def test_home_counts_what_there_is(client: TestClient) -> None:
    shown = re.findall(r"<b>([\d.]+)</b> <span>(\w+)</span>", client.get("/").text)
    assert dict((name, n) for n, name in shown) == {
        "documenten": "2", "casussen": "2", "lessen": "2", "spanningen": "2", "citaten": "1",
    }  # fmt: skip


def test_search_marks_the_words_and_leads_to_the_place(client: TestClient) -> None:
    html = client.get("/zoeken?q=schulden").text
    assert "<mark>schulden</mark>" in html
    address = re.search(rf'href="({DOCUMENT}\?van=\d+&amp;tot=\d+)#plaats"', html)
    assert address
    assert 'id="plaats"' in client.get(address[1].replace("&amp;", "&")).text


def test_facets_narrow_and_can_be_cleared(client: TestClient) -> None:
    every, essays = client.get("/zoeken?q=groen").text, client.get("/zoeken?q=groen&soort=essay").text
    assert "Over buurthuizen" in every
    assert "Over buurthuizen" not in re.sub(r"<aside.*?</aside>", "", essays, flags=re.DOTALL)
    assert "Alle voorwaarden weg" in essays
    assert "Alle voorwaarden weg" not in every


def test_case_page_tells_all_with_its_page(client: TestClient, case_address: str) -> None:
    html = client.get(case_address).text
    for said in ("Begin klein en blijf lang.", "loslaten", "vasthouden", "Anja de Vries", "opbouwwerker", "2019"):
        assert said in html
    assert html.count(">p. 7<") >= 5
    assert 'class="municipality"' in html  # on the map


def test_quote_can_be_copied_with_its_source(client: TestClient) -> None:
    html = client.get("/citaten?q=Vertrouwen%20kost%20tijd").text
    assert re.search(r'data-copy="“[^"]*Vertrouwen kost tijd[^"]*Smit', html)


def test_a_basket_keeps_quotes_and_gives_them_as_a_file(client: TestClient) -> None:
    html = client.get("/citaten?q=Vertrouwen%20kost%20tijd").text
    token, key = (re.search(rf'name="{name}" value="([^"]+)"', html) for name in ("formulier", "citaat"))
    assert token
    assert key
    fields = {"formulier": token[1], "citaat": key[1], "terug": "//evil.example"}
    kept = client.post("/mandje", data=fields | {"actie": "erbij"}, follow_redirects=False)
    assert kept.headers["location"] == "/mandje"
    assert "Vertrouwen kost tijd" in client.get("/mandje").text
    bibliography = client.get("/mandje/citaten.ris")
    assert "attachment" in bibliography.headers["content-disposition"]
    assert "Over buurthuizen" in bibliography.text
    client.post("/mandje", data=fields | {"actie": "eruit"})
    assert "Het mandje is leeg" in client.get("/mandje").text


def test_viewer_marks_mentions_on_the_picture(client: TestClient) -> None:
    html = client.get(DOCUMENT).text
    assert 'class="mark mark-lesson"' in html
    assert 'class="mark mark-case"' in html
    picture = client.get(f"{DOCUMENT}.png")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")


def test_tension_map_has_a_bead_for_the_case(client: TestClient) -> None:
    html = client.get("/spanningen").text
    assert 'aria-label="Buurthuis Noord: 1"' in html
    assert "Zonder familie" in html  # the hostile one has none


def test_an_answer_with_numbers_is_drawn(client: TestClient) -> None:
    html = client.get("/sparql?query=SELECT ?name (1 AS ?n) { ?s a wijk:Case ; rdfs:label ?name }").text
    assert html.count("<rect") == 2
    graph = client.get("/sparql?query=CONSTRUCT { ?s a wijk:Case } WHERE { ?s a wijk:Case }").text
    assert ("data-elements=" in graph) == has_components()
    assert "wijk:Case" in graph
    assert "<rect" not in graph


def test_network_says_the_same_as_its_table(client: TestClient) -> None:
    elements = client.get("/netwerk.json").json()
    labels = {node["data"]["label"] for node in elements["nodes"]}
    assert {"Buurthuis Noord", "Anja de Vries"} <= labels
    assert "Anja de Vries" in client.get("/netwerk").text


@pytest.mark.parametrize("address", ADDRESSES)
def test_text_of_documents_is_never_markup(client: TestClient, address: str) -> None:
    for language in ("", "&taal=en" if "?" in address else "?taal=en"):
        response = client.get(address + language)
        if response.status_code != 400:
            assert response.status_code in (200, 404), address
        assert HOSTILE not in response.text
        assert "<img" not in response.text
        assert re.findall(r"<script(?![^>]* src=)", response.text) == []
        assert re.findall(r" on\w+=\"| style=\"", response.text) == []


def test_english_switch_is_remembered(client: TestClient) -> None:
    assert "<h1>2 cases</h1>" in client.get("/casussen?taal=en").text
    assert "<h1>2 cases</h1>" in client.get("/casussen").text
    assert "<h1>2 casussen</h1>" in client.get("/casussen?taal=nl").text


@pytest.mark.parametrize(
    "address",
    ["/casus/bestaat-niet", f"/document/{'c' * 16}/pagina/1", f"/document/{'a' * 16}/pagina/99", "/nergens", "/id/x"],
)
def test_what_is_not_there_says_what_to_do(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "Zoek het opnieuw" in response.text


def test_empty_library_invites_the_first_document(empty_client: TestClient) -> None:
    response = empty_client.get("/")
    assert response.status_code == 503
    assert 'href="/toevoegen"' in response.text
