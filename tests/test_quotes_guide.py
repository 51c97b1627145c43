"""The guide to quotes is run from top to bottom, on a copy of the sample library."""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "quotes.md").read_text(encoding="utf-8")
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def test_each_command_shows_what_the_guide_says(sample_library: Path, tmp_path: Path) -> None:
    shutil.copytree(sample_library, tmp_path / "library")
    environment = os.environ | {"WIJKGRAAF_LIBRARY": str(tmp_path / "library"), "PYTHONPATH": str(ROOT)}
    blocks = re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL)
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    assert len(parts) > 15
    for command, _, shown in (part.partition("\n") for part in parts):
        words = [sys.executable, "-m", "app.cli", *shlex.split(command)[1:]]
        ran = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert ran.returncode == 0, (command, ran.stderr)
        assert doctest.OutputChecker().check_output(shown, ran.stdout, OPTIONS), (command, ran.stdout)
    made = {path.name for path in tmp_path.iterdir()}
    assert made > {"citaten.docx", "citaten.zip", "bronnen.ris", "citaat.png", "citaat.html", "citaat.pdf"}
