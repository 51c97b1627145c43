"""Where words stand between quotation marks, also one quote within another."""

from typing import NamedTuple

_CLOSES = {"“": '”“"', "„": '”“"', "«": "»", "‘": "’'", '"': '"', "'": "'"}


class Quoted(NamedTuple):
    """Words between quotation marks, without the marks."""

    start: int
    end: int
    depth: int  # 1: words of somebody whom the writer lets speak; 2: a quote within those
    closed: bool  # whether it ends in this text; a speech may go on in the next paragraph


def find_quoted(text: str) -> list[Quoted]:
    """The quoted stretches of a paragraph, in order of their start; an unclosed one runs to the end.

    >>> text = "Zij zei: ‘Mijn moeder riep “Kom!” en ’s avonds ging ik.’ Dat was zo’n dag."
    >>> [(text[q.start:q.end], q.depth) for q in find_quoted(text)]
    [('Mijn moeder riep “Kom!” en ’s avonds ging ik.', 1), ('Kom!', 2)]
    """
    found: list[Quoted] = []
    stack: list[tuple[str, int]] = []
    for at, mark in enumerate(text):
        if stack and _closes(mark, stack, text, at):
            _, start = stack.pop()
            found.append(Quoted(start, at, len(stack) + 1, closed=True))
        elif mark in _CLOSES and len(stack) < 3 and _can_open(text, at):
            stack.append((mark, at + 1))
    while stack:
        mark, start = stack.pop()
        if mark not in "'\"":
            found.append(Quoted(start, len(text), len(stack) + 1, closed=False))
    return sorted(found)


def without_quoted(text: str) -> str:
    """The text with spaces for what stands between quotation marks: just the words of who writes.

    >>> without_quoted("Eva riep ‘Daar loopt Ali!’ en zwaaide.")
    'Eva riep ‘               ’ en zwaaide.'
    """
    left = list(text)
    at = 0
    for paragraph in text.split("\n\n"):
        for start, end, depth, _ in find_quoted(paragraph):
            if depth == 1:
                left[at + start : at + end] = " " * (end - start)
        at += len(paragraph) + 2
    return "".join(left)


def _closes(mark: str, stack: list[tuple[str, int]], text: str, at: int) -> bool:
    """Whether a mark ends the innermost quote; recognised pictures mix single and double marks up."""
    if mark in _CLOSES[stack[-1][0]]:
        return _can_close(text, at)
    if len(stack) > 1 or mark not in "”’":
        return False
    return mark == "”" or (_can_close(text, at) and not text[at + 1 :].strip())


def _can_open(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2]
    if not after or after.isspace() or not (before.isspace() or before in "([‘“„«\"'—–-/"):
        return False
    return text[at] not in "'" or any(mark in text[at + 2 :] for mark in "'")


def _can_close(text: str, at: int) -> bool:
    """Whether a mark ends a quote: an apostrophe within or before a word does not."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2] or " "
    if text[at] in "’'":
        return not after.isalnum() and not before.isspace()
    return not before.isspace() or not after.isalnum()
