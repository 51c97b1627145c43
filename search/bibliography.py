"""Documents as entries of a bibliography: CSL-JSON, BibTeX and RIS."""

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from corpus.model import DocumentKind, Metadata
from ontology.iris import slug
from search import pandoc
from search.authors import csl_name

_CSL_TYPE = {
    DocumentKind.INTERVIEW: "article-magazine",
    DocumentKind.ESSAY: "book",
    DocumentKind.CASESTUDY: "report",
    DocumentKind.REPORT: "report",
    DocumentKind.NEWSLETTER: "article-magazine",
    DocumentKind.OTHER: "report",  # some styles leave what is only a document out of the list of sources
}
_RIS_TYPE = {"article-magazine": "MGZN", "book": "BOOK", "report": "RPRT"}
FORMATS = ("csl-json", "bibtex", "ris")


def csl_record(metadata: Metadata, key: str = "bron") -> dict[str, Any]:
    """A document as CSL-JSON. An organisation that publishes what nobody signed is its author.

    >>> csl_record(Metadata(title="De wijk", authors=("Anja de Vries",), year=2011))["author"]
    [{'given': 'Anja', 'non-dropping-particle': 'de', 'family': 'Vries'}]
    """
    kind = _CSL_TYPE[metadata.kind]
    record: dict[str, Any] = {"id": key, "type": kind, "title": _title(metadata), "language": _language(metadata)}
    in_magazine = kind == "article-magazine" and bool(metadata.publisher)
    if metadata.authors:
        record["author"] = [_author(name, metadata) for name in metadata.authors]
    elif metadata.publisher and not in_magazine:
        record["author"] = [{"literal": metadata.publisher}]
    if metadata.year:
        record["issued"] = {"date-parts": [[metadata.year]]}
    if in_magazine:
        record["container-title"] = metadata.publisher
    elif metadata.publisher and metadata.publisher not in metadata.authors and metadata.authors:
        record["publisher"] = metadata.publisher
    if metadata.source and metadata.source.startswith("http"):
        record["URL"] = metadata.source
    return record


def citation_key(metadata: Metadata) -> str:
    """A short name for a document in a bibliography.

    >>> citation_key(Metadata(title="De wijk als leerschool", authors=("Anja de Vries",), year=2011))
    'vries2011wijk'
    """
    record = csl_record(metadata)
    first = (record.get("author") or [{}])[0]
    name = first.get("family") or first.get("literal") or ""
    word = next((w for w in re.findall(r"\w+", metadata.title) if len(w) > 3), "bron")
    joined = slug(name).replace("-", "") if name else ""
    return f"{joined}{metadata.year or 'zd'}{slug(word)}"


def write_bibliography(documents: Sequence[Metadata], form: str) -> str:
    """The documents, each once, as a file of one of FORMATS."""
    records = [csl_record(metadata, key) for key, metadata in keyed(documents).items()]
    if form == "ris":
        return _ris(records)
    text = msgspec.json.format(msgspec.json.encode(records)).decode()
    return text + "\n" if form == "csl-json" else pandoc.convert(text, source="csljson", target="bibtex")


def keyed(documents: Sequence[Metadata]) -> dict[str, Metadata]:
    """The documents, each once, by a key of its own."""
    found: dict[str, Metadata] = {}
    for metadata in dict.fromkeys(documents):
        key = citation_key(metadata)
        letters = (f"{key}{letter}" for letter in ("", *"bcdefghijklmnopqrstuvwxyz"))
        found[next(k for k in letters if k not in found)] = metadata
    return found


def _author(name: str, metadata: Metadata) -> dict[str, str]:
    return {"literal": name} if name == metadata.publisher else csl_name(name)


def _title(metadata: Metadata) -> str:
    """The title; no full stop between a question and its subtitle.

    >>> _title(Metadata(title="Wie begint?. Een gesprek"))
    'Wie begint? Een gesprek'
    """
    return re.sub(r"([?!])\.(?=\s)", r"\1", metadata.title)


def _language(metadata: Metadata) -> str:
    return "nl-NL" if metadata.language in ("nl", "") else metadata.language


def _ris(records: Sequence[dict[str, Any]]) -> str:
    import rispy  # noqa: PLC0415

    entries = []
    for record in records:
        authors = [_ris_name(name) for name in record.get("author", ())]
        year = str(record["issued"]["date-parts"][0][0]) if "issued" in record else None
        entry = {
            "type_of_reference": _RIS_TYPE[record["type"]],
            "id": record["id"],
            "title": record["title"],
            "authors": authors,
            "year": year,
            "secondary_title": record.get("container-title"),
            "publisher": record.get("publisher"),
            "urls": [record["URL"]] if "URL" in record else None,
            "language": record["language"],
        }
        entries.append({key: value for key, value in entry.items() if value})
    return re.sub(r"(?m)^\d+\.\n", "", str(rispy.dumps(entries)))  # it numbers them, which the format does not know


def _ris_name(name: dict[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    after = " ".join(part for part in (name.get("given"), name.get("non-dropping-particle")) if part)
    return f"{name['family']}, {after}"
