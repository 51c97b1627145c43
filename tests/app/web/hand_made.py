"""A library made by hand: two documents, one of which wishes us ill."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app.library import Library, create_library, open_library
from app.settings import Settings
from corpus.model import (
    ActorMention,
    ActorType,
    AnyMention,
    Block,
    BlockRole,
    Box,
    CaseMention,
    Document,
    DocumentKind,
    FactMention,
    LessonMention,
    Metadata,
    Page,
    PageRun,
    Passage,
    PlaceLevel,
    PlaceMention,
    QuotationMention,
    Sentence,
    TensionMention,
    Weight,
    Word,
)
from corpus.records import Origin
from ontology.thesaurus import load_thesaurus
from tests.search.conftest import WordEmbedder

MARKUP = '<script>alert("x")</script><img src=x onerror=alert(1)>'
HOSTILE = f"{MARKUP}\u202eksec\u202c{'wijk' * 60}"
"""A name that would be script, that turns what follows it, and that is wider than any window."""

PARAGRAPHS = (
    "In Utrecht begon Buurthuis Noord met schulden van bewoners, en Anja de Vries hielp.",
    "Begin klein en blijf lang. “Vertrouwen kost tijd,” zegt Anja de Vries over Buurthuis Noord in 2019.",
    "In Buurthuis Noord schuurt loslaten met vasthouden, want de gemeente wil groen en de politie rust.",
)
HOSTILE_PARAGRAPHS = (f"In Zwolle kreeg {HOSTILE} geld van de corporatie voor jongeren en groen.",)


def make_library(folder: Path) -> tuple[Settings, Library]:
    """A library in a folder, with the graph and index that belong to it."""
    settings = Settings(library=str(folder / "library"))
    library = open_fake(settings, create_library)
    with library.writing():
        _save(library, "a", Metadata(title="Over buurthuizen", authors=("Jan Smit",), year=2020), PARAGRAPHS)
        about = Metadata(title=HOSTILE, authors=(HOSTILE,), year=2022, kind=DocumentKind.ESSAY)
        _save(library, "b", about, HOSTILE_PARAGRAPHS)
        library.bring_up_to_date()
    return settings, library


def open_fake(settings: Settings, opener: Callable[[Settings], Library] = open_library) -> Library:
    """The library with an embedder that knows a few words."""
    library = opener(settings)
    library.__dict__["embedder"] = WordEmbedder()
    return library


def make_pdf(path: Path, text: str = "") -> Path:
    """A file of one page with the words of a text, where `_words` says that they stand."""
    drawn = [
        f"BT /F1 6 Tf {w.box.x0} {842 - w.box.bottom + 2} Td ({_escaped(text[w.start : w.end])}) Tj ET"
        for w in _words(text)
    ]
    content = "\n".join(drawn).encode("cp1252", errors="replace")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    file, starts = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        starts.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    file += b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(parts) + 1,
        table,
        len(parts) + 1,
        len(file),
    )
    path.write_bytes(file)
    return path


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _save(library: Library, name: str, about: Metadata, paragraphs: Sequence[str]) -> None:
    text = "\n\n".join(paragraphs)
    starts = [text.index(paragraph) for paragraph in paragraphs]
    sha256 = name * 64
    document = Document(
        sha256=sha256,
        file=f"{name}.pdf",
        metadata=about,
        text=text,
        pages=(Page(1, "7", 595, 842),),
        runs=(PageRun(0, 1),),
        blocks=tuple(Block(BlockRole.PARAGRAPH, s, s + len(p)) for s, p in zip(starts, paragraphs, strict=True)),
    )
    passages = [
        Passage(
            document=sha256,
            number=number,
            start=start,
            end=start + len(said),
            text=said,
            headings=(),
            page=1,
            last_page=1,
            printed_page="7",
            sentences=(Sentence(start, start + len(said), 1, "7"),),
        )
        for number, (start, said) in enumerate(zip(starts, paragraphs, strict=True))
    ]
    mentions = sorted(_mentions(text) if name == "a" else _hostile_mentions(text), key=lambda m: m.start)
    source = make_pdf(library.folder / f"{name}.pdf", text)
    origin = Origin(path=source, recipe="test", text_hash=name)
    library.records.save(document, _words(text), passages, mentions, origin)


def _words(text: str) -> list[Word]:
    words, at = [], 0
    for number, word in enumerate(text.split()):
        start = text.index(word, at)
        at = start + len(word)
        x, y = 50 + 40 * (number % 12), 60 + 15 * (number // 12)
        words.append(Word(start, at, 1, Box(x, y, x + 35, y + 10)))
    return words


def _span(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words, "confidence": 0.9, "finder": "hand/1"}


def _mentions(text: str) -> list[AnyMention]:
    case = "Buurthuis Noord"
    return [
        CaseMention(**_span(text, case), name=case, municipality="Utrecht", sort="buurthuis", main=True),
        PlaceMention(**_span(text, "Utrecht"), name="Utrecht", level=PlaceLevel.MUNICIPALITY, code="GM0344"),
        ActorMention(**_span(text, "Anja de Vries"), name="Anja de Vries", type=ActorType.PERSON, role="opbouwwerker"),
        FactMention(**_span(text, "2019"), case=case, property="start", value="2019"),
        LessonMention(
            **_span(text, "Begin klein en blijf lang."),
            statement="Begin klein en blijf lang.",
            explicit=True,
            weight=Weight.ANECDOTE,
            case=case,
            holder="Anja de Vries",
        ),
        QuotationMention(**_span(text, "Vertrouwen kost tijd,"), speaker="Anja de Vries"),
        TensionMention(
            **_span(text, PARAGRAPHS[2]),
            pole_a="loslaten",
            pole_b="vasthouden",
            family=_family(),
            case=case,
        ),
    ]


def _hostile_mentions(text: str) -> list[AnyMention]:
    return [
        CaseMention(**_span(text, HOSTILE), name=HOSTILE, municipality="Zwolle"),
        ActorMention(**_span(text, "corporatie"), name=HOSTILE, type=ActorType.ORGANISATION),
        LessonMention(**_span(text, HOSTILE_PARAGRAPHS[0]), statement=HOSTILE, explicit=False, case=HOSTILE),
        TensionMention(**_span(text, HOSTILE), pole_a=HOSTILE, pole_b=HOSTILE, case=HOSTILE),
    ]


def _family() -> str:
    return load_thesaurus().tensions()[0].slug
