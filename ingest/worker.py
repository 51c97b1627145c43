"""Each file read in a process of its own, within limits: a file that crashes or hangs takes nothing else along.

Processes are reused, because starting one costs more than reading a short document; one that was killed is replaced.
"""

import os
import resource
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from corpus import errors
from corpus.errors import DocumentBroken, DocumentError, DocumentTooLarge
from corpus.model import Metadata
from ingest.pages import Engine
from ingest.readers import Reading, read_document

_AHEAD = 4  # files a worker that are read before an earlier, slow one is done
_MEGABYTE = 1 << 20


class Limits(msgspec.Struct, frozen=True):
    """What reading one document may take."""

    seconds: float = 600
    megabytes: int = 3000


class _Task(NamedTuple):
    number: int
    path: Path
    engine: Engine = Engine.PDFIUM


class _Failure(NamedTuple):
    """A DocumentError on its way from a worker."""

    kind: str
    file: str
    detail: str
    page: int | None


def read_isolated(
    paths: Sequence[Path],
    limits: Limits,
    workers: int,
    metadata: Mapping[Path, Metadata] | None = None,
    on_page: Callable[[Path, int, int], None] = lambda path, page, pages: None,
) -> Iterator[tuple[Path, Reading | DocumentError]]:
    """Read files side by side; yields each path with its reading, or with the reason why there is none, in order.

    `on_page` hears of each page that was read: the path, the page's number, and how many pages there are.
    """
    todo = deque(_Task(number, path) for number, path in enumerate(paths))
    done: dict[int, Reading | DocumentError] = {}
    crew = [_Worker(limits, metadata or {}, on_page) for _ in range(max(1, min(workers, len(todo))))]
    turn = 0
    try:
        while turn < len(paths):
            for worker in crew:
                if worker.task is None and todo and todo[0].number < turn + _AHEAD * len(crew):
                    worker.start(todo.popleft())
            for worker in _ready(crew):
                task = worker.task
                result = worker.result()
                if isinstance(result, _Task):
                    todo.appendleft(result)
                elif result is not None and task is not None:
                    done[task.number] = result
            while turn in done:
                yield paths[turn], done.pop(turn)
                turn += 1
    finally:
        for worker in crew:
            worker.stop()


def _ready(crew: "Sequence[_Worker]") -> "list[_Worker]":
    """The workers that have something to say, or whose time is up."""
    busy = [worker for worker in crew if worker.task is not None]
    first = min(worker.deadline for worker in busy)
    heard = wait([worker.connection for worker in busy], timeout=max(0.0, first - time.monotonic()))
    now = time.monotonic()
    return [worker for worker in busy if worker.connection in heard or worker.deadline <= now]


class _Worker:
    """A process that reads one file after another."""

    def __init__(self, limits: Limits, metadata: Mapping[Path, Metadata], on_page: Callable[[Path, int, int], None]):
        self._limits, self._metadata, self._on_page = limits, metadata, on_page
        self._process: BaseProcess | None = None
        self.connection: Connection
        self.task: _Task | None = None
        self.deadline = 0.0

    def start(self, task: _Task) -> None:
        """Begin to read a file."""
        if self._process is None:
            self._launch()
        self.task = task
        self.deadline = time.monotonic() + self._limits.seconds
        try:
            self.connection.send((task.path, self._metadata.get(task.path), task.engine))
        except BrokenPipeError:  # it died while idle
            self.stop()
            self.start(task)

    def result(self) -> Reading | DocumentError | _Task | None:
        """What became of the task: a reading, an error, a second try with the other engine, or nothing yet."""
        assert self.task is not None
        task, file = self.task, self.task.path.name
        if not self.connection.poll():  # its time is up
            self.stop()
            return _second_try(task) or DocumentTooLarge(file, f"langer dan {self._limits.seconds:.0f} seconden")
        try:
            message = self.connection.recv()
        except EOFError:
            self.stop()
            return _second_try(task) or DocumentBroken(file, "het lezen ervan breekt het programma af")
        if isinstance(message, tuple) and not isinstance(message, _Failure):
            self._on_page(task.path, *message)
            return None
        self.task = None
        return _as_error(message) if isinstance(message, _Failure) else message

    def stop(self) -> None:
        """End the process and all that it started."""
        self.task = None
        if self._process is None:
            return
        process, self._process = self._process, None
        self.connection.close()
        try:
            os.killpg(process.pid or 0, signal.SIGKILL)
        except ProcessLookupError:
            process.kill()
        process.join()

    def _launch(self) -> None:
        context = get_context("forkserver")
        context.set_forkserver_preload(["ingest.readers"])
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._limits.megabytes), daemon=True)
        self._process.start()
        theirs.close()


def _second_try(task: _Task) -> _Task | None:
    """The same file with the other engine: what breaks one is often no trouble to the other."""
    return task._replace(engine=Engine.PDFPLUMBER) if task.engine == Engine.PDFIUM else None


def _serve(connection: Connection, megabytes: int) -> None:
    """Read what is asked for until nobody asks any more."""
    os.setsid()
    _limit_memory(megabytes)
    while True:
        try:
            path, metadata, engine = connection.recv()
        except EOFError:
            return
        connection.send(_read(path, metadata, engine, connection))


def _read(path: Path, metadata: Metadata | None, engine: Engine, connection: Connection) -> Any:
    def tell(page: int, pages: int) -> None:
        connection.send((page, pages))

    try:
        return read_document(path, metadata, engine=engine, on_page=tell)
    except DocumentError as error:
        return _Failure(type(error).__name__, error.file, error.detail, error.page)
    except (MemoryError, RecursionError) as error:
        return _Failure(DocumentTooLarge.__name__, path.name, type(error).__name__, None)
    except OSError as error:
        return _Failure(DocumentBroken.__name__, path.name, error.strerror or str(error), None)


def _as_error(failure: _Failure) -> DocumentError:
    kind = getattr(errors, failure.kind)
    error: DocumentError = kind(failure.file, failure.detail, page=failure.page)
    return error


def _limit_memory(megabytes: int) -> None:
    """Let this process have so much more memory than it has now, and leave no core files."""
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() if _HAS_PROC else 0
    limit = used + megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


_HAS_PROC = Path("/proc/self/statm").exists()
