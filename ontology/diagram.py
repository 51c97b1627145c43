"""The diagram of the ontology, made from the ontology itself: `python -m ontology.diagram` draws it anew.

Classes are boxes that list their values, relations are arrows, and what other vocabularies define is dashed. Graphviz
draws; it is needed only when the ontology changes, for the drawings lie beside this file.
"""

import json
import re
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from ontology import iris
from ontology.definitions import LANGUAGES, Ontology, Term, TermKind, read_ontology

_HEAD = """digraph ontology {
  graph [rankdir=TB, nodesep=0.3, ranksep=0.35, bgcolor="white", pad=0.2]
  node [shape=plain, fontname="Helvetica", fontsize=12]
  edge [fontname="Helvetica", fontsize=10, arrowsize=0.7]
"""
_ROOM = "&#160;" * 3  # for whoever looks at it with a wider letter
_PIXELS = re.compile(r'(<svg) width="[^"]*" height="[^"]*"')


def drawing(language: str) -> str:
    """The drawing, as an SVG element to put in a page; `language` is `nl` or `en`.

    >>> drawing("nl").startswith("<svg")
    True
    """
    return _file(language).read_text(encoding="utf-8")


def diagram_source(ontology: Ontology, language: str) -> str:
    """The diagram in the language of Graphviz.

    >>> "wijk:learnedIn" in diagram_source(read_ontology(), "en")
    True
    """
    boxes = [_class_box(term, ontology, language) for term in ontology.of_kind(TermKind.CLASS)]
    lists = [_list_box(term, ontology.members(term), language) for term in ontology.of_kind(TermKind.LIST)]
    others = [_foreign_box(name, ontology, language) for name in sorted(_foreign(ontology))]
    arrows = [*_arrows(ontology, language), _column(ontology)]
    return _HEAD + "\n".join([*boxes, *lists, *others, *arrows, "}"]) + "\n"


def draw(ontology: Ontology, language: str) -> str:
    """The drawing of an ontology, made anew."""
    import pygraphviz  # noqa: PLC0415 - only who changes the ontology needs it

    source = diagram_source(ontology, language)
    svg = pygraphviz.AGraph(string=source).draw(format="svg", prog="dot").decode()
    drawn = svg[svg.index("<svg") :].replace("Helvetica,sans-Serif", "sans-serif")
    return _PIXELS.sub(r"\1", drawn.replace("<svg ", f'<svg data-source="{iris.digest(source)}" ', 1))


def main() -> None:
    """Draw the diagram in each language."""
    for language in LANGUAGES:
        _file(language).write_text(draw(read_ontology(), language), encoding="utf-8")


def _file(language: str) -> Path:
    return Path(__file__).with_name(f"diagram.{language}.svg")


def _class_box(term: Term, ontology: Ontology, language: str) -> str:
    broader = ", ".join(term.broader)
    lines = [f"<b>wijk:{term.name}</b>", escape(term.label[language]), *([f"<i>{broader}</i>"] if broader else [])]
    return _box(f"wijk:{term.name}", lines, _values(f"wijk:{term.name}", ontology, language), "rounded")


def _list_box(term: Term, members: Iterable[Term], language: str) -> str:
    rows = [_named(member, language) for member in members]
    return _box(f"wijk:{term.name}", [f"<b>wijk:{term.name}</b>", escape(term.label[language])], rows, "rounded")


def _foreign_box(name: str, ontology: Ontology, language: str) -> str:
    return _box(name, [f"<b>{name}</b>"], _values(name, ontology, language), "dashed")


def _box(name: str, head: Iterable[str], rows: Iterable[str], style: str) -> str:
    cells = "".join(f'<tr><td align="left">{escape(row)}{_ROOM}</td></tr>' for row in rows)
    top = f'<tr><td border="0">{"<br/>".join(head)}</td></tr>'
    link = f' href="#{name.removeprefix("wijk:")}"' if name.startswith("wijk:") else ""
    table = f'<table border="1" cellborder="0" cellspacing="0" cellpadding="3" style="{style}"{link}>'
    return f'  "{name}" [label=<{table}{top}{"<hr/>" if cells else ""}{cells}</table>>]'


def _values(name: str, ontology: Ontology, language: str) -> list[str]:
    """The values that a class can have, one a row."""
    return [_named(term, language) for term in ontology.of_kind(TermKind.VALUE) if name in term.subjects]


def _named(term: Term, language: str) -> str:
    """A term and its label, where that says more than the name does."""
    label = term.label[language]
    same = label.replace(" ", "").casefold() == term.name.casefold()
    return f"wijk:{term.name}" if same else f"wijk:{term.name} · {label}"


def _arrows(ontology: Ontology, language: str) -> Iterator[str]:
    for term in ontology.of_kind(TermKind.RELATION):
        for subject in term.subjects:
            for object_ in term.objects:
                label = _named(term, language).replace(" · ", "\\n")
                yield f'  "{subject}" -> "{object_}" [label="{label}", href="#{term.name}"]'


def _column(ontology: Ontology) -> str:
    """What no arrow leads to or from, in a column of its own: side by side it would make the picture too wide."""
    relations = ontology.of_kind(TermKind.RELATION)
    linked = {name for term in relations for name in (*term.subjects, *term.objects)}
    ours = {f"wijk:{term.name}" for kind in (TermKind.CLASS, TermKind.LIST) for term in ontology.of_kind(kind)}
    alone = sorted((ours | _foreign(ontology)) - linked)
    return f"  {' -> '.join(json.dumps(name) for name in alone)} [style=invis]" if len(alone) > 1 else ""


def _foreign(ontology: Ontology) -> set[str]:
    """What other vocabularies define and our terms are said of, or lead to."""
    ends = {name for term in ontology.of_kind(TermKind.RELATION) for name in (*term.subjects, *term.objects)}
    bearers = {name for term in ontology.of_kind(TermKind.VALUE) for name in term.subjects}
    return {name for name in ends | bearers if not name.startswith("wijk:")}


if __name__ == "__main__":
    main()
