"""A table as plain text that fits a width: long cells are folded, the longest columns give way first."""

import textwrap
from collections.abc import Sequence

_GAP = "  "
_NARROWEST = 8  # characters to which a column may shrink


def text_table(names: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None) -> str:
    """The table, a line a row; where cells are folded, an empty line stands between rows.

    >>> print(text_table(["case", "said"], [["De Brug", "begin klein en luister"], ["Kas", "betaal"]], 22))
    case     said
    -------  -------------
    De Brug  begin klein
             en luister
    <BLANKLINE>
    Kas      betaal
    """
    natural = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
    widths = _fitted(natural, width - len(_GAP) * (len(names) - 1)) if width else natural
    head = [_line(names, widths, cut=True), _line(["-" * size for size in widths], widths)]
    folded = ["\n".join(_folded(row, widths)) for row in rows]
    return "\n".join([*head, ("\n\n" if widths != natural else "\n").join(folded)]).rstrip("\n")


def _fitted(natural: Sequence[int], room: int) -> list[int]:
    """The widths, cut at the one length at which all columns together fit."""
    cap = max(natural, default=0)
    while cap > _NARROWEST and sum(min(size, cap) for size in natural) > room:
        cap -= 1
    return [min(size, cap) for size in natural]


def _folded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
    height = max(map(len, cells), default=0)
    return [_line([cell[at] if at < len(cell) else "" for cell in cells], widths) for at in range(height)]


def _line(cells: Sequence[str], widths: Sequence[int], *, cut: bool = False) -> str:
    shown = (cell[:width] if cut else cell for cell, width in zip(cells, widths, strict=True))
    return _GAP.join(map(str.ljust, shown, widths)).rstrip()
