"""The process that reads uploaded documents and tells, a line of JSON an event, how it goes."""

import sys
from functools import partial
from pathlib import Path

import msgspec

from app.library import create_library
from app.report import Outcome, Watch
from app.settings import Settings
from app.web.ingest_runs import Event, Task
from corpus.errors import WijkgraafError


def read(settings: Settings, task: Task) -> None:
    """Read the documents in the folder of the task, or correct its document, in the library of the settings."""
    from app.document_data import correct_data
    from app.pipeline import ingest

    waiting = 0

    def started(count: int) -> None:
        nonlocal waiting
        waiting = count
        _tell(Event(what="started", count=count))

    def read_page(path: Path, page: int, pages: int) -> None:
        _tell(Event(what="page", file=task.file or path.name, page=page, pages=pages))

    def told(outcome: Outcome) -> None:
        nonlocal waiting
        waiting -= 1
        _tell(Event(what="outcome", outcome=outcome))
        if not waiting:
            _tell(Event(what="indexing"))

    library = create_library(settings)
    work = partial(ingest, library, [Path(task.folder)])
    if task.document and task.metadata:
        work = partial(correct_data, library, task.document, task.metadata)
    try:
        report = work(watch=Watch(on_start=started, on_page=read_page, on_outcome=told))
    except WijkgraafError as error:
        _tell(Event(what="failed", message=str(error)))
        return
    for outcome in report.outcomes:
        if outcome.state in ("duplicate", "unchanged"):
            _tell(Event(what="outcome", outcome=outcome))
    _tell(Event(what="done"))


def _tell(event: Event) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(event) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    read(msgspec.json.decode(sys.argv[1], type=Settings), msgspec.json.decode(sys.argv[2], type=Task))
