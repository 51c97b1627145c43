"""The words of a sentence, one by one and two by two, as the judges of sentences weigh them."""

import re
from itertools import pairwise

WORD = re.compile(r"\w+|[:?!;\"‘“]")


def said_words(text: str) -> tuple[str, ...]:
    """Each word of a text, each two that follow each other, and telling marks, in small letters, each once.

    >>> said_words("Begin klein!")
    ('begin', 'klein', '!', 'begin klein', 'klein !')
    """
    words = WORD.findall(text.lower())
    return tuple(dict.fromkeys((*words, *map(" ".join, pairwise(words)))))
