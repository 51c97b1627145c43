"""The library is read in its newest published state, by one thread."""

import asyncio
import threading
from pathlib import Path

import pytest

from app.settings import Settings
from app.web.desk import Desk
from corpus.errors import LibraryMissing
from tests.app.web.hand_made import make_library, open_fake


def test_a_document_that_goes_is_gone_from_the_pages(tmp_path: Path) -> None:
    settings, library = make_library(tmp_path)

    async def read() -> list[int]:
        desk = Desk(settings, open_fake)
        counts = [await desk.ask(lambda opened: len(opened.overview.documents))]
        with library.writing():
            library.records.remove("b" * 64)
            library.bring_up_to_date()
        counts.append(await desk.ask(lambda opened: len(opened.overview.documents)))
        desk.close()
        return counts

    assert asyncio.run(read()) == [2, 1]


def test_nothing_is_opened_anew_while_somebody_writes(tmp_path: Path) -> None:
    settings, _ = make_library(tmp_path)

    async def read() -> bool:
        desk = Desk(settings, open_fake)
        before = await desk.ask(lambda opened: opened)
        (settings.folder / "index" / "unfinished").touch()
        during = await desk.ask(lambda opened: opened)
        desk.close()
        return before is during

    assert asyncio.run(read())


def test_one_thread_reads(tmp_path: Path) -> None:
    settings, _ = make_library(tmp_path)

    async def read() -> set[str]:
        desk = Desk(settings, open_fake)
        names = await asyncio.gather(*(desk.ask(lambda _: threading.current_thread().name) for _ in range(20)))
        desk.close()
        return set(names)

    assert len(asyncio.run(read())) == 1


def test_no_library_yet_is_told(tmp_path: Path) -> None:
    async def read() -> None:
        desk = Desk(Settings(library=str(tmp_path)))
        try:
            await desk.ask(lambda opened: opened)
        finally:
            desk.close()

    with pytest.raises(LibraryMissing):
        asyncio.run(read())
