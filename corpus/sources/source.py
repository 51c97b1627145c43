"""The written documents of the sample corpus: front matter and Markdown."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).parent
LAYOUTS = SOURCES / "layouts"
KINDS = {
    "interview": "Interview",
    "essay": "Essay",
    "casestudy": "Praktijkbeschrijving",
    "report": "Rapport",
    "newsletter": "Nieuwsbrief",
}


class SourceError(ValueError):
    """A source of the sample corpus does not follow the format of `README.md`."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """One written document: its metadata, its Markdown and where both stand."""

    slug: str
    folder: Path
    markdown: str
    title: str
    authors: tuple[str, ...]
    year: int
    publisher: str
    kind: str
    language: str
    layout: str
    licence: str
    fiction: str
    place: str = ""
    subtitle: str = ""
    byline: str = ""
    references: tuple[str, ...] = ()
    first_page: int = 1
    unnumbered: int = 0
    running_head: str = ""
    date: str = ""
    url: str = ""
    site: str = ""
    navigation: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    scan: bool = False

    @property
    def credit(self) -> str:
        """The line under the title that says who wrote it."""
        return self.byline or ", ".join(self.authors)


def read_source(folder: Path) -> Source:
    """Read `document.md` of one folder; raises SourceError with the slug when it breaks the format."""
    parts = (folder / "document.md").read_text(encoding="utf-8").split("+++\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise SourceError(f"{folder.name}: document.md must start with front matter between +++ lines")
    front = tomllib.loads(parts[1])
    meta: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in front.items()}
    try:
        source = Source(slug=folder.name, folder=folder, markdown=parts[2], **meta)
    except TypeError as error:
        raise SourceError(f"{folder.name}: {error}") from error
    if source.kind not in KINDS:
        raise SourceError(f"{folder.name}: kind {source.kind!r} is not one of {', '.join(KINDS)}")
    if not (LAYOUTS / f"{source.layout}.css").exists():
        raise SourceError(f"{folder.name}: there is no layout {source.layout!r}")
    return source


def read_sources(root: Path = SOURCES) -> list[Source]:
    """All written documents, by slug."""
    return [read_source(path.parent) for path in sorted(root.glob("*/document.md"))]
