"""Which words the sentence model knows, and the vector and the weight that each token starts with."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from models.recipes.grammar_words import Grammar
from models.recipes.meanings import Matrix, Meanings
from models.recipes.names import read_part
from models.recipes.pairs import Pair

OWN_TEXTS = Path(__file__).parent.parent / "data" / "names"
FREQUENT = 12_000
"""So many of the most frequent words come before those of the sentences."""


def order_words(
    terms: Iterable[str], grammar: Grammar, pairs: Sequence[Pair], frequencies: Mapping[str, int], meanings: Meanings
) -> list[str]:
    """All words worth knowing, without doubles: the field's, those of its texts, of the lessons, of the dictionaries.

    The dictionaries come last: most of their words are never read.
    """
    frequent = list(frequencies)
    own = count_words(paragraph.text for paragraph in read_part(OWN_TEXTS, "train"))
    seen = [word for word, count in count_words(dutch for dutch, _ in pairs).most_common() if count > 1]
    ordered = [*terms, *grammar.words(), *[word for word, _ in own.most_common()], *frequent[:FREQUENT], *seen]
    return [word for word in dict.fromkeys([*ordered, *frequent, *meanings.words()]) if word.isalpha()]


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word occurs, lower-cased.

    >>> count_words(["De wijk, de buurt."]).most_common(1)
    [('de', 2)]
    """
    return Counter(word for text in texts for word in re.findall(r"[^\W\d_]+", text.lower()))


def start_rows(
    tokenizer: Tokenizer, meanings: Meanings, frequencies: Mapping[str, int], rare: float
) -> tuple[Matrix, Matrix]:
    """The meaning of each token, shape (tokens, 384), and its weight by how rare it is (SIF), shape (tokens,)."""
    total = sum(frequencies.values())
    least = min(frequencies.values())
    tokens = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    rows = np.zeros((len(tokens), 384), dtype=np.float32)
    weights = np.zeros(len(tokens), dtype=np.float32)
    for token, number in tokens:
        word = token.removeprefix("##")
        weights[number] = rare / (rare + max(frequencies.get(word, 0), least) / total)
        vector = meanings.find(word) if len(word) > 1 else None
        if vector is not None:
            rows[number] = vector
    return rows, weights
