"""The cases that are marked in the corpus of Dutch names: each stands in its text, and the rows are sane."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from models.recipes.names import parse_markup, read_split

DATA = Path(__file__).parents[2] / "models" / "data"
FILES = sorted((DATA / "cases").glob("*.jsonl"))
DEPTHS = ("beschreven", "genoemd")


class CaseRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One case of a document, as the annotator wrote it."""

    label: str
    aliases: list[str]
    kind: str
    municipality: str | None
    main: bool
    depth: str
    doubtful: bool

    @property
    def names(self) -> list[str]:
        """The label and the aliases."""
        return [self.label, *self.aliases]


def read_rows(file: Path) -> list[CaseRow]:
    return [msgspec.json.decode(line, type=CaseRow) for line in file.read_bytes().splitlines()]


def read_text(stem: str) -> str:
    marked = (DATA / "names" / f"{stem}.txt").read_text(encoding="utf-8")
    return "\n".join(parse_markup(line)[0] for line in marked.splitlines())


def faults(rows: list[CaseRow], text: str) -> Iterator[str]:
    names = [name for row in rows for name in row.names]
    yield from (f"{name!r} stands nowhere" for name in names if not name.strip() or name not in text)
    yield from (f"{name!r} stands twice" for name in sorted(set(names)) if names.count(name) > 1)
    for row in rows:
        if row.depth not in DEPTHS:
            yield f"{row.label}: depth {row.depth!r}"
        if row.main and row.depth == "genoemd":
            yield f"{row.label}: a main subject that is only named"
        if not row.kind or row.kind != row.kind.strip() or len(row.kind.split()) > 5:
            yield f"{row.label}: kind {row.kind!r}"
        if row.municipality == "":
            yield f"{row.label}: an empty municipality"


WELL = CaseRow("De Ulebelt", ["de soepgroep"], "buurthuis", "Deventer", True, "beschreven", False)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"aliases": ["Ulenbelt"]}, "'Ulenbelt' stands nowhere"),
        ({"aliases": ["De Ulebelt"]}, "'De Ulebelt' stands twice"),
        ({"depth": "terloops"}, "De Ulebelt: depth 'terloops'"),
        ({"depth": "genoemd"}, "De Ulebelt: a main subject that is only named"),
        ({"kind": ""}, "De Ulebelt: kind ''"),
        ({"municipality": ""}, "De Ulebelt: an empty municipality"),
    ],
)
def test_a_wrong_row_is_seen(wrong: dict[str, object], fault: str) -> None:
    text = "In De Ulebelt kookt de soepgroep."
    assert list(faults([WELL], text)) == []
    assert list(faults([msgspec.structs.replace(WELL, **wrong)], text)) == [fault]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_case_stands_in_its_text(file: Path) -> None:
    assert list(faults(read_rows(file), read_text(file.stem))) == []


def test_no_document_that_is_kept_for_the_test_is_read() -> None:
    split = read_split(DATA / "names")
    assert FILES
    assert {file.stem for file in FILES} <= {*split["train"], *split["dev"]}


def test_there_are_enough_cases_to_learn_from() -> None:
    rows = [row for file in FILES for row in read_rows(file)]
    clear = [row for row in rows if row.depth == "beschreven" and not row.doubtful]
    assert len(clear) >= 250
    assert sum(row.main for row in clear) >= 60
