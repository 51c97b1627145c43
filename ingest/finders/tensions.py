"""Tensions: two poles that pull at once."""

from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import ActorMention, BlockRole, CaseMention, TensionMention
from ingest.finders.families import Told, families
from ingest.finders.holders import holders
from ingest.finders.poles import Poles, find_poles
from ingest.finders.sentence_cues import cues_in
from ingest.finders.sentence_model import load_sentence_model, sentence_features
from ingest.finders.sentences import Sentence, document_of, mentions_of, sentences

FINDER = "tensions/2"
ENOUGH = 0.42
# What the text itself calls a tension, in a form that names both poles, needs no judge.
SURE = 0.6
NAMES_BOTH = frozenset(["versus", "between", "one side", "one foot", "instead of"])


class Found(NamedTuple):
    """A tension, before it is known of which family it is and who holds its poles."""

    start: int
    end: int
    poles: Poles
    chance: float


@Language.component("wijk_tensions")
def find_tensions(doc: Doc) -> Doc:
    """Add a TensionMention for every sentence that the trained model takes for a tension, with its two poles."""
    found = _found(doc)
    text = document_of(doc).text
    told = [Told(" ".join(text[one.start : one.end].split()), one.poles) for one in found]
    actors = [mention for mention in mentions_of(doc) if isinstance(mention, ActorMention)]
    cases = [mention for mention in mentions_of(doc) if isinstance(mention, CaseMention)]
    for one, tension, family in zip(found, told, families(told), strict=True):
        here = [actor for actor in actors if one.start <= actor.start < one.end]
        holder_a, holder_b = holders(tension.text, tension.poles, here)
        mentions_of(doc).append(
            TensionMention(
                start=one.start,
                end=one.end,
                text=text[one.start : one.end],
                confidence=round(one.chance, 3),
                finder=FINDER,
                pole_a=one.poles.a,
                pole_b=one.poles.b,
                family=family,
                holder_a=holder_a,
                holder_b=holder_b,
                case=next((case.name for case in cases if one.start <= case.start < one.end), None),
            )
        )
    return doc


def _found(doc: Doc) -> list[Found]:
    """The sentences that are likely enough and have two poles."""
    read = sentences(doc)
    if not read:
        return []
    found = []
    chances = load_sentence_model("tension").judge(sentence_features(doc))
    for number, (sentence, judged) in enumerate(zip(read, chances, strict=True)):
        if sentence.role in (BlockRole.NOTE, BlockRole.HEADING):
            continue
        chance = max(float(judged), SURE if _is_told(sentence.text) else 0.0)
        if chance >= ENOUGH:
            start, end, poles = _poles(doc, read, number)
            if poles is not None and poles.a and poles.b:  # a sentence of one word has nothing on its other side
                found.append(Found(start, end, poles, chance))
    return found


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
