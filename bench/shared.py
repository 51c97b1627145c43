"""Score a fresh library of the shared test documents, and hold it to the floors that were reached.

    python -m bench.shared --shared ../shared [--library FOLDER] [--show 20]

The figures belong in bench/RESULTS.md. A figure below its floor in bench/floors.toml ends with exit code 1.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.toml")


def main() -> int:
    """Ingest, export, search, score, compare."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, required=True)
    ask.add_argument("--library", type=Path, help="keep the library here")
    ask.add_argument("--show", type=int, default=0, help="list this many misses and wrong ones per kind")
    args = ask.parse_args()
    with tempfile.TemporaryDirectory() as made:
        library = args.library or Path(made) / "library"
        files = sorted(str(p) for p in (args.shared / "corpus").glob("*.pdf") if not p.stem.endswith("-scan"))
        wijkgraaf(library, "ingest", *files)
        wijkgraaf(library, "check")
        figures = score(args.shared / "gold", library, Path(made), args.show)
    return compare(figures)


def score(gold: Path, library: Path, folder: Path, show: int) -> dict[str, dict[str, float]]:
    """The figures of the shared scorer for a library."""
    export, queries, found = folder / "export.jsonl", folder / "queries.jsonl", folder / "search.jsonl"
    export.write_text(wijkgraaf(library, "export", "--format", "jsonl"))
    queries.write_text("".join(path.read_text() for path in sorted(gold.glob("*/queries.jsonl"))))
    found.write_text(wijkgraaf(library, "search", "--batch", str(queries), "--format", "jsonl"))
    scorer = [sys.executable, str(gold / "score.py"), "--export", str(export), "--search", str(found)]
    if show:
        subprocess.run([*scorer, "--show", str(show)], check=True)
    scored = subprocess.run([*scorer, "--json"], check=True, capture_output=True, text=True).stdout
    figures: dict[str, dict[str, float]] = json.loads(scored)
    return figures


def compare(figures: dict[str, dict[str, float]]) -> int:
    """Print figures beside their floors; 1 when one fell below."""
    floors = tomllib.loads(FLOORS.read_text())
    fallen = 0
    for kind, values in figures.items():
        for name, value in values.items():
            floor = floors.get(kind, {}).get(name)
            mark = "" if floor is None else f"  (floor {floor})" + ("  BELOW" if value < floor else "")
            fallen += "BELOW" in mark
            print(f"{kind:9}{name:16}{value}{mark}")
    print(f"{sum(map(len, floors.values())) - fallen} passed, {fallen} failed")
    return int(fallen > 0)


def wijkgraaf(library: Path, *words: str) -> str:
    """What the command prints."""
    ran = subprocess.run(
        [sys.executable, "-m", "app.cli", "--library", str(library), *words], capture_output=True, text=True
    )
    if ran.returncode:
        raise SystemExit(f"wijkgraaf {words[0]} ended with {ran.returncode}:\n{ran.stdout[-2000:]}{ran.stderr[-4000:]}")
    return ran.stdout


if __name__ == "__main__":
    sys.exit(main())
