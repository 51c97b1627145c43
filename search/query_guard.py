"""Looks at the words of a query before it runs: is it an update, and which remote services does it call on?"""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from corpus.errors import QueryError

_SPACE = r"(?:\s|\#[^\n\r]*[\n\r])*"
_PROLOGUE = re.compile(
    rf"(?:{_SPACE}(?:PREFIX{_SPACE}[^\s:]*:|BASE){_SPACE}<[^>]*>)*{_SPACE}(?P<first>\w+)", re.IGNORECASE
)
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})

# Comments and strings are not set apart: what "<", "#" and quotes mean depends on the grammar, and who wants to hide a
# SERVICE would use that. The word counts wherever something follows it that it could call on; unless it is the end of a
# variable, prefixed name or language tag.
_SERVICE = re.compile(
    rf"SERVICE{_SPACE}(?:SILENT{_SPACE})?(?:<(?P<address>[^<>]*)>|[?$]|[^\s\"'<>{{}}:]*:)", re.IGNORECASE
)
_NAME = re.compile(r"[:?$@][\w-]{0,99}$")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")


class UpdateRefused(QueryError):
    """The text asks to change the graph, which can only be read."""


class ServiceRefused(QueryError):
    """The query calls on another server that is not allowed."""


def check_query(text: str, *, allowed_hosts: Collection[str] = ()) -> None:
    """Refuse updates, and services on hosts that are not named.

    A host is `name`, or `name:port` where the port is not the usual one. A service must be given as a whole address.

    Raises:
        UpdateRefused: it is an update.
        ServiceRefused: it calls on a service that is not allowed, or whose address cannot be read in the query.

    >>> check_query('SELECT * { ?s schema:service ?service FILTER(?service = "service") }')
    >>> check_query("SELECT * { SERVICE <http://x/sparql> { ?s ?p ?o } }", allowed_hosts=["x"])
    """
    begin = _PROLOGUE.match(text)
    if begin and begin["first"].upper() in _UPDATES:
        raise UpdateRefused(f"wijzigen kan hier niet: {begin['first'].upper()} is geen vraag maar een opdracht")
    for service in _SERVICE.finditer(text):
        if not _NAME.search(text[max(0, service.start() - 100) : service.start()]):
            _check_address(service["address"], allowed_hosts)


def _check_address(address: str | None, allowed_hosts: Collection[str]) -> None:
    if address is None:
        raise ServiceRefused("SERVICE is hier alleen toegestaan met een volledig adres tussen < en >")
    address = _ESCAPE.sub(lambda code: chr(int(code[1] or code[2], 16)), address)
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or parts.netloc not in allowed_hosts:
        allowed = f"; wel toegestaan: {', '.join(sorted(allowed_hosts))}" if allowed_hosts else ""
        raise ServiceRefused(f"SERVICE <{address}> is niet toegestaan{allowed}")
