"""Tests of the named sources: a changed file is refused."""

import hashlib
from pathlib import Path

import pytest

from models.recipes import sources
from models.recipes.sources import SourceChanged, Sources


def test_a_changed_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "words.txt").write_text("wijk", "utf-8")
    row = {
        "path": "words.txt",
        "title": "t",
        "owner": "o",
        "licence": "l",
        "sha256": hashlib.sha256(b"wijk").hexdigest(),
    }
    monkeypatch.setattr(sources, "read_sources", lambda: {"words": sources.Source(**row)})
    place = Sources(tmp_path, tmp_path)
    assert place.file("words").read_text("utf-8") == "wijk"
    (tmp_path / "words.txt").write_text("buurt", "utf-8")
    with pytest.raises(SourceChanged, match=r"words\.txt"):
        place.file("words")


def test_every_source_names_owner_and_licence() -> None:
    for source in sources.read_sources().values():
        assert source.owner
        assert source.licence
        assert len(source.sha256) == 64
