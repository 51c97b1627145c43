import pytest
import spacy
from spacy.language import Language

from corpus.model import Block, BlockRole, Document, Metadata
from ingest.finders.sentences import sentences
from ingest.mentions import annotate, extract_mentions
from tests.ingest.finders.reading import document

TEXTS = (
    "Samen werken",
    "Volgens dr. A. Jansen werkt dat.  Dat zei Anja de Vries op 1.2.2019.",
    "• Begin klein!\nEn blijf luisteren…",
    "’s Avonds kwamen 300 mensen (ruim). “Mooi,” zei Piet Bakker.",
)


def nlp(with_sentencizer: bool) -> Language:
    pipeline = spacy.blank("nl")
    if with_sentencizer:
        pipeline.add_pipe("sentencizer")
    return pipeline


@pytest.mark.parametrize("with_sentencizer", [True, False])
def test_offsets_are_those_of_the_text(with_sentencizer: bool) -> None:
    source = document(*TEXTS, roles=(BlockRole.HEADING,))
    doc = annotate(source, nlp(with_sentencizer))
    assert doc.text == source.text
    assert all(source.text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_gaps_and_text_outside_blocks_keep_their_place() -> None:
    text = " los  Een zin. Nog een.\n\n\n rest"
    blocks = (Block(BlockRole.PARAGRAPH, 6, 23),)
    source = Document(
        sha256="0", file="a.pdf", metadata=Metadata(title="A"), text=text, pages=(), runs=(), blocks=blocks
    )
    doc = annotate(source, nlp(False))
    assert doc.text == text
    assert [sentence.text for sentence in sentences(doc)] == ["Een zin.", "Nog een."]


def test_no_sentence_crosses_the_end_of_a_block() -> None:
    source = document(*TEXTS)
    doc = annotate(source, nlp(False))
    ends = {block.end for block in source.blocks}
    assert not any(sent.start_char < end < sent.end_char for sent in doc.sents for end in ends)


def test_blocks_are_spans_with_their_roles() -> None:
    source = document(*TEXTS, roles=(BlockRole.HEADING, BlockRole.PARAGRAPH, BlockRole.LIST_ITEM))
    doc = annotate(source, nlp(False))
    spans = doc.spans["blocks"]
    assert [span.label_ for span in spans] == [block.role.value for block in source.blocks]
    assert [span.text for span in spans] == list(TEXTS)


def test_mentions_are_literal_and_in_order() -> None:
    source = document(*TEXTS)
    mentions = extract_mentions(source, nlp(False))
    assert mentions
    assert all(mention.text == source.text[mention.start : mention.end] for mention in mentions)
    assert [mention.start for mention in mentions] == sorted(mention.start for mention in mentions)


def test_other_languages_have_no_mentions() -> None:
    assert extract_mentions(document("Anja de Vries lives in Utrecht.", language="en"), nlp(False)) == []


def test_an_empty_document_has_no_mentions() -> None:
    assert extract_mentions(document(), nlp(False)) == []
