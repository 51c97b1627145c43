"""What people decided on what was found: the only thing in a library that cannot be derived again.

A decision is anchored on a document (by its hash), a kind and the literal words, so that it survives every new reading
of the document. It is kept in one TriG file, apart from all that is derived, and replayed on every ingest.
"""

import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import msgspec
import pyoxigraph as ox

from corpus.model import Kind
from ontology import iris
from ontology.prefixes import PREFIXES
from ontology.terms import DC, DCTERMS, OA, RDF, RDFS, WIJK, XSD


class Verb(StrEnum):
    """What one can decide."""

    ACCEPT = "accept"  # it is right
    REJECT = "reject"  # it is not there
    RENAME = "rename"  # its name or statement is `value`
    MERGE = "merge"  # it is the same as `value`, a name in the same document or an IRI
    SPLIT = "split"  # the mention nearest to `start` is something else, called `value`
    RETYPE = "retype"  # it is of the kind, or the type of actor, `value`
    ATTRIBUTE = "attribute"  # it is said by `value`; by nobody who can be named without one


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody decided on the mentions of one kind with these words in one document."""

    verb: Verb
    document: str  # sha256
    kind: Kind
    quote: str  # the literal words of the mention
    value: str | None = None
    start: int | None = None  # where the words stood; says which of several is meant
    at: str  # moment, ISO 8601 with time zone
    by: str | None = None
    note: str | None = None

    @property
    def iri(self) -> str:
        """The decision's name, made of what it says."""
        start = "" if self.start is None else str(self.start)
        return iris.decision(
            iris.digest(self.verb, self.document, self.kind, self.quote, self.value or "", start, self.at)
        )


class Decisions:
    """All decisions of a library, oldest first.

    >>> one = Decision(verb=Verb.REJECT, document="ab" * 32, kind=Kind.ACTOR, quote="De tafel", at="2026-01-02")
    >>> len(Decisions([one]).about("ab" * 32)), len(Decisions([one]).about("cd" * 32))
    (1, 0)
    """

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        unique = {decision.iri: decision for decision in decisions}
        self.decisions = tuple(sorted(unique.values(), key=lambda decision: (decision.at, decision.iri)))

    @classmethod
    def load(cls, path: Path) -> "Decisions":
        """Read the decisions from a file; there are none where it does not exist.

        Raises:
            ValueError: the file holds something that is no decision; nothing may be lost silently.
        """
        if not path.exists():
            return cls()
        said: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TRIG):
            about = said[str(quad.subject)]
            if isinstance(quad.object, ox.Literal) and quad.predicate.value in _FIELDS:
                about[_FIELDS[quad.predicate.value]] = quad.object.value
        return cls(_read(subject, fields) for subject, fields in said.items())

    def save(self, path: Path) -> None:
        """Write all decisions; the old file stays until the new one is safely on disk."""
        lines = ox.serialize(self._quads(), format=ox.RdfFormat.TRIG, prefixes=PREFIXES)
        assert lines is not None
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
        os.replace(file.name, path)

    def adding(self, decision: Decision) -> "Decisions":
        """These decisions and one more."""
        return Decisions([*self.decisions, decision])

    def about(self, sha256: str) -> tuple[Decision, ...]:
        """The decisions on one document, oldest first."""
        return tuple(decision for decision in self.decisions if decision.document == sha256)

    def _quads(self) -> Iterable[ox.Quad]:
        graph = ox.NamedNode(iris.DECISIONS_GRAPH)
        for decision in self.decisions:
            subject = ox.NamedNode(decision.iri)
            yield ox.Quad(subject, ox.NamedNode(RDF.type), ox.NamedNode(WIJK.Decision), graph)
            for field, term in _TERMS.items():
                value = getattr(decision, field)
                if value is not None:
                    text = f"sha256:{value}" if field == "document" else str(value)
                    literal = ox.Literal(text, datatype=ox.NamedNode(_DATATYPES.get(field, XSD.string)))
                    yield ox.Quad(subject, ox.NamedNode(term), literal, graph)


_TERMS = {
    "verb": WIJK.verb,
    "document": DCTERMS.identifier,
    "kind": WIJK.decidedKind,
    "quote": OA.exact,
    "value": WIJK.newValue,
    "start": OA.start,
    "at": DCTERMS.created,
    "by": DC.creator,
    "note": RDFS.comment,
}
_FIELDS = {str(term): field for field, term in _TERMS.items()}
_DATATYPES = {"start": XSD.integer, "at": XSD.dateTime}


def _read(subject: str, said: dict[str, str]) -> Decision:
    said["document"] = said.get("document", "").removeprefix("sha256:")
    try:
        return msgspec.convert(said, Decision, strict=False)
    except msgspec.ValidationError as error:
        raise ValueError(f"{subject} is no decision: {error}") from error
