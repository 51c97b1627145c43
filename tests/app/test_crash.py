"""A library that is killed at any moment opens again, repairs itself and agrees with itself."""

import os
import signal
import sys
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

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
_PROCESSES = get_context("forkserver")
_PROCESSES.set_forkserver_preload([__name__, "kg.graph", "kg.validation", "search.passages"])

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


def _fill_until(change: int, folder: Path) -> None:
    """Fill a library, but for the kill at the given change of its folder."""
    seen = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event in CHANGES and str(folder) in str(arguments[0]):
            seen += 1
            if seen == change:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    _fill(folder)


def _exit_code(work: Callable[..., None], *arguments: object) -> int | None:
    """How `work` ends in a process of its own."""
    child = _PROCESSES.Process(target=work, args=arguments)
    child.start()
    child.join()
    return child.exitcode


def test_killed_at_any_change_of_the_disk_it_repairs_itself(tmp_path: Path) -> None:
    (tmp_path / "bron.pdf").write_bytes(b"%PDF")
    kills = 0
    for change in range(1, 1000, KILLED_EVERY):
        folder = tmp_path / f"library-{change}"
        ended = _exit_code(_fill_until, change, folder)
        assert ended in (0, -signal.SIGKILL)
        kills += ended != 0
        assert _exit_code(_repair, folder) == 0, f"not repaired after a kill at change {change}"
        if ended == 0:
            break
    assert kills >= 5
