"""What the library must know of all documents at once, to link what several of them tell."""

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from corpus.whole_files import write_whole

Known = TypeVar("Known")


class Remembered(Generic[Known]):
    """Something of each document in a small file beside the records, found anew where it is missing or out of date."""

    def __init__(self, path: Path, kind: type[Known]) -> None:
        """Use the file at `path`; it is written by `save`."""
        self._path, self._kind = path, kind

    def of(self, sha256: str, digest: str, find: Callable[[], Known]) -> Known:
        """What is known of a document whose records have this digest; `find` is asked when it is not known yet."""
        if self._known.get(sha256, ("", None))[0] != digest:
            self._known[sha256] = digest, find()
        return msgspec.convert(self._known[sha256][1], self._kind)

    def save(self, kept: Iterable[str]) -> None:
        """Write what is known of these documents; the others are gone."""
        self._known = {sha256: self._known[sha256] for sha256 in kept if sha256 in self._known}
        write_whole(self._path, msgspec.json.encode(self._known))

    def clear(self) -> None:
        """Forget everything."""
        self._known = {}
        self._path.unlink(missing_ok=True)

    @cached_property
    def _known(self) -> dict[str, tuple[str, Any]]:
        """By document (sha256): the digest of its records, and what is known of it."""
        if not self._path.is_file():
            return {}
        return msgspec.json.decode(self._path.read_bytes(), type=dict[str, tuple[str, Any]])
