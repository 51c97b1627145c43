"""What leads through a publication or website instead of saying something: contents, menus, share buttons."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from corpus.model import BlockRole
from ingest.blocks import TextBlock
from ingest.printed import Line

_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}$|…{2,}\s*\d{1,3}$")
_ENDS_WITH_PAGE = re.compile(r"\s\d{1,3}$")
_CONTENTS = re.compile(r"(?:inhoud(?:sopgave)?|contents|in dit nummer)\W*", re.IGNORECASE)
_LONGEST_CARD = 40  # words
_LONG = 30  # words: longer text is no entry of a table of contents
_MENU = re.compile(
    r"home|nieuws|agenda|contact|leden|inloggen|zoeken|menu|kennisbank|actueel|thema['’]?s|projecten|publicaties"
    r"|vacatures|login|aanmelden|webwinkel|blog|winkel|dossiers|interviews|downloads|privacy|disclaimer|cookie\w*|sitemap"
    r"|toegankelijkheid|colofon|archief|afmelden|uitschrijven",
    re.IGNORECASE,
)
_SHARING = re.compile(
    r"facebook|twitter|linkedin|whatsapp|instagram|e-?mail|print|pinterest|mastodon|bluesky", re.IGNORECASE
)
_BREADCRUMB = re.compile(r"^(?:home|start)\s*[›»>/|]", re.IGNORECASE)
_RELATED = re.compile(
    r"(?:gerelateerd\w*(?: \w+)?|lees ook|meer nieuws|ook interessant|meer lezen|verder lezen|related \w+)\W*", re.I
)
_WORD = re.compile(r"[\w'’-]+")


def mark_navigation(blocks: Sequence[TextBlock]) -> None:
    """Make furniture of tables of contents, menus, breadcrumbs, share buttons, links to other pages and repeats."""
    _mark_contents(blocks)
    related = 0
    for block in blocks:
        if block.role == BlockRole.HEADING:
            related = block.level if _RELATED.fullmatch(block.text) else related * (block.level > related)
            if related and _RELATED.fullmatch(block.text):
                block.role = BlockRole.FURNITURE
        elif (related and block.role != BlockRole.FURNITURE and len(block.text.split()) < _LONG) or _is_menu(block):
            block.role = BlockRole.FURNITURE
    _mark_repeats(blocks)


def _mark_contents(blocks: Sequence[TextBlock]) -> None:
    pages: dict[int, list[TextBlock]] = defaultdict(list)
    for block in blocks:
        pages[block.lines[0].page].append(block)
    for page in pages.values():
        lines = [line.text for block in page for line in block.lines]
        ends = [text for text in lines if text[-1].isdigit()]
        if len(ends) < 3:
            continue
        leaders = sum(bool(_LEADERS.search(text)) for text in ends)
        numbers = sum(bool(_ENDS_WITH_PAGE.search(text)) for text in ends)
        titled = any(_CONTENTS.fullmatch(block.text) for block in page)
        if leaders >= 4 or (titled and numbers >= 3 and numbers >= 0.4 * len(lines)):
            for block in page:
                if len(block.text.split()) < _LONG or _LEADERS.search(block.text):
                    block.role, block.level = BlockRole.FURNITURE, 0


def _is_menu(block: TextBlock) -> bool:
    text = block.text
    if len(block.lines) > 3 or len(text) > 200 or (text[-1] in ".?!" and len(text) > 80):
        return False
    if _BREADCRUMB.match(text):
        return True
    words = _WORD.findall(text)
    sharing = sum(bool(_SHARING.fullmatch(word)) for word in words)
    menu = sum(bool(_MENU.fullmatch(word)) for word in words)
    if text.rstrip().endswith(".") and menu + sharing < 0.6 * len(words):
        return False
    if len(block.lines) == 1 and menu + sharing and _is_spread(block.lines[0]):
        return True
    return (sharing >= 2 and sharing >= 0.3 * len(words)) or (menu >= 3 and menu >= 0.3 * len(words))


def _is_spread(line: Line) -> bool:
    """Whether the words stand apart as the items of a menu do."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(line.words)]
    return sum(gap > line.style.size for gap in gaps) >= 3


def _mark_repeats(blocks: Sequence[TextBlock]) -> None:
    """The same text of some length once more: an appeal or a card that is repeated."""
    seen: set[str] = set()
    for block in blocks:
        text = block.text
        if block.role == BlockRole.PARAGRAPH and not text.endswith("?") and 6 <= len(text.split()) <= _LONGEST_CARD:
            if text in seen:
                block.role, block.level = BlockRole.FURNITURE, 0
            seen.add(text)
