"""Passages that say the same again, as press releases and reprints do."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_RUN = 3
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
        for group in groups:
            first = runs[group[0]]
            if own and len(own & first) >= _SAME * min(len(own), len(first)):
                group.append(at)
                break
        else:
            groups.append([at])
    return groups


def _runs_of(text: str) -> frozenset[tuple[str, ...]]:
    said = _WORD.findall(text.casefold())
    return frozenset(tuple(said[i : i + _RUN]) for i in range(len(said) - _RUN + 1))
