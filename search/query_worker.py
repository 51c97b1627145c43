"""The process in which queries run, so that they can be stopped: reads questions, writes answers, changes nothing."""

import json
import sys
from typing import BinaryIO

import pyoxigraph as ox

from search.evaluation import evaluate


def serve(folder: str, memory: int | None) -> None:
    """Answer queries on the store in `folder` until the input ends; `memory` is how many bytes they may take.

    A question is one line of JSON. An answer is one line of JSON, followed by as many bytes as it announces.
    """
    store = ox.Store.read_only(folder)
    if memory is not None:
        _limit(memory)
    out = sys.stdout.buffer
    _write(out, {"ready": True})
    for line in sys.stdin.buffer:
        question = json.loads(line)
        try:
            answer = evaluate(store, question["text"], max_rows=question["max_rows"], options=question["options"])
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            _write(out, {"error": type(error).__name__, "message": str(error)})
            continue
        _write(out, answer._asdict() | {"body": len(answer.body)}, answer.body)


def _write(out: BinaryIO, head: dict[str, object], body: bytes = b"") -> None:
    out.write(json.dumps(head).encode() + b"\n")
    out.write(body)
    out.flush()


def _limit(memory: int) -> None:
    """Let this process take so many bytes more than it has now; on systems without limits nothing happens."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    with open("/proc/self/statm") as statm:
        now = int(statm.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + memory, now + memory))
