"""Weigh the pages, time them, and let many read at once.

    python -m bench.web [--passages 100000] [--readers 50]

Makes a library of sentences over and over, with real indexes and a small embedder of its own, so that what is timed is
the pages and the search, not a model. The server runs in a process of its own and tells how much processor time each
answer took, so that a busy machine does not count; the figures belong in bench/RESULTS.md.
"""

import argparse
import gzip
import itertools
import multiprocessing
import random
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import blake2b

import httpx
import numpy as np
import uvicorn
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.library import Library, create_library, open_library
from app.settings import Settings
from app.web.application import create_app
from app.web.options import Options
from corpus.model import (
    AnyMention,
    Block,
    BlockRole,
    CaseMention,
    Document,
    LessonMention,
    Metadata,
    Page,
    PageRun,
    Passage,
    Sentence,
    TensionMention,
)
from corpus.records import Origin
from corpus.vectors import Vectors
from ontology.thesaurus import load_thesaurus

PORT = 8799
HTML = {"accept": "text/html", "accept-encoding": "gzip"}
MOST_BYTES, MOST_MILLISECONDS = 300_000, 200
_SUBJECTS = "bewoners gemeente corporatie jongeren wijkteam buurthuis politie school vrijwilligers opbouwwerker".split()
_VERBS = "zoeken bouwen betalen verliezen winnen delen leren missen vragen bewaken".split()
_OBJECTS = "vertrouwen groen schulden ruimte tijd geld veiligheid zorg werk ontmoeting regie eigenaarschap".split()
_PER_DOCUMENT = 100
_CASES_ASKED = 20  # as many as the smallest library has
_FAMILY = load_thesaurus().tensions()[0].slug


class HashEmbedder:
    """A text is the sum of a fixed random vector for each of its words."""

    name, dimensions = "hash/1", 64

    def embed_passages(self, texts: list[str]) -> Vectors:
        """Vectors of texts, shape (texts, 64)."""
        rows = np.array([self._row(text) for text in texts], dtype=np.float32).reshape(-1, self.dimensions)
        unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit

    def embed_queries(self, texts: list[str]) -> Vectors:
        """The same, for questions."""
        return self.embed_passages(texts)

    def _row(self, text: str) -> Vectors:
        little = np.full(self.dimensions, 1e-3, dtype=np.float32)
        total: Vectors = np.sum([little, *map(_random_row, text.lower().split())], axis=0)
        return total


@cache
def _random_row(word: str) -> Vectors:
    seed = int.from_bytes(blake2b(word.encode(), digest_size=4).digest())
    return np.random.default_rng(seed).standard_normal(HashEmbedder.dimensions).astype(np.float32)


def main() -> int:
    """Make the library, start the server, measure, and print what is over a bar."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--passages", type=int, default=2000)
    ask.add_argument("--readers", type=int, default=50)
    ask.add_argument("--rounds", type=int, default=20, help="times that each page is asked")
    args = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(library=folder)
        make_library(settings, args.passages)
        server = multiprocessing.get_context("spawn").Process(target=serve, args=(settings,))
        server.start()
        try:
            wait_until_ready()
            heavy = weigh()
            slow = measure(args.rounds)
            failed = read_together(args.readers)
        finally:
            server.terminate()
            server.join()
    return int(heavy or slow or failed)


def make_library(settings: Settings, passages: int) -> None:
    """A library of so many passages."""
    begin, random_ = time.perf_counter(), random.Random(1)
    library = _with_embedder(create_library(settings))
    source = library.folder / "leeg.pdf"
    source.write_bytes(b"%PDF-1.4\n")
    with library.writing():
        for number in range(max(1, passages // _PER_DOCUMENT)):
            document, parts, mentions = _document(number, random_)
            origin = Origin(path=source, recipe="bench", text_hash=str(number))
            library.records.save(document, [], parts, mentions, origin)
        library.bring_up_to_date()
    print(f"library of {passages} passages made in {time.perf_counter() - begin:.0f} s")


def serve(settings: Settings) -> None:
    """Run the application until the process is ended."""
    app = create_app(settings, Options(expensive_per_minute=1_000_000), lambda s: _with_embedder(open_library(s)))
    uvicorn.run(_Timed(app), port=PORT, log_level="error")


class _Timed:
    """Tells with each answer how much processor time it took; true while one question is asked at a time."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begin = time.process_time()

        async def with_time(message: Message) -> None:
            if message["type"] == "http.response.start":
                took = 1000 * (time.process_time() - begin)
                MutableHeaders(scope=message).append("Server-Timing", f"cpu;dur={took:.1f}")
            await send(message)

        await self._app(scope, receive, with_time)


def wait_until_ready() -> None:
    """Ask the first page until it comes; opening the library is not timed with the pages."""
    for _ in range(600):
        try:
            if httpx.get(f"http://127.0.0.1:{PORT}/", headers=HTML, timeout=300).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def weigh() -> int:
    """Print what a first visit to each page costs in bytes, with all that it loads; how many are over the bar."""
    over = 0
    with httpx.Client(base_url=f"http://127.0.0.1:{PORT}", headers=HTML, timeout=60) as client:
        for name, address in _pages():
            html = _get(client, address)
            parts = re.findall(r'(?:src|href)="(/(?:static|vendor)/[^"]+)"', html)
            fonts = re.findall(r'url\("([^"]+)"\)', _get(client, "/static/fonts.css"))
            total = len(gzip.compress(html.encode()))
            total += sum(_transferred(client, part) for part in dict.fromkeys([*parts, *fonts]))
            over += total > MOST_BYTES
            print(f"{name:12}{total / 1000:8.0f} kB" + ("  OVER" if total > MOST_BYTES else ""))
    return over


