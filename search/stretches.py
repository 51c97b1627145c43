"""Which stretches of a passage tell of which case: what stands near a case need not be about it."""

from collections.abc import Iterator, Mapping, Sequence

from corpus.model import CaseMention, Entity, Kind, Passage

Span = tuple[int, int]
"""Offsets in the document's text."""

Stretches = Mapping[str, Sequence[Span]]
"""By the IRI of a case the stretches that tell of it."""


def only_main_case(entities: Sequence[Entity]) -> str | None:
    """The IRI of the one case that a document is about; None when it is about none or several."""
    main = {e.iri for e in entities for m in e.mentions if isinstance(m, CaseMention) and m.main}
    return main.pop() if len(main) == 1 else None


def find_stretches(passage: Passage, entities: Sequence[Entity]) -> Stretches:
    """A case has the floor from the sentence that names it up to the next that names another one.

    What stands before the first name is about the first case. A lesson, tension or fact of a case is about it wherever
    it stands; a passage that names no case at all is about those that its lessons, tensions and facts belong to, else
    about the one case that the whole document is about. `entities` are those of the document.
    """
    told: dict[str, list[Span]] = {}
    turns = _turns(passage, entities)
    for at, (start, cases) in enumerate(turns):
        end = turns[at + 1][0] if at + 1 < len(turns) else passage.end
        for iri in cases:
            told.setdefault(iri, []).append((start if at else passage.start, end))
    for entity in entities:
        if entity.case and entity.kind is not Kind.CASE:
            for span in _spans(passage, entity):
                told.setdefault(entity.case, []).append(span if turns else (passage.start, passage.end))
    if not told and (main := only_main_case(entities)):
        return {main: [(passage.start, passage.end)]}
    return told


def is_within(offset: int, stretches: Sequence[Span]) -> bool:
    """Whether one of the stretches holds a character.

    >>> is_within(4, [(0, 3), (4, 9)]), is_within(3, [(0, 3)])
    (True, False)
    """
    return any(start <= offset < end for start, end in stretches)


def _turns(passage: Passage, entities: Sequence[Entity]) -> list[tuple[int, set[str]]]:
    """Where a sentence begins that names cases, and which."""
    begins = [sentence.start for sentence in passage.sentences]
    named: dict[int, set[str]] = {}
    for entity in entities:
        if entity.kind is Kind.CASE:
            for start, _ in _spans(passage, entity):
                sentence = max((begin for begin in begins if begin <= start), default=start)
                named.setdefault(sentence, set()).add(entity.iri)
    turns: list[tuple[int, set[str]]] = []
    for start, cases in sorted(named.items()):
        if not turns or turns[-1][1] != cases:
            turns.append((start, cases))
    return turns


def _spans(passage: Passage, entity: Entity) -> Iterator[Span]:
    return ((mention.start, mention.end) for mention in entity.mentions if passage.start <= mention.start < passage.end)
