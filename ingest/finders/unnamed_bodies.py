"""Bodies without a name that stand for one body in their document: "de bezwarencommissie", "het ketenteam"."""

import re
from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc

from corpus.model import ActorMention, ActorType
from ingest.finders.area_bodies import BY_PLACE, FINDER
from ingest.finders.confidence import Judged, load_calibration
from ingest.finders.name_grammar import grammar
from ingest.finders.nouns import GROUPS, unnamed_body
from ingest.finders.sentences import Sentence, sentences

DEFINITE = ("de", "het", "dit", "dat", "deze", "die", "ons", "onze")
OTHER = ("een", "geen", "elk", "elke", "ieder", "iedere", "welk", "welke", "per")
DETERMINER = re.compile(rf"\b({'|'.join((*DEFINITE, *OTHER))}) (?:\w+e )?$", re.IGNORECASE)
WORD = re.compile(r"(?<![\w-])[A-Za-zà-ÿ][a-zà-ÿ-]{6,}(?![\w-]| [A-ZÀ-Þ])")
TIMES = 2


class _Body:
    """Where one noun stands in a document, and how it is used."""

    def __init__(self) -> None:
        self.places: list[tuple[int, str]] = []
        self.determiners: set[str] = set()
        self.acts = False

    @property
    def is_one(self) -> bool:
        """Whether the document speaks of one body by this noun, as of somebody who acts."""
        definite = not self.determiners.isdisjoint(DEFINITE) and self.determiners.isdisjoint(OTHER)
        return definite and self.acts and len(self.places) >= TIMES


def unnamed_bodies(doc: Doc) -> Iterator[ActorMention]:
    """Mentions of nouns of groups that the document uses as one uses a name: definite, repeated, of one that acts."""
    bodies: defaultdict[str, _Body] = defaultdict(_Body)
    for sentence in sentences(doc):
        for match in WORD.finditer(sentence.text):
            noun = match[0].casefold()
            if unnamed_body(noun) and noun not in GROUPS:
                _add(bodies[noun], doc, sentence, match)
    for noun, body in bodies.items():
        if body.is_one:
            yield from (_mention(noun, start, text) for start, text in body.places)


def _add(body: _Body, doc: Doc, sentence: Sentence, match: re.Match[str]) -> None:
    start = sentence.start + match.start()
    determiner = DETERMINER.search(sentence.text[max(0, match.start() - 30) : match.start()])
    body.places.append((start, match[0]))
    body.determiners.add(determiner[1].casefold() if determiner else "")
    tokens = doc.char_span(start, start + len(match[0]), alignment_mode="expand")
    body.acts = body.acts or grammar(tokens).relation == "nsubj"


def _mention(noun: str, start: int, text: str) -> ActorMention:
    return ActorMention(
        start=start,
        end=start + len(text),
        text=text,
        confidence=load_calibration(Judged.ACTOR).confidence(BY_PLACE),
        finder=FINDER,
        name=noun,
        type=ActorType.GROUP,
    )
