from pathlib import Path

from rdflib import Graph

from ontology import iris
from ontology.definitions import TermKind, read_ontology
from ontology.prefixes import shorten
from ontology.terms import SH

SHAPES = Graph().parse(Path(iris.__file__).parent / "shapes.ttl")


def test_what_a_property_is_said_of_agrees_with_the_shapes() -> None:
    """A shape that gives one of our properties to a class knows more, or less, than the ontology when this fails."""
    shaped: dict[str, set[str]] = {}
    for shape, target in SHAPES.subject_objects(SH.targetClass):
        for part in SHAPES.objects(shape, SH.property):
            path = shorten(str(SHAPES.value(part, SH.path)))
            if path.startswith("wijk:"):
                shaped.setdefault(path, set()).add(shorten(str(target)))
    properties = [term for term in read_ontology().terms if term.kind in (TermKind.RELATION, TermKind.VALUE)]
    said = {f"wijk:{term.name}": set(term.subjects) for term in properties}
    assert shaped["wijk:page"] == {"wijk:Mention", "bibo:Excerpt", "oa:FragmentSelector"}
    assert {path: classes - said[path] for path, classes in shaped.items() if classes - said[path]} == {}


def test_every_concept_is_in_a_list_and_every_property_has_a_subject() -> None:
    for term in read_ontology().terms:
        assert (term.scheme is not None) == (term.kind is TermKind.CONCEPT), term.name
        assert bool(term.subjects) == (term.kind in (TermKind.RELATION, TermKind.VALUE)), term.name
