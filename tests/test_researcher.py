"""The page for researchers is run as a newcomer would: its commands and its Python, on the sample corpus."""

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from search.sparql import federated_queries, query_library

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "researcher.md").read_text(encoding="utf-8")
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.fixture
def folder(sample_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which `demo` is the sample library."""
    (tmp_path / "demo").symlink_to(sample_library)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_python_gives_what_the_page_shows(folder: Path) -> None:
    pytest.importorskip("pandas")
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "researcher.md", None, 0)
    runner, told = doctest.DocTestRunner(optionflags=OPTIONS, verbose=False), list[str]()
    runner.run(test, out=told.append)
    assert len(test.examples) > 8
    assert runner.summarize(verbose=False).failed == 0, "".join(told)


def test_the_commands_give_what_the_page_shows(folder: Path) -> None:
    blocks = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    assert len(parts) > 3
    for command, _, shown in (part.partition("\n") for part in parts):
        words = shlex.split(command)[1:]
        ran = subprocess.run([sys.executable, "-m", "app.cli", *words], capture_output=True, text=True)
        assert ran.returncode == 0, (command, ran.stderr)
        assert doctest.OutputChecker().check_output(shown, ran.stdout, OPTIONS), (command, ran.stdout)
    assert (folder / "snapshot" / "CITATION.cff").exists()


def test_the_page_names_queries_that_exist_and_counts_them() -> None:
    known = {**query_library(), **federated_queries()}
    assert f"{len(query_library())} explained queries" in PAGE.replace("Thirty-eight", "38")
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+){2,})`", PAGE))
    assert named
    assert named <= set(known)
