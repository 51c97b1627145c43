"""From a document to what is mentioned in it: one spaCy Doc, then every finder in turn."""

import itertools
from collections.abc import Iterator

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from corpus.model import AnyMention, Block, Document
from ingest.boundaries import set_sentence_starts
from ingest.finders import FINDERS
from ingest.finders.sentences import document_of, mentions_of


def extract_mentions(document: Document, nlp: Language) -> list[AnyMention]:
    """All mentions in a Dutch document, in reading order; none in a document in another language.

    Every mention's text is the literal `document.text[start:end]`.
    """
    return find_mentions(annotate(document, nlp))


def find_mentions(doc: Doc) -> list[AnyMention]:
    """All mentions in an annotated document, as `extract_mentions` gives them."""
    if document_of(doc).metadata.language != "nl":
        return []
    for _, find in FINDERS:
        doc = find(doc)
    return sorted(mentions_of(doc), key=lambda mention: (mention.start, -mention.end))


def annotate(document: Document, nlp: Language) -> Doc:
    r"""The whole document as one spaCy Doc, whose character offsets are those of `document.text`.

    The pipeline sees each block by itself, because headings without a full stop would break sentence splitting, and
    sentences begin where rules say so (`ingest.boundaries`): no sentence crosses the end of a block.
    `doc.spans["blocks"]` holds the blocks, labelled with their roles, in the order of `document.blocks`.

    >>> import spacy
    >>> from corpus.model import BlockRole, Metadata
    >>> nlp = spacy.blank("nl")
    >>> blocks = (Block(BlockRole.HEADING, 0, 12), Block(BlockRole.PARAGRAPH, 14, 35))
    >>> document = Document(sha256="0", file="a.pdf", metadata=Metadata(title="A"), pages=(), runs=(), blocks=blocks,
    ...                     text="Samen werken\n\nDat helpt. Dat werkt.")
    >>> [sent.text for sent in annotate(document, nlp).sents if not sent.text.isspace()]
    ['Samen werken', 'Dat helpt.', 'Dat werkt.']
    """
    pieces = list(_pieces(document))
    texts = [document.text[start:end] for start, end in pieces]
    read = nlp.pipe(set_sentence_starts(nlp.make_doc(text)) for text in texts if not text.isspace())
    docs = [_whitespace(text, nlp) if text.isspace() else next(read) for text in texts]
    for piece in docs:  # the pipeline's tensors do not fit together with those of whitespace, and nobody needs them
        piece.tensor = np.zeros((0,), dtype=np.float32)
    doc = Doc.from_docs(docs, ensure_whitespace=False) if docs else Doc(nlp.vocab)
    doc._.document = document
    doc._.mentions = []
    doc.spans["blocks"] = [_block_span(doc, block) for block in document.blocks]
    return doc


def _pieces(document: Document) -> Iterator[tuple[int, int]]:
    """The text cut at the edges of blocks: what is in a block, and what lies between blocks."""
    edges = {0, len(document.text)} | {edge for block in document.blocks for edge in (block.start, block.end)}
    cuts = sorted(edges)
    return ((start, end) for start, end in itertools.pairwise(cuts) if start < end)


def _whitespace(text: str, nlp: Language) -> Doc:
    """A Doc of the whitespace between two blocks, which no pipeline needs to see."""
    return Doc(nlp.vocab, words=[text], spaces=[False], sent_starts=[True])


def _block_span(doc: Doc, block: Block) -> Span:
    span = doc.char_span(block.start, block.end, label=block.role.value, alignment_mode="expand")
    return span if span is not None else doc[0:0]
