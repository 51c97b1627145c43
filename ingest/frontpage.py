"""Title, authors, year, publisher and kind of a document, from its front page and from what the file says of itself."""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from corpus.model import Block, BlockRole, Document, DocumentKind, Metadata
from ingest.legible import detect_language
from ingest.names import is_people, people_at_start

_FRONT_PAGES = 2
_JUNK_TITLE = re.compile(
    r"^microsoft (?:office )?(?:word|powerpoint|excel)\b|\.(?:docx?|pptx?|indd|qxd|pdf|rtf|odt|html?|pages)\s*$"
    r"|^(?:untitled|naamloos|document|presentatie|layout|print|pdf)\s*\d*$|^https?:|^[\w.-]*[_\d][\w.-]*$|^\W*$",
    re.IGNORECASE,
)
_JUNK_AUTHOR = re.compile(
    r"^(?:user|gebruiker|admin|administrator|owner|eigenaar|author|auteur|root|pc|test)\W*\d*$", re.I
)
_BYLINE = re.compile(
    r"^(?:door|auteurs?|tekst(?:en)?(?: en (?:interview|redactie|foto’?s?|beeld|fotografie))?|interview(?=:| door)"
    r"|geschreven|samenstelling|samengesteld|verslag|by|authors?|von)"
    r"(?: door)?\s*(?:[:|–-]\s*|\s+)(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_YEAR = re.compile(r"(?<![\d.,/-])(?:19[5-9]\d|20\d\d)(?![\d.,/-]*\d)")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\D{0,40}((?:19|20)\d\d)", re.IGNORECASE)
_DATED = re.compile(rf"\b(?:{_MONTHS})\s+((?:19|20)\d\d)|\b\d{{1,2}}-\d{{1,2}}-((?:19|20)\d\d)", re.IGNORECASE)
_PUBLISHED = (
    re.compile(r"(?i:uitgave|publicatie) van\s*:?\s*([A-ZÀ-Þ][^.,;:\n|]{2,60})"),
    re.compile(r"(?i:uitgegeven door|uitgever|uitgave)\s*:?\s+([A-ZÀ-Þ][^.,;:\n|]{2,60})"),
    re.compile(r"\b(Uitgeverij [A-ZÀ-Þ][\w’' -]{2,40}?)(?=\s+(?:’s-)?[A-ZÀ-Þ][\w-]+ \d{4}|\s*[.,;:|(]|$)"),
    re.compile(r"©\s*(?:(?:19|20)\d\d\s*)?([A-ZÀ-Þ][^.,;:\n|©\d]{2,60})"),
    re.compile(r"^([A-ZÀ-Þ][\w’'& .-]{1,50}?),?\s+(?:19|20)\d\d$", re.MULTILINE),
)
_KINDS = (
    (DocumentKind.NEWSLETTER, re.compile(r"nieuwsbrief|newsletter", re.I)),
    (DocumentKind.INTERVIEW, re.compile(r"\binterview|in gesprek met|gesprek met|aan het woord", re.I)),
    (DocumentKind.ESSAY, re.compile(r"\bessays?\b|essaybundel|\bcolumn\b|\bopinie\b|pamflet", re.I)),
    (
        DocumentKind.CASESTUDY,
        re.compile(
            r"case ?stud|casusbeschrijving|gevalsbeschrijving|praktijkvoorbeeld|uit de praktijk|van de praktijk", re.I
        ),
    ),
    (
        DocumentKind.REPORT,
        re.compile(r"\bverslag|rapport|evaluatie|onderzoek|monitor|\badvies|handreiking|notitie|verkenning", re.I),
    ),
)
_ISSUE = re.compile(rf"\s*[|·,–-]?\s*(?:(?:{_MONTHS})\s+(?:19|20)\d\d|nummer \d+|nr\.? ?\d+)\s*$", re.IGNORECASE)
_PLACE_AND_YEAR = re.compile(r"[’'A-ZÀ-Þ][\w’' -]{1,25}(?:19|20)\d\d")
_LONG = 250  # characters: the text itself has begun
_MOST_TITLE = 160  # characters
_MOST_SUBTITLE = 140


