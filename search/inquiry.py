"""What is compared with all cases: a description, a case or a document, as the same finders read it."""

from collections.abc import Sequence

import msgspec
import numpy as np

from corpus.model import Document, Entity, Kind, Metadata, Passage
from search.cases import CaseEntry, find_case, profile_case, telling_passages
from search.passages import Hit, PassageIndex
from search.profile import Profile, merge_profiles, profile_passage, profile_question

_QUESTIONS = 3
"""A case or a document asks by the few passages that say most of it."""

_PASSAGES_TO_QUOTE = 12
_OUTSIDE = -1
"""The number of a passage that is in no index."""


class Inquiry(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody asks cases for."""

    questions: tuple[str, ...]  # the texts that are searched for
    profile: Profile
    case: CaseEntry | None = None  # the case of the library that asks
    hits: tuple[Hit, ...] = ()  # the passages that ask, to quote; none for a description
    passages: tuple[Passage, ...] = ()  # the question itself, where it is no part of the library
    own: frozenset[int] = frozenset()  # passages of the library that are the asker's own, and answer nothing

    @property
    def text(self) -> str:
        """All that is searched for."""
        return "\n".join(self.questions)


def read_inquiry(index: PassageIndex, like: str) -> Inquiry:
    """A case (IRI or name) or a document (file name) of the library; else a description, without any finder's help."""
    return find_inquiry(index, like) or Inquiry(questions=(like,), profile=profile_question(like))


def find_inquiry(index: PassageIndex, like: str) -> Inquiry | None:
    """A case of the library by its IRI or name, or a document by its file name; None when there is none.

    Raises:
        QueryError: several cases bear the name.
    """
    if case := find_case(index, like):
        return _ask_by_case(index, case)
    keys = index.entries.keys_of_file(like)
    return _ask_by_own_document(index, keys) if keys else None


def ask_by_description(text: str, passages: Sequence[Passage], entities: Sequence[Entity]) -> Inquiry:
    """A free description, with its passages and what the finders saw in it (offsets into `text`)."""
    return Inquiry(
        questions=tuple(passage.text for passage in passages) or (text,),
        profile=profile_question(text, entities),
        passages=tuple(passages),
    )


def ask_by_document(
    index: PassageIndex, document: Document, passages: Sequence[Passage], entities: Sequence[Entity]
) -> Inquiry:
    """A document from outside, with its passages and what finders saw in it; one of the library asks as it is there."""
    if keys := index.entries.keys(document.sha256):
        return _ask_by_own_document(index, keys)
    hits = [_hit_outside(document.file, document.metadata, passage) for passage in passages]
    inquiry = _ask_by_passages(index, hits, profile_question(document.text, entities))
    return msgspec.structs.replace(inquiry, passages=tuple(passages))


def _ask_by_case(index: PassageIndex, case: CaseEntry) -> Inquiry:
    hits = tuple(index.hit(key) for key in telling_passages(index, case.iri)[:_PASSAGES_TO_QUOTE])
    questions = tuple(hit.passage.text for hit in hits[:_QUESTIONS])
    return Inquiry(questions=questions or (case.label,), profile=profile_case(index, case.iri), case=case, hits=hits)


def _ask_by_own_document(index: PassageIndex, keys: Sequence[int]) -> Inquiry:
    hits = [index.hit(key) for key in keys]
    named: dict[int, list[Entity]] = {}
    for key, entity in index.entries.named_at(keys, (Kind.ACTOR, Kind.CASE, Kind.TENSION)):
        named.setdefault(key, []).append(entity)
    profiles = [profile_passage(hit.key, hit.passage, named.get(hit.key, ())) for hit in hits]
    inquiry = _ask_by_passages(index, hits, merge_profiles(profiles))
    return msgspec.structs.replace(inquiry, own=frozenset(keys))


def _ask_by_passages(index: PassageIndex, hits: Sequence[Hit], profile: Profile) -> Inquiry:
    """Ask by the passages that are nearest to all of them together."""
    vectors = index.embedder.embed_passages([hit.passage.text for hit in hits])
    central = [hits[at] for at in np.argsort(-(vectors @ vectors.sum(axis=0)), kind="stable")]
    return Inquiry(
        questions=tuple(hit.passage.text for hit in central[:_QUESTIONS]),
        profile=profile,
        hits=tuple(central[:_PASSAGES_TO_QUOTE]),
    )


def _hit_outside(file: str, metadata: Metadata, passage: Passage) -> Hit:
    return Hit(key=_OUTSIDE, passage=passage, file=file, metadata=metadata, score=0.0, highlights=())
