"""The network of actors and cases, as a picture and as a table."""

from collections import defaultdict
from typing import ClassVar

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.web.desk import OpenedLibrary
from app.web.facts.network import Node
from app.web.options import site_of
from app.web.pages.words import ACTOR_NAMES
from app.web.rendering import Page, render


class Neighbours(msgspec.Struct, frozen=True, kw_only=True):
    """An actor or a case, and whom or what it is named with."""

    node: Node
    sort: str
    others: tuple[Node, ...]


class NetworkPage(Page, frozen=True, kw_only=True):
    """Who is named with which case."""

    template: ClassVar[str] = "network.html"

    cases: tuple[Neighbours, ...]
    actors: tuple[Neighbours, ...]
    names: tuple[Node, ...]  # by name, to choose from
    left_out: int


async def network(request: Request) -> Response:
    """The network."""
    return render(request, await site_of(request).desk.ask(_network))


async def network_data(request: Request) -> Response:
    """The network as Cytoscape reads it."""
    return JSONResponse(await site_of(request).desk.ask(_elements))


def _network(opened: OpenedLibrary) -> NetworkPage:
    found = opened.network
    nodes = {node.key: node for node in found.nodes}
    others: defaultdict[str, list[Node]] = defaultdict(list)
    for edge in found.edges:
        others[edge.case].append(nodes[edge.actor])
        others[edge.actor].append(nodes[edge.case])
    listed = [
        Neighbours(node=node, sort=ACTOR_NAMES[node.sort], others=tuple(others[node.key])) for node in found.nodes
    ]
    return NetworkPage(
        cases=tuple(entry for entry in listed if entry.node.sort == "case"),
        actors=tuple(entry for entry in listed if entry.node.sort != "case"),
        names=tuple(sorted(found.nodes, key=lambda node: node.label.casefold())),
        left_out=found.left_out,
    )


def _elements(opened: OpenedLibrary) -> dict[str, list[dict[str, dict[str, object]]]]:
    found = opened.network
    nodes: list[dict[str, dict[str, object]]] = [
        {"data": {**msgspec.structs.asdict(node), "id": node.key}} for node in found.nodes
    ]
    edges: list[dict[str, dict[str, object]]] = [
        {"data": {"source": edge.actor, "target": edge.case, "passages": edge.passages}} for edge in found.edges
    ]
    return {"nodes": nodes, "edges": edges}
