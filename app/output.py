"""How answers leave the command line: as text for people, as JSON for programs."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click
import msgspec

FORMATS = ("text", "json", "jsonl")
NOTHING_FOUND = 4
NEEDS_ATTENTION = 3

_Command = TypeVar("_Command", bound=Callable[..., Any])


def format_option(command: _Command) -> _Command:
    """Give a command the option `--format`."""
    option = click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        help="How to show the answer.",
    )
    return option(command)


def show(records: Iterable[object], form: str, as_text: Callable[[Any], str]) -> int:
    """Write records to standard output, and tell how many there were.

    `json` is one array, `jsonl` a line a record, `text` what `as_text` makes of each.
    """
    if form == "json":
        listed = list(records)
        click.echo(msgspec.json.format(msgspec.json.encode(listed)).decode())
        return len(listed)
    count = 0
    for record in records:
        click.echo(msgspec.json.encode(record).decode() if form == "jsonl" else as_text(record))
        count += 1
    return count


def end_when_nothing(count: int, message: str) -> None:
    """Tell on standard error that there is no answer, and end with the exit code that says so."""
    if not count:
        click.echo(message, err=True)
        click.get_current_context().exit(NOTHING_FOUND)


def page_of(page: int, printed_page: str | None) -> str:
    """How a page is named to a reader.

    >>> page_of(12, "10")
    'p. 10'
    >>> page_of(12, None)
    'PDF-p. 12'
    """
    return f"p. {printed_page}" if printed_page else f"PDF-p. {page}"
