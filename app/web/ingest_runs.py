"""Ingest from the browser: each upload is read by a process of its own, whose progress visitors can follow."""

import asyncio
import shutil
import sys
import tempfile
from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import msgspec

from app.report import Outcome
from app.settings import Settings

_KEPT = 50
"""How many runs are remembered."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened in a run."""

    what: str  # started, outcome, indexing, done or failed
    count: int = 0  # started: how many documents there are to read
    outcome: Outcome | None = None
    message: str = ""  # failed: why, in Dutch


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

    def start(self, key: str, folder: Path, arguments: Sequence[str] = ()) -> IngestRun:
        """Read the documents in a folder, which is deleted afterwards."""
        run = self._runs[key] = IngestRun(key, sorted(path.name for path in folder.iterdir()))
        while len(self._runs) > _KEPT:
            self._runs.popitem(last=False)
        task = asyncio.create_task(self._read(run, folder, arguments))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return run

    async def close(self) -> None:
        """Stop what is still being read; the library repairs itself at the next run."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _read(self, run: IngestRun, folder: Path, arguments: Sequence[str]) -> None:
        try:
            async with self._turn:
                await self._read_now(run, folder, arguments)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    async def _read_now(self, run: IngestRun, folder: Path, arguments: Sequence[str]) -> None:
        settings = msgspec.json.encode(self._settings).decode()
        with tempfile.TemporaryFile() as complaints:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "app.web.ingest_process", settings, str(folder), *arguments),
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
