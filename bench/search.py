"""Time search as a library grows: `python -m bench.search [--sizes 1000 10000 100000] [--cases 2000]`.

Passages are made by joining random sentences of the sample corpus, so that words are spread as in Dutch; each size is
built, asked, changed and weighed on one core. Recall compares the vector index with exact search.
"""

import argparse
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

import numpy as np

from corpus.model import CaseMention, Document, Entity, Kind, Metadata, Page, PageRun, Passage, Sentence
from ingest.embedder import load_embedder
from models.recipes.search_examples import read_documents
from search.passages import PassageIndex
from search.similar_cases import find_similar_cases

CORPUS = Path(__file__).parents[1] / "corpus" / "documents"
PASSAGES_A_DOCUMENT = 100
QUERIES = (
    "hoe houd je bewoners betrokken bij een wijkprogramma",
    "corporatie en gemeente delen het risico van een buurthuis",
    "schuldhulpverlening achter de voordeur",
    "vertrouwen kost tijd",
    "jongeren die overlast geven krijgen werk in de wijk",
    "warmtenet bewoners coöperatie financiering",
    "wie is de baas in het overleg tussen welzijn en politie",
    "vrijwilligers raken overbelast als professionals zich terugtrekken",
)


def main() -> None:
    """Build, ask and change an index of each size."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    ask.add_argument("--cases", type=float, default=0.02, help="cases a passage")
    args = ask.parse_args()
    sentences = [
        sentence
        for _, passages in read_documents(sorted(CORPUS.glob("*.pdf")))
        for passage in passages
        for sentence in passage.text.split(". ")
    ]
    print("passages   build s   disk MB  rss MB  search p50/p95 ms   cases p95 ms   recall@10  add+remove s")
    for size in args.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), size, args.cases, sentences)


def measure(folder: Path, size: int, cases: float, sentences: list[str]) -> None:
    """Print one line of figures."""
    index, rng = PassageIndex(folder, load_embedder()), random.Random(size)
    began = time.process_time()
    for number in range(size // PASSAGES_A_DOCUMENT):
        index.add(*_document(f"d{number}", sentences, cases, rng))
    index.commit()
    built = time.process_time() - began
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    questions = [" ".join(rng.sample(query.split(), k=len(query.split()) - 1)) for query in QUERIES * 12]
    index.search(questions[0])
    search = _milliseconds(lambda question: index.search(question), questions)
    find_similar_cases(index, QUERIES[0])
    alike = _milliseconds(lambda question: find_similar_cases(index, question), questions[:24])
    recall = _recall(index, questions)
    began = time.process_time()
    index.remove("d0")
    index.add(*_document("new", sentences, cases, rng))
    index.commit()
    changed = time.process_time() - began
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    p50, p95 = np.percentile(search, [50, 95])
    print(
        f"{size:8}{built:10.1f}{disk:10.0f}{rss:8.0f}{p50:11.1f}/{p95:.1f}{np.percentile(alike, 95):16.1f}"
        f"{recall:13.3f}{changed:12.1f}",
        flush=True,
    )


def _milliseconds(call: Callable[[str], object], questions: list[str]) -> list[float]:
    times = []
    for question in questions:
        began = time.process_time()
        call(question)
        times.append((time.process_time() - began) * 1000)
    return times


def _recall(index: PassageIndex, questions: list[str]) -> float:
    """The share of the ten nearest passages that the vector index finds."""
    keys = [key for sha256 in index.digests() for key in index.entries.keys(sha256)]
    rows = index.vectors(keys)
    shares = []
    for vector in index.embedder.embed_queries(questions):
        exact = {keys[at] for at in np.argsort(-(rows @ vector))[:10]}
        shares.append(len(exact & set(index.nearest(vector, 10))) / 10)
    return float(np.mean(shares))


def _document(
    name: str, sentences: list[str], cases: float, rng: random.Random
) -> tuple[Document, str, list[Passage], list[Entity]]:
    texts = [". ".join(rng.sample(sentences, 5)) for _ in range(PASSAGES_A_DOCUMENT)]
    passages = list(_passages(name, texts))
    document = Document(
        sha256=name, file=f"{name}.pdf", metadata=Metadata(title=name, year=rng.randint(1990, 2025)),
        text="\n\n".join(texts), pages=(Page(1, "1", 595, 842),), runs=(PageRun(0, 1),), blocks=(),
    )  # fmt: skip
    named = [_case(f"{name}-{n}", rng.sample(passages, 6)) for n in range(int(PASSAGES_A_DOCUMENT * cases))]
    return document, "1", passages, named


def _passages(name: str, texts: list[str]) -> Iterator[Passage]:
    start = 0
    for number, text in enumerate(texts):
        yield Passage(
            document=name, number=number, start=start, end=start + len(text), text=text, headings=(name,),
            page=1, last_page=1, printed_page="1", sentences=(Sentence(start, start + len(text), 1, "1"),),
        )  # fmt: skip
        start += len(text) + 2


def _case(name: str, passages: list[Passage]) -> Entity:
    mentions = tuple(
        CaseMention(start=p.start, end=p.start + 5, text=p.text[:5], confidence=1.0, finder="bench/1", name=name)
        for p in passages
    )
    return Entity(iri=f"https://example/{name}", kind=Kind.CASE, label=name, confidence=1.0, mentions=mentions)


if __name__ == "__main__":
    main()
