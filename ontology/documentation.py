"""The documentation of the ontology, made from the ontology: `python -m ontology.documentation` writes it anew."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ontology.definitions import Ontology, Term, TermKind, read_ontology

DOCS = Path(__file__).parents[1] / "docs"


class Words(NamedTuple):
    """The words of the page in one language."""

    file: str
    language: str
    kinds: tuple[str, ...]  # headings, in the order of TermKind
    subjects: str
    objects: str
    broader: str
    example: str
    source: str
    builds_on: str
    cite: str
    other: str


ENGLISH = Words(
    "ontology.md",
    "en",
    ("Classes", "Relations", "Values", "Lists", "Concepts"),
    "said of",
    "leads to",
    "a sort of",
    "Example",
    "Source",
    "Builds on",
    "To cite",
    "[In het Nederlands](ontologie.md)",
)
DUTCH = Words(
    "ontologie.md",
    "nl",
    ("Klassen", "Relaties", "Waarden", "Lijsten", "Begrippen"),
    "gezegd van",
    "leidt naar",
    "een soort",
    "Voorbeeld",
    "Bron",
    "Bouwt op",
    "Om te citeren",
    "[In English](ontology.md)",
)


def document(ontology: Ontology, words: Words) -> str:
    """The whole documentation in one language, in Markdown.

    >>> "### wijk:Lesson" in document(read_ontology(), ENGLISH)
    True
    """
    return "\n".join(_lines(ontology, words)) + "\n"


def main() -> None:
    """Write the documentation in each language."""
    for words in (ENGLISH, DUTCH):
        (DOCS / words.file).write_text(document(read_ontology(), words), encoding="utf-8")


def _lines(ontology: Ontology, words: Words) -> Iterator[str]:
    title = ontology.title[words.language]
    yield f"# {title} {ontology.version}"
    yield f"\n{ontology.description[words.language]}\n\n{words.other}"
    yield f"\n- IRI: `{ontology.iri}`, `{ontology.version_iri}` ({ontology.modified})\n- {ontology.licence}"
    yield f"- {words.cite}: {ontology.citation}"
    yield f"- {words.builds_on}: {', '.join(ontology.builds_on)}"
    yield f"\n![{title}](../ontology/diagram.{words.language}.svg)"
    for kind, heading in zip(TermKind, words.kinds, strict=True):
        yield f"\n## {heading}"
        for term in ontology.of_kind(kind):
            yield from _term(term, words)


def _term(term: Term, words: Words) -> Iterator[str]:
    language = words.language
    yield f"\n### wijk:{term.name}\n**{term.label[language]}**. {term.definition[language]}"
    yield f"\n{words.example}: {term.example[language]}  \n{words.source}: {term.source[language]}"
    ends = ((words.broader, term.broader), (words.subjects, term.subjects), (words.objects, term.objects))
    said = [f"{name} {', '.join(f'`{other}`' for other in others)}" for name, others in ends if others]
    said += [f"`{term.scheme}`"] if term.scheme else []
    if said:
        yield "\n" + "; ".join(said)


if __name__ == "__main__":
    main()
