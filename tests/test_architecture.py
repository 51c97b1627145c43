"""The house rules that no other tool holds."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("app", "corpus", "ingest", "kg", "models", "ontology", "search")
CODE = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "sources" not in path.parts)

_MOST_LINES = 350
_ATTIC = {"utils", "helpers", "common", "manager", "service", "misc"}


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_are_this_project_and_not_another_package_of_that_name(room: str) -> None:
    spec = importlib.util.find_spec(room)
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).is_relative_to(ROOT)


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_stay_small_and_have_a_purpose(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= _MOST_LINES, "it grew a second job: split it"
    assert path.stem not in _ATTIC, "name it after what it is for"


@pytest.mark.parametrize(
    ("command", "heavy"), [("--help", "numpy"), ("search --help", "torch"), ("ingest --help", "spacy")]
)
def test_help_imports_nothing_heavy(command: str, heavy: str) -> None:
    code = f"""
import sys
from app.cli import main
sys.argv = ["wijkgraaf", *{command.split()}]
try:
    main()
except SystemExit:
    pass
assert {heavy!r} not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=ROOT)


def test_no_machine_path_or_registry_host_in_the_project() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split(
        "\n"
    )
    forbidden = re.compile(
        r"/" + r"work/|/" + r"root/|/" + r"opt/(pypi|wheels)|files\.pythonhosted|pypi\." + r"org/simple"
    )
    texts = [
        ROOT / name
        for name in tracked
        if Path(name).suffix in {".py", ".md", ".toml", ".ttl", ".rq", ".txt", ".csv", ".json", ".jsonl", ""}
    ]
    found = [str(p) for p in texts if p.is_file() and forbidden.search(p.read_text(encoding="utf-8", errors="ignore"))]
    assert found == []
