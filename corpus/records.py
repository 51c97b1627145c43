"""What was read and found, kept as plain records: the part of a library from which all else is derived.

One folder a document, named after the hash of its file: `source`, `document.json`, `words.jsonl`, `passages.jsonl`,
`mentions.jsonl`, and `made.json`, which says by what they were made. A folder appears under its name only when it
is complete, and disappears from it before anything in it is deleted; so a crash leaves no half document.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from corpus.model import AnyMention, Document, Passage, Word
from corpus.whole_files import write_whole

_SOURCE = "source"
_DOCUMENT = "document.json"
_WORDS = "words.jsonl"
_PASSAGES = "passages.jsonl"
_MENTIONS = "mentions.jsonl"
_MADE = "made.json"
_UNFINISHED = ".unfinished-"


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """From and by what a document's records were made, and a digest of what they say."""

    path: str  # digest of where the file lay: a path can name people
    recipe: str  # names the reader, finders and language model: other recipe, other records
    text_hash: str  # equal for the same text in other bytes
    digest: str  # of document, passages and mentions


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a document's records come from."""

    path: Path
    recipe: str
    text_hash: str


class Records:
    """The documents folder of a library."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`; it is made when the first document is saved."""
        self.folder = folder

    def __iter__(self) -> Iterator[str]:
        """The sha256 of each document, sorted."""
        if not self.folder.is_dir():
            return iter(())
        return iter(sorted(p.name for p in self.folder.iterdir() if not p.name.startswith(".")))

    def __contains__(self, sha256: object) -> bool:
        return isinstance(sha256, str) and (self.folder / sha256 / _MADE).is_file()

    def save(
        self,
        document: Document,
        words: Sequence[Word],
        passages: Sequence[Passage],
        mentions: Sequence[AnyMention],
        origin: Origin,
    ) -> Made:
        """Write a document's records in one step, in place of those that were there."""
        with self._unfinished(document.sha256) as folder:
            shutil.copyfile(origin.path, folder / _SOURCE)
            (folder / _DOCUMENT).write_bytes(msgspec.json.encode(document))
            _write_lines(folder / _WORDS, words)
            _write_lines(folder / _PASSAGES, passages)
            _write_lines(folder / _MENTIONS, mentions)
            digest = _digest(folder)
            made = Made(path=digest_path(origin.path), recipe=origin.recipe, text_hash=origin.text_hash, digest=digest)
            (folder / _MADE).write_bytes(msgspec.json.encode(made))
        return made

    def rewrite(
        self, document: Document, passages: Sequence[Passage], mentions: Sequence[AnyMention], text_hash: str = ""
    ) -> Made:
        """Write what was derived from a document anew, in one step; its source and words stay.

        The text's hash stays too, unless it is given.
        """
        with self._unfinished(document.sha256) as folder:
            for name in (_SOURCE, _WORDS):
                shutil.copyfile(self.folder / document.sha256 / name, folder / name)
            (folder / _DOCUMENT).write_bytes(msgspec.json.encode(document))
            _write_lines(folder / _PASSAGES, passages)
            _write_lines(folder / _MENTIONS, mentions)
            before = self.made(document.sha256)
            made = msgspec.structs.replace(before, text_hash=text_hash or before.text_hash, digest=_digest(folder))
            (folder / _MADE).write_bytes(msgspec.json.encode(made))
        return made

    def keep_place(self, sha256: str, place: str) -> None:
        """Say where a document's file lies (the digest of a path), when it was read from a copy."""
        path = self.folder / sha256 / _MADE
        write_whole(path, msgspec.json.encode(msgspec.structs.replace(self.made(sha256), path=place)))

    def remove(self, sha256: str) -> None:
        """Delete a document's records; what is not there is left alone."""
        folder = self.folder / sha256
        if folder.is_dir():
            leaving = self.folder / f"{_UNFINISHED}{sha256}-old"
            shutil.rmtree(leaving, ignore_errors=True)
            folder.rename(leaving)
            shutil.rmtree(leaving)

    def recover(self) -> None:
        """After a crash: finish what was complete and only wanted its name, delete the rest."""
        for folder in self.folder.glob(f"{_UNFINISHED}*"):
            sha256 = folder.name.removeprefix(_UNFINISHED)
            if sha256 not in self and _is_complete(folder):
                folder.rename(self.folder / sha256)
            else:
                shutil.rmtree(folder)

    def source(self, sha256: str) -> Path:
        """The file as it was given."""
        return self.folder / sha256 / _SOURCE

    def called(self, sha256: str, file: str) -> str:
        """How the name of a document's file is told."""
        return file

    def made(self, sha256: str) -> Made:
        """By what the records were made."""
        return msgspec.json.decode((self.folder / sha256 / _MADE).read_bytes(), type=Made)

    def document(self, sha256: str) -> Document:
        """The document itself."""
        return msgspec.json.decode((self.folder / sha256 / _DOCUMENT).read_bytes(), type=Document)

    def words(self, sha256: str) -> list[Word]:
        """Each printed word with its box, in order of the text."""
        return _read_lines(self.folder / sha256 / _WORDS, Word)

    def passages(self, sha256: str) -> list[Passage]:
        """The passages, in reading order."""
        return _read_lines(self.folder / sha256 / _PASSAGES, Passage)

    def mentions(self, sha256: str) -> list[AnyMention]:
        """What the finders saw, in order of the text."""
        return _read_lines(self.folder / sha256 / _MENTIONS, AnyMention)

    @contextmanager
    def _unfinished(self, sha256: str) -> Iterator[Path]:
        """A new folder that takes its place among the documents when all in it is on disk."""
        folder = self.folder / f"{_UNFINISHED}{sha256}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        yield folder
        for path in folder.iterdir():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        self.remove(sha256)
        folder.rename(self.folder / sha256)


def digest_path(path: Path) -> str:
    """What stands for a path: it tells whether a file is the same, and nothing else."""
    return hashlib.sha256(str(path).encode()).hexdigest()


def _write_lines(path: Path, records: Iterable[object]) -> None:
    encoder = msgspec.json.Encoder()
    with path.open("wb") as file:
        for record in records:
            file.write(encoder.encode(record))
            file.write(b"\n")


def _read_lines(path: Path, kind: object) -> list:  # type: ignore[type-arg]
    return msgspec.json.Decoder(list[kind]).decode(b"[" + b",".join(path.read_bytes().splitlines()) + b"]")  # type: ignore[valid-type]


def _digest(folder: Path) -> str:
    sha = hashlib.sha256()
    for name in (_DOCUMENT, _PASSAGES, _MENTIONS):
        sha.update((folder / name).read_bytes())
    return sha.hexdigest()


def _is_complete(folder: Path) -> bool:
    made = folder / _MADE  # written last
    return made.is_file() and msgspec.json.decode(made.read_bytes(), type=Made).digest == _digest(folder)