def describe(document: Document, information: Mapping[str, str]) -> Metadata:
    """What can be found of a document; `information` is what the file says of itself and can be wrong."""
    front = _Front(document, information)
    title, heading = front.title()
    return Metadata(
        title=title or document.file.rsplit(".", 1)[0],
        authors=front.authors(title, heading),
        year=front.year(),
        publisher=front.publisher(title),
        kind=front.kind(title),
        language=detect_language(document.text),
    )


class _Front:
    """The first pages of a document, its margins and its colophon."""

    def __init__(self, document: Document, information: Mapping[str, str]) -> None:
        self._document, self._information = document, information
        self._blocks = [b for b in document.blocks if document.page_at(b.start).number <= _FRONT_PAGES]
        self._front = [b for b in self._blocks if b.role not in (BlockRole.FURNITURE, BlockRole.PULL_QUOTE)][:60]
        furniture = (b for b in document.blocks if b.role == BlockRole.FURNITURE)
        self._margins = list(dict.fromkeys(self._text(b) for b in furniture))
        self._head = _head([b for b in self._front if b.start < _end_of_first_page(document)], self._text)
        self._colophon = _colophon(document)

    def _text(self, block: Block) -> str:
        return self._document.text[block.start : block.end]

    def title(self) -> tuple[str, Block | None]:
        """The title and the block in which it stands, if any."""
        said = self._information.get("Title", "").strip()
        said = "" if _JUNK_TITLE.search(said) or len(said) < 4 else said
        heading = self._largest()
        if heading is None:
            return said or self._first_line(), None
        shown = _ISSUE.sub("", self._text(heading)) or self._text(heading)
        printed = (_letters(self._text(b)) for b in self._front if b.role == BlockRole.HEADING)
        if said and (_letters(shown) in _letters(said) or _letters(said) in printed):
            return said, heading
        return shown + self._subtitle(heading), heading

    def _largest(self) -> Block | None:
        """The heading in the largest letters on the front pages, the first of those."""
        headings = [b for b in self._front if b.role == BlockRole.HEADING and 3 < b.end - b.start <= _MOST_TITLE]
        return min(headings, key=lambda b: (b.level, b.start), default=None)

    def _subtitle(self, heading: Block) -> str:
        """What stands in a smaller heading right below the title, as a second sentence."""
        after = self._front[self._front.index(heading) + 1 :][:1]
        if not after or after[0].role != BlockRole.HEADING or after[0].level <= heading.level:
            return ""
        text = self._text(after[0])
        apart = (
            not text.endswith("?") and len(text) <= _MOST_SUBTITLE and not is_people(text) and not _BYLINE.match(text)
        )
        follows = self._front[self._front.index(after[0]) + 1 :][:1]
        stands_alone = bool(follows) and follows[0].role != BlockRole.PARAGRAPH
        if not apart or _YEAR.search(text) or not stands_alone:
            return ""
        return f"{'' if self._text(heading)[-1] in '.?!:' else '.'} {text}"

    def _first_line(self) -> str:
        text = next((self._text(b) for b in self._front if any(c.isalpha() for c in self._text(b))), "")
        return text if len(text) <= _MOST_TITLE else text[: _MOST_TITLE - 1].rsplit(" ", 1)[0] + "…"

    def authors(self, title: str, heading: Block | None) -> tuple[str, ...]:
        """Who is named in a byline, else below the title of a title page, else by the file when the text agrees."""
        for text in (*map(self._text, self._front), *self._colophon):
            byline = _BYLINE.match(text)
            if byline and len(text) < 300 and (names := people_at_start(text[byline.end() :])):
                return names
        start = self._front.index(heading) + 1 if heading is not None else 0
        below = [self._text(b) for b in self._front[start : start + 3] if b.end - b.start < 100] if start else []
        said = self._information.get("Author", "").strip()
        agreed = not _JUNK_AUTHOR.match(said) and _letters(said) in _letters(self._document.text)
        for text in (*below, said if agreed else ""):
            if is_people(text) and _letters(text) not in _letters(title):
                return people_at_start(text)
        return ()

    def year(self) -> int | None:
        """The year of publication: from the copyright line, a date on the front page, the margins, or the file."""
        made = re.search(r"(?:19|20)\d\d", self._information.get("CreationDate", ""))
        latest = int(made[0]) if made else datetime.datetime.now(tz=datetime.UTC).year + 1
        for texts, pattern in (
            (self._colophon, _COPYRIGHT),
            (self._head, _DATED),
            (self._margins, _DATED),
            (self._margins, _YEAR),
            (self._head, _YEAR),
            (self._colophon, _YEAR),
        ):
            years = [int(m.group(m.lastindex or 0)) for text in texts for m in pattern.finditer(text)]
            if plausible := [year for year in years if year <= latest]:
                return max(plausible)
        return latest if made else None

    def publisher(self, title: str) -> str | None:
        """Who is named as publisher in the colophon, on the front page or in the margins."""
        for above, text in pairwise(self._head):
            if _PLACE_AND_YEAR.fullmatch(text) and len(above.split()) <= 6 and not is_people(above):
                return above
        for texts in (self._head, self._colophon, self._margins):
            for pattern in _PUBLISHED:
                for text in texts:
                    match = pattern.search(text)
                    if match and not _DATED.search(match[0]) and _letters(match[1]) not in _letters(title):
                        return match[1].strip().removeprefix("Redactie ")
        said = self._information.get("Title", "")
        site = re.split(r"\s[-–|]\s", said)[-1] if re.search(r"\s[-–|]\s", said) else ""
        if site and _letters(site) in _letters(" ".join(self._margins)) and _letters(site) not in _letters(title):
            return site
        author = self._information.get("Author", "").strip()
        known = not _JUNK_AUTHOR.match(author) and _letters(author) in _letters(self._document.text)
        return author.removeprefix("Redactie ") if author and known and not is_people(author) else None

    def kind(self, title: str) -> DocumentKind:
        """The kind that title, margins or opening name; many questions as headings make an interview."""
        opening = " ".join(self._text(b) for b in self._front[:8])[:800]
        for text in (title, " ".join(self._margins)[:400], opening):
            for kind, pattern in _KINDS:
                if pattern.search(text):
                    return kind
        headings = [self._text(b) for b in self._document.blocks if b.role == BlockRole.HEADING]
        asked = sum(text.endswith("?") for text in headings)
        return DocumentKind.INTERVIEW if asked >= 4 and asked > 0.4 * len(headings) else DocumentKind.OTHER


def _end_of_first_page(document: Document) -> int:
    return next((run.start for run in document.runs if run.page > 1), len(document.text))


def _head(blocks: Sequence[Block], text: Callable[[Block], str]) -> list[str]:
    """The short texts that stand above the first long one: title, names, date, publisher."""
    long = next((i for i, block in enumerate(blocks) if block.end - block.start > _LONG), len(blocks))
    return [
        text(block) for block in blocks[:long] if block.role != BlockRole.TABLE_ROW and block.end - block.start < 120
    ]


def _colophon(document: Document) -> Sequence[str]:
    """The blocks from the heading Colofon on, or those with a copyright sign."""
    texts = [(b, document.text[b.start : b.end]) for b in document.blocks]
    for i, (_, text) in enumerate(texts):
        if re.match(r"colofon\b", text, re.IGNORECASE):
            return [text for _, text in texts[i : i + 12]]
    return [text for block, text in texts if "©" in text and block.end - block.start < 400]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
