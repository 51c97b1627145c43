"""Lessons: transferable statements of what works, fails or should be done."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import LessonMention, QuotationMention, Weight
from ingest.finders.case_floor import case_floor
from ingest.finders.confidence import Judged, load_calibration
from ingest.finders.sentence_cues import HEADINGS
from ingest.finders.sentence_model import load_sentence_model, sentence_features
from ingest.finders.sentences import Sentence, document_of, mentions_of, sentences
from ingest.finders.stretches import stretches

FINDER = "lessons/4"
# What the text itself presents as a lesson is taken somewhat sooner, for those must not be missed.
LIFT = 0.02
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
    """Add a LessonMention for every stretch around a sentence that the trained model takes for a lesson."""
    found = sentences(doc)
    if not found:
        return doc
    judged = load_sentence_model("lesson").judge(sentence_features(doc))
    chances = [min(1.0, float(chance) + LIFT * _is_explicit(one)) for one, chance in zip(found, judged, strict=True)]
    calibration = load_calibration(Judged.LESSON)
    floor = case_floor(doc)
    spoken = [mention for mention in mentions_of(doc) if isinstance(mention, QuotationMention)]
    for stretch in stretches(found, chances, calibration.enough):
        key = found[stretch.key]
        start, end = found[stretch.first].start, found[stretch.last].end
        text = document_of(doc).text[start:end]
        holder = next((quote.speaker for quote in spoken if quote.start < end and quote.end > start), None)
        mentions_of(doc).append(
            LessonMention(
                start=start,
                end=end,
                text=text,
                confidence=calibration.confidence(stretch.chance),
                finder=FINDER,
                statement=_statement(key.text),
                explicit=any(_is_explicit(sentence) for sentence in found[stretch.first : stretch.last + 1]),
                weight=_weight(text),
                case=floor.of(key),
                holder=holder,
            )
        )
    return doc


def _statement(text: str) -> str:
    """A sentence on one line, without the mark of a list."""
    return re.sub(r"^(?:\d{1,2}[.):]|[-•–*]|[IVX]+\.)\s*", "", " ".join(text.split()))


def _is_explicit(sentence: Sentence) -> bool:
    """Whether the text itself presents it as a lesson: by its heading, as advice, or in so many words."""
    under = any(LESSON_HEADING.search(heading) for heading in sentence.headings[-2:])
    return under or bool(TOLD_AS_LESSON.search(sentence.text))


def _weight(text: str) -> Weight:
    if EVALUATED.search(text):
        return Weight.EVALUATED
    return Weight.SEVERAL_CASES if SEVERAL.search(text) else Weight.ANECDOTE
