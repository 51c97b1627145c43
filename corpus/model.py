"""The domain on one screen: documents, passages, and what is found in them.

All offsets count characters in one text: `Document.text`. A mapping leads from there to pages and boxes.
"""

from bisect import bisect_right
from enum import StrEnum
from typing import NamedTuple

import msgspec


class DocumentKind(StrEnum):
    """What sort of publication a document is."""

    INTERVIEW = "interview"
    ESSAY = "essay"
    CASESTUDY = "casestudy"
    REPORT = "report"
    NEWSLETTER = "newsletter"
    OTHER = "other"


class BlockRole(StrEnum):
    """What a block of text is for on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    CAPTION = "caption"
    BOX = "box"
    NOTE = "note"  # footnote or end note
    PULL_QUOTE = "pull_quote"  # repeats a sentence of the running text
    FURNITURE = "furniture"  # running heads, page numbers, site navigation


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What a citation needs to know of a document."""

    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    publisher: str | None = None
    kind: DocumentKind = DocumentKind.OTHER
    language: str = "nl"
    source: str | None = None  # address or reference of the original publication
    licence: str | None = None
    note: str | None = None


class Box(NamedTuple):
    """A rectangle on a page, in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


class Word(NamedTuple):
    """A printed word, or the printed half of a word that was broken at a line end."""

    start: int
    end: int
    page: int  # PDF page number, from 1
    box: Box


class Page(msgspec.Struct, frozen=True):
    """A page as it lies in the file."""

    number: int  # PDF page number, from 1
    label: str | None  # the number printed on it, where there is one
    width: float  # points
    height: float
    ocr_confidence: float | None = None  # mean word confidence (0 to 1) where the text was recognised from a picture


class PageRun(NamedTuple):
    """From `start` up to the next run the text stands on `page`."""

    start: int
    page: int


class Block(msgspec.Struct, frozen=True):
    """A heading, paragraph, list item or other piece of layout."""

    role: BlockRole
    start: int
    end: int
    level: int = 0  # headings: 1 is the highest
    inset: int = 0  # which drawn box or card it stands in, from 1; 0: in none


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A document that was read: one normalised text, and how it lies on the pages.

    The text holds the running text in reading order, then notes, then pull quotes and furniture, so that a paragraph
    that runs over a page end stays in one piece.
    """

    sha256: str  # of the file's bytes
    file: str  # name of the file, without folder
    metadata: Metadata
    text: str
    pages: tuple[Page, ...]
    runs: tuple[PageRun, ...]
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()  # in Dutch: what a reader of the report should know

    def page_at(self, offset: int) -> Page:
        """The page on which the character at `offset` stands.

        >>> page_one, page_two = Page(1, None, 595, 842), Page(2, "2", 595, 842)
        >>> document = Document(sha256="0", file="a.pdf", metadata=Metadata(title="A"), text="een twee",
        ...                     pages=(page_one, page_two), runs=(PageRun(0, 1), PageRun(4, 2)), blocks=())
        >>> document.page_at(5).label
        '2'
        """
        run = self.runs[max(0, bisect_right(self.runs, offset, key=lambda r: r.start) - 1)]
        return self.pages[run.page - 1]


class Sentence(NamedTuple):
    """A sentence of a passage, and the page on which it begins."""

    start: int
    end: int
    page: int
    printed_page: str | None


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of one to three paragraphs under its headings: the unit of search."""

    document: str  # sha256
    number: int  # from 0, in reading order
    start: int
    end: int
    text: str
    headings: tuple[str, ...]  # from the title down to the nearest heading
    page: int  # PDF page on which it begins
    last_page: int
    printed_page: str | None
    sentences: tuple[Sentence, ...] = ()

    @property
    def id(self) -> str:
        """The passage's name within the library."""
        return f"{self.document}-{self.number}"


