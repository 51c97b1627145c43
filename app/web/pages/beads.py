"""A family of tensions as a string between two poles, with a bead for each case and each other source."""

from collections import defaultdict

import msgspec

from app.web.facts.tensions import Family, Tension

_LENGTH, _MARGIN = 360, 16
"""The length of the string, and the room at its ends, in units of its picture."""

WIDTH = _LENGTH + 2 * _MARGIN
_MOST = 12
"""Beads on one string; what is told less often falls off, the page of the family has it all."""


class Bead(msgspec.Struct, frozen=True, kw_only=True):
    """A case in which a tension is felt, or a document that tells of it outside any case."""

    x: float
    radius: float
    label: str
    count: int
    address: str
    is_case: bool


class BeadString(msgspec.Struct, frozen=True, kw_only=True):
    """A family with its beads; the thicker the string, the more often it is told."""

    family: Family
    thickness: float
    width: int
    beads: tuple[Bead, ...]


def draw_string(family: Family, most: int) -> BeadString:
    """The string of a family; `most` is how many tensions the largest family has."""
    told: defaultdict[tuple[bool, str, str], list[Tension]] = defaultdict(list)
    for tension in family.tensions:
        told[_told_in(tension)].append(tension)
    ordered = sorted(told.items(), key=lambda item: (not item[0][0], -len(item[1]), item[0]))[:_MOST]
    step = _LENGTH / (len(ordered) + 1)
    beads = tuple(
        Bead(
            x=round(_MARGIN + step * (at + 1), 1),
            radius=round(min(17, step / 2 - 1, 4 + 4 * len(tensions) ** 0.5), 1),
            label=label,
            count=len(tensions),
            address=key if is_case else tensions[0].source.address,
            is_case=is_case,
        )
        for at, ((is_case, label, key), tensions) in enumerate(ordered)
    )
    return BeadString(
        family=family, thickness=round(1.5 + 6.5 * len(family.tensions) / most, 1), width=WIDTH, beads=beads
    )


def _told_in(tension: Tension) -> tuple[bool, str, str]:
    """Whether it is a case, its name and its page; else the title of the document and its key."""
    if tension.case:
        return True, tension.case.label, tension.case.address or ""
    return False, tension.source.title, tension.source.document
