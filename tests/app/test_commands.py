"""The commands as a user meets them, on the sample corpus."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app.cli import COMMANDS, wijkgraaf
from corpus.errors import WijkgraafError


def _run(library: Path, *words: str) -> Result:
    result = CliRunner().invoke(wijkgraaf, ["--library", str(library), *words])
    if result.exception and not isinstance(result.exception, SystemExit | WijkgraafError):
        raise result.exception
    return result


def _lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.output.splitlines()]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = CliRunner().invoke(wijkgraaf, [name, "--help"])
    assert result.exit_code == 0
    assert "Example: wijkgraaf" in result.output


def test_status_names_every_document(sample_library: Path) -> None:
    held = json.loads(_run(sample_library, "status", "--format", "json").output)
    assert len(held) >= 12
    assert {"file", "title", "year", "kind"} <= set(held[0])
    assert all(document["passages"] > 0 for document in held)


def test_check_finds_nothing_wrong(sample_library: Path) -> None:
    result = _run(sample_library, "check")
    assert result.exit_code == 0, result.output
    assert "in orde" in result.output


def test_search_answers_with_document_and_page(sample_library: Path) -> None:
    found = _lines(_run(sample_library, "search", "wie heeft de sleutel van het buurthuis", "--format", "jsonl"))
    assert 0 < len(found) <= 10
    assert all(hit["page"] >= 1 and hit["text"] and hit["document"].endswith(".pdf") for hit in found)


def test_batch_search_answers_each_query_in_order(sample_library: Path, tmp_path: Path) -> None:
    batch = tmp_path / "vragen.jsonl"
    batch.write_text('{"qid": "b", "query": "schulden"}\n{"qid": "a", "query": "vertrouwen in de wijk"}\n')
    answers = _lines(_run(sample_library, "search", "--batch", str(batch), "--format", "jsonl"))
    assert [answer["qid"] for answer in answers] == ["b", "a"]
    assert {"document", "page", "text", "score"} <= set(answers[0]["results"][0])


def test_a_quote_is_literally_in_its_document(sample_library: Path) -> None:
    quotes = _lines(_run(sample_library, "quotes", "vertrouwen kost tijd", "--format", "jsonl"))
    assert quotes
    texts = [json.loads(p.read_bytes())["text"] for p in (sample_library / "documents").glob("*/document.json")]
    for quote in quotes:
        assert any(quote["text"] in text for text in texts)
        assert str(quote["citation"]).startswith("(")


def test_similar_cases_are_proven_by_quotes(sample_library: Path) -> None:
    found = _lines(_run(sample_library, "cases", "--like", "bewoners runnen zelf een buurthuis", "--format", "jsonl"))
    assert found
    assert all(similar["case"]["label"] for similar in found)


def test_sparql_gives_a_table(sample_library: Path) -> None:
    result = _run(sample_library, "sparql", "SELECT ?c WHERE { ?c a wijk:Case } LIMIT 3", "--format", "csv")
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == "c"
    assert len(result.output.split()) == 4


def test_export_has_evidence_for_every_row(sample_library: Path) -> None:
    rows = _lines(_run(sample_library, "export"))
    assert {row["kind"] for row in rows} == {"case", "actor", "lesson", "tension"}
    assert all(proof["quote"] and proof["page"] >= 1 for row in rows for proof in row["evidence"])
    assert all(row["evidence"] for row in rows)


def test_evaluate_knows_the_sample_corpus(sample_library: Path) -> None:
    result = _run(sample_library, "evaluate", "--gold", "corpus/gold", "--format", "json")
    lines = {line["kind"]: line for line in json.loads(result.output)["lines"] if line["group"] == "alles"}
    assert set(lines) == {"case", "actor", "lesson", "tension"}
    assert all(line["f1"] > 0.3 for line in lines.values())


def test_nothing_found_has_an_exit_code_of_its_own(sample_library: Path) -> None:
    result = _run(sample_library, "sparql", "SELECT ?s WHERE { ?s wijk:bestaatNiet ?o }")
    assert result.exit_code == 4


def test_a_missing_library_says_what_to_do(tmp_path: Path) -> None:
    result = _run(tmp_path / "nergens", "search", "iets")
    assert isinstance(result.exception, WijkgraafError)
    assert "wijkgraaf ingest" in str(result.exception)


def test_a_wrong_setting_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("wijkgraaf.toml").write_text('biblotheek = "x"\n')
    result = CliRunner().invoke(wijkgraaf, ["status"])
    assert result.exit_code == 2
    assert "biblotheek" in result.output
