"""The IRIs of the cases of each document: what the library must know of all documents to join those of one name."""

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from corpus.whole_files import write_whole


class CaseNames:
    """A small file beside the records, made anew where it is missing or out of date."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`; it is written by `save`."""
        self._path = path
        self._known: dict[str, tuple[str, list[str]]] = {}
        if path.is_file():
            self._known = msgspec.json.decode(path.read_bytes(), type=dict[str, tuple[str, list[str]]])

    def of(self, sha256: str, digest: str, find: Callable[[], Iterable[str]]) -> list[str]:
        """The cases of a document whose records have this digest; `find` is asked when they are not known yet."""
        if self._known.get(sha256, ("", []))[0] != digest:
            self._known[sha256] = digest, sorted(set(find()))
        return self._known[sha256][1]

    def save(self, kept: Iterable[str]) -> None:
        """Write the names of these documents; the others are gone."""
        self._known = {sha256: self._known[sha256] for sha256 in kept if sha256 in self._known}
        write_whole(self._path, msgspec.json.encode(self._known))
