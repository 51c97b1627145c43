"""Readings: texts of our own in which a reader marked every lesson and every tension (`models/data/readings`).

The texts are the accounts and the corpus of names; their writers did not mark these, or not all.
"""

from collections.abc import Iterator
from pathlib import Path

from models.recipes.accounts import annotated_rows, read_accounts
from models.recipes.gold import Gold, Row
from models.recipes.train_name_kinds import DATA, read_marked

READINGS = Path(__file__).parents[1] / "data" / "readings"


def read_account_readings() -> Iterator[Gold]:
    """The accounts, with what the reader marked in the place of what their writers did."""
    for account in read_accounts():
        yield account._replace(rows=marked_rows(READINGS / "accounts" / f"{account.name}.jsonl", account.text))


def read_name_readings() -> Iterator[Gold]:
    """The texts of the corpus of names, with what the reader marked."""
    for file in sorted((READINGS / "names").glob("*.jsonl")):
        text = read_marked(file.stem)[0].text
        yield Gold(file.stem, DATA / f"{file.stem}.txt", text, [(0, len(text))], marked_rows(file, text))


def marked_rows(file: Path, text: str) -> dict[str, list[Row]]:
    """What is marked in a text, by kind, each with where it stands.

    Raises ValueError for a stretch that is not literally in the text.
    """
    return annotated_rows(file.read_text(encoding="utf-8").splitlines(), text)
