"""The recipe: from files to a library that answers. The first file to read."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.forget import keep_redacted, without_forgotten
from app.intake import Intake
from app.library import Library
from app.report import UNWATCHED, Outcome, Report, Watch, failed
from app.settings import Settings
from app.sources import Source, find_sources
from corpus.corrections import Corrections
from corpus.errors import DocumentError
from corpus.model import Metadata
from ingest.mentions import annotate, find_mentions
from ingest.passages import split_passages
from ingest.readers import Reading
from ingest.sentences import with_sentences
from ingest.worker import Limits, read_isolated

RECIPE = 5
"""Raise it when reading or finding changes: all documents are then read anew."""


def ingest(
    library: Library,
    paths: Sequence[Path],
    metadata: Metadata | None = None,
    *,
    watch: Watch = UNWATCHED,
) -> Report:
    """Read files, and all documents in folders, into the library; what cannot be read is told and the rest goes on.

    `metadata`, where given, wins over what somebody corrected before, over the catalogue and over the files themselves.
    """
    with library.writing():
        intake, outcomes = Intake(library.records), []
        corrections = Corrections(library.folder)
        sources, told = intake.sort(find_sources(paths, recipe_of(library.settings), metadata, corrections))
        watch.on_start(len(sources))
        for source, reading in read_sources(sources, library.settings, watch):
            outcome = take_in(library, intake, source, reading)
            watch.on_outcome(outcome)
            outcomes.append(outcome)
        library.bring_up_to_date()  # merge, state, embed, index
    return Report(outcomes=(*told, *outcomes))


def take_in(library: Library, intake: Intake, source: Source, reading: Reading | DocumentError) -> Outcome:
    """From the text of one document to its records."""
    if isinstance(reading, DocumentError):
        return failed(reading)
    reading = without_forgotten(reading, library.privacy)
    document = reading.document
    if (twin := intake.twin(document)) is not None:
        return twin
    doc = annotate(document, library.nlp)
    passages = with_sentences(split_passages(document), document, doc)
    mentions = find_mentions(doc)
    outcome = intake.save(source, reading, passages, mentions)
    keep_redacted(library, document)
    return outcome


def read_sources(
    sources: Sequence[Source], settings: Settings, watch: Watch = UNWATCHED
) -> Iterator[tuple[Source, Reading | DocumentError]]:
    """Each file read in a process of its own, within limits of time and memory."""
    by_path = {source.path: source for source in sources}
    limits = Limits(seconds=settings.seconds, megabytes=settings.megabytes)
    known = {source.path: source.metadata for source in sources if source.metadata}
    for path, reading in read_isolated(list(by_path), limits, settings.workers, known, watch.on_page):
        yield by_path[path], reading


def recipe_of(settings: Settings) -> str:
    """Names all that decides what is read and found in a file."""
    return f"{RECIPE} {settings.spacy_model}"
