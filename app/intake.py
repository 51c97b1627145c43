"""Which files are new to a library, and what became of each."""

from collections.abc import Iterable

from app.report import Outcome, failed
from app.sources import Source
from corpus.errors import DocumentError
from corpus.model import AnyMention, Document, Passage
from corpus.records import Origin, Records, digest_path
from ingest.readers import Reading, text_hash


class Intake:
    """Takes documents into the records of a library, each text once."""

    def __init__(self, records: Records) -> None:
        """Look what is there already."""
        self._records = records
        self._made = {sha256: records.made(sha256) for sha256 in records}
        self._given: set[str] = set()

    def sort(self, sources: Iterable[Source | DocumentError]) -> tuple[list[Source], list[Outcome]]:
        """The sources that must be read, and what can be told at once of the others."""
        new, told = [], []
        for source in sources:
            if isinstance(source, DocumentError):
                told.append(failed(source))
            elif (outcome := self._known(source)) is not None:
                told.append(outcome)
            else:
                new.append(source)
            if isinstance(source, Source):
                self._given.add(source.sha256)
        return new, told

    def twin(self, document: Document) -> Outcome | None:
        """The outcome for a document whose text is already there in other bytes; None when it is not."""
        letters = text_hash(document)
        for sha256, made in self._made.items():
            if made.text_hash == letters and sha256 != document.sha256:
                return self._duplicate(document.file, sha256)
        return None

    def save(self, source: Source, reading: Reading, passages: list[Passage], mentions: list[AnyMention]) -> Outcome:
        """Put a document's records on disk, in place of what the same file said before."""
        document = reading.document
        origin = Origin(path=source.path.resolve(), recipe=source.recipe, text_hash=text_hash(document))
        place = digest_path(origin.path)
        for sha256 in [s for s, made in self._made.items() if made.path == place and s != document.sha256]:
            self._records.remove(sha256)
            del self._made[sha256]
        self._made[document.sha256] = self._records.save(document, reading.words, passages, mentions, origin)
        return Outcome(
            file=self._records.called(document.sha256, document.file),
            state="read",
            document=document.sha256,
            pages=len(document.pages),
            passages=len(passages),
            mentions=len(mentions),
            messages=document.warnings,
        )

    def _known(self, source: Source) -> Outcome | None:
        if source.sha256 in self._given:
            return self._duplicate(source.path.name, source.sha256)
        made = self._made.get(source.sha256)
        if made is None or made.recipe != source.recipe:
            return None
        if made.path != digest_path(source.path.resolve()) and source.sha256 in self._records:
            return self._duplicate(source.path.name, source.sha256)
        file = self._records.called(source.sha256, source.path.name)
        return Outcome(file=file, state="unchanged", document=source.sha256)

    def _duplicate(self, file: str, sha256: str) -> Outcome:
        known = self._records.document(sha256).file if sha256 in self._records else "een eerder genoemd bestand"
        file = self._records.called(sha256, file) if sha256 in self._records else file
        return Outcome(file=file, state="duplicate", document=sha256, messages=(f"zelfde tekst als {known}",))
