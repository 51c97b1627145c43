"""The records as they may be shown: the one place through which every output reads, so that none can forget to hide.

`Library.records` is this; `Library.originals` holds what was read, for reading, proving and deriving only.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from corpus.covering import COVER, Covering, texts_of
from corpus.model import ActorMention, ActorType, AnyMention, Document, Passage
from corpus.privacy import Privacy
from corpus.records import Records
from ingest.formats import is_pdf
from ingest.marks import Mark
from ingest.pdf_copies import redact
from ingest.speech.attribution import Speakers

_NOBODY = Covering({})


class ShownRecords(Records):
    """Records in which hidden people are covered, in text, in names of files and on pages."""

    def __init__(self, folder: Path, privacy: Privacy, copies: Path, told: Callable[[str], tuple[str, ...]]) -> None:
        """Use the records in `folder`; copies of files in which names are black are kept in `copies`.

        `told` gives what people said of a document, which can hold names too.
        """
        super().__init__(folder)
        self._privacy, self._copies, self._told = privacy, copies, told
        self._originals = Records(folder)
        self._coverings: dict[str, tuple[tuple[object, ...], Covering]] = {}

    def covering(self, sha256: str) -> Covering:
        """What covers the names that are hidden in a document."""
        rules = self._privacy.rules
        if not rules:
            return _NOBODY
        state = (self.made(sha256).digest, rules, self._told(sha256))
        known = self._coverings.get(sha256)
        if known is None or known[0] != state:
            known = self._coverings[sha256] = state, self._find(sha256)
        return known[1]

    def hidden_digest(self, sha256: str) -> str:
        """Changes with whom a document hides, and how; empty where it hides nobody."""
        names = sorted(f"{name}={way}" for name, way in self.covering(sha256).names.items())
        return hashlib.sha256("\n".join(names).encode()).hexdigest() if names else ""

    def document(self, sha256: str) -> Document:
        """The document with hidden names covered; as long as it was."""
        document, covering = super().document(sha256), self.covering(sha256)
        return covering.document(document) if covering else document

    def passages(self, sha256: str) -> list[Passage]:
        """The passages with hidden names covered."""
        passages, covering = super().passages(sha256), self.covering(sha256)
        return covering.passages(passages, self.document(sha256)) if covering else passages

    def mentions(self, sha256: str) -> list[AnyMention]:
        """The mentions with hidden names covered."""
        mentions, covering = super().mentions(sha256), self.covering(sha256)
        return covering.mentions(mentions, self.document(sha256)) if covering else mentions

    def called(self, sha256: str, file: str) -> str:
        """The name of a document's file with hidden names covered."""
        return self.covering(sha256).address(file)

    def source(self, sha256: str) -> Path:
        """The file as it was given, or a copy in which hidden names are black.

        Of a file without pages the copy is its plain text.
        """
        source = super().source(sha256)
        if not self._privacy.rules:
            return source
        document = self.document(sha256)
        about = document.metadata
        said = "\n".join((document.text, document.file, about.title, *about.authors, about.note or ""))
        return self._copy(source, document) if COVER in said or self.covering(sha256) else source

    def remove(self, sha256: str) -> None:
        """Delete a document's records, and the copies of its file."""
        super().remove(sha256)
        self.clear_copies(sha256)

    def clear_copies(self, sha256: str) -> None:
        """Delete the copies of a document's file in which names are black."""
        for copy in self._copies.glob(f"{sha256}-*"):
            copy.unlink()

    def _copy(self, source: Path, document: Document) -> Path:
        text = hashlib.sha256(document.text.encode()).hexdigest()[:12]
        copy = self._copies / f"{document.sha256}-{text}{'.pdf' if is_pdf(source) else '.txt'}"
        if not copy.exists():
            self._copies.mkdir(exist_ok=True)
            self.clear_copies(document.sha256)
            unfinished = copy.with_name(f".{copy.name}")
            write_redacted(self, source, document, unfinished)
            unfinished.replace(copy)
        return copy

    def _find(self, sha256: str) -> Covering:
        document = self._originals.document(sha256)
        said = (*texts_of(document), *self._told(sha256))
        return Covering(self._privacy.find("\n\n".join(said), sha256, lambda: self._people(document)))

    def _people(self, document: Document) -> set[str]:
        """All people whom a document names."""
        mentions = self._originals.mentions(document.sha256)
        found = {m.name for m in mentions if isinstance(m, ActorMention) and m.type is ActorType.PERSON}
        return found | set(Speakers(document, mentions).names)


def write_redacted(records: Records, source: Path, covered: Document, target: Path) -> int:
    """Write a file without what is covered in its document; tells how many pages changed.

    On the pages of a PDF it is black; of another file the plain text is left.
    """
    if is_pdf(source):
        return redact(source, _hidden_words(records, covered), target)
    target.write_text(covered.text, encoding="utf-8")
    return 1


def _hidden_words(records: Records, covered: Document) -> list[Mark]:
    """Where covered letters stand on the pages of a document: the whole words that hold them."""
    words = records.words(covered.sha256)
    return [Mark(word.page, word.box) for word in words if COVER in covered.text[word.start : word.end]]
