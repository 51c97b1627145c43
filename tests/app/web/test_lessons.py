"""The page of lessons tells which other documents say the same, and shows only those lessons when asked."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.web.application import create_app
from app.web.options import Options
from tests.app.repeating import BEGIN, BEGIN_TOO, PAY, add_document, open_small
from tests.app.web.hand_made import open_fake

ALSO = r'<div class="also">.*?</div>'


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    library = open_small(tmp_path_factory.mktemp("lessons"))
    add_document(library, "een.txt", BEGIN, PAY)
    add_document(library, "twee.txt", BEGIN_TOO, year=2021)
    with TestClient(create_app(library.settings, Options(), open_fake), headers={"accept": "text/html"}) as visitor:
        yield visitor


def _lessons(page: str) -> list[str]:
    return re.findall(r'<li class="lesson">\s*<blockquote><p>(.*?)</p>', page)


def test_below_a_lesson_stands_who_says_the_same_with_the_way_there(client: TestClient) -> None:
    page = client.get("/lessen").text
    assert sorted(_lessons(page)) == sorted([BEGIN, BEGIN_TOO, PAY])
    also = re.findall(ALSO, page, re.DOTALL)
    assert len(also) == 2
    assert any(f'<span class="verbatim">{BEGIN}</span>' in told for told in also)
    assert all("Ook gezegd in:" in told and re.search(r'href="/document/\w{16}/pagina/1\?van=', told) for told in also)


def test_only_what_several_documents_say(client: TestClient) -> None:
    chip = re.search(
        r'<a href="(/lessen\?documenten=meer)">in meer documenten <span class="n">2', client.get("/lessen").text
    )
    assert chip
    page = client.get(chip[1]).text
    assert sorted(_lessons(page)) == sorted([BEGIN, BEGIN_TOO])
    assert '<a href="/lessen" class="chosen" aria-current="true">in meer documenten' in page
    assert "gewicht=anecdote&amp;documenten=meer" in page
    assert "Also said in:" in client.get(f"{chip[1]}&taal=en").text
