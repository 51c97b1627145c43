"""Runs queries in processes of their own: the only way to really stop one that takes too long or too much."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import Empty, LifoQueue
from types import TracebackType
from typing import Any

from corpus.errors import QueryError
from search.evaluation import Answer

_ROOT = Path(__file__).parents[1]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from search.query_worker import serve; serve(sys.argv[2], {})"


_ERRORS: dict[str, type[Exception]] = {"SyntaxError": SyntaxError, "RuntimeError": RuntimeError}


class QueryStopped(QueryError):
    """A query took more time or memory than it may take, and was stopped."""


class QueryEngine:
    """Answers queries on a folder that nobody writes to, in up to `workers` processes that stay warm.

    `find_folder` is asked before each query, so that the newest published graph answers.
    """

    def __init__(self, find_folder: Callable[[], Path], *, workers: int = 1, memory: int | None = 2**31) -> None:
        """Start nothing yet; `memory` is how many bytes a process may take on top of what it needs to start."""
        self._find_folder, self._memory = find_folder, memory
        self._idle: LifoQueue[_Worker | None] = LifoQueue()
        for _ in range(workers):
            self._idle.put(None)

    def __enter__(self) -> "QueryEngine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes that are not at work."""
        for _ in range(self._idle.qsize()):
            worker = self._idle.get()
            if worker:
                worker.stop()
            self._idle.put(None)

    def evaluate(self, text: str, *, max_rows: int | None, timeout: float | None, options: Mapping[str, Any]) -> Answer:
        """Evaluate a query; waits for a free process, no longer than the query itself may take.

        Raises:
            SyntaxError: the text is no SPARQL query.
            RuntimeError: it asks for what the store does not know, such as a function.
            OSError: the graph cannot be read, or a remote service not reached.
            QueryStopped: it took more than `timeout` seconds, or too much memory, or none was free for so long.
        """
        try:
            worker = self._idle.get(timeout=timeout)
        except Empty:
            raise QueryStopped("er worden te veel zoekvragen tegelijk gesteld; probeer het zo dadelijk weer") from None
        try:
            folder = self._find_folder()
            if worker is None or worker.folder != folder or not worker.is_alive:
                if worker:
                    worker.stop()
                worker = _Worker(folder, self._memory)
            return worker.evaluate({"text": text, "max_rows": max_rows, "options": dict(options)}, timeout)
        finally:
            self._idle.put(worker)


class _Worker:
    def __init__(self, folder: Path, memory: int | None) -> None:
        self.folder = folder
        command = [sys.executable, "-c", _START.format(memory), str(_ROOT), str(folder)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if not self._read_line():
            _, complaint = self._process.communicate()
            raise OSError(f"{folder}: {complaint.decode(errors='replace').strip().rpartition(chr(10))[2]}")

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> None:
        self._process.kill()
        self._process.communicate()

    def evaluate(self, question: dict[str, Any], timeout: float | None) -> Answer:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        late = threading.Event()
        timer = threading.Timer(timeout or 0, self._kill_late, [late])
        if timeout is not None:
            timer.start()
        try:
            self._process.stdin.write(json.dumps(question).encode() + b"\n")
            self._process.stdin.flush()
            head = self._read_line()
            body = self._process.stdout.read(head["body"]) if head and "body" in head else b""
        finally:
            timer.cancel()
        if not head or len(body) < head.get("body", 0):
            self.stop()
            if late.is_set():
                raise QueryStopped(f"de zoekvraag duurde langer dan {timeout:g} seconden en is gestopt")
            raise QueryStopped("de zoekvraag nam te veel geheugen in beslag en is gestopt")
        if "error" in head:
            raise _ERRORS.get(head["error"], OSError)(head["message"])
        return Answer(**head | {"body": body})

    def _kill_late(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()

    def _read_line(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        head: dict[str, Any] = json.loads(line) if line.endswith(b"\n") else {}
        return head