class ActorType(StrEnum):
    """What sort of actor takes part."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"


class PlaceLevel(StrEnum):
    """How large an area a place name stands for."""

    PROVINCE = "province"
    MUNICIPALITY = "municipality"
    PLACE = "place"
    WIJK = "wijk"
    BUURT = "buurt"


class Weight(StrEnum):
    """What a lesson rests on."""

    ANECDOTE = "anecdote"
    SEVERAL_CASES = "several_cases"
    EVALUATED = "evaluated"


class Mention(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """A span of a document in which a finder saw something; subclasses say what."""

    start: int
    end: int
    text: str  # the literal span: Document.text[start:end]
    confidence: float  # 0 to 1
    finder: str  # name and version of the finder, e.g. "actors/1"


class ActorMention(Mention, frozen=True, kw_only=True, tag="actor"):
    """A person, organisation or group that is named."""

    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    sort: str | None = None  # thesaurus slug of the kind of organisation, e.g. "woningcorporatie"
    role: str | None = None
    affiliation: str | None = None


class PlaceMention(Mention, frozen=True, kw_only=True, tag="place"):
    """A place that is named."""

    name: str
    level: PlaceLevel
    code: str | None = None  # CBS code, e.g. "GM0344"
    municipality: str | None = None


class CaseMention(Mention, frozen=True, kw_only=True, tag="case"):
    """A concrete local approach, project, place, body or programme."""

    name: str
    aliases: tuple[str, ...] = ()
    sort: str | None = None  # thesaurus slug of the kind of case, e.g. "wijkteam"
    municipality: str | None = None
    neighbourhoods: tuple[str, ...] = ()
    main: bool = False  # the document is about it
    part_of: str | None = None  # name of the case of which the text here says that it is part


class FactMention(Mention, frozen=True, kw_only=True, tag="fact"):
    """A figure or other plain fact that the text states of a case."""

    case: str  # name of the case
    property: str  # e.g. "inwoners"
    value: str
    unit: str | None = None


class LessonMention(Mention, frozen=True, kw_only=True, tag="lesson"):
    """A transferable statement of what works, fails or should be done."""

    statement: str
    explicit: bool  # the text itself marks it as a lesson
    weight: Weight = Weight.ANECDOTE
    case: str | None = None  # name of the case in which it was learnt
    holder: str | None = None  # name of the actor who says it


class TensionMention(Mention, frozen=True, kw_only=True, tag="tension"):
    """Two poles that pull at once."""

    pole_a: str
    pole_b: str
    family: str | None = None  # thesaurus slug
    holder_a: str | None = None
    holder_b: str | None = None
    case: str | None = None


class QuotationMention(Mention, frozen=True, kw_only=True, tag="quotation"):
    """Words that somebody says, in the text's own attribution."""

    speaker: str | None = None
    role: str | None = None


class ThemeMention(Mention, frozen=True, kw_only=True, tag="theme"):
    """A concept of the thesaurus that is named."""

    concept: str  # thesaurus slug


AnyMention = (
    ActorMention
    | PlaceMention
    | CaseMention
    | FactMention
    | LessonMention
    | TensionMention
    | QuotationMention
    | ThemeMention
)


class Kind(StrEnum):
    """What a mention or an entity is."""

    ACTOR = "actor"
    PLACE = "place"
    CASE = "case"
    FACT = "fact"
    LESSON = "lesson"
    TENSION = "tension"
    QUOTATION = "quotation"
    THEME = "theme"


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """Where a fact stands: the proof that travels with it."""

    document: str  # sha256
    file: str
    page: int
    printed_page: str | None
    start: int
    end: int
    quote: str


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """What several mentions of one document speak of."""

    iri: str
    kind: Kind
    label: str
    aliases: tuple[str, ...] = ()
    confidence: float
    mentions: tuple[AnyMention, ...]  # the one that says most first
    case: str | None = None  # IRI of the case that a lesson, tension, fact or quotation belongs to
