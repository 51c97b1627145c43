"""Measure the Dutch pipeline: treebank, names, sentence boundaries of our own genres, and speed on one core.

    OMP_NUM_THREADS=1 python -m bench.language --data ../shared/training [--model NAME]

The figures belong in models/README.md and bench/RESULTS.md.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.language import Language

from ingest.language import DEFAULT, load_nlp
from models.recipes.measure import score_pipeline, score_sentences, score_spans, time_best
from models.recipes.name_docs import write_names
from models.recipes.names import read_part
from models.recipes.sources import Sources
from models.recipes.treebank import write_treebank

NAMES = Path("models/data/names")
SENTENCES = Path("models/data/sentences.txt")


def main() -> None:
    """Print all figures as JSON."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--model", default=DEFAULT)
    args = ask.parse_args()
    sources = Sources(args.data, Path("models/build/packages"))
    nlp = load_nlp(args.model)
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in ("ud-test-alpino", "ud-test-lassy"):
            gold = Path(folder) / f"{name}.spacy"
            write_treebank(sources.file(name), gold, vary=False)
            figures[name] = score_pipeline(nlp, gold)
        names = Path(folder) / "names.spacy"
        write_names(read_part(NAMES, "test"), names)
        figures["own names, test documents"] = score_spans(nlp, names)
    figures["sentences of own blocks, F"] = score_sentences(nlp, SENTENCES)
    figures |= _time(nlp, args.model)
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")


def _time(nlp: Language, model: str) -> dict[str, float]:
    """Speed in the processor time of this process, so that waiting for other programs does not count."""
    texts = [paragraph.text for part in ("train", "dev") for paragraph in read_part(NAMES, part)][:400]
    words = sum(len(nlp.make_doc(text)) for text in texts)
    with_names = round(words / _seconds(lambda: list(nlp.pipe(texts))))
    with nlp.select_pipes(disable=["ner"]):
        without = round(words / _seconds(lambda: list(nlp.pipe(texts))))
    return {
        "words a second, with names": with_names,
        "words a second, without names": without,
        "s to load": round(_seconds(lambda: load_nlp(model)), 2),
        "s to make a blank Dutch pipeline (yardstick)": round(_seconds(lambda: spacy.blank("nl")), 2),
        "programs that wanted a core meanwhile": round(os.getloadavg()[0], 1),
        "cores": os.cpu_count() or 1,
    }


def _seconds(work: Callable[[], object]) -> float:
    return time_best(work, rounds=3, clock=time.process_time)


if __name__ == "__main__":
    main()
