"""Each page shows what the library knows, with the way to its place."""

import html
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from app.settings import Settings
from app.web.application import create_app
from app.web.assets import has_components
from app.web.facts.cases import CaseFile, read_case
from app.web.facts.overview import CaseEntry
from app.web.facts.tensions import Named
from app.web.pages.similar import _choices
from kg.graph import GraphStore
from search.passages import Answer, PassageIndex
from tests.app.web.hand_made import MARKUP

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
    "/spanningen/zonder-familie",
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


@pytest.fixture
def case_address(client: TestClient) -> str:
    found = re.search(r'href="(/casus/[^"]*buurthuis-noord)"', client.get("/casussen").text)
    assert found
    return found[1]


def test_home_counts_what_there_is(client: TestClient) -> None:
    shown = re.findall(r"<b>([\d.]+)</b> <span>(\w+)</span>", client.get("/").text)
    assert dict((name, n) for n, name in shown) == {
        "documenten": "2", "casussen": "2", "lessen": "2", "spanningen": "2", "citaten": "1",
    }  # fmt: skip


def test_a_case_leads_to_its_whole_and_its_parts(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(graph: GraphStore, iri: str) -> CaseFile | None:
        found, place = read_case(graph, iri), "/casus/utrecht/"
        wholes, parts = (Named("Samen <Zuid>", place + "samen-zuid"),), (Named("De Tafel", place + "de-tafel"),)
        return found and msgspec.structs.replace(found, wholes=wholes, parts=parts)

    assert "Onderdeel van" not in client.get(CASE).text
    monkeypatch.setattr("app.web.pages.cases.read_case", read)
    page = client.get(CASE).text
    assert 'Onderdeel van: <a href="/casus/utrecht/samen-zuid">Samen &lt;Zuid&gt;</a>' in page
    assert 'Omvat: <a href="/casus/utrecht/de-tafel">De Tafel</a>' in page
    assert "Part of:" in client.get(f"{CASE}?taal=en").text


def test_search_marks_the_words_and_leads_to_the_place(client: TestClient) -> None:
    page = client.get("/zoeken?q=schulden").text
    assert "<mark>schulden</mark>" in page
    address = re.search(rf'href="({DOCUMENT}\?van=\d+&amp;tot=\d+)#plaats"', page)
    assert address
    assert 'id="plaats"' in client.get(address[1].replace("&amp;", "&")).text


def test_facets_narrow_and_can_be_cleared(client: TestClient) -> None:
    every, essays = client.get("/zoeken?q=groen").text, client.get("/zoeken?q=groen&soort=essay").text
    assert "Over buurthuizen" in every
    assert "Over buurthuizen" not in re.sub(r"<aside.*?</aside>", "", essays, flags=re.DOTALL)
    assert "Alle voorwaarden weg" in essays
    assert "Alle voorwaarden weg" not in every


def test_case_page_tells_all_with_its_page(client: TestClient, case_address: str) -> None:
    page = client.get(case_address).text
    for said in ("Begin klein en blijf lang.", "loslaten", "vasthouden", "Anja de Vries", "opbouwwerker", "2019"):
        assert said in page
    assert page.count(">p. 7<") >= 5
    assert 'class="municipality"' in page  # on the map


def test_quote_can_be_copied_with_its_source(client: TestClient) -> None:
    page = client.get("/citaten?q=Vertrouwen%20kost%20tijd").text
    assert re.search(r'data-copy="“[^"]*Vertrouwen kost tijd[^"]*Smit', page)


def test_a_basket_keeps_quotes_and_gives_them_as_a_file(client: TestClient) -> None:
    page = client.get("/citaten?q=Vertrouwen%20kost%20tijd").text
    token, key = (re.search(rf'name="{name}" value="([^"]+)"', page) for name in ("formulier", "citaat"))
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
    page = client.get(DOCUMENT).text
    assert 'class="mark mark-lesson"' in page
    assert 'class="mark mark-case"' in page
    picture = client.get(f"{DOCUMENT}.png")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")


def test_tension_map_has_a_bead_for_the_case(client: TestClient) -> None:
    page = client.get("/spanningen").text
    assert 'aria-label="casus Buurthuis Noord: 1"' in page
    assert "Zonder familie" in page  # the hostile one has none


def test_family_tells_its_tension_with_case_and_quote(client: TestClient) -> None:
    address = re.search(r'href="(/spanningen/[^"]+)"', client.get("/spanningen").text)
    assert address
    page = client.get(address[1]).text
    assert "schuurt loslaten met vasthouden" in page
    assert 'href="/casus/utrecht/buurthuis-noord"' in page
    assert "schuurt" not in client.get("/spanningen/zonder-familie").text
    assert client.get("/spanningen/bestaat-niet").status_code == 404


def test_an_answer_with_numbers_is_drawn(client: TestClient) -> None:
    page = client.get("/sparql?query=SELECT ?name (1 AS ?n) { ?s a wijk:Case ; rdfs:label ?name }").text
    assert page.count("<rect") == 2
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
        assert MARKUP not in response.text
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


def test_examples_are_questions_that_the_library_answers(client: TestClient) -> None:
    listed = re.search(r'<p class="examples">(.*?)</p>', client.get("/").text, re.DOTALL)
    assert listed
    examples = [html.unescape(found) for found in re.findall(r">([^<]+)</a>", listed[1])]
    assert examples
    for example in examples:
        assert re.fullmatch(r"(Wat|Wie|Hoe|Wanneer) [^“”\"<>]+\?", example)
        assert "geen antwoord" not in client.get("/zoeken", params={"q": example}).text


def test_search_says_when_there_is_no_answer(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    find = PassageIndex.find
    assert "geen antwoord" not in client.get("/zoeken?q=groen").text

    def find_unlikely(*asked: Any, **how: Any) -> Answer:
        return msgspec.structs.replace(find(*asked, **how), is_likely=False, corrected={"groeen": "groen"})

    monkeypatch.setattr(PassageIndex, "find", find_unlikely)
    page = client.get("/zoeken?q=groeen").text
    assert "geen antwoord" in page
    assert "Gezocht op ‘groen’" in page


def test_cases_of_one_name_are_told_apart() -> None:
    def entry(label: str, municipality: str) -> CaseEntry:
        known = {"codes": (), "documents": 1, "mentions": 1, "lessons": 0, "tensions": 0, "sort": None}
        return CaseEntry(iri=f"urn:{municipality}", label=label, municipalities=(municipality,), **known)  # type: ignore[arg-type]

    choices = _choices([entry("Wijkteam", "Zwolle"), entry("Wijkteam", "Almelo"), entry("Ponton", "Deventer")])
    assert [(c.label, c.where) for c in choices] == [
        ("Wijkteam", "Zwolle"), ("Wijkteam", "Almelo"), ("Ponton", None),
    ]  # fmt: skip


def test_cards_tell_whose_side_names_what(client: TestClient) -> None:
    page = client.get("/zoals-wij?q=schulden van jongeren in de flat").text
    assert "Alleen bij ons" in page or "Alleen daar" in page
    assert page.count("<h3>") == len(set(re.findall(r"<h3>(.*?)</h3>", page)))  # no case twice


@pytest.mark.parametrize("asked", ["met een bankje horen wat er speelt", "bewoners beginnen een bewonersbedrijf"])
def test_passages_of_no_shown_case_stand_beside_the_cards(sample_library: Path, asked: str) -> None:
    with TestClient(create_app(Settings(library=str(sample_library)))) as reader:
        page = reader.get(f"/zoals-wij?q={asked}", headers={"accept": "text/html"}).text
    above, _, below = page.partition("Ook verteld, buiten deze casussen")
    told, _, after = below.partition("</section>")
    quoted = re.compile(r"<blockquote><p>(.*?)</p>")
    assert quoted.findall(told)
    assert set(quoted.findall(told)).isdisjoint(quoted.findall(above + after))


def test_quotes_have_one_layout(client: TestClient) -> None:
    page = client.get("/citaten?q=vertrouwen").text
    parts = re.findall(r'class="(said-by|reference|quote-buttons)"', page)
    assert parts == ["said-by", "reference", "quote-buttons"] * (len(parts) // 3)
    assert parts


def test_cases_can_be_narrowed_and_the_choice_is_in_the_address(client: TestClient) -> None:
    page = client.get("/casussen?gemeente=Utrecht").text
    assert "<h1>1 casus</h1>" in page
    assert re.search(r'<a href="\?" class="chosen"[^>]*>Utrecht', page)
    assert "Alle voorwaarden weg" in client.get("/casussen?gemeente=Almelo").text
