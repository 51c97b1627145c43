"""Headers, forms, passwords and limits."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from app.cli import wijkgraaf
from app.settings import Settings
from app.web.application import create_app
from app.web.options import Options
from tests.app.web.conftest import HTML
from tests.app.web.hand_made import make_pdf, open_fake


def test_pages_forbid_scripts_that_are_not_ours(client: TestClient) -> None:
    for address in ("/", "/nergens", "/static/wijkgraaf.css"):
        policy = client.get(address).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "style-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
    editor = client.get("/sparql").headers["content-security-policy"]
    assert "script-src 'self';" in editor


def test_a_foreign_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_a_form_without_our_token_is_refused(client: TestClient, tmp_path: Path) -> None:
    files = {"bestanden": ("a.pdf", make_pdf(tmp_path / "a.pdf").read_bytes())}
    assert client.post("/toevoegen", files=files).status_code == 403
    assert client.post("/toevoegen", files=files, data={"formulier": "geraden"}).status_code == 403


def test_a_form_from_another_site_is_refused(client: TestClient) -> None:
    token = _token(client)
    response = client.post("/toevoegen", data={"formulier": token}, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403


def test_a_file_of_another_kind_is_named_and_not_read(client: TestClient) -> None:
    files = {"bestanden": ("virus.exe", b"MZ")}
    response = client.post("/toevoegen", files=files, data={"formulier": _token(client)})
    assert response.status_code == 400
    assert "virus.exe" in response.text


def test_nothing_can_be_added_where_that_is_switched_off(settings: Settings) -> None:
    with TestClient(create_app(settings, Options(can_add=False), open_fake), headers=HTML) as visitor:
        assert visitor.get("/toevoegen").status_code == 403
        assert 'href="/toevoegen"' not in visitor.get("/").text


def test_a_body_that_is_too_large_is_refused(settings: Settings) -> None:
    with TestClient(create_app(settings, Options(megabytes=1), open_fake), headers=HTML) as visitor:
        token = _token(visitor)
        files = {"bestanden": ("a.pdf", b"x" * 2_000_000)}
        assert visitor.post("/toevoegen", files=files, data={"formulier": token}).status_code == 413

        def endless() -> object:
            for _ in range(30):
                yield b"query=" + b"x" * 100_000

        streamed = visitor.post(
            "/sparql",
            content=endless(),  # type: ignore[arg-type]
            headers={"content-type": "application/x-www-form-urlencoded", "content-length": "10"},
        )
        assert streamed.status_code == 413


def test_expensive_questions_are_rationed_and_pages_are_not(settings: Settings) -> None:
    with TestClient(create_app(settings, Options(expensive_per_minute=3), open_fake), headers=HTML) as visitor:
        codes = [visitor.get("/sparql?query=ASK%7B%7D&format=json").status_code for _ in range(5)]
        assert codes == [200, 200, 200, 429, 429]
        assert visitor.get("/casussen").status_code == 200


def test_a_password_is_asked_everywhere_and_opens_everything(settings: Settings) -> None:
    app = create_app(settings, Options(password="geheim"), open_fake)
    with TestClient(app, headers=HTML, follow_redirects=False) as visitor:
        assert visitor.get("/").headers["location"] == "/aanmelden"
        assert visitor.get("/netwerk.json", headers={"accept": "application/json"}).status_code == 401
        token = _token(visitor, "/aanmelden")
        assert visitor.post("/aanmelden", data={"formulier": token, "wachtwoord": "fout"}).status_code == 403
        assert visitor.get("/").status_code == 303
        assert visitor.post("/aanmelden", data={"formulier": token, "wachtwoord": "geheim"}).status_code == 303
        assert visitor.get("/").status_code == 200
    with TestClient(app, headers={"authorization": "Bearer geheim"}) as program:
        assert program.get("/sparql?query=ASK%7B%7D").status_code == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2"])
def test_serving_beyond_this_machine_needs_a_password(host: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(wijkgraaf, ["--library", str(tmp_path), "serve", "--host", host])
    assert result.exit_code == 2
    assert "password" in result.output


def _token(visitor: TestClient, address: str = "/toevoegen") -> str:
    html = visitor.get(address).text
    return html.partition('name="formulier" value="')[2].partition('"')[0]
