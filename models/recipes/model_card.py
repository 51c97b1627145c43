"""Writes what a reader must know of a trained model into its folder: the card, the licence, the figures."""

import datetime
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from models.recipes.sources import read_sources

Tests = Mapping[str, Mapping[str, float]]
"""Figures by test set."""

LICENCE = """The weights in this folder are derived from data under the Creative Commons Attribution-ShareAlike licence,
and are licensed likewise:

    Creative Commons Attribution-ShareAlike 4.0 International (CC BY-SA 4.0)
    https://creativecommons.org/licenses/by-sa/4.0/legalcode

You may use, share and adapt them, also commercially, if you name the sources listed in README.md and share what you
make of the weights under the same licence. What you make with them (results, a library of your own documents) is yours.
The code that trains and loads them has its own licence, in the file LICENSE of the project.
"""


def hash_folder(folder: Path) -> str:
    """A hash of all files of a model but its own card, licence and figures."""
    digest = hashlib.sha256()
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        name = file.relative_to(folder).as_posix()
        if name not in ("README.md", "LICENSE", "figures.json"):
            digest.update(name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def write_card(folder: Path, figures: Tests, used: Iterable[str]) -> None:
    """Write README.md, LICENSE and figures.json; what the model is and where it is weak stands beside this file."""
    about = Path(__file__).with_name(f"about_{folder.name}.md").read_text("utf-8")
    sources = read_sources()
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    day = datetime.date.fromtimestamp(int(seconds)) if seconds else datetime.date.today()
    lines = [about.strip(), "", "## Figures", "", "| test set | measure | score |", "|---|---|---|"]
    lines += [f"| {name} | {measure} | {score} |" for name, row in figures.items() for measure, score in row.items()]
    lines += ["", "## Data", "", "| data | owner | licence |", "|---|---|---|"]
    rows = {(sources[name].title, sources[name].owner, sources[name].licence): None for name in used}
    lines += [f"| {title} | {owner} | {licence} |" for title, owner, licence in rows]
    lines += ["", "Hashes of all files are in `models/recipes/sources.toml`.", "", "## Release", ""]
    lines += [
        f"Trained {day.isoformat()}; SHA-256 of the folder's files: `{hash_folder(folder)}`.",
        "Licence: CC BY-SA 4.0 (LICENSE).",
        "",
    ]
    (folder / "README.md").write_text("\n".join(lines), "utf-8")
    (folder / "LICENSE").write_text(LICENCE, "utf-8")
    (folder / "figures.json").write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
