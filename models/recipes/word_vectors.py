"""Writes the flags of words as the vectors of a blank Dutch pipeline, from which spaCy trains."""

import json
from pathlib import Path

import spacy
from spacy.attrs import LOWER
from spacy.strings import get_string_id
from spacy.vectors import Vectors

from models.recipes.gazetteers import Gazetteers, describe_names, describe_type_words
from models.recipes.sources import Sources
from models.recipes.supersenses import read_supersenses
from models.recipes.word_features import (
    Features,
    coarsen,
    describe_words,
    inherit_from_tails,
    make_rows,
    read_lemma_tables,
)

_LONGEST = 25
_LONGEST_KEPT = 14
"""Longer words help to describe the others, but only frequent ones and names are worth their room."""


def describe_vocabulary(sources: Sources, lists: Gazetteers) -> Features:
    """The flags of the words in the word lists and the gazetteers that are worth their room."""
    tables = read_lemma_tables(sources)
    listed = (sources.folder("words") / "usr/share/dict/dutch").read_text("utf-8").split()
    plain = [word.lower() for word in listed if word[0].islower()]
    frequent = [line.split()[0] for line in sources.file("frequencies").read_text("utf-8").splitlines()]
    lemmas = [lemma.lower() for part in tables["index"].values() for lemma in part]
    words = dict.fromkeys([*frequent, *plain, *tables["lookup"], *lemmas])
    usable = [word for word in words if len(word) <= _LONGEST and " " not in word]
    features = inherit_from_tails(describe_words(tables, usable, read_supersenses(sources)), usable)
    for word, flags in describe_type_words(usable).items():
        features[word] = features.get(word, frozenset()) | flags
    names = describe_names(lists, features, frozenset(plain))
    named = set(names)
    for word in {word.lower() for word in listed if word[0].isupper()} - set(plain):
        names[word] = names.get(word, frozenset()) | {"proper"}
    features |= {word: features.get(word, frozenset()) | flags for word, flags in names.items()}
    kept = {word for word in features if len(word) <= _LONGEST_KEPT} | set(frequent) | named
    return coarsen({word: flags for word, flags in features.items() if word in kept})


def write_vectors(features: Features, folder: Path) -> None:
    """Write a blank Dutch pipeline whose vectors are the flags, looked up by the lower-cased word."""
    table, where = make_rows(features)
    nlp = spacy.blank("nl")
    vectors = Vectors(strings=nlp.vocab.strings, data=table, attr="LOWER", name="nl_wijk")
    for word, row in where.items():
        vectors.add(get_string_id(word), row=row)
    nlp.vocab.vectors = vectors
    nlp.to_disk(folder)
    keep_lower(folder)


def keep_lower(folder: Path) -> None:
    """Write down that the vectors go by the lower-cased word: spaCy reads this setting but (3.8) does not write it."""
    (folder / "vocab" / "vectors.cfg").write_text(json.dumps({"mode": "default", "attr": LOWER}) + "\n", "utf-8")
