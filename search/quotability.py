"""How well a sentence stands on its own as a quote: learnt from the lines that annotators would cite.

The weights are in `models/quotability/weights.json`; `models/recipes/train_quotability.py` makes them.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

_WEIGHTS = Path(__file__).parents[1] / "models" / "quotability" / "weights.json"

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_PATTERNS = {
    "i_or_we": r"\b(?:ik|wij|we|mij|ons|onze|mijn)\b",
    "you": r"\b(?:je|jij|jou|jouw|u|uw|jullie)\b",
    "maxim": r"^\W*(?:wie|als|waar|wat|elke?|iedereen|niemand|zonder|alles|niets)\b",
    "points_back": r"^\W*(?:dat|die|dit|deze|hier\w*|daar\w*|zo|ook|hij|zij|ze|het|er|toen|dan|maar|en|want)\b",
    "command": r"^\W*[A-Z]\w+ (?:eerst|nooit|altijd|niet|geen|de|het|een|je|op|wie|iets)\b",
    "contrast": r"\b(?:geen|nooit|niemand|niets|zonder)\b.*\b(?:maar|wel|alleen)\b|\bniet\b.*,|\bliever\b|\bmaar\b",
    "denial": r"\b(?:niet|geen|nooit|niemand|niets|zonder)\b",
    "always": r"\b(?:altijd|nooit|alles|niets|iedereen|niemand|alleen|pas|elk|elke)\b",
    "balance": r"[;:]",
    "commas": r",",
    "question": r"\?",
    "quoted": r"[“”„‘\"]",
    "figures": r"\d",
    "brackets": r"[()\[\]/%€]",
    "said": r"\b(?:zegt|zei|vertelt|aldus|vindt|volgens|schrijft|noemt)\b",
    "modal": r"\b(?:moet|moeten|mag|mogen|kun|kunt|kan|kunnen|hoef|hoeft|hoeven)\b",
}  # fmt: skip
_COMPILED = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _PATTERNS.items()}
FEATURES = (
    *_PATTERNS, "length", "length_squared", "short", "long", "word_length", "names", "repeats_a_word", "ends_whole",
    "opens_paragraph", "closes_paragraph",
)  # fmt: skip
_MOST_COUNTED = 3


class Quotability(msgspec.Struct, frozen=True, kw_only=True):
    """A logistic model over what can be seen of a sentence."""

    bias: float
    weights: dict[str, float]

    def __call__(self, seen: NDArray[np.float64]) -> NDArray[np.float64]:
        """The chance (0 to 1) that each sentence would be cited; rows are sentences, columns are FEATURES."""
        chance: NDArray[np.float64] = 1 / (1 + np.exp(-self.bias - seen @ [self.weights[name] for name in FEATURES]))
        return chance


@cache
def load_quotability() -> Quotability:
    """The shipped model."""
    return msgspec.json.decode(_WEIGHTS.read_bytes(), type=Quotability)


def see(texts: Sequence[str], places: Sequence[tuple[bool, bool]]) -> NDArray[np.float64]:
    """What can be seen of sentences, a row each in the order of FEATURES; a place tells: opens, closes its paragraph.

    >>> row = see(["Wie alles tegelijk belooft, blijft onzichtbaar."], [(True, False)])[0]
    >>> row[FEATURES.index("maxim")], row[FEATURES.index("figures")], row[FEATURES.index("opens_paragraph")]
    (np.float64(1.0), np.float64(0.0), np.float64(1.0))
    """
    return np.array([_row(text, place) for text, place in zip(texts, places, strict=True)]).reshape(-1, len(FEATURES))


def _row(text: str, place: tuple[bool, bool]) -> list[float]:
    words = _WORD.findall(text)
    lowered = [word.lower() for word in words]
    content = [word for word in lowered if len(word) > 4]
    counts = [min(_MOST_COUNTED, len(pattern.findall(text))) for pattern in _COMPILED.values()]
    length = len(words) / 15
    return [
        *(float(count) for count in counts),
        length,
        length * length,
        float(len(words) < 6),
        float(len(words) > 28),
        sum(map(len, words)) / max(1, len(words)) - 5,
        sum(word[0].isupper() for word in words[1:]) / max(1, len(words)) * 5,
        float(len(set(content)) < len(content)),
        float(text.rstrip("”’\"').")[-1:].isalnum() and text.rstrip("”’\"' ")[-1:] in ".!?"),
        float(place[0]),
        float(place[1]),
    ]
