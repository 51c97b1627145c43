"""English texts of WordNet in Dutch, word by word: no Dutch to read, but a bag of words needs no grammar."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from models.recipes.glosses import Glosses, align_words, split_words
from models.recipes.pairs import Pair
from models.recipes.sources import Sources

_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""),
    ("er", ""), ("er", "e"), ("est", ""), ("est", "e"), ("ly", ""), ("'s", ""), ("n't", ""),
)  # fmt: skip
_KEPT = 0.85
"""The share of a text's words that must be translated."""


def read_word_by_word(sources: Sources, pairs: Sequence[Pair], synsets: Glosses, seed: int) -> list[Pair]:
    """Definitions and examples of the synsets that have a Dutch lemma, each with its words in Dutch.

    Words are drawn anew for every text among the translations that alignment and dictionaries give.
    """
    folder, draw = sources.folder("wordnet") / "usr/share/wordnet", random.Random(seed)
    dictionary = _turn(synsets, [(english, dutch) for dutch, english in pairs])
    bases = _read_bases(folder)
    texts = dict.fromkeys(_read_texts(folder, _read_translated(sources)))
    translated = ((translate(text, dictionary, bases, draw), text) for text in texts)
    return [(dutch, english) for dutch, english in translated if dutch]


def translate(text: str, dictionary: Glosses, bases: Mapping[str, str], draw: random.Random) -> str:
    """The words of an English text in Dutch; nothing when too few are known.

    >>> translate("The dogs bark!", {"the": {"de": 1.0}, "dog": {"hond": 1.0}, "bark": {"blaffen": 1.0}}, {},
    ...           random.Random(1))
    'de hond blaffen'
    """
    words, known = split_words(text), 0
    dutch: list[str] = []
    for word in words:
        options = next((dictionary[form] for form in _forms(word, bases) if form in dictionary), None)
        known += options is not None or word.isdigit()
        if options:
            dutch += draw.choices(list(options), list(options.values()))
        elif word.isdigit():
            dutch.append(word)
    return " ".join(dutch) if len(words) > 1 and known >= _KEPT * len(words) else ""


def _forms(word: str, bases: Mapping[str, str]) -> Iterator[str]:
    yield word
    if word in bases:
        yield bases[word]
    for ending, base in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word.removesuffix(ending)
            yield stem + base
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]


def _turn(synsets: Glosses, english_first: Sequence[Pair]) -> Glosses:
    """Dutch words for English ones: where sentences align them, that; else the lemmas of their synsets."""
    turned: Glosses = defaultdict(lambda: defaultdict(float))
    for dutch, row in synsets.items():
        total = sum(row.values())
        for english, weight in row.items():
            turned[english.lower()][dutch] += weight * weight / total
    aligned = align_words(english_first)
    for english, row in aligned.items():
        own = turned.get(english, {})
        scale = sum(own.values())
        both = {dutch: weight / scale for dutch, weight in own.items()} if scale and sum(row.values()) < 0.6 else {}
        for dutch, chance in row.items():
            both[dutch] = both.get(dutch, 0.0) + 2 * chance
        turned[english] = both
    return {english: _best(row) for english, row in turned.items()}


def _best(row: Mapping[str, float], size: int = 4) -> dict[str, float]:
    ordered = sorted(row.items(), key=lambda item: (-item[1], item[0]))[:size]
    return {dutch: weight for dutch, weight in ordered if weight > 0.2 * ordered[0][1]}


def _read_bases(folder: Path) -> dict[str, str]:
    """The base of irregular forms."""
    lines = [line.split() for part in ("noun", "verb", "adj", "adv") for line in (folder / f"{part}.exc").open()]
    return {form: base for form, base, *_ in lines}


def _read_translated(sources: Sources) -> set[str]:
    """The synsets that have a Dutch lemma."""
    files = (sources.file(name) for name in ("odwn", "wiktionary"))
    return {line.split("\t")[0] for file in files for line in file.read_text("utf-8").splitlines()[1:]}


def _read_texts(folder: Path, synsets: set[str]) -> Iterator[str]:
    """All examples, and the definitions of these synsets."""
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{part}").read_text("latin-1").splitlines():
            if line.startswith("  "):
                continue
            fields, _, gloss = line.partition(" | ")
            kind = fields.split()[2]
            yield from (example for example in re.findall(r'"([^"]{8,200})"', gloss) if " " in example)
            definition = re.sub(r'\([^)]*\)|;? *"[^"]*"?', "", gloss).strip(" ;")
            if f"{line[:8]}-{'a' if kind == 's' else kind}" in synsets and " " in definition:
                yield definition
