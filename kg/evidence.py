"""Where a fact stands: document, page and literal words, for people and for the graph."""

import re
from bisect import bisect_right

from corpus.model import AnyMention, Document, Evidence

_SENTENCE_END = re.compile(r"[.!?…][)\]’”\"']*\s+(?=[^\sa-z])|\n{2,}")
_FARTHEST = 300  # characters of context on either side of a name


class EvidenceFinder:
    """Gives the evidence of mentions of one document; made once for all of them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._blocks = sorted((block.start, block.end) for block in document.blocks)

    def literal(self, mention: AnyMention) -> Evidence:
        """The words of the mention itself."""
        return self._evidence(mention.start, mention.end)

    def in_sentence(self, mention: AnyMention) -> Evidence:
        """The sentence around a mention: what proves a name to a reader."""
        return self._evidence(*self.sentence(mention.start, mention.end))

    def block(self, offset: int) -> tuple[int, int]:
        """The paragraph (or other block) in which a character stands; the whole text where there are no blocks."""
        at = bisect_right(self._blocks, (offset, len(self._document.text) + 1)) - 1
        if at >= 0 and self._blocks[at][0] <= offset < self._blocks[at][1]:
            return self._blocks[at]
        return 0, len(self._document.text)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of the sentence around a span, within its block and at most 300 characters on either side."""
        first, last = self.block(start)[0], max(end, self.block(max(start, end - 1))[1])
        bounds = max(first, start - _FARTHEST), min(last, end + _FARTHEST)
        return sentence_bounds(self._document.text, start, end, bounds)

    def _evidence(self, start: int, end: int) -> Evidence:
        page = self._document.page_at(start)
        return Evidence(
            document=self._document.sha256,
            file=self._document.file,
            page=page.number,
            printed_page=page.label,
            start=start,
            end=end,
            quote=self._document.text[start:end],
        )


def sentence_bounds(text: str, start: int, end: int, within: tuple[int, int]) -> tuple[int, int]:
    """The bounds of the sentence around a span, in a stretch of the text.

    >>> text = "Zij begon. Zij bleef lang. Zij ging."
    >>> text[slice(*sentence_bounds(text, 15, 20, (0, len(text))))]
    'Zij bleef lang.'
    """
    first, last = within
    # One character more than needed: the pattern looks at the letter that follows.
    before = [match.end() for match in _SENTENCE_END.finditer(text, first, start + 1) if match.end() <= start]
    after = _SENTENCE_END.search(text, max(start, end - 1), last + 1)
    begin, stop = before[-1] if before else first, after.end() if after else last
    while begin < start and text[begin].isspace():
        begin += 1
    while stop > end and text[stop - 1].isspace():
        stop -= 1
    return begin, stop
