"""Tensions: two poles that pull at once."""

from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import ActorMention, BlockRole, CaseMention, TensionMention
from ingest.finders.confidence import Judged, load_calibration
from ingest.finders.families import Told, families
from ingest.finders.holders import holders
from ingest.finders.poles import Poles, find_halves, find_poles, find_poles_of_family
from ingest.finders.sentence_cues import cues_in
from ingest.finders.sentence_model import load_sentence_model, sentence_features
from ingest.finders.sentences import Sentence, document_of, mentions_of, sentences
from ingest.finders.stretches import stretches

FINDER = "tensions/2"
# What the text itself calls a tension, in a form that names both poles, needs no judge.
SURE = 0.6
# From this chance on the two halves of a stretch may be taken for its poles.
SURELY = 0.7
NAMES_BOTH = frozenset(["versus", "between", "one side", "one foot", "instead of"])


class Found(NamedTuple):
    """A tension, before it is known of which family it is and who holds its poles."""

    start: int
    end: int
    poles: Poles
    chance: float


@Language.component("wijk_tensions")
def find_tensions(doc: Doc) -> Doc:
    """Add a TensionMention for every stretch around a sentence that the trained model takes for a tension."""
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
                confidence=load_calibration(Judged.TENSION).confidence(one.chance),
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
    """The stretches that are likely enough and have two poles."""
    read = sentences(doc)
    if not read:
        return []
    judged = load_sentence_model("tension").judge(sentence_features(doc))
    chances = [_chance(sentence, float(chance)) for sentence, chance in zip(read, judged, strict=True)]
    found = []
    for stretch in stretches(read, chances, load_calibration(Judged.TENSION).enough):
        start, end = read[stretch.first].start, read[stretch.last].end
        poles = _poles(read[stretch.key].text, document_of(doc).text[start:end], stretch.chance)
        if poles is not None and poles.a and poles.b:  # a sentence of one word has nothing on its other side
            found.append(Found(start, end, poles, stretch.chance))
    return found


def _chance(sentence: Sentence, judged: float) -> float:
    if sentence.role is BlockRole.HEADING:
        return 0.0
    return max(judged, SURE if _is_told(sentence.text) else 0.0)


def _is_told(text: str) -> bool:
    """Whether a sentence names a tension and its poles in so many words: "de kloof tussen beleid en uitvoering"."""
    poles = find_poles(text) if "tension" in cues_in(text) else None
    return poles is not None and poles.formula in NAMES_BOTH


def _poles(key: str, stretch: str, chance: float) -> Poles | None:
    """The poles in the key sentence, else in the whole stretch; what is surely a tension may be cut in halves."""
    texts = dict.fromkeys(" ".join(text.split()) for text in (key, stretch))
    told = (find(text) for text in texts for find in (find_poles, find_poles_of_family))
    poles = next(filter(None, told), None)
    return poles or (find_halves([*texts][-1]) if chance >= SURELY else None)
