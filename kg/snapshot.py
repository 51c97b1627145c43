"""A snapshot that can be cited: data, vocabularies, tables, versions, checksums, and a description of it all."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from rdflib import Graph, Literal, URIRef

from kg.files import write_graph
from kg.graph import GraphStore
from kg.tables import write_tables
from ontology import iris
from ontology.prefixes import PREFIXES
from ontology.terms import DCAT, DCTERMS, RDF, SCHEMA, XSD

_ONTOLOGY = Path(iris.__file__).parent
_VOCABULARIES = ("wijk.ttl", "shapes.ttl", "thesaurus.ttl", "gazetteer/tables.ttl")
_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".trig": "application/trig",
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
}


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """What a snapshot is called and what made it."""

    title: str
    version: str
    date: str  # ISO 8601
    software: Mapping[str, str]  # name and version of what took part: Wijkgraaf, its models
    authors: tuple[str, ...] = ("Wijkgraaf",)
    licence: str = "CC-BY-4.0"


def write_snapshot(graph: GraphStore, folder: Path, edition: Edition, *, with_texts: bool = False) -> Path:
    """Write a snapshot into `folder` and give it back.

    The full texts of passages belong to their authors and are left out, unless `with_texts`; the literal words that
    prove each fact are always there. Equal graphs and editions give equal files, byte for byte.
    """
    folder.mkdir(parents=True, exist_ok=True)
    without = () if with_texts else (str(SCHEMA.text),)
    for form, ending in (("trig", "trig"), ("jsonld", "jsonld")):
        with (folder / f"data.{ending}").open("wb") as file:
            write_graph(graph, form, file, without=without)
    for name in _VOCABULARIES:
        if (_ONTOLOGY / name).exists():
            (folder / "vocabularies").mkdir(exist_ok=True)
            (folder / "vocabularies" / Path(name).name).write_bytes((_ONTOLOGY / name).read_bytes())
    tables = write_tables(graph, folder / "tables")
    _write(folder / "versions.json", _as_json(msgspec.to_builtins(edition) | {"fingerprint": graph.fingerprint()}))
    _write(folder / "CITATION.cff", _citation(edition))
    _write(folder / "datapackage.json", _as_json(_data_package(folder, edition, tables)))
    _catalogue(folder, edition).serialize(folder / "dcat.ttl", format="turtle")
    # Last, for it covers all the others.
    _write(
        folder / "SHA256SUMS", "".join(f"{_checksum(path)}  {path.relative_to(folder)}\n" for path in _files(folder))
    )
    return folder


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS")


def _checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _citation(edition: Edition) -> str:
    """https://citation-file-format.github.io, version 1.2.0; JSON strings are YAML strings."""
    lines = ["cff-version: 1.2.0", 'message: "Cite this data set as below."', "type: dataset", "authors:"]
    lines += [f"  - name: {json.dumps(author, ensure_ascii=False)}" for author in edition.authors]
    said = {"title": edition.title, "version": edition.version, "license": edition.licence}
    lines += [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()]
    return "\n".join([*lines, f"date-released: {edition.date}"]) + "\n"


def _data_package(folder: Path, edition: Edition, tables: Iterable[Path]) -> dict[str, object]:
    """https://datapackage.org: the tables with their columns."""
    resources = []
    for path in tables:
        header = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
        fields = [
            {"name": name, "type": "integer" if name in ("page", "pages", "start", "end") else "string"}
            for name in header
        ]
        resources.append(
            {
                "name": path.stem.replace("_", "-"),
                "path": str(path.relative_to(folder)),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "hash": f"sha256:{_checksum(path)}",
                "bytes": path.stat().st_size,
                "schema": {"fields": fields},
            }
        )
    about = {
        "name": "wijkgraaf",
        "title": edition.title,
        "version": edition.version,
        "created": f"{edition.date}T00:00:00Z",
    }
    return about | {"licenses": [{"name": edition.licence}], "resources": resources}


def _catalogue(folder: Path, edition: Edition) -> Graph:
    """https://www.w3.org/TR/vocab-dcat-3/: the data set and its files."""
    graph = Graph()
    for prefix in ("dcat", "dcterms", "xsd"):
        graph.bind(prefix, PREFIXES[prefix])
    dataset = URIRef(f"{iris.BASE}dataset/{iris.slug(edition.version)}")
    graph.add((dataset, RDF.type, DCAT.Dataset))
    graph.add((dataset, DCTERMS.title, Literal(edition.title, lang="nl")))
    graph.add((dataset, DCAT.version, Literal(edition.version)))
    graph.add((dataset, DCTERMS.issued, Literal(edition.date, datatype=XSD.date)))
    graph.add((dataset, DCTERMS.conformsTo, URIRef(iris.ONTOLOGY_GRAPH)))
    for path in _files(folder):
        if path.suffix in _MEDIA_TYPES and path.name != "dcat.ttl":
            name = str(path.relative_to(folder))
            distribution = URIRef(f"{dataset}/{name}")
            graph.add((dataset, DCAT.distribution, distribution))
            graph.add((distribution, RDF.type, DCAT.Distribution))
            graph.add((distribution, DCTERMS.title, Literal(name)))
            graph.add((distribution, DCAT.mediaType, Literal(_MEDIA_TYPES[path.suffix])))
            graph.add((distribution, DCAT.byteSize, Literal(path.stat().st_size, datatype=XSD.nonNegativeInteger)))
    return graph
