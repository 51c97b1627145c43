"""How many half-remembered words a sentence holds: other endings, compounds and typing errors count.

Only here is rapidfuzz imported.
"""

from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from search.terms import stems

_PART_OF_COMPOUND = 0.7
_MISSPELT = 0.8
_SHORTEST_PART = 4
_LETTERS_PER_ERROR = 4
_ALIKE = 85  # of 100: share of the letters that are the same


def word_scores(query: str, texts: Sequence[str]) -> NDArray[np.float64]:
    """The share (0 to 1) of the query's words that each text holds; words that are rare among the texts weigh most.

    >>> word_scores("buurthuis vol nutela", ["Wij smeerden Nutella.", "Het buurthuis zat vol.", "Zo is dat."]).round(1)
    array([0.3, 0.7, 0. ])
    """
    asked = list(dict.fromkeys(stems(query)))
    held = [set(stems(text)) for text in texts]
    counts = Counter(stem for stems_of_text in held for stem in stems_of_text)
    alike = {word: {stem: share for stem in counts if (share := likeness(word, stem))} for word in asked}
    weights = np.array([log(1 + len(texts) / (1 + sum(counts[stem] for stem in alike[word]))) for word in asked])
    if not asked or not weights.sum():
        return np.zeros(len(texts))
    found = np.array(
        [[max((alike[word].get(stem, 0.0) for stem in text), default=0.0) for word in asked] for text in held]
    )
    scores: NDArray[np.float64] = found.reshape(len(texts), len(asked)) @ weights / weights.sum()
    return scores


def likeness(asked: str, stem: str) -> float:
    """How much (0 to 1) a stem may be the one that was asked.

    >>> likeness("bankje", "bankje"), likeness("huis", "buurthuis"), likeness("nutela", "nutella")
    (1.0, 0.7, 0.8)
    """
    if asked == stem:
        return 1.0
    short, long = sorted((asked, stem), key=len)
    if len(short) >= _SHORTEST_PART and (long.startswith(short) or long.endswith(short)):
        return _PART_OF_COMPOUND
    errors = min(2, len(short) // _LETTERS_PER_ERROR)
    return _MISSPELT if errors and OSA.distance(asked, stem, score_cutoff=errors) <= errors else 0.0


def group_alike(texts: Sequence[str]) -> list[list[int]]:
    """The positions of texts in groups that say nearly the same, each group and the groups in the given order.

    >>> group_alike(["Begin klein en blijf lang.", "Iets heel anders.", "“Begin klein, en blijf lang”"])
    [[0, 2], [1]]
    """
    plain = ["".join(c for c in text.casefold() if c.isalnum() or c.isspace()) for text in texts]
    groups: list[list[int]] = []
    for at, text in enumerate(plain):
        alike = (group for group in groups if fuzz.ratio(plain[group[0]], text, score_cutoff=_ALIKE))
        if (group := next(alike, None)) is None:
            groups.append([at])
        else:
            group.append(at)
    return groups
