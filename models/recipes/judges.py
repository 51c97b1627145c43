"""What the recipes of all judges of the finders share: weights on disk, and judges that have not seen a document."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from corpus.errors import DocumentError
from ingest.finders import case_model, name_kinds, pole_model, sentence_model, tension_stretches
from models.recipes.gold import Gold

Examples = TypeVar("Examples")


def read_each(golds: Iterable[Gold], read: Callable[[Gold], Examples]) -> dict[str, Examples]:
    """What is learnt from each annotated document, by its name; one that cannot be read is told and left out."""
    found = {}
    for gold in golds:
        try:
            found[gold.name] = read(gold)
        except DocumentError as error:
            print("left out:", error)
    return found


def write_judge(stored: Mapping[str, object], file: Path) -> None:
    """Write the weights of a judge, one a line."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(stored, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def judge_by(fold: Path) -> None:
    """From here on, judge by the weights in this folder: those learnt without one document."""
    sentence_model.WEIGHTS, name_kinds.WEIGHTS, case_model.WEIGHTS = fold, fold / "name.json", fold / "case.json"
    pole_model.WEIGHTS = tension_stretches.WEIGHTS = fold
    for load in (
        sentence_model.load_sentence_model,
        name_kinds.load_name_model,
        case_model.load_case_model,
        pole_model.load_pole_model,
        tension_stretches.load_stretch_model,
    ):
        load.cache_clear()
