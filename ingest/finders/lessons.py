"""Lessons: transferable statements of what works, fails or should be done."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import BlockRole, CaseMention, LessonMention, QuotationMention, Weight
from ingest.finders.sentence_cues import HEADINGS
from ingest.finders.sentence_model import load_sentence_model, sentence_features
from ingest.finders.sentences import Sentence, document_of, mentions_of, sentences

FINDER = "lessons/1"
ENOUGH = 0.55
# A sentence that leans on the one before it is part of the same lesson.
LEANS = re.compile(r"^\W*(?:Dat|Dit|Zo|Daarom|Daarmee|Hierdoor|Daardoor|Want|Alleen zo|Dan|Zij|Ze|Anders|En)\b")
LESSON_HEADING = HEADINGS["heading lesson"]
TOLD_AS_LESSON = re.compile(
    r"\b(?:les(?:sen)?|geleerd|leerden|aanbevel\w+|advies|tip|conclusie|concluderen|pleiten|leert ons|leerpunt)\b", re.I
)
EVALUATED = re.compile(
    r"\b(?:onderzoek|evaluatie|geëvalueerd|gemeten|monitor|effectmeting|audit|visitatie|studie|wetenschapp\w+)\b", re.I
)
SEVERAL = re.compile(
    r"\b(?:overal|in alle|alle (?:cases|wijken|gemeenten|projecten)|elke wijk|steeds weer|keer op keer|vaak|meestal|"
    r"gemeenten die)\b",
    re.I,
)


@Language.component("wijk_lessons")
def find_lessons(doc: Doc) -> Doc:
    """Add a LessonMention for every sentence, or run of sentences, that the trained model takes for a lesson."""
    found = sentences(doc)
    if not found:
        return doc
    chances = load_sentence_model("lesson").judge(sentence_features(doc))
    cases = [mention for mention in mentions_of(doc) if isinstance(mention, CaseMention)]
    spoken = [mention for mention in mentions_of(doc) if isinstance(mention, QuotationMention)]
    for run in runs(found, [float(chance) for chance in chances]):
        start, end = run[0][0].start, run[-1][0].end
        text = document_of(doc).text[start:end]
        holder = next((quote.speaker for quote in spoken if quote.start < end and quote.end > start), None)
        mentions_of(doc).append(
            LessonMention(
                start=start,
                end=end,
                text=text,
                confidence=round(max(chance for _, chance in run), 3),
                finder=FINDER,
                statement=_statement(text),
                explicit=_is_explicit(run[0][0]),
                weight=_weight(text),
                case=_case(run[0][0], cases),
                holder=holder,
            )
        )
    return doc


def runs(found: list[Sentence], chances: list[float]) -> list[list[tuple[Sentence, float]]]:
    """The sentences above the threshold, those that lean on the one before joined with it; at most three together."""
    joined: list[list[tuple[Sentence, float]]] = []
    for sentence, chance in zip(found, chances, strict=True):
        if chance < ENOUGH or sentence.role is BlockRole.NOTE:
            continue
        last = joined[-1] if joined else []
        leans = bool(last) and last[-1][0].block == sentence.block and sentence.start - last[-1][0].end < 3
        if leans and len(last) < 3 and LEANS.match(sentence.text):
            last.append((sentence, chance))
        else:
            joined.append([(sentence, chance)])
    return joined


def _statement(text: str) -> str:
    """The lesson on one line, without the mark of a list."""
    return re.sub(r"^(?:\d{1,2}[.):]|[-•–*]|[IVX]+\.)\s*", "", " ".join(text.split()))


def _is_explicit(sentence: Sentence) -> bool:
    """Whether the text itself presents it as a lesson: by its heading, as advice, or in so many words."""
    under = any(LESSON_HEADING.search(heading) for heading in sentence.headings[-2:])
    return under or bool(TOLD_AS_LESSON.search(sentence.text))


def _weight(text: str) -> Weight:
    if EVALUATED.search(text):
        return Weight.EVALUATED
    return Weight.SEVERAL_CASES if SEVERAL.search(text) else Weight.ANECDOTE


def _case(sentence: Sentence, cases: list[CaseMention]) -> str | None:
    """The case that the sentence names, else the one that its headings name."""
    inside = next((case.name for case in cases if sentence.start <= case.start < sentence.end), None)
    named = (case.name for heading in reversed(sentence.headings) for case in cases if case.name in heading)
    return inside or next(named, None)
