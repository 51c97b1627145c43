"""Write models/search/words.txt: the words that a Dutch compound may be made of, and others, with their counts.

Run: python -m models.recipes.compound_words --data ../shared/training
"""

import argparse
import re
from pathlib import Path

from models.recipes.sources import Sources
from ontology.thesaurus import load_thesaurus

TARGET = Path(__file__).parents[1] / "search" / "words.txt"
FEWEST = 10
"""A rarer word is as likely a name or a slip of the pen."""
COUNT_OF_FIELD_WORD = 50
"""What a word of the thesaurus counts for at least: films, where the counts come from, seldom speak of policy."""

_WORD = re.compile(r"[a-zà-ÿ]{2,}")


def main() -> None:
    """Join the frequency list and the thesaurus."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, required=True)
    sources = Sources(ask.parse_args().data, Path("models/build/packages"))
    counts = {word: count for word, count in _read_counts(sources.file("frequencies")) if count >= FEWEST}
    for concept in load_thesaurus().concepts.values():
        for label in concept.labels_nl:
            for word in _WORD.findall(label.casefold()):
                counts[word] = max(counts.get(word, 0), COUNT_OF_FIELD_WORD)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("".join(f"{word} {counts[word]}\n" for word in sorted(counts)), encoding="utf-8")


def _read_counts(path: Path) -> list[tuple[str, int]]:
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return [(word, int(count)) for word, count in rows if _WORD.fullmatch(word)]


if __name__ == "__main__":
    main()
