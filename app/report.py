"""What became of the files that were given."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from corpus.errors import DocumentError


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file."""

    file: str
    state: str  # read, unchanged, duplicate or failed
    document: str | None = None  # sha256
    pages: int = 0
    passages: int = 0
    mentions: int = 0
    messages: tuple[str, ...] = ()  # in Dutch


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What became of every file that was given."""

    outcomes: tuple[Outcome, ...]

    def count(self, state: str) -> int:
        """How many files ended in a state."""
        return sum(outcome.state == state for outcome in self.outcomes)


class Watch(msgspec.Struct, frozen=True, kw_only=True):
    """Who is told how reading goes."""

    on_start: Callable[[int], None] = lambda count: None  # how many files must be read
    on_page: Callable[[Path, int, int], None] = lambda path, page, pages: None  # which page of how many was read
    on_outcome: Callable[[Outcome], None] = lambda outcome: None


UNWATCHED = Watch()


def failed(error: DocumentError) -> Outcome:
    """The outcome of a file that could not be read."""
    return Outcome(file=error.file, state="failed", messages=(str(error),))
