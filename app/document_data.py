"""Correcting what is known of a document: it is read anew with what somebody says of it, now and ever after."""

import shutil
import tempfile
from pathlib import Path

from app.library import Library
from app.pipeline import ingest
from app.report import UNWATCHED, Report, Watch
from corpus.corrections import Corrections
from corpus.model import Metadata


def correct_data(library: Library, sha256: str, metadata: Metadata, *, watch: Watch = UNWATCHED) -> Report:
    """Keep what somebody says of a document, and read the document anew: who speaks and what a case is hang on it."""
    with library.writing():
        Corrections(library.folder).keep(sha256, metadata)
        place, file = library.originals.made(sha256).path, library.originals.document(sha256).file
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / Path(file).name
        shutil.copyfile(library.originals.source(sha256), copy)
        report = ingest(library, [copy], watch=watch)
    with library.writing():
        library.originals.keep_place(sha256, place)
    return report
