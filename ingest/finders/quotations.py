"""Quotations: words that somebody says, with the speaker to whom the text gives them."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import ActorMention, ActorType, BlockRole, DocumentKind, QuotationMention
from ingest.finders.sentences import Sentence, document_of, mentions_of, sentences

FINDER = "quotations/1"
# Opening mark -> closing marks. A straight ' also stands in words, so it needs a space before and a mark inside.
QUOTED = re.compile(r"[“„\"]([^“”„\"]{15,900}?)[”\"]|(?<!\w)[‘']([^‘’']{0,5}[^‘]{15,900}?[.?!,…])[’'](?!\w)")
VERBS = (
    r"(?:zegt|zei|zegt ook|zeggen|vertelt|vertelde|vertellen|stelt|stelde|vindt|vond|noemt|noemde|benadrukt|benadrukte|"
    r"aldus|schrijft|schreef|volgens|verzucht|verzuchtte|vraagt|vroeg|antwoordt|reageert|verwoordt|verwoordde|"
    r"besluit|besloot|lacht|knikt|legt|licht|vat|merkt|voegt|vult|concludeert|waarschuwt|herinnert|weet|zucht|roept)"
)
SAID_AFTER = re.compile(rf"^[\s,.…]*(?:zo |aldus |volgens )?(?:{VERBS}\s)?(?:ook |nog |dan )?")
SAID_BEFORE = re.compile(rf"\b{VERBS}\b[^.!?]{{0,80}}[:,]?\s*$")
ROLE = re.compile(
    r"\b(?:de|een|onze|haar|zijn) ([\w-]*(?:manager|directeur|wethouder|bewoner|bewoonster|werker|beheerder|ambtenaar|"
    r"adviseur|agent|bestuurder|voorzitter|huurder|regisseur|commissie|leider|coördinator|buurvrouw|buurman|ondernemer|"
    r"vrijwilliger|student))\b"
)
QUESTION_HEADING = re.compile(r"\?\s*$")


@Language.component("wijk_quotations")
def find_quotations(doc: Doc) -> Doc:
    """Add a QuotationMention for direct speech, block quotes and the answers in an interview."""
    actors = sorted(
        (mention for mention in mentions_of(doc) if isinstance(mention, ActorMention)),
        key=lambda mention: mention.start,
    )
    found = _direct_speech(doc, actors)
    found += _answers(doc, actors, found)
    mentions_of(doc).extend(found)
    return doc


def _direct_speech(doc: Doc, actors: list[ActorMention]) -> list[QuotationMention]:
    document = document_of(doc)
    read = {sentence.block for sentence in sentences(doc)}
    found = []
    for number, block in enumerate(document.blocks):
        if number not in read or block.role is BlockRole.HEADING:
            continue
        text = document.text[block.start : block.end]
        for match in QUOTED.finditer(text):
            group = 1 if match[1] else 2
            start, end = block.start + match.start(group), block.start + match.end(group)
            around = text[max(0, match.start() - 160) : match.start()], text[match.end() : match.end() + 120]
            speaker, role, told = _speaker(around, block.start + match.start(), block.start + match.end(), actors)
            if told or len(match[0].split()) > 6:
                confidence = 0.9 if speaker else 0.75 if told else 0.55
                quote = document.text[start:end].rstrip(" ,")
                found.append(_quotation(start, quote, confidence, speaker, role))
    return found


def _speaker(
    around: tuple[str, str], start: int, end: int, actors: list[ActorMention]
) -> tuple[str | None, str | None, bool]:
    """Who says it: the person right after the quote ("..., zegt X"), else the one before it ("X vertelt: ...")."""
    before, after = around
    after = re.split(r"(?<=[.!?])\s", after.lstrip(" ,."), maxsplit=1)[0]
    said_after = bool(re.match(rf"(?:zo )?{VERBS}\b", after.lstrip(" ,.")))
    last = re.split(r"(?<=[.!?])\s(?=[A-Z])", before)[-1]
    said_before = bool(SAID_BEFORE.search(last)) or last.rstrip().endswith(":")
    window = (end, end + len(after) + 4) if said_after else (start - len(last), start) if said_before else None
    if window is None:
        return None, None, False
    people = [actor for actor in actors if window[0] <= actor.start < window[1]]
    people.sort(
        key=lambda actor: (actor.type is not ActorType.PERSON, abs(actor.start - (end if said_after else start)))
    )
    role = ROLE.search(after if said_after else last)
    return people[0].name if people else None, role[1] if role else None, True


def _answers(doc: Doc, actors: list[ActorMention], spoken: list[QuotationMention]) -> list[QuotationMention]:
    """In an interview that is printed as questions and answers, what stands under a question is said by the guest."""
    document = document_of(doc)
    under_question = [
        sentence
        for sentence in sentences(doc)
        if sentence.role is BlockRole.PARAGRAPH and sentence.headings and QUESTION_HEADING.search(sentence.headings[-1])
    ]
    guest = _guest(document.metadata.title, actors)
    questions = {sentence.headings[-1] for sentence in under_question}
    if (
        guest is None
        or len(questions) < 3
        or document.metadata.kind not in (DocumentKind.INTERVIEW, DocumentKind.OTHER)
    ):
        return []
    return [
        _quotation(sentence.start, sentence.text, 0.7, guest.name, guest.role)
        for sentence in under_question
        if _is_statement(sentence)
        and not any(quote.start < sentence.end and quote.end > sentence.start for quote in spoken)
    ]


def _guest(title: str, actors: list[ActorMention]) -> ActorMention | None:
    """The person who is interviewed: named in the title, else the first person who is named twice."""
    persons = [actor for actor in actors if actor.type is ActorType.PERSON]
    in_title = [person for person in persons if person.name in title]
    often = [person for person in persons if sum(other.name == person.name for other in persons) > 1]
    return next(iter(in_title or often), None)


def _is_statement(sentence: Sentence) -> bool:
    return len(sentence.text.split()) > 4 and not sentence.text.endswith("?")


def _quotation(start: int, text: str, confidence: float, speaker: str | None, role: str | None) -> QuotationMention:
    end = start + len(text)
    return QuotationMention(
        start=start, end=end, text=text, confidence=confidence, finder=FINDER, speaker=speaker, role=role
    )
