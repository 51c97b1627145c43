"""Draw the sample corpus: every source as a PDF, and the catalogue beside them.

Run it as `python -m corpus.sources.render [SLUG ...]`.
The catalogue and the checksums cover all sources, also when only some are drawn.
"""

import csv
import hashlib
import importlib.util
import sys
from pathlib import Path

from corpus.catalogue import CATALOGUE, COLUMNS
from corpus.sources.markup import page_html
from corpus.sources.source import LAYOUTS, SOURCES, Source, read_sources

DOCUMENTS = SOURCES.parent / "documents"
END_NOTES = {"endnotes", "magazine", "columns", "landscape", "newsletter", "webpage"}

#: Open fonts from packages: family -> package and {(weight, style): file}.
FONTS = {
    "Source Serif": ("font_source_serif_pro", "SourceSerifPro-{}.ttf", ("Regular", "It", "Bold", "BoldIt")),
    "Source Sans": ("font_source_sans_pro", "SourceSansPro-{}.ttf", ("Regular", "It", "Bold", "BoldIt")),
    "Roboto": ("font_roboto", "Roboto-{}.ttf", ("Regular", "Italic", "Bold", "BoldItalic")),
    "Caladea": ("font_caladea", "Caladea-{}.ttf", ("Regular", "Italic", "Bold", "BoldItalic")),
    "Hanken": ("font_hanken_grotesk", "HankenGrotesk-{}.otf", ("Regular", "Italic", "Bold", "BoldItalic")),
}
FACES = (("400", "normal"), ("400", "italic"), ("700", "normal"), ("700", "italic"))


def font_faces() -> str:
    """The @font-face rules of all families; raises ImportError with the package that is missing."""
    rules = []
    for family, (package, pattern, names) in FONTS.items():
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            raise ImportError(f"font package missing: pip install {package.replace('_', '-')}")
        for name, (weight, style) in zip(names, FACES, strict=True):
            path = Path(spec.origin).parent / "files" / pattern.format(name)
            face = f'font-family:"{family}"; font-weight:{weight}; font-style:{style}'
            rules.append(f'@font-face {{{face}; src:url("{path.as_uri()}")}}')
    return "\n".join(rules)


def draw(source: Source, target: Path, faces: str) -> None:
    """Write the PDF of one source."""
    from weasyprint import HTML

    start = source.first_page - source.unnumbered
    sheets = [(LAYOUTS / f"{name}.css").read_text(encoding="utf-8") for name in ("base", source.layout)]
    style = "\n".join((faces, *sheets, f"@page :first {{counter-set: page {start}}}"))
    notes = "end" if source.layout in END_NOTES else "foot"
    html = HTML(string=page_html(source, notes=notes, style=style), base_url=str(LAYOUTS))
    if not source.scan:
        html.write_pdf(target, pdf_identifier=source.slug.encode())
        return
    from corpus.sources.scan import scan_pdf

    pdf = html.write_pdf(pdf_identifier=source.slug.encode())
    about = {"title": source.title, "author": "; ".join(source.authors), "subject": source.fiction}
    scan_pdf(pdf, target, about=about, year=source.year)


def catalogue_row(source: Source) -> dict[str, str]:
    """What the catalogue says of one document."""
    used = "Feiten uit: " + " ".join(source.references) if source.references else ""
    return {
        "file": f"{source.slug}.pdf",
        "title": source.title + (f". {source.subtitle}" if source.subtitle else ""),
        "authors": ";".join(source.authors),
        "year": str(source.year),
        "publisher": source.publisher,
        "kind": source.kind,
        "language": source.language,
        "licence": source.licence,
        "source": f"corpus/sources/{source.slug}/document.md",
        "note": " ".join(part for part in (source.fiction, used) if part),
    }


def write_catalogue(sources: list[Source], folder: Path) -> None:
    """Write `catalogue.csv` and, to see which PDFs are stale, the checksums of the sources."""
    with (folder / CATALOGUE).open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        rows.writeheader()
        rows.writerows(catalogue_row(source) for source in sources)
    sums = [f"{checksum(source)}  ../sources/{source.slug}/document.md\n" for source in sources]
    (folder / "SOURCES.sha256").write_text("".join(sums), encoding="utf-8")


def checksum(source: Source) -> str:
    """SHA-256 of the written document, as sha256sum prints it."""
    return hashlib.sha256((source.folder / "document.md").read_bytes()).hexdigest()


def main(wanted: list[str]) -> None:
    """Draw the named sources, or all."""
    sources = read_sources()
    faces = font_faces()
    DOCUMENTS.mkdir(exist_ok=True)
    for source in sources:
        if not wanted or source.slug in wanted:
            target = DOCUMENTS / f"{source.slug}.pdf"
            draw(source, target, faces)
            print(f"{target.name}: {target.stat().st_size // 1024} kB")
    write_catalogue(sources, DOCUMENTS)


if __name__ == "__main__":
    main(sys.argv[1:])
