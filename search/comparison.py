"""Several cases side by side, a row a dimension; every cell says where it is from, or that no source names it."""

import csv
import html
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from corpus.model import FactMention, Kind
from search.cases import CaseEntry, profile_case
from search.evidence import NOT_NAMED, Cited, cite_said, cite_trait
from search.facts import MUNICIPALITY_SIZE
from search.passages import PassageIndex
from search.profile import DUTCH, Dimension, Said, Trait

_MOST_TRAITS = 4
_MOST_LESSONS = 5


class Cell(msgspec.Struct, frozen=True):
    """What a source says of a case in one respect."""

    label: str
    quote: Cited

    def __str__(self) -> str:
        page = self.quote.printed_page or f"PDF {self.quote.page}"
        return f"{self.label}: “{self.quote.text}” ({self.quote.title}, p. {page})"


class Table(msgspec.Struct, frozen=True):
    """Cases by what they are compared on: `rows[name][i]` is what is said of case i."""

    cases: tuple[CaseEntry, ...]
    rows: dict[str, tuple[tuple[Cell, ...], ...]]


def compare_cases(index: PassageIndex, cases: Sequence[CaseEntry]) -> Table:
    """What the sources say of cases: by dimension, their facts and their lessons."""
    profiles = [profile_case(index, case.iri) for case in cases]
    rows = {
        DUTCH[dimension]: tuple(_traits(index, profile.of(dimension).values()) for profile in profiles)
        for dimension in Dimension
    }
    rows["feiten"] = tuple(_facts(index, case) for case in cases)
    rows["lessen"] = tuple(_lessons(index, case) for case in cases)
    return Table(tuple(cases), {name: row for name, row in rows.items() if any(row)})


def as_csv(table: Table) -> str:
    """The table as comma separated values, a line a dimension."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(_lines(table))
    return written.getvalue()


def as_html(table: Table) -> str:
    """The table as a fragment of HTML."""
    head, *lines = _lines(table)
    cells = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in head)
    body = "".join(
        f'<tr><th scope="row">{html.escape(name)}</th>'
        + "".join(f"<td>{html.escape(cell).replace(chr(10), '<br>')}</td>" for cell in said)
        + "</tr>\n"
        for name, *said in lines
    )
    return f"<table>\n<thead><tr>{cells}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"


def write_xlsx(table: Table, path: Path) -> None:
    """The table as an Excel workbook. The only place that imports openpyxl."""
    from openpyxl import Workbook  # noqa: PLC0415  # loads slowly, and few ask for it
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    workbook = Workbook()
    sheet = workbook.create_sheet("Casussen", 0)
    for line in _lines(table):
        sheet.append(line)
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.data_type = "s"  # a quote that begins with "=" is no formula
            if cell.row == 1 or cell.column == 1:
                cell.font = Font(bold=True)
    workbook.save(path)


def _lines(table: Table) -> list[list[str]]:
    head = ["", *(case.label for case in table.cases)]
    return [
        head,
        *([name, *("\n".join(map(str, said)) or NOT_NAMED for said in row)] for name, row in table.rows.items()),
    ]


def _traits(index: PassageIndex, traits: Iterable[Trait]) -> tuple[Cell, ...]:
    """The commonest traits; what the sources give a figure for stands with the facts."""
    named = [trait for trait in traits if trait.value is None or trait.name == MUNICIPALITY_SIZE]
    commonest = sorted(named, key=lambda trait: (-trait.times, trait.name))[:_MOST_TRAITS]
    return tuple(Cell(trait.label, cite_trait(index, trait)) for trait in commonest)


def _facts(index: PassageIndex, case: CaseEntry) -> tuple[Cell, ...]:
    found = {
        f"{mention.property} {mention.value}": cite_said(index, Said(key, mention.start, mention.end))
        for key, fact in index.entries.told_of(case.iri, Kind.FACT)
        for mention in fact.mentions
        if isinstance(mention, FactMention)
    }
    return tuple(Cell(label, quote) for label, quote in found.items())


def _lessons(index: PassageIndex, case: CaseEntry) -> tuple[Cell, ...]:
    found = {
        (cited := cite_said(index, Said(key, lesson.mentions[0].start, lesson.mentions[0].end))).text: cited
        for key, lesson in index.entries.told_of(case.iri, Kind.LESSON)
    }
    return tuple(Cell("les", quote) for quote in list(found.values())[:_MOST_LESSONS])
