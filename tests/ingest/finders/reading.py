"""How the tests of the finders read: one document of a few blocks, annotated by a blank Dutch pipeline."""

from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import AnyMention, Block, BlockRole, Document, DocumentKind, Metadata
from ingest.mentions import annotate, find_mentions

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def blank() -> Language:
    return spacy.blank("nl")


def document(*paragraphs: str, roles: tuple[BlockRole, ...] = (), language: str = "nl") -> Document:
    """A document whose blocks are these texts; paragraphs where `roles` says nothing else."""
    text, blocks = "", []
    for number, paragraph in enumerate(paragraphs):
        role = roles[number] if number < len(roles) else BlockRole.PARAGRAPH
        blocks.append(Block(role, len(text), len(text) + len(paragraph), 1 if role is BlockRole.HEADING else 0))
        text += paragraph + "\n\n"
    metadata = Metadata(title="Een wijk", language=language, kind=DocumentKind.OTHER)
    return Document(sha256="0", file="a.pdf", metadata=metadata, text=text, pages=(), runs=(), blocks=tuple(blocks))


def annotated(*paragraphs: str, roles: tuple[BlockRole, ...] = ()) -> Doc:
    return annotate(document(*paragraphs, roles=roles), blank())


def found(*paragraphs: str, roles: tuple[BlockRole, ...] = ()) -> list[AnyMention]:
    return find_mentions(annotated(*paragraphs, roles=roles))


def examples(kind: str, answer: str) -> list[str]:
    """The example sentences of a kind."""
    lines = (EXAMPLES / kind / f"{answer}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip()]
