"""A library that is killed at any moment opens again, repairs itself and agrees with itself."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.intake import Intake
from app.library import Library, create_library
from app.settings import Settings
from app.sources import Source
from app.upkeep import find_problems
from corpus.model import ActorMention, ActorType
from ingest.readers import Reading
from tests.search.conftest import WordEmbedder
from tests.search.documents import make_document

DOCUMENTS = [
    make_document("aaaaaaaa", "De corporatie opent een buurthuis.", "Het park is voor jongeren."),
    make_document("bbbbbbbb", "De gemeente helpt bewoners met schulden."),
]
CHANGES = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "shutil.copyfile", "sqlite3.connect"}
KILLED_EVERY = 8
"""Every so many changes of the disk a run is killed: all of them would take minutes."""


def _library(folder: Path) -> Library:
    library = create_library(Settings(library=str(folder)))
    library.__dict__["embedder"] = WordEmbedder()
    return library


def _fill(folder: Path) -> None:
    library = _library(folder)
    source_file = folder.parent / "bron.pdf"
    with library.writing():
        intake = Intake(library.records)
        for document, passages in DOCUMENTS:
            source = Source(path=source_file, sha256=document.sha256, recipe="1", metadata=None)
            mention = ActorMention(
                start=3, end=13, text=document.text[3:13], confidence=0.9, finder="t/1", name="X", type=ActorType.GROUP
            )
            intake.save(source, Reading(document, ()), passages, [mention])
        library.bring_up_to_date()


def _repair(folder: Path) -> None:
    library = _library(folder)
    with library.writing():
        library.bring_up_to_date()
    assert find_problems(_library(folder)) == []
    for sha256 in library.records:
        passage = library.records.passages(sha256)[0]
        assert library.index.search(passage.text)[0].passage == passage


def _in_child(work: Callable[[], None]) -> int:
    """The exit status of `work` in a process of its own."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _killed_at(change: int, folder: Path) -> Callable[[], None]:
    def work() -> None:
        seen = 0

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal seen
            if event in CHANGES and str(folder) in str(arguments[0]):
                seen += 1
                if seen == change:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        _fill(folder)

    return work


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system with fork")
def test_killed_at_any_change_of_the_disk_it_repairs_itself(tmp_path: Path) -> None:
    (tmp_path / "bron.pdf").write_bytes(b"%PDF")
    kills = 0
    for change in range(1, 1000, KILLED_EVERY):
        folder = tmp_path / f"library-{change}"
        status = _in_child(_killed_at(change, folder))
        assert status in (0, -signal.SIGKILL)
        kills += status != 0
        assert _in_child(lambda folder=folder: _repair(folder)) == 0, f"not repaired after a kill at change {change}"  # type: ignore[misc]
        if status == 0:
            break
    assert kills >= 5
