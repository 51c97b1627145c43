"""The strings that a trained pipeline needs; spaCy also keeps every word of the training, a megabyte of them."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec
import spacy
from spacy.language import Language

if TYPE_CHECKING:
    from spacy.pipeline import EditTreeLemmatizer


def needed_strings(nlp: Language) -> set[str]:
    """What a blank pipeline knows, all labels, and what the lemmatizer takes off words and puts in its place."""
    lemmatizer = cast("EditTreeLemmatizer", nlp.get_pipe("trainable_lemmatizer"))
    trees = msgspec.msgpack.decode(lemmatizer.trees.to_bytes())["trees"]
    edits = {key for tree in trees for key in (tree.get("orig"), tree.get("subst")) if key}
    labels = {str(label) for name in nlp.pipe_names for label in getattr(nlp.get_pipe(name), "labels", ())}
    return {*spacy.blank(str(nlp.lang)).vocab.strings, *labels, *(nlp.vocab.strings[key] for key in edits)}


def keep_needed_strings(nlp: Language, folder: Path) -> None:
    """Write only the needed strings into a saved pipeline; all others come back when they are read in a text."""
    strings = sorted(needed_strings(nlp))
    (folder / "vocab" / "strings.json").write_text(json.dumps(strings, ensure_ascii=False, indent=0) + "\n", "utf-8")
