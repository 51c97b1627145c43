"""Make the gold rows of the sample corpus: find every quote in its document and write down where it stands.

python -m corpus.sources.build_gold`.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from corpus.sources.markup import plain_text
from corpus.sources.source import SOURCES, Source, SourceError, read_sources

GOLD = SOURCES.parent / "gold"
KINDS = ("cases", "actors", "lessons", "tensions", "quotes", "queries", "queries_negative", "similar_cases")
#: What a row of each kind must have besides its quote.
FIELDS = {
    "cases": ("id", "label", "aliases", "municipality", "neighbourhoods", "kind"),
    "actors": ("id", "name", "aliases", "type"),
    "lessons": ("id", "statement", "case", "explicit", "grade", "source_type"),
    "tensions": ("id", "pole_a", "pole_b", "label", "case", "explicit", "kind", "grade", "family"),
    "quotes": ("id", "speaker", "topic"),
    "queries": ("qid", "user", "form", "query", "relevant"),
    "queries_negative": ("qid", "user", "form", "query"),
    "similar_cases": ("id", "form"),
}
VALUES: dict[str, set[str | int]] = {
    "type": {"person", "organisation", "group"},
    "grade": {"A", "B", 1, 2, 3},
    "user": {"adviser", "researcher", "writer"},
    "depth": {"beschreven", "genoemd"},
}
Row = dict[str, Any]


def locate(text: str, quote: str, *, occurrence: int = 0) -> tuple[int, int]:
    """Start and end of a quote in the text; white space is free, but a quote stays within one block.

    Without an occurrence (from 1) the quote must be unique. Raises SourceError when it is absent or ambiguous.

    >>> locate("De wijk is geen project.", "geen  project")
    (11, 23)
    """
    pattern = r"[^\S\n]+".join(re.escape(word) for word in quote.split())
    # A name must not be found inside a longer word.
    found = [match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)" if quote.split() else "$^", text)]
    if not found:
        raise SourceError(f"not in the text: {quote!r}")
    if occurrence > len(found):
        raise SourceError(f"occurs only {len(found)} times: {quote!r}")
    if not occurrence and len(found) > 1:
        raise SourceError(f"occurs {len(found)} times, say which: {quote!r}")
    return found[max(0, occurrence - 1)]


def read_rows(path: Path) -> list[Row]:
    """The rows of a JSON lines file; none when there is no file."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def place(kind: str, row: Row, text: str) -> Row:
    """The gold row of a source row: the same, with offsets where it had a quote."""
    missing = [name for name in FIELDS[kind] if name not in row]
    if missing:
        raise SourceError(f"lacks {', '.join(missing)}")
    for name, allowed in VALUES.items():
        if name in row and kind != "similar_cases" and row[name] not in allowed:
            raise SourceError(f"{name} is {row[name]!r}")
    if kind == "queries":
        return {**row, "relevant": [_span(passage, text) for passage in row["relevant"]]}
    if kind in ("queries_negative", "similar_cases"):
        return row
    placed = _span(row, text, first=kind in ("cases", "actors"))
    if kind != "actors":
        return placed
    return {("first_" + key if key in ("start", "end") else key): value for key, value in placed.items()}


def _span(row: Row, text: str, *, first: bool = False) -> Row:
    start, end = locate(text, row["quote"], occurrence=row.get("occurrence", 1 if first else 0))
    kept = {key: value for key, value in row.items() if key not in ("quote", "occurrence")}
    return kept | {"start": start, "end": end, "quote": text[start:end]}


def build_document(source: Source) -> dict[str, list[Row]]:
    """All gold rows of a document, by kind; raises SourceError with every row that is wrong."""
    text = plain_text(source)
    gold: dict[str, list[Row]] = {}
    wrong: list[str] = []
    for kind in KINDS:
        gold[kind] = []
        for row in read_rows(source.folder / f"{kind}.jsonl"):
            try:
                gold[kind].append(place(kind, row, text))
            except (SourceError, KeyError) as error:
                wrong.append(f"{source.slug}/{kind} {row.get('id', row.get('qid'))}: {error}")
    wrong += _check_names(source, gold, text)
    if wrong:
        raise SourceError("\n".join(wrong))
    return gold


def _check_names(source: Source, gold: dict[str, list[Row]], text: str) -> list[str]:
    """Names and aliases that the text does not have, double identifiers, and rows about unknown cases."""
    rows = [row for kind in KINDS for row in gold[kind]]
    ids = [row.get("id") or row["qid"] for row in rows]
    wrong = [f"{source.slug}: {name} is used twice" for name in sorted({i for i in ids if ids.count(i) > 1})]
    cases = {row["id"] for row in gold["cases"]}
    wrong += [
        f"{row['id']}: unknown case {row['case']}" for row in rows if row.get("case") and row["case"] not in cases
    ]
    flat = " ".join(text.split()).casefold()
    for row in (*gold["cases"], *gold["actors"]):
        said = [row.get("label") or row["name"], *row["aliases"]]
        found = [name for name in said if name.casefold() in flat]
        wrong += [f"{row['id']}: alias is not in the text: {name!r}" for name in said[1:] if name not in found]
        wrong += [f"{row['id']}: no name in the text: {said[0]!r}"] if not found else []
    return wrong


def build_corpus(sources: list[Source]) -> dict[str, str]:
    """Every file of the gold folder, by its path in it; raises SourceError with all that is wrong."""
    files, wrong = {}, []
    known: set[str] = set()
    compared: list[Row] = []
    for source in sources:
        files[f"texts/{source.slug}.txt"] = plain_text(source)
        try:
            gold = build_document(source)
        except SourceError as error:
            wrong.append(str(error))
            continue
        known |= {row["id"] for row in gold["cases"]}
        compared += gold["similar_cases"]
        for kind, rows in gold.items():
            if rows:
                files[f"{source.slug}/{kind}.jsonl"] = _lines(rows)
    if not wrong:
        wrong = [
            f"{row['id']}: unknown case {case}" for row in compared for case in _compared(row) if case not in known
        ]
    if wrong:
        raise SourceError("\n".join(wrong))
    files["texts/documents.json"] = _json({f"{source.slug}.pdf": source.slug for source in sources})
    regions = {source.slug: [[0, len(files[f"texts/{source.slug}.txt"])]] for source in sources}
    return files | {"regions.json": _json(regions)}


def _compared(row: Row) -> list[str]:
    if row["form"] == "pair":
        return [row["a"], row["b"]]
    return [answer["case"] for answer in row["relevant"]]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _lines(rows: list[Row]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main() -> None:
    """Write the gold folder and say what it holds."""
    sources = read_sources()
    try:
        files = build_corpus(sources)
    except SourceError as error:
        sys.exit(str(error))
    for stale in sorted(GOLD.rglob("*.jsonl")) + sorted(GOLD.rglob("*.txt")):
        stale.unlink()
    for path, content in files.items():
        (GOLD / path).parent.mkdir(parents=True, exist_ok=True)
        (GOLD / path).write_text(content, encoding="utf-8")
    for source in sources:
        counts = [f"{kind} {files.get(f'{source.slug}/{kind}.jsonl', '').count(chr(10))}" for kind in KINDS]
        print(f"{source.slug}: {len(files[f'texts/{source.slug}.txt'].split())} words, {', '.join(counts)}")


if __name__ == "__main__":
    main()
