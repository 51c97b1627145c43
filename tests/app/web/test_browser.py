"""What the three people do, in a real browser; and whether everybody can."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from app.settings import Settings
from app.web.application import create_app
from app.web.assets import VENDOR
from app.web.options import Options
from corpus.errors import ModelUnavailable
from ingest.language import load_nlp
from ontology.thesaurus import load_thesaurus
from tests.app.web.browser import ARTEFACTS, CHROMIUM, DESKTOP, DRIVER, PHONE, chromium, photograph, served
from tests.app.web.conftest import HTML
from tests.app.web.hand_made import open_fake

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver")
needs_components = pytest.mark.skipif(
    not (VENDOR / "axe.js").exists(), reason="needs the components: python -m app.web.assets"
)

DOCUMENT = Path(__file__).parents[3] / "corpus" / "documents" / "nieuwsbrief-dichtbij.pdf"
QUERY = "SELECT ?name { ?s a wijk:Case ; rdfs:label ?name }"

BARS = "SELECT ?name (COUNT(?m) AS ?n) { ?s rdfs:label ?name ; wijk:evidence ?m } GROUP BY ?name"

FAMILY = load_thesaurus().tensions()[0].slug

PAGES = {
    "home": "/",
    "search": "/zoeken?q=schulden",
    "no-results": "/zoeken?q=schulden&soort=report&jaar=1900",
    "similar": "/zoals-wij?q=schulden van bewoners in een buurthuis",
    "comparing": "/vergelijk?casus=utrecht/buurthuis-noord",
    "cases": "/casussen",
    "case": "/casus/utrecht/buurthuis-noord",
    "lessons": "/lessen",
    "tensions": "/spanningen",
    "family": f"/spanningen/{FAMILY}",
    "hostile-tensions": "/spanningen/zonder-familie",
    "hostile-viewer": f"/document/{'b' * 16}/pagina/1",
    "hostile-case": "/casus/{hostile}",
    "hostile-comparing": "/vergelijk?casus=utrecht/buurthuis-noord&casus={hostile}",
    "network": "/netwerk",
    "quotes": "/citaten?q=Vertrouwen kost tijd",
    "basket": "/mandje",
    "documents": "/documenten",
    "viewer": f"/document/{'a' * 16}/pagina/1?van=0&tot=20",
    "metadata": f"/document/{'a' * 16}/gegevens",
    "add": "/toevoegen",
    "sparql": f"/sparql?query={QUERY}",
    "sparql-chart": f"/sparql?query={BARS}",
    "sparql-graph": "/sparql?query=CONSTRUCT { ?c wijk:hasPole ?o } WHERE { ?c wijk:hasPole ?o }",
    "thing": "/def",
    "error": "/nergens",
    "sign-in": "/aanmelden",
}


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    with served(create_app(settings, Options(expensive_per_minute=10_000), open_fake)) as found:
        yield found


@pytest.fixture(scope="module")
def hostile(address: str) -> str:
    found = re.search(r'href="/casus/(zwolle/[^"]+)"', httpx.get(f"{address}/casussen", headers=HTML).text)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def driver() -> Iterator[webdriver.Chrome]:
    with chromium() as started:
        yield started


@needs_components
@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_use_every_page(driver: webdriver.Chrome, address: str, hostile: str, name: str) -> None:
    axe = (VENDOR / "axe.js").read_text(encoding="utf-8")
    findings = []
    for size, device in ((DESKTOP, "desktop"), (PHONE, "phone")):
        for scheme in ("light", "dark"):
            driver.set_window_size(*size)
            media = [{"name": "prefers-color-scheme", "value": scheme}]
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
            driver.get(address + PAGES[name].replace("{hostile}", hostile))
            assert ("Hier staat niets" in driver.page_source) == (name == "error")
            if name == "network":
                WebDriverWait(driver, 30).until(lambda d: d.find_elements(By.CSS_SELECTOR, "#network canvas"))
            photograph(driver, f"{name}-{device}-{scheme}")
            findings += [f"{device} {scheme} {found}" for found in _serious(driver, axe)]
            if driver.execute_script("return document.documentElement.scrollWidth > window.innerWidth + 1"):
                findings.append(f"{device} {scheme}: the page is wider than the window")
    assert findings == []


def test_adviser_finds_cases_like_hers_and_their_proof(driver: webdriver.Chrome, address: str) -> None:
    _open(driver, address + "/")
    field = driver.find_element(By.ID, "q")
    field.send_keys("schulden van bewoners" + Keys.ENTER)
    _wait_for(driver, "ol.results")
    driver.find_element(By.LINK_TEXT, "Casussen zoals deze").click()
    card = _wait_for(driver, "article.similar")
    assert "Buurthuis Noord" in card.text
    photograph(driver, "adviser-1-cards")
    card.find_element(By.CSS_SELECTOR, "a.plate").click()
    mark = _wait_for(driver, "rect#plaats")
    assert mark.is_displayed()
    assert "pagina/1" in driver.current_url
    photograph(driver, "adviser-2-proof")
    driver.back()
    _wait_for(driver, "article.similar h3 a").click()
    assert _wait_for(driver, "h1").text == "Buurthuis Noord"


def test_adviser_says_what_matters_and_puts_cases_side_by_side(driver: webdriver.Chrome, address: str) -> None:
    _open(driver, address + "/zoals-wij?q=schulden van bewoners in een buurthuis")
    _wait_for(driver, ".weighing summary").click()
    slider = driver.find_element(By.NAME, "weeg-place")
    slider.send_keys(Keys.ARROW_RIGHT)
    driver.find_element(By.CSS_SELECTOR, "form.describe button").click()
    WebDriverWait(driver, 30).until(lambda d: "weeg-place=3" in d.current_url)
    assert driver.find_element(By.NAME, "weeg-place").get_attribute("value") == "3"
    _wait_for(driver, ".heading-row a").click()
    assert "Buurthuis Noord" in _wait_for(driver, "table.comparing").text
    photograph(driver, "adviser-3-side-by-side")
    printed = driver.execute_cdp_cmd("Page.printToPDF", {})["data"]
    ARTEFACTS.joinpath("adviser-4-printed.pdf").write_bytes(base64.b64decode(printed))
    driver.back()
    assert _wait_for(driver, "article.similar")


@needs_components
def test_network_shows_whom_the_reader_chooses(driver: webdriver.Chrome, address: str) -> None:
    _open(driver, address + "/netwerk")
    _wait_for(driver, "#network[data-shown]")
    link = driver.find_element(By.ID, "chosen-case")
    assert not link.is_displayed()
    Select(driver.find_element(By.ID, "chosen")).select_by_visible_text("Buurthuis Noord (casus)")
    WebDriverWait(driver, 20).until(lambda d: link.is_displayed())
    assert "bij=" in driver.current_url
    assert str(link.get_attribute("href")).endswith("/casus/utrecht/buurthuis-noord")
    photograph(driver, "network-chosen")
    driver.back()
    WebDriverWait(driver, 20).until(lambda d: not link.is_displayed())
    assert _complaints(driver) == []


def test_waiting_is_shown(driver: webdriver.Chrome, address: str) -> None:
    _open(driver, address + "/")
    stay = "document.addEventListener('submit', (event) => event.preventDefault()); return document.readyState"
    driver.execute_script(stay)
    driver.find_element(By.ID, "q").send_keys("schulden" + Keys.ENTER)
    WebDriverWait(driver, 20).until(lambda d: d.find_element(By.ID, "busy").text == "Bezig…")


def test_writer_copies_a_quote_with_its_source(driver: webdriver.Chrome, address: str) -> None:
    driver.execute_cdp_cmd(
        "Browser.grantPermissions",
        {"origin": address, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]},
    )
    _open(driver, address + "/citaten?q=Vertrouwen kost tijd")
    _wait_for(driver, "button[data-copy]").click()
    WebDriverWait(driver, 20).until(lambda d: d.find_element(By.ID, "toast").text)
    copied = driver.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    assert "Vertrouwen kost tijd" in copied
    assert "Smit" in copied
    photograph(driver, "writer-1-copied")
    driver.find_element(By.CSS_SELECTOR, "button[value=erbij]").click()
    WebDriverWait(driver, 20).until(lambda d: d.find_elements(By.CSS_SELECTOR, "button[value=eruit]"))
    driver.find_element(By.PARTIAL_LINK_TEXT, "Mandje").click()
    assert "Vertrouwen kost tijd" in _wait_for(driver, "ol.quotes").text
    photograph(driver, "writer-2-basket")


@needs_components
def test_researcher_asks_and_follows_an_answer(driver: webdriver.Chrome, address: str) -> None:
    _open(driver, address + "/sparql")
    editor = _wait_for(driver, ".yasqe .CodeMirror")
    driver.execute_script("arguments[0].CodeMirror.setValue(arguments[1])", editor, "SELECT ?s { ?s a wijk:Lesson }")
    driver.find_element(By.CSS_SELECTOR, "form.sparql button").click()
    link = _wait_for(driver, "#rows td a")
    assert "wijk:Lesson" in parse_qs(urlsplit(driver.current_url).query)["query"][0]
    photograph(driver, "researcher-1-answer")
    link.click()
    assert "wijk:evidence" in _wait_for(driver, ".statements").text
    assert _complaints(driver) == []


def test_somebody_adds_a_document_and_asks_about_it(tmp_path: Path) -> None:
    try:
        load_nlp()
    except ModelUnavailable as missing:
        pytest.skip(str(missing))
    with served(create_app(Settings(library=str(tmp_path / "library"), workers=1))) as place, chromium() as driver:
        _open(driver, place + "/")
        driver.find_element(By.LINK_TEXT, "Documenten toevoegen").click()
        _wait_for(driver, "input[type=file]").send_keys(str(DOCUMENT))
        driver.find_element(By.CSS_SELECTOR, "form.upload button").click()
        WebDriverWait(driver, 300).until(lambda d: d.find_elements(By.LINK_TEXT, "Naar de documenten"))
        assert driver.find_element(By.CSS_SELECTOR, ".outcome-read").text.startswith(DOCUMENT.name)
        photograph(driver, "adding-1-report")
        told = driver.execute_async_script(
            "fetch(location.pathname + '/verloop').then((a) => a.text()).then(arguments[0])"
        )
        assert told.count("event: page") == 2
        driver.get(place + "/zoeken?q=buurt")
        assert _wait_for(driver, "ol.results").text
        photograph(driver, "adding-2-answer")


def _open(driver: webdriver.Chrome, address: str) -> None:
    driver.set_window_size(*DESKTOP)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    driver.get_log("browser")  # type: ignore[no-untyped-call] # what earlier pages complained about
    driver.get(address)


def _wait_for(driver: webdriver.Chrome, selector: str) -> Any:
    return WebDriverWait(driver, 60).until(lambda d: d.find_element(By.CSS_SELECTOR, selector))


def _complaints(driver: webdriver.Chrome) -> list[str]:
    entries = driver.get_log("browser")  # type: ignore[no-untyped-call]
    return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]


def _serious(driver: webdriver.Chrome, axe: str) -> list[str]:
    driver.execute_script(axe)
    result = driver.execute_async_script(
        "axe.run(document, {resultTypes: ['violations']}).then(arguments[arguments.length - 1])"
    )
    return [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in result["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"][:3]
    ]
