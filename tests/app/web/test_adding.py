"""From upload to answer: what is read, what fails, and how it is told."""

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.settings import Settings
from app.web import ingest_process
from app.web.application import create_app
from app.web.ingest_runs import Task
from app.web.pages.adding import safe_name
from tests.app.web.conftest import HTML


@pytest.fixture
def visitor(tmp_path: Path) -> TestClient:
    return TestClient(create_app(Settings(library=str(tmp_path / "library"))), headers=HTML)


def test_a_run_tells_each_document_and_ends(visitor: TestClient) -> None:
    with visitor:
        token = re.search(r'name="formulier" value="([^"]+)"', visitor.get("/toevoegen").text)
        assert token
        files = {"bestanden": ("kapot.pdf", b"%PDF-1.4 dit is geen pdf")}
        page = visitor.post("/toevoegen", files=files, data={"formulier": token[1]})
        assert "kapot.pdf" in page.text or "Bezig met lezen" in page.text
        events = visitor.get(f"{page.url.path}/verloop").text
        assert "event: outcome" in events
        assert "het bestand is beschadigd" in events
        assert events.rstrip().endswith("data: klaar")
        report = visitor.get(page.url.path).text
        assert "mislukt" in report
        assert "kapot.pdf" in report


def test_the_process_tells_what_ingest_tells(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "kapot.pdf").write_bytes(b"%PDF-1.4 niets")
    ingest_process.read(Settings(library=str(tmp_path / "library"), workers=1), Task(folder=str(tmp_path / "in")))
    told = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [event["what"] for event in told] == ["started", "outcome", "indexing", "done"]
    assert told[1]["outcome"]["state"] == "failed"


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("a<script>.pdf", "ascript.pdf"),
        ("Één wijk, twee (2).pdf", "Één wijk, twee (2).pdf"),
        (".pdf", "document.pdf"),
        ("x" * 500 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_names_of_uploads_are_harmless(given: str, safe: str) -> None:
    assert safe_name(given) == safe
