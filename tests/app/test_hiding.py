"""No output may give away who is hidden: all commands and all pages are walked, and a new one must be added here."""

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pikepdf
import pytest
from click.testing import CliRunner
from PIL import Image
from starlette.routing import Match
from starlette.testclient import TestClient

from app.cli import COMMANDS, wijkgraaf
from app.library import Library, open_library
from app.settings import Settings
from app.web.application import PAGES, create_app
from app.web.options import Options
from corpus.covering import Hide
from corpus.records import Origin
from ingest.pdf import open_pdf
from ontology.thesaurus import load_thesaurus
from tests.app.web.hand_made import make_library
from tests.search.conftest import WordEmbedder

ACTOR, AUTHOR = "Anja de Vries", "Jan Smit"
NAMES = re.compile(r"\banja|vries|jan[ _-]?smit|\bsmit\b", re.IGNORECASE)
FILE, KEY = "gesprek-anja-de-vries.pdf", "a" * 16
SAID = "Vertrouwen kost tijd,"

CALLS = {
    "ingest": ["ingest {given}", "ingest {given}"],
    "status": ["status", "status --format json"],
    "check": ["check"],
    "rebuild": ["rebuild"],
    "search": ["search vertrouwen --all --facets", "search schulden --format json --all", "search actor:noord --all"],
    "cases": [
        "cases",
        "cases --like schulden",
        "cases --like schulden --format json",
        "cases --compare {case} --output {out}/c.html",
        "cases --compare {case} --output {out}/c.xlsx",
        "cases --compare {case} --format json",
        "cases --timeline Utrecht",
    ],
    "quotes": [
        "quotes vertrouwen --context 3",
        "quotes vertrouwen --context 3 --format json --basket {out}/mand.jsonl",
        "quotes --speaker A.d.V.",
        "quotes --case {case} --style chicago-notes-bibliography",
    ],
    "cite": [
        "cite {place}",
        *(f"cite {{place}} --output {{out}}/q.{form}" for form in "md html docx odt zip csv bib ris json".split()),
    ],
    "attribute": ["attribute {place} Piet_Bos --by redactie"],
    "picture": [f"picture {{place}} --output {{out}}/q.{form} --whole-page" for form in ("png", "svg", "html", "pdf")],
    "sparql": [
        "sparql {all}",
        "sparql {construct} --format turtle",
        "sparql --list",
    ],
    "export": [
        "export",
        *(f"export --format {form}" for form in "turtle trig nquads ntriples jsonld rdfxml".split()),
        "export --format csv --output {out}/tables",
        "export --format graphml --output {out}/n.graphml",
        "export --format gexf --output {out}/n.gexf",
        "export --snapshot --output {out}/snapshot",
    ],
    "evaluate": ["evaluate --gold {gold}"],
    "serve": [],  # the pages are walked below
    "hide": ["hide --document b.pdf", "hide --document b.pdf --lift"],
    "remove": ["remove " + KEY],
    "forget": [],  # tests/app/test_forget.py
}

