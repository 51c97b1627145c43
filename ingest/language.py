"""The Dutch language pipeline: the only place where spaCy loads a model."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

from corpus.errors import ModelUnavailable

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT = "nl_wijk"
"""The shipped pipeline; any other name is an installed spaCy package or a folder."""

_SHIPPED = Path(__file__).parents[1] / "models" / DEFAULT

NEEDS = ("token.pos", "token.lemma", "token.dep", "token.is_sent_start", "doc.ents")
"""What the finders read from a text; a model must set all of it."""

_DUTCH = {
    "token.pos": "woordsoorten",
    "token.lemma": "lemma's",
    "token.dep": "zinsontleding",
    "token.is_sent_start": "zinsgrenzen",
    "doc.ents": "namen",
}


def load_nlp(name: str = DEFAULT) -> Language:
    """A spaCy pipeline by name or folder; raises ModelUnavailable when it is not there or does too little.

    >>> nlp = load_nlp()
    >>> [token.lemma_ for token in nlp("De bewoners van twee wijken kwamen.")]
    ['de', 'bewoner', 'van', 'twee', 'wijk', 'komen', '.']
    """
    with _without_torch() if name == DEFAULT else nullcontext():
        import spacy

    try:
        nlp = spacy.load(_SHIPPED if name == DEFAULT else name)
    except (OSError, ImportError, ValueError) as error:
        raise ModelUnavailable(name, f"spaCy vindt of leest het niet ({error})") from error
    if missing := _missing(nlp):
        raise ModelUnavailable(name, f"het model levert geen {', '.join(missing)}")
    return nlp


@contextmanager
def _without_torch() -> Iterator[None]:
    """Hide torch while spaCy is imported: it would import it too, for seconds, and the shipped pipeline needs none."""
    if "torch" in sys.modules:
        yield
        return
    sys.modules["torch"] = cast(ModuleType, None)  # what Python takes for "cannot be imported"
    try:
        yield
    finally:
        del sys.modules["torch"]


def _missing(nlp: Language) -> list[str]:
    """Which of the needed annotations no component of the pipeline assigns, in Dutch."""
    assigned = {attribute for part in nlp.pipe_names for attribute in nlp.get_pipe_meta(part).assigns}
    if assigned & {"token.dep", "doc.sents"}:
        assigned.add("token.is_sent_start")
    if "tagger" in nlp.pipe_names and "attribute_ruler" in nlp.pipe_names:
        assigned |= {"token.pos", "token.morph"}
    return [_DUTCH[need] for need in NEEDS if need not in assigned]
