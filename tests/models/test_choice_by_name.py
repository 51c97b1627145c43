"""Tests of choosing a model by name, as a user meets it: any name works or tells plainly what to do instead."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import wijkgraaf
from corpus.errors import ModelUnavailable


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


@pytest.mark.parametrize(
    ("option", "name"),
    [("--spacy-model", "nl_bestaat_niet"), ("--embedding-model", "niemand/bestaat-niet")],
)
def test_a_model_that_cannot_be_had_is_named_with_two_ways_out(option: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "verhaal.txt").write_text("De bewoners van de wijk kwamen bijeen.\n" * 20, "utf-8")
    words = ["--library", str(tmp_path / "library"), option, name, "ingest", str(tmp_path / "verhaal.txt")]
    error = CliRunner().invoke(wijkgraaf, words).exception
    assert isinstance(error, ModelUnavailable)
    assert name in str(error)
    assert "geef de map ervan op" in str(error)
    assert "meegeleverde model" in str(error)
