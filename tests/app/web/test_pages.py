from app.web.assets import has_components
"""Each page shows what the library knows, with the way to its place."""
from app.web.assets import has_components

from app.web.assets import has_components
import re
from app.web.assets import has_components

from app.web.assets import has_components
import pytest
from app.web.assets import has_components
from starlette.testclient import TestClient
from app.web.assets import has_components

from app.web.assets import has_components
from tests.app.web.hand_made import HOSTILE
from app.web.assets import has_components

from app.web.assets import has_components
CASE = "/casus/utrecht/buurthuis-noord"
from app.web.assets import has_components
DOCUMENT = f"/document/{'a' * 16}/pagina/1"
from app.web.assets import has_components

from app.web.assets import has_components
ADDRESSES = (
from app.web.assets import has_components
    "/",
from app.web.assets import has_components
    "/zoeken",
from app.web.assets import has_components
    "/zoeken?q=schulden",
from app.web.assets import has_components
    "/zoeken?q=groen&soort=essay&jaar=2022",
from app.web.assets import has_components
    "/zoals-wij",
from app.web.assets import has_components
    "/zoals-wij?q=schulden%20van%20bewoners",
from app.web.assets import has_components
    "/zoals-wij?q=Buurthuis%20Noord&weeg-theme=4",
from app.web.assets import has_components
    "/vergelijk?casus=utrecht/buurthuis-noord",
from app.web.assets import has_components
    "/casussen",
from app.web.assets import has_components
    CASE,
from app.web.assets import has_components
    "/zoals/utrecht/buurthuis-noord",
from app.web.assets import has_components
    "/lessen",
from app.web.assets import has_components
    "/spanningen",
from app.web.assets import has_components
    "/netwerk",
from app.web.assets import has_components
    "/citaten",
from app.web.assets import has_components
    "/citaten?q=vertrouwen",
from app.web.assets import has_components
    "/mandje",
from app.web.assets import has_components
    "/documenten",
from app.web.assets import has_components
    DOCUMENT,
from app.web.assets import has_components
    f"/document/{'b' * 16}/pagina/1",
from app.web.assets import has_components
    f"/document/{'a' * 16}/gegevens",
from app.web.assets import has_components
    "/toevoegen",
from app.web.assets import has_components
    "/sparql",
from app.web.assets import has_components
    "/sparql?query=SELECT%20*%20%7B%20?s%20a%20wijk:Case;%20rdfs:label%20?name%20%7D",
from app.web.assets import has_components
    "/sparql?query=ASK%7B%7D",
from app.web.assets import has_components
    "/sparql?query=DESCRIBE%20wijk:Case",
from app.web.assets import has_components
    "/sparql?query=niets",
from app.web.assets import has_components
    "/sparql?query=SELECT%20%3Fname%20(1%20AS%20%3Fn)%20%7B%20%3Fs%20a%20wijk:Case%3B%20rdfs:label%20%3Fname%20%7D",
from app.web.assets import has_components
    "/def",
from app.web.assets import has_components
    "/thesaurus/buurthuis",
from app.web.assets import has_components
)
from app.web.assets import has_components

from app.web.assets import has_components

from app.web.assets import has_components
@pytest.fixture(scope="session")
from app.web.assets import has_components
def case_address(client: TestClient) -> str:
from app.web.assets import has_components
    found = re.search(r'href="(/casus/[^"]*buurthuis-noord)"', client.get("/casussen").text)
from app.web.assets import has_components
    assert found
from app.web.assets import has_components
    return found[1]
from app.web.assets import has_components

from app.web.assets import has_components

from app.web.assets import has_components
def test_home_counts_what_there_is(client: TestClient) -> None:
from app.web.assets import has_components
    shown = re.findall(r"<b>([\d.]+)</b> <span>(\w+)</span>", client.get("/").text)
from app.web.assets import has_components
    assert dict((name, n) for n, name in shown) == {
from app.web.assets import has_components
        "documenten": "2", "casussen": "2", "lessen": "2", "spanningen": "2", "citaten": "1",
from app.web.assets import has_components
    }  # fmt: skip
from app.web.assets import has_components

from app.web.assets import has_components

from app.web.assets import has_components
def test_search_marks_the_words_and_leads_to_the_place(client: TestClient) -> None:
from app.web.assets import has_components
    html = client.get("/zoeken?q=schulden").text
