"""Train models/nl_wijk, the Dutch pipeline: sentences, parts of speech, morphology, lemmas, dependencies, names.

Run: python -m models.recipes.train_nl_wijk --data ../shared/training --packages models/build/packages
"""

import argparse
import logging
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import spacy
from spacy.cli.train import train
from spacy.language import Language

from models.recipes.gazetteers import read_gazetteers
from models.recipes.measure import score_pipeline, score_sentences, score_spans
from models.recipes.model_card import write_card
from models.recipes.name_docs import vary_names, write_names
from models.recipes.names import read_part
from models.recipes.sentence_docs import write_sentences
from models.recipes.sources import Sources
from models.recipes.treebank import write_treebank
from models.recipes.word_vectors import describe_vocabulary, keep_lower, write_vectors

if TYPE_CHECKING:
    from spacy.pipeline import TrainablePipe

log = logging.getLogger(__name__)

HERE = Path(__file__).parent
NAMES = HERE.parent / "data" / "names"
SENTENCES = HERE.parent / "data" / "sentences.txt"
CONFIGURATIONS = {"grammar": "nl_wijk.cfg", "sentences": "nl_wijk_sentences.cfg", "names": "nl_wijk_names.cfg"}
USED = (
    "ud-train ud-dev ud-test-alpino ud-test-lassy lookups words frequencies "
    "odwn wiktionary wordnet municipalities places wijken buurten wijken-2015 bodies first-names surnames"
).split()


@dataclass(frozen=True)
class Workplace:
    """Where the sources are, and where what is made on the way is put."""

    sources: Sources
    build: Path

    def file(self, name: str) -> Path:
        """A file or folder of the build."""
        return self.build / name


def prepare(place: Workplace) -> None:
    """Write the vectors, the treebank and the names in the forms that spaCy trains on."""
    lists = read_gazetteers(place.sources)
    write_vectors(describe_vocabulary(place.sources, lists), place.file("vectors"))
    for part in ("train", "dev", "test-alpino", "test-lassy"):
        source = place.sources.file(f"ud-{part}")
        write_treebank(source, place.file(f"ud-{part}.spacy"), vary=part == "train")
    for part in ("train", "dev", "test"):
        paragraphs = read_part(NAMES, part)
        varied = vary_names(paragraphs, lists) if part == "train" else paragraphs
        lost = write_names(varied, place.file(f"names-{part}.spacy"))
        if part != "test":
            write_sentences(place.file(f"ud-{part}.spacy"), paragraphs, place.file(f"sentences-{part}.spacy"))
        log.info("names %s: %d paragraphs, %d names cut by no token boundary", part, len(varied), lost)


def train_part(place: Workplace, part: str, **paths: str) -> Language:
    """One part of the pipeline by its configuration; paths are names of files in the build."""
    overrides = {f"paths.{key}": str(place.file(name)) for key, name in {"vectors": "vectors", **paths}.items()}
    train(HERE / CONFIGURATIONS[part], place.file(part), overrides=overrides)
    keep_lower(place.file(part) / "model-best")
    return spacy.load(place.file(part) / "model-best")


def train_names(place: Workplace, grammar: Language) -> Language:
    """The names, starting from what the treebank taught about words in context."""
    tok2vec = cast("TrainablePipe", grammar.get_pipe("tok2vec"))
    place.file("tok2vec.bin").write_bytes(tok2vec.model.to_bytes())
    names = train_part(place, "names", train="names-train.spacy", dev="names-dev.spacy", init_tok2vec="tok2vec.bin")
    names.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    return names


def assemble(grammar: Language, sentences: Language, names: Language, folder: Path) -> Language:
    """One pipeline of all parts, written and read back; the parser keeps to the sentences that it is given."""
    grammar.add_pipe("senter", source=sentences, before="parser")
    grammar.add_pipe("ner", source=names)
    shutil.rmtree(folder, ignore_errors=True)
    grammar.to_disk(folder)
    keep_lower(folder)
    return spacy.load(folder)


def main() -> None:
    """Train, write the model and its card."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--packages", type=Path, default=Path("models/build/packages"))
    ask.add_argument("--build", type=Path, default=Path("models/build/nl_wijk"))
    ask.add_argument("--out", type=Path, default=HERE.parent / "nl_wijk")
    args = ask.parse_args()
    logging.basicConfig(level=logging.INFO)
    args.build.mkdir(parents=True, exist_ok=True)
    place = Workplace(Sources(args.data, args.packages), args.build)
    prepare(place)
    grammar = train_part(place, "grammar", train="ud-train.spacy", dev="ud-dev.spacy")
    sentences = train_part(place, "sentences", train="sentences-train.spacy", dev="sentences-dev.spacy")
    nlp = assemble(grammar, sentences, train_names(place, grammar), args.out)
    figures = {
        "UD Dutch Alpino, test": score_pipeline(nlp, place.file("ud-test-alpino.spacy")),
        "UD Dutch LassySmall, 400 test sentences": score_pipeline(nlp, place.file("ud-test-lassy.spacy")),
        "own names, test documents": score_spans(nlp, place.file("names-test.spacy")),
        "own blocks": {"SENT": score_sentences(nlp, SENTENCES)},
    }
    write_card(args.out, figures, USED)


if __name__ == "__main__":
    main()
