"""The README's commands are run, in order, and must show what it says they show; `...` stands for what may differ."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


class Example(NamedTuple):
    """A command in a console block, and what the README shows of its answer."""

    command: str
    shown: str


def _examples() -> list[Example]:
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [Example(command=part.partition("\n")[0], shown=part.partition("\n")[2]) for part in parts]


def test_there_are_examples_of_all_three_questions() -> None:
    commands = [shlex.split(example.command)[1] for example in _examples()]
    assert {"cases", "sparql", "quotes"} <= set(commands)


@pytest.mark.parametrize("example", _examples(), ids=lambda e: e.command[:60])
def test_a_command_shows_what_the_readme_says(example: Example, sample_library: Path) -> None:
    words = shlex.split(example.command)
    assert words[0] == "wijkgraaf"
    if words[1] == "ingest":
        pytest.skip("the sample library was made by this command")
    environment = os.environ | {"WIJKGRAAF_LIBRARY": str(sample_library), "COLUMNS": "120"}
    ran = subprocess.run(
        [sys.executable, "-m", "app.cli", *words[1:]], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    assert doctest.OutputChecker().check_output(example.shown, ran.stdout, options), ran.stdout


def test_every_link_to_a_file_leads_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
