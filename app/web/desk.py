"""The one place where pages read the library: a thread of its own, always the newest published state.

The indexes are opened by one thread and are not made to be shared between threads; a library is also quicker to ask
one question at a time than many at once on the same cores.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from app.library import Library, check_model, open_library
from app.quotations import QuoteDesk
from app.settings import Settings
from app.web.facts.examples import find_examples
from app.web.facts.lessons import Lesson, read_lessons
from app.web.facts.network import Network, read_network
from app.web.facts.overview import DocumentEntry, Overview, read_overview
from app.web.facts.tensions import Family, in_families, read_tensions
from corpus.errors import LibraryMissing

Answer = TypeVar("Answer")


class OpenedLibrary:
    """The library in one published state, with what many pages need of it read once."""

    def __init__(self, library: Library) -> None:
        """Read from this library."""
        self.library = library
        check_model(library)

    @cached_property
    def overview(self) -> Overview:
        """What it holds."""
        return read_overview(self.library.graph)

    @cached_property
    def lessons(self) -> list[Lesson]:
        """All lessons."""
        return read_lessons(self.library.graph)

    @cached_property
    def families(self) -> list[Family]:
        """All tensions, in families."""
        return in_families(read_tensions(self.library.graph))

    @cached_property
    def examples(self) -> tuple[str, ...]:
        """Questions that it answers."""
        return tuple(find_examples(self.library.index, self.families, self.lessons, self.overview.cases))

    @cached_property
    def network(self) -> Network:
        """Who is named with which case."""
        return read_network(self.library.graph)

    @cached_property
    def documents(self) -> dict[str, str]:
        """The sha256 of each document by its first 16 digits."""
        return {sha256[:16]: sha256 for sha256 in self.library.records}

    @cached_property
    def quotes(self) -> QuoteDesk:
        """Finds and proves quotes."""
        return QuoteDesk(self.library)

    def document_entry(self, key: str) -> DocumentEntry | None:
        """A document by the first 16 digits of its sha256."""
        return next((entry for entry in self.overview.documents if entry.key == key), None)


class Desk:
    """Answers questions to the library one by one, and opens it anew when something was published."""

    def __init__(self, settings: Settings, opener: Callable[[Settings], Library] = open_library) -> None:
        """Open nothing yet; `opener` opens the library when it is first asked."""
        self._settings, self._opener = settings, opener
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._opened: tuple[object, OpenedLibrary] | None = None

    async def ask(self, question: Callable[[OpenedLibrary], Answer]) -> Answer:
        """The answer to a question, once it is its turn.

        Raises:
            LibraryMissing: there is no library yet.
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: question(self._open()))

    def close(self) -> None:
        """Let go of the thread; questions that wait are dropped."""
        self._thread.shutdown(cancel_futures=True)

    def _open(self) -> OpenedLibrary:
        state = _published_state(self._settings.folder)
        if self._opened is None or (state is not None and state != self._opened[0]):
            kept = self._opened[1].library.__dict__.get("embedder") if self._opened else None
            library = self._opener(self._settings)
            if kept is not None:
                library.__dict__["embedder"] = kept  # the model is the same and loads slowly
            self._opened = state, OpenedLibrary(library)
        return self._opened[1]


def published_graph(folder: Path) -> Path:
    """The folder of the newest published graph of the library in `folder`.

    Raises:
        LibraryMissing: there is none.
    """
    published = sorted((folder / "graph").glob("published-*"), key=lambda path: int(path.name.rpartition("-")[2]))
    if not published:
        raise LibraryMissing(f"in '{folder}' staat nog geen graaf")
    return published[-1]


def _published_state(folder: Path) -> object | None:
    """Changes when a writer has finished; None while one is at work."""
    index = folder / "index"
    if (index / "unfinished").exists():
        return None
    published = sorted(path.name for path in (folder / "graph").glob("published-*"))
    table = index / "passages.sqlite"
    return (*published, table.stat().st_mtime_ns if table.exists() else 0)
