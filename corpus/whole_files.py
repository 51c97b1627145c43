"""Files that are written whole or not at all."""

from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step: a reader meets the old content or the new, never part of it.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "kept.json"
    >>> write_whole(path, b"{}")
    >>> [file.name for file in path.parent.iterdir()]
    ['kept.json']
    """
    unfinished = path.with_name(f".{path.name}")
    unfinished.write_bytes(content)
    unfinished.replace(path)
