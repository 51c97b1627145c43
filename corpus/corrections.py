"""What people said of documents in place of what was found: kept in the library's folder, heeded at every reading."""

from pathlib import Path

import msgspec

from corpus.model import Metadata
from corpus.whole_files import write_whole

_FILE = "corrections.json"


class Corrections:
    """The corrected data of documents, by sha256; beside what people decided on mentions, nothing else is as lasting.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> Corrections(folder).keep("ab" * 32, Metadata(title="Over wijken"))
    >>> Corrections(folder).of("ab" * 32).title, Corrections(folder).of("cd" * 32)
    ('Over wijken', None)
    """

    def __init__(self, folder: Path) -> None:
        """Those of the library in `folder`."""
        self._path = folder / _FILE

    def of(self, sha256: str) -> Metadata | None:
        """What people said of a document; None where nobody did.

        Raises:
            ValueError: the file holds something else; nothing that a person decided may be lost silently.
        """
        return self.all().get(sha256)

    def keep(self, sha256: str, metadata: Metadata) -> None:
        """Keep what somebody says of a document, in place of what was said before."""
        known = self.all() | {sha256: metadata}
        write_whole(self._path, msgspec.json.format(msgspec.json.encode(known)))

    def all(self) -> dict[str, Metadata]:
        """What people said, by sha256."""
        if not self._path.exists():
            return {}
        return msgspec.json.decode(self._path.read_bytes(), type=dict[str, Metadata])
