"""Tests of models.recipes.accounts: blocks of an account, and its annotations as rows of gold."""

from pathlib import Path

import pytest

from corpus.model import BlockRole
from models.recipes.accounts import is_account, read_accounts, read_annotated
from models.recipes.gold import Gold

ACCOUNT = """# genre: interview
# title: Eerst koffie

## Wat werkt
De koffiekar staat er elke dinsdag. Wij willen rust, de raad wil cijfers.
- Kom terug.
===
{"case": "koffiekar", "said": ["koffiekar"], "sort": "noun", "depth": "beschreven"}
{"tension": "Wij willen rust, de raad wil cijfers.", "pole_a": "rust", "pole_b": "cijfers", "explicit": false}
{"lesson": "Kom terug.", "explicit": true}
"""


@pytest.fixture
def account(tmp_path: Path) -> Gold:
    (tmp_path / "a001-interview-koffie.txt").write_text(ACCOUNT, encoding="utf-8")
    (found,) = read_accounts(tmp_path)
    return found


def test_each_line_is_a_block(account: Gold) -> None:
    document = read_annotated(account)
    told = [(block.role, document.text[block.start : block.end]) for block in document.blocks]
    assert told[:2] == [(BlockRole.HEADING, "Eerst koffie"), (BlockRole.HEADING, "Wat werkt")]
    assert [role for role, _ in told[2:]] == [BlockRole.PARAGRAPH, BlockRole.LIST_ITEM]
    assert document.metadata.title == "Eerst koffie"
    assert "===" not in document.text


def test_annotations_stand_where_they_say(account: Gold) -> None:
    assert is_account(account)
    assert account.name == "a001-interview-koffie"
    assert account.regions == [(0, len(account.text))]
    (tension,), (lesson,), (case,) = (account.rows[kind] for kind in ("tensions", "lessons", "cases"))
    assert account.text[tension["start"] : tension["end"]] == "Wij willen rust, de raad wil cijfers."
    assert account.text[lesson["start"] : lesson["end"]] == "Kom terug."
    assert (case["label"], account.text[case["start"] :][:9]) == ("koffiekar", "koffiekar")


def test_no_accounts_where_there_is_no_folder(tmp_path: Path) -> None:
    assert list(read_accounts(tmp_path / "none")) == []


def test_every_annotation_that_is_kept_stands_in_its_text() -> None:
    accounts = list(read_accounts())
    assert len({account.name for account in accounts}) == len(accounts) > 0
    for account in accounts:
        for row in (*account.rows["tensions"], *account.rows["lessons"]):
            assert account.text[row["start"] : row["end"]].strip(), account.name
        for row in account.rows["tensions"]:
            said = account.text[row["start"] : row["end"]]
            assert row["pole_a"] in said and row["pole_b"] in said, f"{account.name}: {said}"
