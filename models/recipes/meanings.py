"""A first vector for every token of the sentence model: the English teacher's vector of what the token means."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from models.recipes.endings import base_forms
from models.recipes.glosses import Glosses, Term

Matrix = NDArray[np.float32]
Teach = Callable[[Sequence[str]], Matrix]
"""The English teacher: texts to rows of unit length."""


def unit(rows: Matrix) -> Matrix:
    """Rows scaled to length one; empty rows stay empty."""
    lengths = np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), np.float32(1e-9))
    unit_rows: Matrix = rows / lengths
    return unit_rows


class Meanings:
    """Looks up what a Dutch word means: in the dictionaries, through its lemma, or by its compound parts."""

    def __init__(
        self, lexicon: Glosses, dictionaries: Sequence[Glosses], lemmas: Mapping[str, list[str]], teach: Teach
    ) -> None:
        """Let the teacher read every gloss once; the field's lexicon counts three times a dictionary."""
        self._glosses, self._lemmas = [(3.0, lexicon), *((1.0, table) for table in dictionaries)], lemmas
        general = _texts(dictionaries)
        special = sorted(set(_texts([lexicon])) - set(general))
        self._rows = {text: number for number, text in enumerate([*general, *special])}
        self._vectors = np.concatenate([teach(general), teach(special)]) if special else teach(general)

    def direct(self, word: str) -> Matrix | None:
        """The meaning that the dictionaries give, or None."""
        total = np.zeros(self._vectors.shape[1], dtype=np.float32)
        for trust, table in self._glosses:
            if row := table.get(word):
                weights = np.array(list(row.values()), dtype=np.float32)
                mean = weights @ self._vectors[[self._rows[gloss] for gloss in row]]
                total += trust * mean / weights.sum()
        return unit(total) if total.any() else None

    def words(self) -> list[str]:
        """All words of the dictionaries."""
        return list(dict.fromkeys(word for _, table in self._glosses for word in table))

    def find(self, word: str, depth: int = 2) -> Matrix | None:
        """The meaning of a word, an inflected form or a compound; None when nothing is known."""
        own = self.direct(word)
        known = [
            vector for lemma in dict.fromkeys(self._lemmas.get(word, ())) if (vector := self.direct(lemma)) is not None
        ]
        if own is not None or known:
            return unit(np.sum([*([] if own is None else [own]), *([np.mean(known, axis=0)] if known else [])], axis=0))
        if len(word) > 4 and (form := next((form for form in base_forms(word) if self._has(form)), None)):
            return self.direct(form)
        return self._compound(word, depth) if depth else None

    def _has(self, word: str) -> bool:
        return len(word) > 2 and any(word in table for _, table in self._glosses)

    def _compound(self, word: str, depth: int) -> Matrix | None:
        """The mean of a compound's two parts, the longest known tail first."""
        for cut in range(3, len(word) - 3):
            tail = self.find(word[cut:], 0)
            if tail is None:
                continue
            for head in (word[:cut], re.sub("(s|en|e|-)$", "", word[:cut])):
                if len(head) > 2 and (start := self.find(head, depth - 1)) is not None:
                    return unit(start + tail)
        return None


def _texts(tables: Iterable[Glosses]) -> list[str]:
    return sorted({gloss for table in tables for row in table.values() for gloss in row})


def term_glosses(terms: Iterable[Term]) -> Glosses:
    """The lexicon as a dictionary: a term and its synonyms all carry the term's English gloss."""
    glosses: Glosses = {}
    for row in terms:
        for name, weight in ((row.term, 1.0), *((synonym, 0.7) for synonym in row.synonyms)):
            for form in (name, *plurals(name)):
                entry = glosses.setdefault(form, {})
                entry[row.english] = max(weight if form == name else 0.5, entry.get(row.english, 0.0))
    return glosses


def plurals(noun: str) -> list[str]:
    """Plausible plurals of a Dutch noun.

    >>> plurals("schuld"), plurals("veiligheid"), plurals("buurman")
    (['schulden', 'schulds'], ['veiligheden'], ['buurmannen', 'buurmans'])
    """
    if " " in noun or len(noun) < 4 or noun.endswith(("en", "s")):
        return []
    if noun.endswith("heid"):
        return [f"{noun[:-4]}heden"]
    if noun.endswith(("e", "el", "er", "em", "a", "o", "i")):
        return [f"{noun}s", f"{noun}n"] if noun.endswith("e") else [f"{noun}s"]
    if re.search(r"[^aeiou][aeiou][bdfgklmnprst]$", noun):
        return [f"{noun}{noun[-1]}en", f"{noun}s"]
    if match := re.search(r"(.*[^aeiou])(aa|ee|oo|uu)([bdfgklmnprst])$", noun):
        start, vowels, end = match.groups()
        return [f"{start}{vowels[0]}{dict(f='v', s='z').get(end, end)}en"]
    return [f"{noun}en", f"{noun}s"]
