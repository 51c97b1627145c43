"""Templates use what their page offers and nothing else; what a page offers is used."""

import importlib
import pkgutil
import re
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import jinja2
import msgspec
import pytest
from jinja2 import nodes

from app.web import pages, sparql
from app.web.messages import english
from app.web.pages import adding, errors, words
from app.web.rendering import NAVIGATION, Page, SitePage
from search.profile import DUTCH

TEMPLATES = Path(pages.__file__).parents[1] / "templates"
ENVIRONMENT = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), trim_blocks=True, lstrip_blocks=True)
ENVIRONMENT.filters["marked"] = ENVIRONMENT.filters["list"]

for package in (pages, sparql):
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)
PAGES = sorted(Page.__subclasses__(), key=lambda page: page.template)


class Reader:
    """Walks through a template and follows the types of `page` through loops, macros and includes."""

    def __init__(self) -> None:
        self.used: set[tuple[str, str]] = set()
        self.problems: list[str] = []
        self._macros: dict[str, tuple[nodes.Macro, str]] = {}
        self._depth = 0

    def read(self, name: str, scope: dict[str, Any]) -> None:
        tree = _parse(name)
        for imported in (*tree.find_all(nodes.Import), *tree.find_all(nodes.Extends)):
            other = imported.template.value  # type: ignore[attr-defined]
            self._macros |= {macro.name: (macro, other) for macro in _parse(other).find_all(nodes.Macro)}
            if isinstance(imported, nodes.Extends):
                self.read(other, scope)
        self._macros |= {macro.name: (macro, name) for macro in tree.find_all(nodes.Macro)}
        self._statements(tree.body, dict(scope))

    def _statements(self, body: list[nodes.Node], scope: dict[str, Any]) -> None:
        for node in body:
            self._statement(node, scope)

    def _statement(self, node: nodes.Node, scope: dict[str, Any]) -> None:
        if isinstance(node, nodes.Macro | nodes.Import | nodes.Extends):
            return
        if isinstance(node, nodes.For):
            inner = scope | {"loop": Any, node.target.name: _item(self.type_of(node.iter, scope))}  # type: ignore[attr-defined]
            if node.test:
                self.type_of(node.test, inner)
            self._statements([*node.body, *node.else_], inner)
        elif isinstance(node, nodes.Assign):
            scope[node.target.name] = self.type_of(node.node, scope)  # type: ignore[attr-defined]
        elif isinstance(node, nodes.Include):
            self.read(node.template.value, scope)  # type: ignore[attr-defined]
        elif isinstance(node, nodes.Expr):
            self.type_of(node, scope)
        else:
            for child in node.iter_child_nodes():
                self._statement(child, scope)

    def type_of(self, node: nodes.Node, scope: dict[str, Any]) -> Any:
        if isinstance(node, nodes.Name):
            if node.name not in scope and node.name != "parts":
                self.problems.append(f"'{node.name}' is offered by nobody")
            return scope.get(node.name, Any)
        if isinstance(node, nodes.Getattr):
            return self._attribute(self.type_of(node.node, scope), node.attr)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
            self.type_of(node.arg, scope)
            return self.type_of(node.node, scope)
        if isinstance(node, nodes.Call):
            return self._call(node, scope)
        if isinstance(node, nodes.Or):
            left, right = self.type_of(node.left, scope), self.type_of(node.right, scope)
            return left if left is not Any else right
        for child in node.iter_child_nodes():
            self.type_of(child, scope)
        return Any

    def _attribute(self, owner: Any, name: str) -> Any:
        owner = _without_none(owner)
        if not (isinstance(owner, type) and issubclass(owner, msgspec.Struct)):
            return Any
        self.used.add((owner.__name__, name))
        hints = get_type_hints(owner)
        if name in hints:
            return hints[name]
        if isinstance(found := getattr(owner, name, None), property):
            return get_type_hints(found.fget)["return"]
        self.problems.append(f"{owner.__name__} has no '{name}'")
        return Any

    def _call(self, node: nodes.Call, scope: dict[str, Any]) -> Any:
        given = [self.type_of(arg, scope) for arg in node.args]
        for keyword in node.kwargs:
            self.type_of(keyword.value, scope)
        name = getattr(node.node, "attr", getattr(node.node, "name", ""))
        if name in self._macros and self._depth < 6:
            macro, _ = self._macros[name]
            self._depth += 1
            self._statements(macro.body, dict(zip([arg.name for arg in macro.args], given, strict=True)))
            self._depth -= 1
        elif isinstance(node.node, nodes.Name) and node.node.name not in scope:
            self.problems.append(f"'{node.node.name}' is no macro")
        return Any


def _parse(name: str) -> nodes.Template:
    return ENVIRONMENT.parse((TEMPLATES / name).read_text(encoding="utf-8"))


def _without_none(kind: Any) -> Any:
    if get_origin(kind) in (Union, UnionType):
        rest = [part for part in get_args(kind) if part is not NoneType]
        return rest[0] if len(rest) == 1 else Any
    return kind


def _item(kind: Any) -> Any:
    arguments = get_args(_without_none(kind))
    return arguments[0] if arguments else Any


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.template)
def test_template_uses_only_what_its_page_offers_and_all_of_it(page: type[Page]) -> None:
    reader = Reader()
    reader.read(page.template, {"page": page, "site": SitePage, "t": Any})
    assert reader.problems == []
    unused = {field for field in page.__struct_fields__ if (page.__name__, field) not in reader.used}
    assert unused == set()


def test_every_template_belongs_to_a_page() -> None:
    parts = {"base.html", "_parts.html", "outcome_line.html"}
    assert {path.name for path in TEMPLATES.glob("*.html")} - parts == {page.template for page in PAGES}


def test_reader_sees_what_is_not_offered() -> None:
    reader = Reader()
    tree = ENVIRONMENT.parse("{% for entry in page.recent %}{{ entry.titel }}{% endfor %}{{ stranger }}")
    home = next(page for page in PAGES if page.template == "home.html")
    reader._statements(tree.body, {"page": home})
    assert reader.problems == ["RecentDocument has no 'titel'", "'stranger' is offered by nobody"]


def _messages() -> set[str]:
    found = set()
    for path in TEMPLATES.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'\bt\("([^"]*)"', text))
        found |= {word for pair in re.findall(r't\.count\([^"]*"([^"]+)", "([^"]+)"\)', text) for word in pair}
    names = (words.KIND_NAMES, words.WEIGHT_NAMES, words.ACTOR_NAMES, words.MENTION_NAMES, adding._STATES, DUTCH)
    found |= {name for listed in names for name in listed.values()}
    found |= {text for told in errors._TOLD.values() for text in told} | {label for _, label in NAVIGATION}
    return found - {"SPARQL"}


def test_every_message_has_its_english() -> None:
    assert sorted(_messages() - english().keys()) == []


def test_placeholders_are_the_same_in_both_languages() -> None:
    wrong = [d for d, e in english().items() if set(re.findall(r"\{\w+\}", d)) != set(re.findall(r"\{\w+\}", e))]
    assert wrong == []
