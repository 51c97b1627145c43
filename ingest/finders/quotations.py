"""Quotations: words that somebody says, with the speaker to whom the text gives them."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import BlockRole, QuotationMention
from ingest.finders.sentences import Sentence, document_of, mentions_of, sentences
from ingest.speech.attribution import Attribution, Manner, Speakers

FINDER = "quotations/2"
# Opening mark -> closing marks. A straight ' also stands in words, so it needs a space before and a mark inside.
QUOTED = re.compile(r"[“„\"]([^“”„\"]{15,900}?)[”\"]|(?<!\w)[‘']([^‘’']{0,5}[^‘]{15,900}?[.?!,…])[’'](?!\w)")
_FEWEST_WORDS = 7  # of what stands between marks and is given to nobody: fewer are a saying, a title or irony
_UNSAID = 0.55


@Language.component("wijk_quotations")
def find_quotations(doc: Doc) -> Doc:
    """Add a QuotationMention for direct speech, block quotes and the answers in an interview.

    Who says it is told by the same rules as when a quote is shown.
    """
    speakers = Speakers(document_of(doc), mentions_of(doc))
    found = _direct_speech(doc, speakers)
    found += _answers(doc, speakers, found)
    mentions_of(doc).extend(found)
    return doc


def _direct_speech(doc: Doc, speakers: Speakers) -> list[QuotationMention]:
    document = document_of(doc)
    read = {sentence.block for sentence in sentences(doc)}
    found = []
    for number, block in enumerate(document.blocks):
        if number not in read or block.role is BlockRole.HEADING:
            continue
        for match in QUOTED.finditer(document.text[block.start : block.end]):
            group = 1 if match[1] else 2
            start, end = block.start + match.start(group), block.start + match.end(group)
            said = speakers.at(start, end)
            is_said = said.manner in (Manner.DIRECT, Manner.ANSWER) and bool(said.people)
            if is_said or len(match[0].split()) >= _FEWEST_WORDS:
                found.append(_quotation(start, document.text[start:end].rstrip(" ,"), said if is_said else None))
    return found


def _answers(doc: Doc, speakers: Speakers, spoken: list[QuotationMention]) -> list[QuotationMention]:
    """In an interview that is printed as questions and answers, each sentence of an answer is said by the guest."""
    found = []
    for sentence in sentences(doc):
        said = speakers.at(sentence.start, sentence.start + len(sentence.text))
        is_quoted = any(quote.start < sentence.end and quote.end > sentence.start for quote in spoken)
        if said.manner is Manner.ANSWER and said.people and not is_quoted and _is_statement(sentence):
            found.append(_quotation(sentence.start, sentence.text, said))
    return found


def _is_statement(sentence: Sentence) -> bool:
    return sentence.role is BlockRole.PARAGRAPH and len(sentence.text.split()) > 4 and not sentence.text.endswith("?")


def _quotation(start: int, text: str, said: Attribution | None) -> QuotationMention:
    return QuotationMention(
        start=start,
        end=start + len(text),
        text=text,
        confidence=said.confidence if said else _UNSAID,
        finder=FINDER,
        speaker=said.people[0].name if said else None,
        role=said.people[0].role if said else None,
    )
