"""The graphs that a request asks for, put in the place of those that its query names.

The protocol lets a request say which graphs are asked; it then wins over FROM and FROM NAMED in the query.
"""

import re
from collections.abc import Sequence

from corpus.errors import QueryError

_TOKEN = re.compile(
    r"""
      \#[^\n\r]*
    | \"{3}(?:\\.|(?!\"{3}).)*\"{3} | '{3}(?:\\.|(?!'{3}).)*'{3}
    | "(?:\\.|[^"\\\n\r])*" | '(?:\\.|[^'\\\n\r])*'
    | (?P<from>\bFROM\s+(?:NAMED\s+)?(?:<[^<>"{}|^`\\\x00-\x20]*>|[\w.-]*:[\w.:%-]*))
    | <[^<>"{}|^`\\\x00-\x20]*>
    | [?$]\w+ | [\w.%-]*:(?:\\.|[\w.:%-])*
    | (?P<form>\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b)
    | (?P<where>\bWHERE\b)
    | (?P<modifier>\b(?:GROUP|HAVING|ORDER|LIMIT|OFFSET|VALUES)\b)
    | (?P<brace>[{}])
    | \w+
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_IRI = re.compile(r"[^<>\"{}|^`\\\x00-\x20]+")


def with_dataset(query: str, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> str:
    """The query over these graphs; as it is where none are given.

    Raises:
        QueryError: a graph is no IRI.

    >>> with_dataset("SELECT * FROM <urn:a> { ?s ?p ?o }", ["urn:b"], [])
    'SELECT * FROM <urn:b>  { ?s ?p ?o }'
    >>> with_dataset("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }", [], ["urn:c"])
    'CONSTRUCT { ?s a ?o } FROM NAMED <urn:c> WHERE { ?s a ?o }'
    """
    if not default_graphs and not named_graphs:
        return query
    for graph in (*default_graphs, *named_graphs):
        if not _IRI.fullmatch(graph):
            raise QueryError(f"'{graph}' is geen naam van een graaf")
    clauses = "".join(
        [*(f"FROM <{graph}> " for graph in default_graphs), *(f"FROM NAMED <{graph}> " for graph in named_graphs)]
    )
    tokens = [token for token in _TOKEN.finditer(query) if token.lastgroup]
    place = _place(tokens, len(query))
    cuts = [token.span() for token in tokens if token["from"]]
    kept, at = "", 0
    for start, end in sorted([*cuts, (place, place)]):
        kept += query[at:start] + (clauses if start == end else "")
        at = end
    return kept + query[at:]


def _place(tokens: Sequence[re.Match[str]], end: int) -> int:
    """Where the dataset clauses of the outer query stand, or may stand."""
    construct = False
    depth = 0
    seen_form = False
    for token in tokens:
        if token["form"] and not seen_form:
            seen_form, construct = True, token["form"].upper() == "CONSTRUCT"
        elif seen_form and token["brace"]:
            if not depth and not construct and token["brace"] == "{":
                return token.start()
            depth += 1 if token["brace"] == "{" else -1
            construct = construct and depth > 0  # the template is over at its last brace
        elif seen_form and not depth and (token["from"] or token["where"] or token["modifier"]):
            return token.start()
    return end
