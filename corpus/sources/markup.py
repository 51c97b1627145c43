"""Markdown of a source: as HTML to be laid out, and as the plain text in which gold offsets count."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from corpus.sources.source import Source, SourceError

#: A paragraph that is bold from end to end.
QUESTION = re.compile(r"<p><strong>((?:(?!</?p>|</?strong>).)*)</strong></p>", re.S)
CONTAINERS = ("lead", "pullquote", "box", "card", "facts", "lesson", "colophon")


def parser() -> MarkdownIt:
    """A Markdown parser with tables, notes, definition lists and the containers of the format."""
    md = MarkdownIt("commonmark").enable("table").use(footnote_plugin).use(deflist_plugin)
    for name in CONTAINERS:
        md.use(container_plugin, name)
    return md


def render_html(source: Source, *, notes: str) -> str:
    """The body as HTML; `notes` is 'foot' (a float where the mark stands) or 'end' (a numbered list at the end)."""
    md = parser()
    tokens = md.parse(source.markdown)
    md.add_render_rule("footnote_anchor", lambda *_: "")
    md.add_render_rule("footnote_caption", lambda _, tokens, i, *__: str(tokens[i].meta["id"] + 1))
    if notes == "foot":
        body, texts = _cut_notes(tokens)

        def float_note(_: Any, tokens: Sequence[Token], i: int, *__: Any) -> str:
            return f'<span class="note">{texts[tokens[i].meta["id"]]}</span>'

        texts = {key: md.renderer.render(inner, md.options, {}) for key, inner in texts.items()}
        md.add_render_rule("footnote_ref", float_note)
        tokens = body
    else:
        md.add_render_rule("footnote_block_open", lambda *_: '<section class="notes"><h2>Noten</h2><ol>')
    html = str(md.renderer.render(tokens, md.options, {}))
    return QUESTION.sub(r'<p class="question">\1</p>', html)


def _cut_notes(tokens: Sequence[Token]) -> tuple[list[Token], dict[int, Any]]:
    """Part the running text from the notes, whose inline tokens come back by number."""
    body: list[Token] = []
    notes: dict[int, Any] = {}
    number = None
    for token in tokens:
        if token.type == "footnote_block_open":
            number = -1
        elif token.type == "footnote_open":
            number = token.meta["id"]
            notes[number] = []
        elif number is None:
            body.append(token)
        elif token.type == "inline":
            notes[number].append(token)
    return body, notes


def plain_blocks(source: Source) -> list[str]:
    """The text block by block: title, subtitle, credit, then the body in order and the notes last."""
    blocks, pulled = _body_blocks(parser().parse(source.markdown))
    for quote in pulled:
        if not any(quote.rstrip(".").casefold() in block.casefold() for block in blocks):
            raise SourceError(f"{source.slug}: pull quote is not in the text: {quote}")
    return [line for line in (source.title, source.subtitle, source.credit) if line] + blocks


def _body_blocks(tokens: Sequence[Token]) -> tuple[list[str], list[str]]:
    """Running blocks and pull quotes."""
    blocks: list[str] = []
    pulled: list[str] = []
    cells: list[str] | None = None
    into = blocks
    for token in tokens:
        if token.type == "container_pullquote_open":
            into = pulled
        elif token.type == "container_pullquote_close":
            into = blocks
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            blocks.append("\t".join(cells or []))
            cells = None
        elif token.type == "inline":
            (into if cells is None else cells).append(_words(token))
    return blocks, pulled


def _words(inline: Token) -> str:
    """The words of an inline token, without markup and note marks."""
    said = {"text", "code_inline", "softbreak", "hardbreak"}
    return " ".join("".join(child.content or " " for child in inline.children or [] if child.type in said).split())


def plain_text(source: Source) -> str:
    """The gold text: one block a line, a blank line between blocks."""
    return "\n\n".join(plain_blocks(source)) + "\n"


def page_html(source: Source, *, notes: str, style: str) -> str:
    """The whole page: metadata, masthead, title, body and list of links."""
    data = {
        "running": source.running_head or source.title,
        "title": source.title,
        "publisher": source.publisher,
        "year": str(source.year),
        "date": source.date or str(source.year),
        "url": source.url,
        "site": source.site or source.publisher,
    }
    attributes = " ".join(f'data-{key}="{escape(value)}"' for key, value in data.items())
    return (
        f'<!doctype html><html lang="{source.language}"><head><meta charset="utf-8">'
        f"<title>{escape(source.title)}</title>{_metadata(source)}<style>{style}</style></head>"
        f'<body class="{source.layout} {source.kind}" {attributes}>{_masthead(source)}{_title(source)}'
        f"<main>{render_html(source, notes=notes)}</main>{_list('links', source.links)}</body></html>"
    )


def _metadata(source: Source) -> str:
    pairs = [("author", author) for author in source.authors]
    pairs += [
        ("description", " ".join(part for part in (source.subtitle, source.fiction) if part)),
        ("keywords", f"wijkaanpak, {source.kind}, {source.publisher}, {source.licence}"),
        ("generator", "Wijkgraaf"),
        ("dcterms.created", f"{source.year}-01-01"),
        ("dcterms.modified", f"{source.year}-01-01"),
    ]
    return "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in pairs)


def _masthead(source: Source) -> str:
    if not (source.site or source.navigation):
        return ""
    date = f'<p class="date">{escape(source.date)}</p>' if source.date else ""
    name = escape(source.site or source.publisher)
    return f'<div class="masthead"><p class="site">{name}</p>{_list("navigation", source.navigation)}{date}</div>'


def _title(source: Source) -> str:
    subtitle = f'<p class="subtitle">{escape(source.subtitle)}</p>' if source.subtitle else ""
    return (
        f'<header><h1>{escape(source.title)}</h1>{subtitle}<p class="credit">{escape(source.credit)}</p>'
        f'<p class="imprint">{escape(source.publisher)}<br>{escape(source.place)} {source.year}</p></header>'
    )


def _list(name: str, items: Sequence[str]) -> str:
    rows = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f'<ul class="{name}">{rows}</ul>' if rows else ""
