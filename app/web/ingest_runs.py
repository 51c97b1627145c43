"""Ingest from the browser: each upload is read by a process of its own, whose progress visitors can follow."""

import asyncio
import shutil
import sys
import tempfile
from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence

import msgspec

from app.report import Outcome
from app.settings import Settings
from corpus.model import Metadata

_KEPT = 50
"""How many runs are remembered."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened in a run."""

    what: str  # started, page, outcome, indexing, done or failed
    count: int = 0  # started: how many documents there are to read
    file: str = ""  # page: which document
    page: int = 0  # page: how far it is
    pages: int = 0  # page: of how many
    outcome: Outcome | None = None
    message: str = ""  # failed: why, in Dutch


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What to read: the documents in a folder, or a document of the library with what somebody says of it."""

    folder: str = ""
    document: str = ""  # sha256
    file: str = ""  # how the name of that document's file is told
    metadata: Metadata | None = None


class IngestRun:
    """A run and what happened in it so far."""

    def __init__(self, key: str, files: Sequence[str]) -> None:
        """A run that has not begun."""
        self.key, self.files = key, tuple(files)
        self.events: list[Event] = []
        self._changed = asyncio.Condition()

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return bool(self.events) and self.events[-1].what in ("done", "failed")

    async def follow(self) -> AsyncIterator[Event]:
        """All that happened, and then what happens, until it is over."""
        seen = 0
        while True:
            async with self._changed:
                while len(self.events) == seen:
                    await self._changed.wait()
            for event in self.events[seen:]:
                yield event
            seen = len(self.events)
            if self.is_over:
                return

    async def add(self, event: Event) -> None:
        """Tell those who follow."""
        async with self._changed:
            self.events.append(event)
            self._changed.notify_all()


class IngestRuns:
    """The runs of a library; they wait for each other."""

    def __init__(self, settings: Settings) -> None:
        """No runs yet."""
        self._settings = settings
        self._runs: OrderedDict[str, IngestRun] = OrderedDict()
        self._turn = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    def __getitem__(self, key: str) -> IngestRun:
        return self._runs[key]

    def __contains__(self, key: object) -> bool:
        return key in self._runs

    def start(self, key: str, task: Task, files: Sequence[str]) -> IngestRun:
        """Do a task about files; a folder is deleted afterwards."""
        run = self._runs[key] = IngestRun(key, files)
        while len(self._runs) > _KEPT:
            self._runs.popitem(last=False)
        reading = asyncio.create_task(self._read(run, task))
        self._tasks.add(reading)
        reading.add_done_callback(self._tasks.discard)
        return run

    async def close(self) -> None:
        """Stop what is still being read; the library repairs itself at the next run."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _read(self, run: IngestRun, task: Task) -> None:
        try:
            async with self._turn:
                await self._read_now(run, task)
        finally:
            if task.folder:
                shutil.rmtree(task.folder, ignore_errors=True)

    async def _read_now(self, run: IngestRun, task: Task) -> None:
        said = (msgspec.json.encode(self._settings).decode(), msgspec.json.encode(task).decode())
        with tempfile.TemporaryFile() as complaints:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "app.web.ingest_process", *said),
                stdout=asyncio.subprocess.PIPE,
                stderr=complaints,
            )
            assert process.stdout is not None
            try:
                async for line in process.stdout:
                    await run.add(msgspec.json.decode(line, type=Event))
                await process.wait()
            except asyncio.CancelledError:
                process.terminate()
                await process.wait()
                raise
            if not run.is_over:
                complaints.seek(0)
                last = complaints.read().decode(errors="replace").strip().rpartition("\n")[2]
                await run.add(Event(what="failed", message=f"het lezen is afgebroken ({last})"))