ADDRESSES = (
    "/",
    "/zoeken?q=vertrouwen",
    "/zoals-wij?q=schulden%20van%20bewoners",
    "/zoals/utrecht/buurthuis-noord",
    "/vergelijk?casus=utrecht/buurthuis-noord",
    "/casussen",
    "/casus/utrecht/buurthuis-noord",
    "/lessen",
    "/spanningen",
    f"/spanningen/{load_thesaurus().tensions()[0].slug}",
    "/netwerk",
    "/netwerk.json",
    "/citaten?q=vertrouwen",
    "/mandje",
    *(f"/mandje/citaten.{form}" for form in "docx odt md csv bib ris json zip".split()),
    "/documenten",
    f"/document/{KEY}/pagina/1",
    f"/document/{KEY}/pagina/1?van=92&tot=140",
    f"/document/{KEY}/pagina/1.png",
    f"/document/{KEY}/bron",
    f"/document/{KEY}/gegevens",
    "/toevoegen",
    "/toevoegen/niets",
    "/toevoegen/niets/verloop",
    "/aanmelden",
    "/sparql?query=SELECT%20*%20%7B%20?s%20?p%20?o%20%7D",
    "/sparql?query=CONSTRUCT%20%7B?s%20?p%20?o%7D%20%7B?s%20?p%20?o%7D&format=turtle",
    "/sparql/terms.json",
    "/def",
    "/def/0.1.0",
    "/thesaurus",
    "/thesaurus/buurthuis",
    f"/id/document/{KEY}",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library in which an actor shows by initials and an author by role; a file is named after the actor."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Library, "embedder", WordEmbedder())
        folder = tmp_path_factory.mktemp("hiding")
        settings, made = make_library(folder)
        named = msgspec.structs.replace(made.originals.document("a" * 64), file=FILE)
        records = made.originals
        source = shutil.copy(records.source("a" * 64), folder / FILE)
        origin = Origin(path=Path(source), recipe="test", text_hash="a")
        records.save(named, records.words("a" * 64), records.passages("a" * 64), records.mentions("a" * 64), origin)
        with pikepdf.open(source) as pdf:
            pdf.docinfo["/Author"] = AUTHOR
            pdf.save(records.source("a" * 64))
        assert NAMES.search(_everything(settings))
        with made.writing():
            made.privacy.add(Hide.INITIALS, ACTOR)
            made.privacy.add(Hide.ROLE, AUTHOR)
            made.bring_up_to_date()
        yield open_library(settings)


def _everything(settings: Settings) -> str:
    return CliRunner().invoke(wijkgraaf, ["--library", settings.library, "export", "--format", "turtle"]).output


def _told(path: Path) -> str:
    """All that can be read in a file, in its name too."""
    data = path.read_bytes()
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [archive.read(name) for name in archive.namelist() if not name.endswith((".png", ".docx"))]
        return path.name + " ".join(part.decode(errors="replace") for part in parts)
    if data[:5] == b"%PDF-":
        with open_pdf(path) as pdf, pikepdf.open(path) as copy:
            pages = [pdf.text(number) for number in range(1, len(pdf) + 1)]
            return path.name + " ".join((*pages, str(copy.docinfo), *(str(page.obj) for page in copy.pages)))
    return path.name + data.decode(errors="replace")


def _calls(library: Library, out: Path) -> Iterator[list[str]]:
    text = library.originals.document("a" * 64).text
    start = text.index(SAID)
    file = library.records.document("a" * 64).file
    words = {
        "place": f"{file}:{start}-{start + len(SAID)}",
        "case": "Buurthuis Noord",
        "all": "SELECT * { ?s ?p ?o }",
        "construct": "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }",
        "given": str(out / "given"),
        "gold": str(out / "gold"),
        "out": str(out),
    }
    for calls in CALLS.values():
        for call in calls:
            yield [word.format(**words) for word in call.split()]


def test_every_command_is_walked() -> None:
    assert set(CALLS) == set(COMMANDS)


def test_no_command_tells_who_is_hidden(library: Library, tmp_path: Path) -> None:
    copy = tmp_path / "library"
    shutil.copytree(library.folder, copy)
    (tmp_path / "gold" / "texts").mkdir(parents=True)
    for name in ("regions.json", "texts/documents.json"):
        (tmp_path / "gold" / name).write_text("{}")
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "notitie.txt").write_text("De wijk is van de bewoners. Dat zegt Anja de Vries ook.")
    for words in _calls(library, tmp_path):
        ran = CliRunner().invoke(wijkgraaf, ["--library", str(copy), *words])
        assert ran.exit_code in (0, 3, 4), (words, ran.output, ran.exception)
        assert not NAMES.search(ran.output), (words, NAMES.search(ran.output), ran.output)
    written = [p for p in tmp_path.rglob("*") if p.is_file() and not p.is_relative_to(copy) and "given" not in p.parts]
    assert len(written) > 20
    for path in written:
        assert not NAMES.search(_told(path)), (path, NAMES.search(_told(path)))


@pytest.fixture(scope="module")
def client(library: Library) -> Iterator[TestClient]:
    """A visitor with a quote of the hidden actor in the basket."""
    app = create_app(library.settings, Options(expensive_per_minute=10_000))
    start = library.originals.document("a" * 64).text.index(SAID)
    with TestClient(app, headers={"accept": "text/html"}) as visitor:
        form = visitor.get("/citaten?q=vertrouwen").text
        token = re.search(r'name="formulier" value="([^"]+)"', form)
        assert token
        kept = {"citaat": f"{KEY}:{start}:{start + len(SAID)}", "actie": "erbij", "formulier": token[1]}
        assert "A.d.V." in visitor.post("/mandje", data=kept).text
        yield visitor


def test_every_page_is_walked() -> None:
    for route in PAGES:
        scopes = [{"type": "http", "method": "GET", "path": address.partition("?")[0]} for address in ADDRESSES]
        assert any(route.matches(scope)[0] is Match.FULL for scope in scopes), route.path


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_tells_who_is_hidden(client: TestClient, tmp_path: Path, address: str) -> None:
    answer = client.get(address)
    path = tmp_path / "answer"
    path.write_bytes(answer.content)
    headers = str(answer.headers)
    assert not NAMES.search(_told(path) + headers), (address, NAMES.search(_told(path) + headers))


def test_a_page_picture_shows_black_where_the_name_stood(client: TestClient, library: Library) -> None:
    text = library.originals.document("a" * 64).text
    words = [w for w in library.originals.words("a" * 64) if re.search("Anja|Vries", text[w.start : w.end])]
    picture = Image.open(io.BytesIO(client.get(f"/document/{KEY}/pagina/1.png").content)).convert("L")
    scale = picture.width / 595
    for word in words:
        inside = [edge * scale + shift for edge, shift in zip(word.box, (2, 2, -2, -2), strict=True)]
        assert picture.crop(tuple(map(round, inside))).getextrema()[1] < 40  # type: ignore[arg-type, operator]
    assert len(words) == 4


def test_what_a_hidden_person_said_stays_linked(library: Library) -> None:
    answer = library.graph.query(
        "SELECT ?name { ?lesson a wijk:Lesson ; prov:wasAttributedTo ?who . ?who foaf:name ?name }"
    )
    assert [row["name"].value for row in answer] == ["A.d.V."]  # type: ignore[union-attr]
