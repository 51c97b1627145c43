"""What marks a sentence as a lesson or a tension: cues of wording (`cues.toml`), and where the sentence stands.

How much each cue weighs is learnt (`models/recipes/train_finders.py`), not set here.
"""

import re
import tomllib
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.model import BlockRole
from ingest.finders.sentences import Sentence

CUES = tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))
WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*|€")
# What words alone cannot tell.
FORMS = {
    "not but": re.compile(r"\b(?:niet|geen)\b[^.;]{2,90}\bmaar\b", re.IGNORECASE),
    "by doing": re.compile(r"\b[Dd]oor\b[^,.]{0,60}\bte\b"),
    "between and": re.compile(r"\btussen\b[^.;]{3,80}\ben\b"),
    "figure or share": re.compile(r"\d+(?:[.,]\d+)?\s?%|€|\d{3}"),
    "question": re.compile(r"\?\s*[”\"’']?$"),
    "exclamation": re.compile(r"!\s*[”\"’']?$"),
    "name inside": re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}"),
    "quoted": re.compile(r"[“”\"‘]"),
    "list mark": re.compile(r"^(?:\d{1,2}[.):]|[-•–*]|[IVX]+\.)\s"),
    "label": re.compile(r"^[^.!?]{3,60}:\s"),
    "no end mark": re.compile(r"[^.!?…”\"’']$"),
}
HEADINGS = {
    "heading lesson": re.compile(
        r"\b(?:les|lessen|leren|leerpunt\w*|geleerd\w*|leerzaam|aanbeveling\w*|advies|adviezen|tips?|hoofdlijn\w*|"
        r"conclusie\w*|succesfactor\w*|faalfactor\w*|werkzame|wat werkt|do'?s|vuistregel\w*|uitgangspunt\w*|"
        r"principe\w*|inzicht\w*|tot slot|agenda|handvat\w*|voorwaarden|nodig|hoe (?:het|dan|wel)|reflectie|"
        r"opbrengst\w*)\b",
        re.IGNORECASE,
    ),
    "heading tension": re.compile(
        r"\b(?:spanning\w*|dilemma\w*|paradox\w*|tegenstelling\w*|versus|balans|tussen|knelpunt\w*|uitdaging\w*|kloof|gat)\b",
        re.IGNORECASE,
    ),
    "heading facts": re.compile(
        r"\b(?:kenmerken|organisatie|feiten|cijfers|bronnen|noten|eindnoten|colofon|literatuur|inhoud|partners|contact|"
        r"historie|geschiedenis|achtergrond|over de auteurs?)\b",
        re.IGNORECASE,
    ),
    "heading question": re.compile(r"\?"),
    "heading numbered": re.compile(r"^\W*(?:\d{1,2}|[IVX]+)[.):]"),
}
ROLES = (BlockRole.HEADING, BlockRole.LIST_ITEM, BlockRole.NOTE, BlockRole.TABLE_ROW, BlockRole.BOX, BlockRole.CAPTION)
LENGTHS = (4, 8, 13, 20, 30, 45)

OWN = (*CUES, *FORMS)
PLACED = (
    *HEADINGS,
    *(f"role {role.value}" for role in ROLES),
    *(f"longer than {length}" for length in LENGTHS),
    "first of its block",
    "last of its block",
    "alone in its block",
)
NAMES = (*OWN, *(f"before: {name}" for name in OWN), *(f"after: {name}" for name in OWN), *PLACED)
"""The names of the features, in the order of the columns of `cue_features`."""


class Phrase(NamedTuple):
    """A cue of more than one word."""

    cue: int
    form: re.Pattern[str]


def cue_features(found: list[Sentence]) -> NDArray[np.float32]:
    """One row a sentence, one column a name of NAMES; the cues of its neighbours in the same block count as well."""
    own = np.zeros((len(found), len(OWN)), dtype=np.float32)
    for row, sentence in zip(own, found, strict=True):
        row[sorted(_cues(sentence.text))] = 1
    same = np.array([a.block == b.block for a, b in pairwise(found)], dtype=np.float32)[:, None]
    before, after = np.zeros_like(own), np.zeros_like(own)
    before[1:], after[:-1] = own[:-1] * same, own[1:] * same
    placed = np.array([_placement(sentence) for sentence in found], dtype=np.float32).reshape(len(found), len(PLACED))
    return np.hstack([own, before, after, placed])


def cues_in(text: str) -> set[str]:
    """The names of the cues in a sentence.

    >>> sorted(cues_in("Begin klein!") - {"label"})
    ['exclamation', 'imperative']
    """
    return {OWN[number] for number in _cues(text)}


# Lessons and tensions ask for the same sentences, one after the other.
@lru_cache(maxsize=1 << 13)
def _cues(text: str) -> frozenset[int]:
    words = WORD.findall(text)
    found = {cue for word in words for cue in _cues_of_word(word.lower())}
    found |= {phrase.cue for phrase in _phrases() if phrase.form.search(text)}
    first = next((word for word in words if not word[0].isdigit()), "")
    found |= _cues_of_start(first)
    return frozenset(found | {len(CUES) + number for number, form in enumerate(FORMS.values()) if form.search(text)})


@cache
def _vocabulary() -> tuple[dict[str, set[int]], list[tuple[str, int]], dict[str, set[int]]]:
    """Whole words, beginnings of words, and words that count at the start of a sentence, each with its cues."""
    words: dict[str, set[int]] = {}
    beginnings: list[tuple[str, int]] = []
    starts: dict[str, set[int]] = {}
    for number, cue in enumerate(CUES.values()):
        for word in _words(cue["words"]):
            if cue.get("at_start"):
                starts.setdefault(word.split()[0], set()).add(number)
            elif word.endswith("*"):
                beginnings.append((word[:-1].lower(), number))
            elif " " not in word:
                words.setdefault(word.lower(), set()).add(number)
    return words, beginnings, starts


@cache
def _phrases() -> tuple[Phrase, ...]:
    found = []
    for number, cue in enumerate(CUES.values()):
        phrases = [word for word in _words(cue["words"]) if " " in word and not cue.get("at_start")]
        if phrases:
            found.append(Phrase(number, re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)))
    return tuple(found)


def _words(listed: str) -> list[str]:
    return [" ".join(word.split()) for word in listed.split(",")]


@cache
def _cues_of_word(word: str) -> frozenset[int]:
    words, beginnings, _ = _vocabulary()
    return frozenset(
        words.get(word, set()) | {number for beginning, number in beginnings if word.startswith(beginning)}
    )


def _cues_of_start(word: str) -> set[int]:
    return _vocabulary()[2].get(word, set())


def _placement(sentence: Sentence) -> list[bool]:
    headings = (sentence.text,) if sentence.role is BlockRole.HEADING else sentence.headings[-2:]
    words = sentence.text.count(" ") + 1
    return [
        *(any(form.search(heading) for heading in headings) for form in HEADINGS.values()),
        *(sentence.role is role for role in ROLES),
        *(words > length for length in LENGTHS),
        sentence.first,
        sentence.last,
        sentence.first and sentence.last,
    ]
