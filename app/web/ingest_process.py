"""The process that reads uploaded documents and tells, a line of JSON an event, how it goes."""

import sys
from pathlib import Path

import msgspec

from app.library import create_library
from app.report import Outcome
from app.settings import Settings
from app.web.ingest_runs import Event
from corpus.errors import WijkgraafError
from corpus.model import Metadata


def read(settings: Settings, folder: Path, metadata: Metadata | None) -> None:
    """Read the documents in a folder into the library of the settings."""
    from app.pipeline import ingest

    waiting = 0

    def started(count: int) -> None:
        nonlocal waiting
        waiting = count
        _tell(Event(what="started", count=count))

    def told(outcome: Outcome) -> None:
        nonlocal waiting
        waiting -= 1
        _tell(Event(what="outcome", outcome=outcome))
        if not waiting:
            _tell(Event(what="indexing"))

    try:
        report = ingest(create_library(settings), [folder], metadata, on_start=started, on_outcome=told)
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
    given = msgspec.json.decode(sys.argv[3], type=Metadata) if len(sys.argv) > 3 else None
    read(msgspec.json.decode(sys.argv[1], type=Settings), Path(sys.argv[2]), given)
