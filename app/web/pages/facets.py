"""Conditions that a reader can add or take away; they stand in the address, so that a choice can be shared."""

from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlencode

import msgspec
from starlette.datastructures import QueryParams

_MOST = 8


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """A condition that a reader can add or take away."""

    label: str
    count: int
    chosen: bool
    address: str  # the results with this condition the other way round


def facets(
    asked: QueryParams, field: str, counts: Counter[str], names: Mapping[str, str] | None = None
) -> tuple[Facet, ...]:
    """The commonest values of a field of the address, and the one that is chosen, each with its name.

    >>> facets(QueryParams("soort=a"), "soort", Counter("aab"))[0].address
    '?'
    """
    chosen = asked.get(field)
    common = dict(counts.most_common(_MOST))
    if chosen and chosen not in common and chosen in counts:
        common[chosen] = counts[chosen]
    return tuple(
        Facet(
            label=(names or {}).get(value, value),
            count=count,
            chosen=value == chosen,
            address=address_with(asked, p=None, **{field: None if value == chosen else value}),
        )
        for value, count in common.items()
    )


def address_with(asked: QueryParams, **changes: str | None) -> str:
    """The address of the same question with other conditions; None takes one away."""
    fields = {name: value for name, value in asked.items() if name != "taal"} | changes
    return "?" + urlencode({name: value for name, value in fields.items() if value})