from app.web.assets import has_components
    assert "<mark>schulden</mark>" in html
from app.web.assets import has_components
    address = re.search(rf'href="({DOCUMENT}\?van=\d+&amp;tot=\d+)#plaats"', html)
from app.web.assets import has_components
    assert address
from app.web.assets import has_components
    assert 'id="plaats"' in client.get(address[1].replace("&amp;", "&")).text
from app.web.assets import has_components

from app.web.assets import has_components

from app.web.assets import has_components
def test_facets_narrow_and_can_be_cleared(client: TestClient) -> None:
from app.web.assets import has_components
    every, essays = client.get("/zoeken?q=groen").text, client.get("/zoeken?q=groen&soort=essay").text
from app.web.assets import has_components
    assert "Over buurthuizen" in every
from app.web.assets import has_components
    assert "Over buurthuizen" not in re.sub(r"<aside.*?</aside>", "", essays, flags=re.DOTALL)
from app.web.assets import has_components
    assert "Alle voorwaarden weg" in essays
from app.web.assets import has_components
    assert "Alle voorwaarden weg" not in every
from app.web.assets import has_components

from app.web.assets import has_components

from app.web.assets import has_components
def test_case_page_tells_all_with_its_page(client: TestClient, case_address: str) -> None:
from app.web.assets import has_components
    html = client.get(case_address).text
from app.web.assets import has_components
    for said in ("Begin klein en blijf lang.", "loslaten", "vasthouden", "Anja de Vries", "opbouwwerker", "2019"):
from app.web.assets import has_components
        assert said in html
from app.web.assets import has_components
    assert html.count(">p. 7<") >= 5
from app.web.assets import has_components
    assert 'class="municipality"' in html  # on the map
from app.web.assets import has_components

from app.web.assets import has_components

from app.web.assets import has_components
def test_quote_can_be_copied_with_its_source(client: TestClient) -> None:
from app.web.assets import has_components
    html = client.get("/citaten?q=Vertrouwen%20kost%20tijd").text
from app.web.assets import has_components
    assert re.search(r'data-copy="“[^"]*Vertrouwen kost tijd[^"]*Smit', html)
from app.web.assets import has_components

from app.web.assets import has_components

from app.web.assets import has_components
def test_a_basket_keeps_quotes_and_gives_them_as_a_file(client: TestClient) -> None:
from app.web.assets import has_components
    html = client.get("/citaten?q=Vertrouwen%20kost%20tijd").text
from app.web.assets import has_components
    token, key = (re.search(rf'name="{name}" value="([^"]+)"', html) for name in ("formulier", "citaat"))
from app.web.assets import has_components
    assert token
from app.web.assets import has_components
    assert key
from app.web.assets import has_components
    fields = {"formulier": token[1], "citaat": key[1], "terug": "//evil.example"}
from app.web.assets import has_components
    kept = client.post("/mandje", data=fields | {"actie": "erbij"}, follow_redirects=False)
from app.web.assets import has_components
    assert kept.headers["location"] == "/mandje"
from app.web.assets import has_components
    assert "Vertrouwen kost tijd" in client.get("/mandje").text
from app.web.assets import has_components
    bibliography = client.get("/mandje/citaten.ris")
from app.web.assets import has_components
    assert "attachment" in bibliography.headers["content-disposition"]
from app.web.assets import has_components
    assert "Over buurthuizen" in bibliography.text
from app.web.assets import has_components
    client.post("/mandje", data=fields | {"actie": "eruit"})
from app.web.assets import has_components
    assert "Het mandje is leeg" in client.get("/mandje").text
from app.web.assets import has_components

from app.web.assets import has_components

from app.web.assets import has_components
def test_viewer_marks_mentions_on_the_picture(client: TestClient) -> None:
from app.web.assets import has_components
    html = client.get(DOCUMENT).text
from app.web.assets import has_components
    assert 'class="mark mark-lesson"' in html
from app.web.assets import has_components
    assert 'class="mark mark-case"' in html
from app.web.assets import has_components
    picture = client.get(f"{DOCUMENT}.png")
from app.web.assets import has_components
    assert picture.headers["content-type"] == "image/png"
