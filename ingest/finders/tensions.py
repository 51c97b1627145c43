"""Tensions: two poles that pull at once."""

from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import BlockRole, CaseMention, TensionMention
from ingest.finders.poles import Poles, find_poles
from ingest.finders.sentence_cues import cues_in
from ingest.finders.sentence_model import load_sentence_model, sentence_features
from ingest.finders.sentences import Sentence, document_of, mentions_of, sentences

FINDER = "tensions/1"
ENOUGH = 0.42
# What the text itself calls a tension, in a form that names both poles, needs no judge.
SURE = 0.6
NAMES_BOTH = frozenset(["versus", "between", "one side", "one foot", "instead of"])


@Language.component("wijk_tensions")
def find_tensions(doc: Doc) -> Doc:
    """Add a TensionMention for every sentence that the trained model takes for a tension, with its two poles."""
    found = sentences(doc)
    if not found:
        return doc
    chances = load_sentence_model("tension").judge(sentence_features(doc))
    cases = [mention for mention in mentions_of(doc) if isinstance(mention, CaseMention)]
    for number, (sentence, chance) in enumerate(zip(found, chances, strict=True)):
        if sentence.role in (BlockRole.NOTE, BlockRole.HEADING):
            continue
        chance = max(float(chance), SURE if _is_told(sentence.text) else 0.0)
        if chance < ENOUGH:
            continue
        start, end, poles = _poles(doc, found, number)
        if poles is not None and poles.a and poles.b:  # a sentence of one word has nothing on its other side
            case = next((case.name for case in cases if start <= case.start < end), None)
            mentions_of(doc).append(
                TensionMention(
                    start=start,
                    end=end,
                    text=document_of(doc).text[start:end],
                    confidence=round(chance, 3),
                    finder=FINDER,
                    pole_a=poles.a,
                    pole_b=poles.b,
                    case=case,
                )
            )
    return doc


def _is_told(text: str) -> bool:
    """Whether a sentence names a tension and its poles in so many words: "de kloof tussen beleid en uitvoering"."""
    poles = find_poles(text) if "tension" in cues_in(text) else None
    return poles is not None and poles.formula in NAMES_BOTH


def _poles(doc: Doc, found: list[Sentence], number: int) -> tuple[int, int, Poles | None]:
    """The poles in a sentence, else in that sentence and the one before or after it in the same block."""
    here = found[number]
    spans = [(here.start, here.end)]
    if number and found[number - 1].block == here.block:
        spans.append((found[number - 1].start, here.end))
    if number + 1 < len(found) and found[number + 1].block == here.block:
        spans.append((here.start, found[number + 1].end))
    for start, end in spans:
        poles = find_poles(" ".join(document_of(doc).text[start:end].split()))
        if poles is not None:
            return start, end, poles
    return here.start, here.end, None
