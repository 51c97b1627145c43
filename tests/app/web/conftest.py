"""The application over a library made by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.settings import Settings
from app.web.application import create_app
from app.web.options import Options
from tests.app.web.hand_made import make_library, open_fake

HTML = {"accept": "text/html"}


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made, _ = make_library(tmp_path_factory.mktemp("web"))
    return made


@pytest.fixture(scope="session")
def visitor(settings: Settings) -> Iterator[TestClient]:
    app = create_app(settings, Options(expensive_per_minute=10_000), open_fake)
    with TestClient(app, headers=HTML) as visitor:
        yield visitor


@pytest.fixture
def client(visitor: TestClient) -> TestClient:
    """Somebody who was not here before: no language chosen, an empty basket."""
    visitor.cookies.clear()
    return visitor


@pytest.fixture
def empty_client(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(library=str(tmp_path / "none"))), headers=HTML) as visitor:
        yield visitor
