"""The only maker of IRIs: what a thing is called, the same on every ingest.

An IRI of an actor, case or place is built from its name, so that two documents that speak of the same thing agree.
A *scope* (a municipality, an organisation, or a document) is put before a name that does not suffice by itself.
"""

import re
import unicodedata
from collections.abc import Callable
from hashlib import sha256 as _sha256

BASE = "https://w3id.org/wijkgraaf/"
ONTOLOGY = f"{BASE}def#"
THESAURUS = f"{BASE}thesaurus/"

ONTOLOGY_GRAPH = f"{BASE}def"
THESAURUS_GRAPH = f"{BASE}thesaurus"
DECISIONS_GRAPH = f"{BASE}decisions"
GAZETTEER_GRAPH = f"{BASE}gazetteer"

NameMaker = Callable[[str, str | None], str]
"""Makes an IRI of a name and the scope within which it means something."""

_LONGEST_SLUG = 80


def slug(text: str) -> str:
    """Lower-case ASCII words with hyphens; a long text is cut and closed with a hash of the whole.

    >>> slug("Stichting 's-Hertogenbosch / Één wijk")
    'stichting-s-hertogenbosch-een-wijk'
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
    if not words:
        return digest(text)
    return words if len(words) <= _LONGEST_SLUG else f"{words[:_LONGEST_SLUG].rstrip('-')}-{digest(text)}"


def digest(*parts: str) -> str:
    """Twelve hexadecimal digits that stand for these texts, whatever their spacing.

    >>> digest("Een  les") == digest("Een les")
    True
    """
    joined = "\x1f".join(" ".join(part.split()) for part in parts)
    return _sha256(joined.encode()).hexdigest()[:12]


def document(sha256: str) -> str:
    """A document that was read; also the name of its graph."""
    return f"{BASE}id/document/{sha256[:16]}"


def page(sha256: str, number: int) -> str:
    """A page of a document, by its number in the file (from 1)."""
    return f"{BASE}id/page/{sha256[:16]}-{number}"


def passage(sha256: str, number: int) -> str:
    """A passage of a document."""
    return f"{BASE}id/passage/{sha256[:16]}-{number}"


def activity(sha256: str) -> str:
    """The ingest of a document."""
    return f"{BASE}id/activity/{sha256[:16]}"


def finder(name: str) -> str:
    """The software agent that made a mention.

    >>> finder("actors/1")
    'https://w3id.org/wijkgraaf/id/finder/actors-1'
    """
    return f"{BASE}id/finder/{slug(name)}"


def mention(sha256: str, start: int, end: int, *rest: str) -> str:
    """A span of a document in which something is said; `rest` keeps apart what is said in the same span."""
    return f"{BASE}id/mention/{sha256[:16]}-{start}-{end}-{digest(*rest)}"


def selector(mention_iri: str) -> str:
    """The literal words and offsets of a mention."""
    return f"{mention_iri}#selector"


def person(name: str, scope: str | None = None) -> str:
    """A person.

    >>> person("Anja de Vries")
    'https://w3id.org/wijkgraaf/id/actor/person/anja-de-vries'
    """
    return _named("actor/person", name, scope)


def actor(name: str, scope: str | None = None) -> str:
    """An organisation or a group.

    >>> actor("Wijkteam", scope="Zwolle")
    'https://w3id.org/wijkgraaf/id/actor/zwolle/wijkteam'
    """
    return _named("actor", name, scope)


def case(name: str, scope: str | None = None) -> str:
    """A concrete local approach."""
    return _named("case", name, scope)


def case_parts(iri: str) -> tuple[str, str]:
    """The scope (empty where there is none) and the name, as slugs, that a case IRI was made of.

    >>> case_parts(case("De Brug", scope="Zwolle")), case_parts(case("De Brug"))
    (('zwolle', 'de-brug'), ('', 'de-brug'))
    """
    scope, _, name = iri.removeprefix(f"{BASE}id/case/").rpartition("/")
    return scope, name


def place(name: str, scope: str | None = None) -> str:
    """A place, by its CBS code where that is known.

    >>> place("GM0344")
    'https://w3id.org/wijkgraaf/id/place/gm0344'
    """
    return _named("place", name, scope)


def table(name: str) -> str:
    """A table of the gazetteer, which facts about places and public bodies were taken from."""
    return f"{GAZETTEER_GRAPH}/{name}"


def concept(concept_slug: str) -> str:
    """A concept of the thesaurus."""
    return THESAURUS + concept_slug


def said(kind: str, sha256: str, *words: str) -> str:
    """A lesson, tension, fact or quotation: something that exists only as the words that say it.

    >>> said("lesson", "ab" * 32, "Begin klein.") == said("lesson", "ab" * 32, "Begin  klein.")
    True
    """
    return f"{BASE}id/{kind}/{sha256[:12]}-{digest(*words)}"


def pole(tension_iri: str, side: str) -> str:
    """One side ("a" or "b") of a tension."""
    return f"{tension_iri}/{side}"


def document_scope(sha256: str) -> str:
    """The scope of a name that means something only within its document."""
    return sha256[:12]


def is_document_scope(scope: str) -> bool:
    """Whether a scope is a document rather than a municipality or an organisation.

    >>> is_document_scope(document_scope("ab" * 32)), is_document_scope("deventer")
    (True, False)
    """
    return re.fullmatch(r"[0-9a-f]{12}", scope) is not None


def decision(number_or_digest: str) -> str:
    """Something that a person decided."""
    return f"{BASE}id/decision/{number_or_digest}"


def _named(kind: str, name: str, scope: str | None) -> str:
    return f"{BASE}id/{kind}/{slug(name)}" if scope is None else f"{BASE}id/{kind}/{slug(scope)}/{slug(name)}"
