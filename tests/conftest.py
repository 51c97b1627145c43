"""A library of the sample corpus, made once a test run by the real command."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the library; tests must not change it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own  # all processes of this test run see it
    folder = shared / "sample-library"
    with FileLock(shared / "sample-library.lock"):
        if not (folder / "library.json").exists():
            ran = subprocess.run(
                [sys.executable, "-m", "app.cli", "--library", str(folder), "ingest", "corpus/documents"],
                cwd=ROOT,
                capture_output=True,
                text=True,
            )
            assert ran.returncode in (0, 3), ran.stdout + ran.stderr  # 3: no Tesseract here, so the scan was not read
    return folder
