"""Score the finders on the shared gold, without a library: `python -m bench.finders [--show N] [--folds FOLDER]`.

`--folds` names a folder of models of which each was trained without one document (`models/recipes/train_finders.py
--folds` makes it); without it the shipped models judge text that they were trained on.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from spacy.language import Language

from corpus.model import AnyMention, Document
from ingest.finders import FINDERS
from ingest.finders.sentences import mentions_of
from ingest.language import load_nlp
from ingest.mentions import annotate
from ingest.readers import read_document
from kg.entities import merge_mentions
from kg.export import export_entities
from models.recipes.judges import judge_by

SHARED = Path(__file__).parents[2] / "shared"
FILES = {
    "000": "interview-systeemkraak-oosterbaan.pdf",
    "001": "door-de-ogen-van-de-praktijk.pdf",
    "002": "het-gat-tussen-denken-en-doen.pdf",
}


def find(document: Document, nlp: Language) -> list[AnyMention]:
    """All mentions; the processor time of the pipeline and of each finder goes to the terminal."""
    begin = time.process_time()
    doc = annotate(document, nlp)
    words = len(document.text.split())
    spent = [f"{document.file[:20]} {words} words, pipeline {time.process_time() - begin:.2f} s"]
    total = time.process_time()
    for name, component in FINDERS:
        begin = time.process_time()
        doc = component(doc)
        spent.append(f"{name} {time.process_time() - begin:.2f}")
    print(*spent, f"| finders {words / (time.process_time() - total):.0f} words/s", file=sys.stderr)
    return mentions_of(doc)


def main() -> None:
    """Find, time and score."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--show", type=int, default=0)
    ask.add_argument("--folds", type=Path)
    ask.add_argument("--export", type=Path, default=Path(tempfile.gettempdir()) / "finders.jsonl")
    args = ask.parse_args()
    nlp = load_nlp()
    found = []
    for name, file in FILES.items():
        if args.folds:
            judge_by(args.folds / name)
        document = read_document(SHARED / "corpus" / file).document
        found.append((document, merge_mentions(document, find(document, nlp))))
    lines = [json.dumps(row, ensure_ascii=False) for row in export_entities(found)]
    args.export.write_text("\n".join(lines) + "\n", encoding="utf-8")
    score = [sys.executable, SHARED / "gold" / "score.py", "--export", args.export, "--show", str(args.show)]
    subprocess.run([str(part) for part in score], check=True)


if __name__ == "__main__":
    main()
