"""Tensions: two poles that pull at once."""

from bisect import bisect_right
from typing import NamedTuple

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from corpus.model import ActorMention, BlockRole, TensionMention
from ingest.finders.case_floor import case_floor
from ingest.finders.confidence import Judged, load_calibration, log_odds
from ingest.finders.families import Told, families
from ingest.finders.holders import holders
from ingest.finders.pole_model import Reading, read_poles
from ingest.finders.pole_phrases import StretchTokens
from ingest.finders.pole_spans import tokens_of
from ingest.finders.poles import Poles, formulas_in
from ingest.finders.sentence_cues import cues_in
from ingest.finders.sentence_model import load_sentence_model, sentence_features
from ingest.finders.sentences import Sentence, document_of, mentions_of, sentences
from ingest.finders.stretches import Stretch, stretches
from ingest.finders.tension_stretches import Features, Odds, load_stretch_model, stretch_features

FINDER = "tensions/5"
# What the text itself calls a tension, in a form that names both poles, needs no judge.
SURE = 0.6
# From this chance of its key sentence on a stretch is looked at as a whole.
WORTH_A_LOOK = 0.45
NAMES_BOTH = frozenset(["versus", "between", "one side", "one foot", "instead of", "at the cost of"])
CALLED_TENSION = {"tension", "versus"}


class Proposal(NamedTuple):
    """A stretch that may be a tension, with the poles that can be read in it and what tells whether it is one."""

    stretch: Stretch
    reading: Reading
    features: Features


class Found(NamedTuple):
    """A tension, before it is known of which family it is and who holds its poles."""

    first: Sentence
    end: int
    poles: Poles
    chance: float


@Language.component("wijk_tensions")
def find_tensions(doc: Doc) -> Doc:
    """Add a TensionMention for every stretch around a sentence that the trained model takes for a tension."""
    found = _found(doc)
    text = document_of(doc).text
    told = [Told(" ".join(text[one.first.start : one.end].split()), one.poles) for one in found]
    actors = [mention for mention in mentions_of(doc) if isinstance(mention, ActorMention)]
    floor = case_floor(doc)
    for one, tension, family in zip(found, told, families(told), strict=True):
        here = [actor for actor in actors if one.first.start <= actor.start < one.end]
        holder_a, holder_b = holders(tension.text, tension.poles, here)
        mentions_of(doc).append(
            TensionMention(
                start=one.first.start,
                end=one.end,
                text=text[one.first.start : one.end],
                confidence=load_calibration(Judged.TENSION).confidence(one.chance),
                finder=FINDER,
                pole_a=one.poles.a,
                pole_b=one.poles.b,
                family=family,
                holder_a=holder_a,
                holder_b=holder_b,
                case=floor.of(one.first, one.end),
            )
        )
    return doc


def _found(doc: Doc) -> list[Found]:
    """The stretches that are likely enough."""
    read, enough, found = sentences(doc), load_calibration(Judged.TENSION).enough, []
    for stretch, reading, features in proposals(doc):
        told = SURE if _is_told(read[stretch.key].text) else 0.0
        chance = max(load_stretch_model().judge(features), told)
        if chance >= enough:
            found.append(Found(read[stretch.first], read[stretch.last].end, reading.poles, chance))
    return found


def proposals(doc: Doc) -> list[Proposal]:
    """All stretches that are worth a look and have two poles, in reading order."""
    chances = tension_chances(doc)
    likely = candidates(doc, chances)
    if not likely:
        return []
    odds, readings = sentence_odds(doc, chances), [read_poles(stretch_tokens(doc, stretch)) for stretch in likely]
    return [
        Proposal(stretch, reading, stretch_features(sentences(doc), likely, number, odds, reading))
        for number, (stretch, reading) in enumerate(zip(likely, readings, strict=True))
        if reading is not None
    ]


def sentence_odds(doc: Doc, chances: list[float]) -> Odds:
    """How likely each sentence holds a tension or is a lesson, by the judges of sentences."""
    seen = sentence_features(doc)
    judged = [chances, *(load_sentence_model(kind).judge(seen).tolist() for kind in ("tension_words", "lesson"))]
    return Odds(*(np.array([*map(log_odds, one)]) for one in judged))


def candidates(doc: Doc, chances: list[float]) -> list[Stretch]:
    """The stretches around sentences that the judge of sentences does not rule out."""
    return stretches(sentences(doc), chances, WORTH_A_LOOK) if sentences(doc) else []


def stretch_tokens(doc: Doc, stretch: Stretch) -> StretchTokens:
    """What is needed of a stretch to read its poles."""
    inside = sentences(doc)[stretch.first : stretch.last + 1]
    start, end = inside[0].start, inside[-1].end
    tokens = tokens_of(doc, start, end)
    ends = [sentence.end for sentence in inside[:-1]]
    numbers = [bisect_right(ends, at) + stretch.first - stretch.key for at in tokens.start]
    return StretchTokens(tokens, document_of(doc).text[start:end].replace("\n", " "), start, numbers)


def tension_chances(doc: Doc) -> list[float]:
    """How likely each sentence holds a tension, by the judge of sentences or since it says so."""
    judged = load_sentence_model("tension").judge(sentence_features(doc))
    return [_chance(sentence, float(chance)) for sentence, chance in zip(sentences(doc), judged, strict=True)]


def _chance(sentence: Sentence, judged: float) -> float:
    if sentence.role is BlockRole.HEADING:
        return 0.0
    return max(judged, SURE if _is_told(sentence.text) else 0.0)


def _is_told(text: str) -> bool:
    """Whether a sentence names a tension and its poles in so many words: "de kloof tussen beleid en uitvoering"."""
    if not cues_in(text) & CALLED_TENSION:
        return False
    return next((name for name, _ in formulas_in(text, [(0, len(text))])), None) in NAMES_BOTH
