"""Small documents, made by hand, whose lessons repeat each other."""

from pathlib import Path

from app.library import Library, create_library
from app.settings import Settings
from corpus.model import AnyMention
from corpus.records import Origin
from tests.kg.documents import Marker, make_document, make_passages
from tests.search.conftest import WordEmbedder

BEGIN = "Begin met een ergernis die bewoners delen, niet met een visie."
BEGIN_TOO = "Begin met een ergernis die alle bewoners delen, nooit met een visie, zegt Anja de Vries."
PAY = "Betaal vrijwilligers een vergoeding voor de uren die ze draaien."


def open_small(folder: Path) -> Library:
    """A library in a folder that embeds with words."""
    library = create_library(Settings(library=str(folder)))
    library.__dict__.update(embedder=WordEmbedder())
    return library


def add_document(library: Library, file: str, *lessons: str, year: int = 2020) -> str:
    """Take in a document of a year that says these lessons; gives its sha256."""
    document = make_document("\n\n".join(lessons), file, year=year)
    mark = Marker(document)
    said = [mark.lesson(lesson) for lesson in lessons]
    people = [mark.person("Anja de Vries")] if "Anja de Vries" in document.text else []
    source = library.folder / file
    source.write_text(document.text, encoding="utf-8")
    with library.writing():
        origin = Origin(path=source, recipe="test", text_hash=file)
        mentions: list[AnyMention] = [*said, *people]
        mentions.sort(key=lambda mention: mention.start)
        library.records.save(document, [], make_passages(document), mentions, origin)
        library.bring_up_to_date()
    return document.sha256
