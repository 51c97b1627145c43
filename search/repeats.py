"""Passages that say the same again, as press releases and reprints do."""

import re
from collections.abc import Sequence

Runs = frozenset[int]
"""All three words that follow each other, each as a number: numbers are compared in no time."""

_WORD = re.compile(r"\w+")
_SAME = 0.7


def group_repeats(texts: Sequence[str]) -> list[list[int]]:
    """The positions of texts in groups that say the same, each group and the groups themselves in the given order.

    >>> text = "De bewoners van de wijk openen samen een buurthuis in de oude school"
    >>> group_repeats([text, "Heel iets anders gebeurt er elders in de grote stad", text + "."])
    [[0, 2], [1]]
    """
    runs = [_runs_of(text) for text in texts]
    groups: list[list[int]] = []
    for at, own in enumerate(runs):
        same = (group for group in groups if _are_same(own, runs[group[0]]))
        if (group := next(same, None)) is None:
            groups.append([at])
        else:
            group.append(at)
    return groups


def _are_same(one: Runs, other: Runs) -> bool:
    return bool(one and other) and len(one & other) >= _SAME * min(len(one), len(other))


def _runs_of(text: str) -> Runs:
    said = _WORD.findall(text.casefold())
    return frozenset(map(hash, zip(said, said[1:], said[2:], strict=False)))
