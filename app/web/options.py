"""What whoever starts the web application may choose, and what the running application holds."""

from typing import TYPE_CHECKING

import msgspec
from starlette.requests import Request

from app.settings import Settings
from app.web.desk import Desk
from search.sparql import QueryEngine

if TYPE_CHECKING:
    from app.web.ingest_runs import IngestRuns

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to serve a library."""

    hosts: tuple[str, ...] = (*LOOPBACK, "[::1]", "testserver")  # names under which it may be asked
    password: str | None = None  # asked of every visitor when given
    can_add: bool = True  # whether visitors may add documents
    megabytes: int = 100  # that one upload may be
    query_seconds: float = 10.0  # that a SPARQL query may take
    query_rows: int = 10_000  # that a SPARQL query may give
    expensive_per_minute: int = 60  # questions of one visitor that cost much


class Site(msgspec.Struct, kw_only=True):
    """The running application: the library, and what serves it."""

    settings: Settings
    options: Options
    desk: Desk
    engine: QueryEngine
    runs: "IngestRuns"

    @property
    def can_add(self) -> bool:
        """Whether visitors may add documents."""
        return self.options.can_add


def site_of(request: Request) -> Site:
    """The application that a request came to."""
    site: Site = request.app.state.site
    return site
