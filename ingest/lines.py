"""Words into lines: what stands side by side on one baseline, and nothing across a column's gap."""

import re
from collections.abc import Iterable, Sequence
from operator import sub

from ingest.printed import Line, PrintedWord, line_of

_COLUMN_GAP = 1.3  # times the letter size: a wider gap may lie between two columns
_UNEVEN_GAP = 1.05  # the same, where it is also much wider than the line's other spaces
_MUCH_WIDER = 2.5
_MARKER_GAP = 4.0  # a list marker may stand this far from its text
_JOIN_GAP = 1.0  # times the letter size: pieces that are drawn apart and stand closer are one line
_GLUE_GAP = 0.1  # times the letter size: closer than a space
_MARKER = re.compile(r"[•▪●○◦■□▸►▶‣⁃·*✓✔➢➤❖–—-]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|[ivxIVX]{1,4}[.)]")
_NOTE_MARK = re.compile(r"[\d,*†‡]{1,5}")
_RAISED_SIZE = 0.82  # of the letters beside it


def build_lines(runs: Iterable[Sequence[PrintedWord]]) -> list[Line]:
    """The lines that the runs of words form; a run is what was drawn in one go, in the order of drawing."""
    pieces = [piece for run in runs for piece in _pieces(run)]
    return [_without_note_marks(line) for line in _join_pieces(pieces)]


def _pieces(run: Sequence[PrintedWord]) -> list[Line]:
    """The run in pieces where the text jumps: to another line, backwards, or over a gap."""
    texts, x0s, tops, x1s, bottoms, styles, glued, _ = zip(*run, strict=True)
    style = styles[0]
    gaps = list(map(sub, x0s[1:], x1s))
    narrowest, widest = (min(gaps), max(gaps)) if gaps else (0.0, 0.0)
    level = -0.5 * style.size < narrowest and abs(bottoms[0] - bottoms[-1]) <= style.size
    if level and widest <= _UNEVEN_GAP * style.size:
        if any(glued) or styles.count(style) < len(styles):
            return [line_of(run)]
        return [Line(list(run), " ".join(texts), x0s[0], min(tops), x1s[-1], max(bottoms), style)]  # the usual case
    uneven = widest > _MUCH_WIDER * sorted(gaps)[len(gaps) // 2]
    return [line_of(piece) for piece in _cut(run, gaps, _UNEVEN_GAP if uneven else _COLUMN_GAP)]


def _cut(run: Sequence[PrintedWord], gaps: Sequence[float], widest: float) -> list[Sequence[PrintedWord]]:
    cuts = [
        i
        for i, gap in enumerate(gaps, start=1)
        if not -0.5 * (size := run[i].style.size) <= gap <= (_MARKER_GAP if _is_marker(run[:i]) else widest) * size
        or abs(run[i].bottom - run[i - 1].bottom) > size
    ]
    if not cuts:
        return [run]
    return [run[a:b] for a, b in zip([0, *cuts], [*cuts, len(run)], strict=True)]


def _is_marker(words: Sequence[PrintedWord]) -> bool:
    return len(words) == 1 and bool(_MARKER.fullmatch(words[0].text))


def _join_pieces(pieces: list[Line]) -> list[Line]:
    """Pieces that touch on one baseline become one line."""
    pieces = sorted(pieces, key=lambda p: p.top)
    group_of = list(range(len(pieces)))
    for i, a in enumerate(pieces):
        bottom, furthest = a.bottom, _MARKER_GAP * a.style.size
        for j in range(i + 1, len(pieces)):
            b = pieces[j]
            if b.top >= bottom:
                break
            if b.x0 - a.x1 < furthest and a.x0 - b.x1 < furthest and _touch(a, b):
                old, new = group_of[j], group_of[i]
                if old != new:
                    group_of = [new if g == old else g for g in group_of]
    groups: dict[int, list[Line]] = {}
    for piece, group in zip(pieces, group_of, strict=True):
        groups.setdefault(group, []).append(piece)
    return [_merged(group) if len(group) > 1 else group[0] for group in groups.values()]


def _touch(a: Line, b: Line) -> bool:
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    if shared < 0.5 * min(a.bottom - a.top, b.bottom - b.top):
        return False
    if max(a.style.size, b.style.size) > 2.2 * min(a.style.size, b.style.size):
        return False  # a large initial or figure beside small lines
    gap = max(a.x0, b.x0) - min(a.x1, b.x1)
    size = max(a.style.size, b.style.size)
    left = a if a.x0 < b.x0 else b
    return -0.5 * size <= gap <= (_MARKER_GAP if _is_marker(left.words) else _JOIN_GAP) * size


def _merged(group: list[Line]) -> Line:
    ordered = sorted(group, key=lambda p: p.x0)
    words = list(ordered[0].words)
    for piece in ordered[1:]:
        first = piece.words[0]
        close = first.x0 - words[-1].x1 < _GLUE_GAP * first.style.size
        words.append(first._replace(glued=close))
        words.extend(piece.words[1:])
    return line_of(words)


def _without_note_marks(line: Line) -> Line:
    """The line without the small raised figures that refer to notes; a note's own figure at its start stays."""
    size = line.style.size
    if min([w.style.size for w in line.words]) >= _RAISED_SIZE * size:
        return line
    floor = max(w.bottom for w in line.words if w.style.size >= _RAISED_SIZE * size)
    kept: list[PrintedWord] = []
    for word in line.words:
        raised = word.style.size < _RAISED_SIZE * size and word.bottom < floor - 0.08 * size
        if kept and raised and _NOTE_MARK.fullmatch(word.text):
            continue
        kept.append(word)
    return line_of(kept) if len(kept) < len(line.words) else line
