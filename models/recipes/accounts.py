r"""Accounts: Dutch texts written to learn from, with their cases, tensions and lessons marked (`models/data/accounts`).

A file opens with its genre and title; each line after that is a block, one with `##` a heading; under `===` follow the
annotations, a JSON object a line, whose words stand literally in one block.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.model import Block, BlockRole, Document, Metadata
from ingest.readers import read_document
from models.recipes.gold import KINDS, Gold, Row

DATA = Path(__file__).parents[1] / "data" / "accounts"
LIST_ITEM = re.compile(r"(?:[-•–*]|\d{1,2}[.)])\s")
END = "==="


def read_accounts(folder: Path = DATA) -> Iterator[Gold]:
    """All accounts as annotated documents: every line of theirs was annotated."""
    for file in sorted(folder.glob("*.txt")):
        text = read_account(file).text
        lines = file.read_text(encoding="utf-8").partition(f"\n{END}\n")[2].splitlines()
        yield Gold(file.stem, file, text, [(0, len(text))], annotated_rows(lines, text))


def annotated_rows(lines: Iterable[str], text: str) -> dict[str, list[Row]]:
    """Annotations of a text, an object a line, as rows of gold by kind, each with where it stands.

    Raises ValueError for a stretch that is not literally in the text.
    """
    rows: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    for line in lines:
        if line.strip():
            kind, row = _row(json.loads(line), text)
            rows[kind].append(row)
    return rows


def is_account(gold: Gold) -> bool:
    """Whether an annotated document is an account."""
    return gold.file.suffix == ".txt"


def read_annotated(gold: Gold) -> Document:
    """The document that was annotated, whatever its format."""
    return read_account(gold.file) if is_account(gold) else read_document(gold.file).document


def read_account(file: Path) -> Document:
    """The text of an account, its title as the first heading."""
    head, _, _ = file.read_text(encoding="utf-8").partition(f"\n{END}\n")
    lines = [line.strip() for line in head.splitlines() if line.strip() and not line.startswith("# genre: ")]
    text, blocks = "", []
    for line in lines:
        said = line.removeprefix("# title: ").lstrip("#").strip()
        blocks.append(Block(_role(line), len(text), len(text) + len(said), 1 if line.startswith("# ") else 2))
        text += f"{said}\n\n"
    title = text.partition("\n")[0]
    return Document(
        sha256=file.stem, file=file.name, metadata=Metadata(title=title), text=text, pages=(), runs=(),
        blocks=tuple(blocks),
    )  # fmt: skip


def _role(line: str) -> BlockRole:
    if line.startswith("#"):
        return BlockRole.HEADING
    return BlockRole.LIST_ITEM if LIST_ITEM.match(line) else BlockRole.PARAGRAPH


def _row(told: Row, text: str) -> tuple[str, Row]:
    """The kind of an annotation, and the annotation as a row of gold."""
    if "case" in told:
        first = told["said"][0]
        start = text.casefold().find(first.casefold())
        return "cases", {**told, "label": told["case"], "aliases": told["said"], "start": start}
    kind = "tension" if "tension" in told else "lesson"
    start = text.rindex(told[kind])
    return f"{kind}s", {**told, "start": start, "end": start + len(told[kind])}