def measure(rounds: int) -> int:
    """Print the processor time of each page, one reader at a time; how many are over the bar."""
    over = 0
    with httpx.Client(base_url=f"http://127.0.0.1:{PORT}", headers=HTML, timeout=60) as client:
        for name, address in _pages():
            times = []
            for number in range(rounds):
                asked = address.replace("vertrouwen", _OBJECTS[number % len(_OBJECTS)])
                response = client.get(asked.replace("buurthuis-1", f"buurthuis-{number % _CASES_ASKED}"))
                times.append(float(response.headers["Server-Timing"].rpartition("=")[2]))
            p95 = statistics.quantiles(times, n=20)[-1]
            over += p95 > MOST_MILLISECONDS
            late = "  OVER" if p95 > MOST_MILLISECONDS else ""
            print(f"{name:12}median {statistics.median(times):7.0f} ms   p95 {p95:7.0f} ms{late}")
    return over


def read_together(readers: int) -> int:
    """Let readers ask pages at the same moment; how many answers were errors."""

    def read(number: int) -> list[int]:
        with httpx.Client(base_url=f"http://127.0.0.1:{PORT}", headers=HTML, timeout=120) as client:
            turned = itertools.islice(itertools.cycle(_pages()), number % 5, number % 5 + 5)
            return [client.get(address).status_code for _, address in turned]

    begin = time.perf_counter()
    with ThreadPoolExecutor(readers) as pool:
        codes = [code for found in pool.map(read, range(readers)) for code in found]
    errors = sum(code != 200 for code in codes)
    seconds = time.perf_counter() - begin
    print(f"{readers} readers: {len(codes)} pages in {seconds:.1f} s, {errors} errors")
    return errors


def _pages() -> list[tuple[str, str]]:
    return [
        ("home", "/"),
        ("search", "/zoeken?q=vertrouwen van bewoners"),
        ("case", "/casus/utrecht/buurthuis-1"),
        ("cases", "/casussen"),
        ("lessons", "/lessen"),
        ("tensions", "/spanningen"),
        ("family", f"/spanningen/{_FAMILY}"),
        ("similar", "/zoals/utrecht/buurthuis-1"),
    ]


def _get(client: httpx.Client, address: str) -> str:
    response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}")
    return response.text


def _transferred(client: httpx.Client, address: str) -> int:
    with client.stream("GET", address) as response:
        return sum(len(piece) for piece in response.iter_raw())


def _with_embedder(library: Library) -> Library:
    library.__dict__["embedder"] = HashEmbedder()
    return library


def _document(number: int, random_: random.Random) -> tuple[Document, list[Passage], list[AnyMention]]:
    sha256 = blake2b(str(number).encode(), digest_size=32).hexdigest()
    case = f"Buurthuis {number % 50}"
    texts = [f"In {case} geldt dit. {' '.join(_sentences(random_))}" for _ in range(_PER_DOCUMENT)]
    starts = list(itertools.accumulate((len(text) + 2 for text in texts), initial=0))[:-1]
    spans = [(start, start + len(text)) for start, text in zip(starts, texts, strict=True)]
    document = Document(
        sha256=sha256,
        file=f"{number}.pdf",
        metadata=Metadata(title=f"Over {case}, deel {number}", authors=("Jan Smit",), year=2000 + number % 25),
        text="\n\n".join(texts),
        pages=(Page(1, "1", 595, 842),),
        runs=(PageRun(0, 1),),
        blocks=tuple(Block(BlockRole.PARAGRAPH, start, end) for start, end in spans),
    )
    passages = [
        Passage(
            document=sha256,
            number=at,
            start=start,
            end=end,
            text=texts[at],
            headings=(),
            page=1,
            last_page=1,
            printed_page="1",
            sentences=(Sentence(start, end, 1, "1"),),
        )
        for at, (start, end) in enumerate(spans)
    ]
    return document, passages, list(_mentions(document, case, spans))


def _sentences(random_: random.Random) -> Iterator[str]:
    for _ in range(6):
        yield f"De {random_.choice(_SUBJECTS)} {random_.choice(_VERBS)} samen {random_.choice(_OBJECTS)}."


def _mentions(document: Document, case: str, spans: list[tuple[int, int]]) -> Iterator[AnyMention]:
    sure = {"confidence": 0.9, "finder": "bench/1"}
    for at, (start, end) in enumerate(spans):
        if at % 10 == 0:
            first = start + 3
            yield CaseMention(
                start=first,
                end=first + len(case),
                text=case,
                name=case,
                municipality="Utrecht",
                **sure,  # type: ignore[arg-type]
            )
        if at % 20 == 0:
            said = document.text[start:end]
            yield TensionMention(
                start=start,
                end=end,
                text=document.text[start:end],
                pole_a="loslaten",
                pole_b="vasthouden",
                family=_FAMILY,
                case=case,
                **sure,  # type: ignore[arg-type]
            )
            yield LessonMention(
                start=start,
                end=end,
                text=said,
                statement=said,
                explicit=False,
                case=case,
                **sure,  # type: ignore[arg-type]
            )


if __name__ == "__main__":
    raise SystemExit(main())
