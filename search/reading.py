"""A passage or a question as the indexes see it: stems, compound parts, concepts, a vector and near words."""

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus.model import Passage
from corpus.vectors import Embedder
from ontology.thesaurus import load_thesaurus
from search.compounds import commonness
from search.concepts import concepts_in
from search.filters import Filter
from search.question import Clause, Field
from search.terms import find_terms, part_stems, stems
from search.vocabulary import Vocabulary
from search.words import Demand, WordField

_STEMS_OF = {WordField.TEXT: stems, WordField.HEADING: part_stems, WordField.TITLE: stems}
_FIELDS = {
    None: (WordField.TEXT, WordField.HEADING),
    Field.HEADING: (WordField.HEADING,),
    Field.TITLE: (WordField.TITLE,),
}


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question as the indexes see it."""

    stems: tuple[str, ...]
    words: dict[str, str]  # for each stem, the word in small letters that has it
    terms: dict[WordField, list[str]]
    near: dict[str, list[tuple[str, float]]]  # for each stem, what may stand for it, with how well (0 to 1)
    vector: NDArray[np.float32]
    corrected: dict[str, str]  # words that the library does not know, and those that they were taken for


def read_question(text: str, knows: Callable[[str], bool], vocabulary: Vocabulary, embedder: Embedder) -> Asked:
    """Read free text; a word that the library does not know is taken for the nearest one that it does."""
    words = {term.stem: text[term.start : term.end] for term in find_terms(text)}
    corrected = {stem: near for stem, word in words.items() if (near := _correct(stem, word, knows, vocabulary))}
    kept = [stem for stem in words if stem not in corrected]
    meant = [stem for _, stem in corrected.values()]
    vectors = embedder.embed_queries([text, *(words[stem] for stem in kept)])
    asked = [*kept, *meant]
    return Asked(
        stems=tuple(asked),
        words={stem: words[stem].casefold() for stem in kept} | {stem: word for word, stem in corrected.values()},
        terms={
            WordField.TEXT: asked,
            WordField.PARTS: [*part_stems(text), *meant],
            WordField.HEADING: [*part_stems(text), *meant],
            WordField.CONCEPT: _concepts(text),
        },
        near=vocabulary.stand_ins(kept, vectors[1:]) | {stem: [(stem, 1.0)] for stem in meant},
        vector=vectors[0],
        corrected={words[stem]: word for stem, (word, _) in corrected.items()},
    )


def passage_terms(passage: Passage) -> dict[WordField, list[str]]:
    """The terms under which a passage is found."""
    title, *headings = passage.headings or ("",)
    return {
        WordField.TEXT: stems(passage.text),
        WordField.PARTS: part_stems(passage.text),
        WordField.HEADING: [stem for heading in headings for stem in part_stems(heading)],
        WordField.TITLE: stems(title),
        WordField.CONCEPT: [slug for text in (*headings[-1:], passage.text) for slug in _concepts(text)],
    }


def words_by_stem(text: str) -> dict[str, str]:
    """The stems of a text, each with a word that has it.

    >>> words_by_stem("De bewoners en de wijkteams")
    {'bewoner': 'bewoners', 'wijkteam': 'wijkteams'}
    """
    return {term.stem: text[term.start : term.end].casefold() for term in find_terms(text)}


def demands_of(clauses: Sequence[Clause], within: Filter) -> list[Demand]:
    """What clauses and a filter demand of a passage's words."""
    demands = [
        Demand(tuple((field, tuple(_STEMS_OF[field](clause.text))) for field in _FIELDS[clause.field]), clause.excluded)
        for clause in clauses
        if clause.field in _FIELDS and stems(clause.text)
    ]
    themes = [(clause.text, clause.excluded) for clause in clauses if clause.field is Field.THEME]
    themes += [(within.theme, False)] if within.theme else []
    return demands + [Demand(((WordField.CONCEPT, (_slug(label),)),), excluded) for label, excluded in themes]


def _correct(stem: str, word: str, knows: Callable[[str], bool], vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The word, and its stem, that an unknown word must be; None for one that is known, by itself or by its parts.

    A Dutch word that no passage has is spelt right: only the same word with another ending may stand for it.
    """
    if not word.isalpha() or knows(stem) or all(map(knows, part_stems(word))):
        return None
    found = vocabulary.correct(word)
    if found and commonness(word.casefold()) and not _is_longer(word.casefold(), found[0]):
        return None
    return found


def _is_longer(one: str, other: str) -> bool:
    """Whether one of two words is the other with something behind it."""
    return one.startswith(other) or other.startswith(one)


def _concepts(text: str) -> list[str]:
    return [match.concept.slug for match in concepts_in(text)]


def _slug(label: str) -> str:
    try:
        return load_thesaurus().named(label).slug
    except KeyError:
        return label.casefold()
