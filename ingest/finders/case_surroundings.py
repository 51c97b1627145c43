"""What the places where a candidate is named tell of it: how many there are and where, and which words stand near."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from corpus.model import BlockRole
from ingest.finders.case_sightings import Sighting

SPREAD = (
    "places, logarithm",
    "places, share of the sentences",  # one is a place in each twentieth sentence
    "in two blocks",
    "in four blocks",
    "under two headings",
    "in the first tenth",
    "from first to last place",
    "in a list",
    "in a caption",
    "in notes only",
    "in table rows only",
    "name of one word",
    "name of three words",
    "name of five words",
    "name ends in lower case",
    "name begins in lower case",
    "short sentence",
)
# So many words before and behind a name are looked at, at so many of its places.
REACH = 4
MOST_PLACES = 12
WORD = re.compile(r"[\w'-]+")


def spread(name: str, seen: Sequence[Sighting], length: int, sentences: int) -> tuple[float, ...]:
    """How a candidate is spread over a document of `length` characters, in the order of SPREAD."""
    starts = sorted({sighting.start for sighting in seen})
    blocks = {sighting.sentence.block for sighting in seen}
    roles = {sighting.sentence.role for sighting in seen}
    words = name.split()
    return (
        math.log1p(len(starts)),
        min(20 * len(starts) / max(20, sentences), 1.0),
        len(blocks) > 1,
        len(blocks) > 3,
        len({sighting.sentence.headings[-1:] for sighting in seen}) > 1,
        10 * starts[0] < length,
        (starts[-1] - starts[0]) / max(1, length),
        BlockRole.LIST_ITEM in roles,
        BlockRole.CAPTION in roles,
        roles == {BlockRole.NOTE},
        roles == {BlockRole.TABLE_ROW},
        len(words) == 1,
        len(words) > 2,
        len(words) > 4,
        words[-1][0].islower(),
        name[0].islower(),
        len(seen[0].sentence.text) < 60,
    )


def near_words(seen: Sequence[Sighting]) -> dict[str, float]:
    """The words right before and behind a candidate, each with the share of its places where it stands there.

    >>> from ingest.finders.sentences import Sentence
    >>> sentence = Sentence(0, 27, "Toen begon De Tafel in Ede.", BlockRole.PARAGRAPH, 0, (), True, True)
    >>> near_words([Sighting(11, 19, "De Tafel", (), None, "named", sentence)])
    {'before toen': 1.0, 'before begon': 1.0, 'after in': 1.0, 'after ede': 1.0}
    """
    places = {(sighting.start, sighting.end): sighting.sentence for sighting in seen}
    taken = list(places.items())[:MOST_PLACES]
    counts: Counter[str] = Counter()
    for (start, end), sentence in taken:
        before, after = sentence.text[: start - sentence.start], sentence.text[end - sentence.start :]
        near = [f"before {word.lower()}" for word in WORD.findall(before[-80:])[-REACH:]]
        near += [f"after {word.lower()}" for word in WORD.findall(after[:80])[:REACH]]
        counts.update(dict.fromkeys(near, 1))
    return {word: count / len(taken) for word, count in counts.items()}
