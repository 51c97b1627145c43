"""Train models/nl_wijk, the Dutch pipeline: sentences, parts of speech, morphology, lemmas, dependencies, names.

Run: python -m models.recipes.train_nl_wijk --data ../shared/training --packages models/build/packages
"""

import argparse
import logging
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import spacy
from spacy.cli.train import train
from spacy.language import Language

from models.recipes.average_weights import average_weights
from models.recipes.gazetteers import Gazetteers, read_gazetteers
from models.recipes.measure import score_pipeline, score_sentences, score_spans
from models.recipes.model_card import write_card
from models.recipes.name_docs import vary_names, write_names
from models.recipes.names import read_part
from models.recipes.needed_strings import keep_needed_strings
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
CONFIGURATIONS = {
    "grammar": "nl_wijk.cfg",
    "sentences": "nl_wijk_sentences.cfg",
    "names": "nl_wijk_names.cfg",
    "round": "nl_wijk_names_again.cfg",
}
ROUNDS = (
    *((1800, 0.2), (2200, 0.1), (2400, 0.3), (1600, 0.2), (2000, 0.2), (1100, 0.3)),
    *((900, 0.2), (750, 0.25), (550, 0.2)),
)
"""Steps and dropout of each further round in which the names are learnt."""
AVERAGED = 2
"""So many of the last rounds make the names that are shipped."""
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


def prepare(place: Workplace, lists: Gazetteers) -> None:
    """Write the vectors, the treebank and the names in the forms that spaCy trains on."""
    write_vectors(describe_vocabulary(place.sources, lists), place.file("vectors"))
    for part in ("train", "dev", "test-alpino", "test-lassy"):
        source = place.sources.file(f"ud-{part}")
        write_treebank(source, place.file(f"ud-{part}.spacy"), vary=part == "train")
    for part in ("train", "dev", "test"):
        paragraphs = read_part(NAMES, part)
        if part != "train":
            write_names(paragraphs, place.file(f"names-{part}.spacy"))
        if part != "test":
            write_sentences(place.file(f"ud-{part}.spacy"), paragraphs, place.file(f"sentences-{part}.spacy"))


def train_part(place: Workplace, part: str, settings: Mapping[str, float], **paths: str) -> Language:
    """One part of the pipeline by its configuration; paths are names of files or folders in the build."""
    overrides = {f"paths.{key}": str(place.file(name)) for key, name in {"vectors": "vectors", **paths}.items()}
    train(HERE / CONFIGURATIONS[part.split("-")[0]], place.file(part), overrides={**overrides, **settings})
    keep_lower(place.file(part) / "model-best")
    return spacy.load(place.file(part) / "model-best")


def train_names(place: Workplace, grammar: Language, lists: Gazetteers) -> Language:
    """The names: from what the treebank taught about words in context, then in rounds that each start from the last."""
    tok2vec = cast("TrainablePipe", grammar.get_pipe("tok2vec"))
    place.file("tok2vec.bin").write_bytes(tok2vec.model.to_bytes())
    paths = {"train": "names-train.spacy", "dev": "names-dev.spacy"}
    _invent(place, lists, seed=1)
    last, rounds = "names", [train_part(place, "names", {}, init_tok2vec="tok2vec.bin", **paths)]
    for number, (steps, dropout) in enumerate(ROUNDS, start=2):
        _invent(place, lists, seed=number)
        settings = {"training.max_steps": steps, "training.dropout": dropout}
        rounds.append(train_part(place, f"round-{number}", settings, base=f"{last}/model-best", **paths))
        last = f"round-{number}"
    names = average_weights(rounds[-AVERAGED:])
    names.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    return names


def _invent(place: Workplace, lists: Gazetteers, seed: int) -> None:
    """Write the paragraphs to learn from, with other invented names for each seed."""
    varied = vary_names(read_part(NAMES, "train"), lists, seed=seed)
    lost = write_names(varied, place.file("names-train.spacy"))
    log.info("%d paragraphs with names, %d names cut by no token boundary", len(varied), lost)


def assemble(grammar: Language, sentences: Language, names: Language, folder: Path) -> Language:
    """One pipeline of all parts, written and read back; the parser keeps to the sentences that it is given."""
    grammar.add_pipe("senter", source=sentences, before="parser")
    grammar.add_pipe("ner", source=names)
    shutil.rmtree(folder, ignore_errors=True)
    grammar.to_disk(folder)
    keep_needed_strings(grammar, folder)
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
    lists = read_gazetteers(place.sources)
    prepare(place, lists)
    grammar = train_part(place, "grammar", {}, train="ud-train.spacy", dev="ud-dev.spacy")
    sentences = train_part(place, "sentences", {}, train="sentences-train.spacy", dev="sentences-dev.spacy")
    nlp = assemble(grammar, sentences, train_names(place, grammar, lists), args.out)
    figures = {
        "UD Dutch Alpino, test": score_pipeline(nlp, place.file("ud-test-alpino.spacy")),
        "UD Dutch LassySmall, 400 test sentences": score_pipeline(nlp, place.file("ud-test-lassy.spacy")),
        "own names, test documents": score_spans(nlp, place.file("names-test.spacy")),
        "own blocks": {"SENT": score_sentences(nlp, SENTENCES)},
    }
    write_card(args.out, figures, USED)


if __name__ == "__main__":
    main()
