"""A library on disk: the records, and the graph and index that are derived from them.

The records, and what people decided, are the truth. Each derived layer tells with which digest it took in each
document, so that bringing it up to date, repairing it after a crash and proving that it agrees are one comparison.
"""

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from filelock import FileLock, Timeout

from app.layers import Disagreement, GraphLayer, IndexLayer, Item, Layer, Wanted, find_disagreements
from app.remembered import Remembered
from app.settings import Settings
from app.shown_entities import cover_entities
from app.shown_records import ShownRecords
from corpus.errors import LibraryBusy, LibraryError, LibraryMissing, ModelMismatch
from corpus.model import Document, Entity, Kind
from corpus.privacy import Privacy
from corpus.records import Records
from corpus.whole_files import write_whole

if TYPE_CHECKING:
    from spacy.language import Language

    from corpus.vectors import Embedder
    from kg.decisions import Decisions
    from kg.graph import GraphStore
    from kg.repeats import ToldLessons
    from search.passages import PassageIndex

FORMAT = 1
SECONDS_TO_WAIT = 120.0


class LibraryInfo(msgspec.Struct, frozen=True, kw_only=True):
    """The contents of `library.json`."""

    format: int
    embedding_model: str  # Embedder.name: vectors of two models are never compared


class Library:
    """A folder with all that Wijkgraaf knows of a set of documents."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        """Use the library in `folder`; `open_library` and `create_library` are the ways in."""
        self.folder, self.settings = folder, settings
        self.privacy = Privacy(folder)
        self.originals = Records(folder / "documents")  # to read, derive and prove; outputs use `records`
        self.records = ShownRecords(folder / "documents", self.privacy, folder / "shown", self._decided)
        self._case_names = Remembered(folder / "cases.json", list[str])
        self._lock = FileLock(folder / ".lock")

    @contextmanager
    def writing(self, *, seconds: float = SECONDS_TO_WAIT) -> Iterator[None]:
        """Be the only one that changes the library; leave it in agreement.

        Raises:
            LibraryBusy: another process still changes it after `seconds`.
        """
        try:
            self._lock.acquire(timeout=seconds)
        except Timeout:
            raise LibraryBusy(f"een ander proces schrijft in {self.folder}; probeer het later opnieuw") from None
        try:
            self.originals.recover()
            yield
        finally:
            self._lock.release()

    def bring_up_to_date(self) -> list[Disagreement]:
        """Mend what the derived layers say otherwise than the records; tell what was mended."""
        from kg.graph import GraphStore

        if self.index.is_broken or self.index.embedder_name not in (None, self.embedder.name):
            self.index.clear()
        wanted = self._wanted()
        with GraphStore(self._graph_folder) as graph:
            mended = [*self._mend(GraphLayer(graph), wanted), *self._mend(IndexLayer(self.index), wanted)]
        self._case_names.save(self.records)
        self._lessons.save(self.records)
        self._write_info()
        return mended

    def clear_derived(self) -> None:
        """Forget graph and index, to make them anew."""
        self._case_names.clear()
        self._lessons.clear()
        self.index.clear()
        shutil.rmtree(self._graph_folder, ignore_errors=True)

    def disagreements(self) -> list[Disagreement]:
        """All that the derived layers say otherwise than the records."""
        layers: tuple[Layer, ...] = (GraphLayer(self.graph), IndexLayer(self.index))
        wanted = self._wanted()
        return [found for layer in layers for found in find_disagreements(layer, wanted)]

    def items(self) -> Iterator[Item]:
        """All that a layer needs to know of each document, with what people decided about it.

        A case that another document knows by a fuller name has the IRI that it has there.
        """
        wanted = self._wanted()
        return (self._item(sha256, wanted) for sha256 in wanted.digests)

    def save_decisions(self, decisions: "Decisions") -> None:
        """Put these in the place of what people decided before."""
        decisions.save(self._decisions_file)
        self.decisions = decisions

    def _wanted(self) -> Wanted:
        """What the layers should say, from one reading of the records."""
        from kg.namesakes import join_namesakes

        own = {sha256: self._own_digest(sha256) for sha256 in self.records}
        cases = {sha256: self._cases(sha256, digest) for sha256, digest in own.items()}
        namesakes = join_namesakes(iri for some in cases.values() for iri in some)
        repeats = self._repeats(own)
        told = {
            sha256: [f"{iri}={namesakes[iri]}" for iri in some if iri in namesakes]
            + [f"{iri}={','.join(others)}" for iri, others in sorted(repeats.get(sha256, {}).items())]
            for sha256, some in cases.items()
        }
        return Wanted({sha: _hash(digest, *told[sha]) for sha, digest in own.items()}, namesakes, repeats)

    def _item(self, sha256: str, wanted: Wanted) -> Item:
        document, entities = self._shown(sha256, wanted.namesakes)
        return Item(
            digest=wanted.digests[sha256],
            document=document,
            passages=self.records.passages(sha256),
            entities=entities,
            repeats=wanted.repeats.get(sha256, {}),
        )

    def _shown(self, sha256: str, namesakes: Mapping[str, str]) -> tuple[Document, list[Entity]]:
        """A document and what it speaks of, as the layers may hold them: hidden people are covered."""
        from kg.entities import with_iris

        original, covering = self.originals.document(sha256), self.records.covering(sha256)
        entities = with_iris(self._entities(original), namesakes)
        if not covering:
            return original, entities
        document = covering.document(original)
        return document, cover_entities(entities, covering, document, self.privacy.pseudonym)

    def _repeats(self, own: Mapping[str, str]) -> dict[str, dict[str, list[str]]]:
        """By document, which lessons of earlier documents its lessons say again; `own` holds the digests."""
        from kg.repeats import repeats_across

        told = {sha: self._lessons.of(sha, digest, partial(self._told_lessons, sha)) for sha, digest in own.items()}
        return repeats_across(told)

    def _told_lessons(self, sha256: str) -> "ToldLessons":
        """The lessons of a document as the graph states them."""
        from kg.repeats import ToldLessons

        document, entities = self._shown(sha256, {})
        said = {entity.iri: entity.label for entity in entities if entity.kind is Kind.LESSON}
        return ToldLessons(year=document.metadata.year, said=said)

    def _entities(self, document: Document) -> list[Entity]:
        """What a document speaks of, as far as it can tell by itself."""
        from kg.entities import merge_mentions
        from kg.replay import replay, replay_on_entities

        mentions = replay(self.decisions, document, self.originals.mentions(document.sha256))
        return replay_on_entities(self.decisions, document, merge_mentions(document, mentions))

    def _cases(self, sha256: str, digest: str) -> list[str]:
        def find() -> list[str]:
            entities = self._entities(self.originals.document(sha256))
            return sorted({entity.iri for entity in entities if entity.kind is Kind.CASE})

        return self._case_names.of(sha256, digest, find)

    def _decided(self, sha256: str) -> tuple[str, ...]:
        """The names that people gave in their decisions on a document."""
        return tuple(decision.value for decision in self.decisions.about(sha256) if decision.value)

    def _own_digest(self, sha256: str) -> str:
        """Changes with the records, with what people decided about the document, and with whom it hides."""
        decided = [decision.iri for decision in self.decisions.about(sha256)]
        return _hash(self.records.made(sha256).digest, self.records.hidden_digest(sha256), *decided)

    @cached_property
    def nlp(self) -> "Language":
        """The language pipeline of the settings."""
        from ingest.language import load_nlp

        return load_nlp(self.settings.spacy_model)

    @cached_property
    def _lessons(self) -> "Remembered[ToldLessons]":
        from kg.repeats import ToldLessons

        return Remembered(self.folder / "lessons.json", ToldLessons)

    @cached_property
    def embedder(self) -> "Embedder":
        """The embedding model of the settings."""
        from ingest.embedder import load_embedder

        return load_embedder(self.settings.embedding_model)

    @cached_property
    def index(self) -> "PassageIndex":
        """The passages by words and meaning."""
        from search.passages import PassageIndex

        return PassageIndex(self.folder / "index", self.embedder)

    @cached_property
    def graph(self) -> "GraphStore":
        """The graph, to ask."""
        from kg.graph import GraphStore

        return GraphStore(self._graph_folder, read_only=True)

    @cached_property
    def decisions(self) -> "Decisions":
        """What people decided."""
        from kg.decisions import Decisions

        return Decisions.load(self._decisions_file)

    @property
    def _graph_folder(self) -> Path:
        return self.folder / "graph"

    @property
    def _decisions_file(self) -> Path:
        return self.folder / "decisions.trig"

    def _mend(self, layer: Layer, wanted: Wanted) -> list[Disagreement]:
        stale, known = find_disagreements(layer, wanted), layer.digests()
        for found in stale:
            if found.document in known:
                layer.remove(found.document)
        for found in stale:
            if found.document in wanted.digests:
                layer.add(self._item(found.document, wanted))
        layer.commit()
        return stale

    def _write_info(self) -> None:
        info = LibraryInfo(format=FORMAT, embedding_model=self.embedder.name)
        write_whole(self.folder / "library.json", msgspec.json.format(msgspec.json.encode(info)))


def _hash(*parts: str) -> str:
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()


def create_library(settings: Settings) -> Library:
    """The library in the folder of the settings, made when there is none."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    return Library(settings.folder, settings)


