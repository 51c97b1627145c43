"""The documents of the corpus of names, `models/data/names`, in which `models/data/cases` marks the cases."""

import json
from pathlib import Path

import msgspec

from corpus.model import Document
from models.recipes.gold import Row
from models.recipes.train_name_kinds import DATA, parts_of_corpus, read_marked

CASES = Path(__file__).parents[1] / "data" / "cases"


def marked_documents() -> dict[str, tuple[str, ...]]:
    """The documents in which cases are marked, by the part of the corpus without which a judge of names is learnt."""
    marked = {file.stem for file in CASES.glob("*.jsonl")}
    parts = parts_of_corpus()
    return {part: tuple(name for name in documents if name in marked) for part, documents in parts.items()}


def read_marked_document(name: str) -> Document:
    """A document of the corpus of names, with the title that its file gives."""
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    title = next(line.removeprefix("# title: ") for line in lines if line.startswith("# title: "))
    document, _ = read_marked(name)
    return msgspec.structs.replace(document, metadata=msgspec.structs.replace(document.metadata, title=title))


def read_cases(name: str) -> list[Row]:
    """The cases that are marked in a document."""
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]