from app.web.assets import has_components
    assert picture.content.startswith(b"\x89PNG")
from app.web.assets import has_components

from app.web.assets import has_components

from app.web.assets import has_components
def test_tension_map_has_a_bead_for_the_case(client: TestClient) -> None:
from app.web.assets import has_components
    html = client.get("/spanningen").text
from app.web.assets import has_components
    assert 'aria-label="Buurthuis Noord: 1"' in html
from app.web.assets import has_components
    assert "Zonder familie" in html  # the hostile one has none
from app.web.assets import has_components

from app.web.assets import has_components

from app.web.assets import has_components
def test_an_answer_with_numbers_is_drawn(client: TestClient) -> None:
from app.web.assets import has_components
    html = client.get("/sparql?query=SELECT ?name (1 AS ?n) { ?s a wijk:Case ; rdfs:label ?name }").text
from app.web.assets import has_components
    assert html.count("<rect") == 2
from app.web.assets import has_components
    graph = client.get("/sparql?query=CONSTRUCT { ?s a wijk:Case } WHERE { ?s a wijk:Case }").text
from app.web.assets import has_components
    assert ("data-elements=" in graph) == has_components()
from app.web.assets import has_components
    assert "<rect" not in graph
from app.web.assets import has_components

from app.web.assets import has_components

from app.web.assets import has_components
def test_network_says_the_same_as_its_table(client: TestClient) -> None:
from app.web.assets import has_components
    elements = client.get("/netwerk.json").json()
from app.web.assets import has_components
    labels = {node["data"]["label"] for node in elements["nodes"]}
from app.web.assets import has_components
    assert {"Buurthuis Noord", "Anja de Vries"} <= labels
from app.web.assets import has_components
    assert "Anja de Vries" in client.get("/netwerk").text
from app.web.assets import has_components

from app.web.assets import has_components

from app.web.assets import has_components
@pytest.mark.parametrize("address", ADDRESSES)
from app.web.assets import has_components
def test_text_of_documents_is_never_markup(client: TestClient, address: str) -> None:
from app.web.assets import has_components
    for language in ("", "&taal=en" if "?" in address else "?taal=en"):
from app.web.assets import has_components
        response = client.get(address + language)
from app.web.assets import has_components
        if response.status_code != 400:
from app.web.assets import has_components
            assert response.status_code in (200, 404), address
from app.web.assets import has_components
        assert HOSTILE not in response.text
from app.web.assets import has_components
        assert "<img" not in response.text
from app.web.assets import has_components
        assert re.findall(r"<script(?![^>]* src=)", response.text) == []
from app.web.assets import has_components
        assert re.findall(r" on\w+=\"| style=\"", response.text) == []
from app.web.assets import has_components

from app.web.assets import has_components

from app.web.assets import has_components
def test_english_switch_is_remembered(client: TestClient) -> None:
from app.web.assets import has_components
    assert "<h1>2 cases</h1>" in client.get("/casussen?taal=en").text
from app.web.assets import has_components
    assert "<h1>2 cases</h1>" in client.get("/casussen").text
from app.web.assets import has_components
    assert "<h1>2 casussen</h1>" in client.get("/casussen?taal=nl").text
from app.web.assets import has_components

from app.web.assets import has_components

from app.web.assets import has_components
@pytest.mark.parametrize(
from app.web.assets import has_components
    "address",
from app.web.assets import has_components
    ["/casus/bestaat-niet", f"/document/{'c' * 16}/pagina/1", f"/document/{'a' * 16}/pagina/99", "/nergens", "/id/x"],
from app.web.assets import has_components
)
from app.web.assets import has_components
def test_what_is_not_there_says_what_to_do(client: TestClient, address: str) -> None:
from app.web.assets import has_components
    response = client.get(address)
from app.web.assets import has_components
    assert response.status_code == 404
from app.web.assets import has_components
    assert "Zoek het opnieuw" in response.text
from app.web.assets import has_components

from app.web.assets import has_components

from app.web.assets import has_components
def test_empty_library_invites_the_first_document(empty_client: TestClient) -> None:
from app.web.assets import has_components
    response = empty_client.get("/")
from app.web.assets import has_components
    assert response.status_code == 503
from app.web.assets import has_components
    assert 'href="/toevoegen"' in response.text