def open_library(settings: Settings) -> Library:
    """The library in the folder of the settings, ready to answer.

    Raises:
        LibraryMissing: there is none.
        LibraryError: it was made by another version of the program.
    """
    path = settings.folder / "library.json"
    if not path.is_file():
        raise LibraryMissing(
            f"in '{settings.folder}' staat geen bibliotheek; maak er een met: wijkgraaf ingest MAP-MET-DOCUMENTEN"
        )
    info = msgspec.json.decode(path.read_bytes(), type=LibraryInfo)
    if info.format != FORMAT:
        raise LibraryError(
            f"'{settings.folder}' is gemaakt door een andere versie; maak haar opnieuw met: wijkgraaf rebuild"
        )
    return Library(settings.folder, settings)


def check_model(library: Library) -> None:
    """Make sure that questions are compared with vectors of the same model.

    Raises:
        ModelMismatch: the library's vectors were made by another model; the message says what to do.
        LibraryError: another version of the program made the index.
    """
    if not library.index.entries.is_current:
        raise LibraryError(
            "een andere versie van het programma maakte de zoekindex; maak hem opnieuw met: wijkgraaf rebuild"
        )
    made_by = library.index.embedder_name
    if made_by not in (None, library.embedder.name):
        raise ModelMismatch(
            f"de bibliotheek is doorzoekbaar gemaakt met model '{made_by}', niet met '{library.embedder.name}'; "
            "kies dat model met --embedding-model, of maak de index opnieuw met: wijkgraaf rebuild"
        )
