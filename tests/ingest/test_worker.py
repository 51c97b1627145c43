import os
import signal
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from corpus.errors import DocumentBroken, DocumentEmpty, DocumentError, DocumentTooLarge
from corpus.model import Metadata
from ingest import worker
from ingest.pages import Engine
from ingest.worker import Limits, read_isolated
from tests.ingest.tiny_pdf import TinyPage, write_pdf

LIMITS = Limits(seconds=60, megabytes=2000)


def write(folder: Path, name: str, text: str = "De bewoners van de flat") -> Path:
    return write_pdf(folder / name, TinyPage().text(50, 100, text))


def test_results_come_in_order_and_a_bad_file_stops_nothing(tmp_path: Path) -> None:
    empty = write_pdf(tmp_path / "b.pdf", TinyPage())
    paths = [write(tmp_path, "a.pdf"), empty, tmp_path / "weg.pdf", *(write(tmp_path, f"c{i}.pdf") for i in range(6))]
    results = list(read_isolated(paths, LIMITS, workers=2))
    assert [path for path, _ in results] == paths
    assert isinstance(results[1][1], DocumentEmpty)
    assert isinstance(results[2][1], DocumentBroken)
    assert sum(not isinstance(result, DocumentError) for _, result in results) == 7


def test_metadata_goes_along_and_pages_are_heard_of(tmp_path: Path) -> None:
    path = write(tmp_path, "a.pdf")
    heard: list[tuple[Path, int, int]] = []
    known = {path: Metadata(title="Zo heet het", language="")}
    ((_, result),) = read_isolated([path], LIMITS, 1, known, lambda *told: heard.append(told))
    assert not isinstance(result, DocumentError)
    assert result.document.metadata.title == "Zo heet het"
    assert heard == [(path, 1, 1)]


def test_no_files() -> None:
    assert list(read_isolated([], LIMITS, workers=2)) == []


class Unruly(worker._Worker):
    """A worker whose process misbehaves with some files."""

    def _launch(self) -> None:
        context = get_context("fork")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=misbehave, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()


def misbehave(connection: Connection) -> None:
    os.setsid()
    while True:
        path, metadata, engine = connection.recv()
        if "hangt" in path.name:
            time.sleep(60)
        if "crasht" in path.name or ("half" in path.name and engine == Engine.PDFIUM):
            os.kill(os.getpid(), signal.SIGKILL)
        connection.send(worker._read(path, metadata, Engine.PDFIUM, connection))


def test_a_crash_or_hang_costs_one_file_and_the_other_engine_gets_a_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_Worker", Unruly)
    paths = [write(tmp_path, name) for name in ("a.pdf", "crasht.pdf", "b.pdf", "hangt.pdf", "half.pdf", "c.pdf")]
    results = dict(read_isolated(paths, Limits(seconds=2, megabytes=2000), workers=2))
    kinds = {path.name: type(result).__name__ for path, result in results.items()}
    assert kinds == {
        "a.pdf": "Reading",
        "crasht.pdf": DocumentBroken.__name__,
        "b.pdf": "Reading",
        "hangt.pdf": DocumentTooLarge.__name__,
        "half.pdf": "Reading",
        "c.pdf": "Reading",
    }


def test_leaving_early_ends_the_processes(tmp_path: Path) -> None:
    results = read_isolated([write(tmp_path, f"{i}.pdf") for i in range(8)], LIMITS, workers=2)
    next(results)
    results.close()  # type: ignore[attr-defined]
