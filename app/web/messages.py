"""The words of the pages: Dutch as they stand in the templates, English from `english.toml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

LANGUAGES = ("nl", "en")

Translate = Mapping[str, str]


@cache
def english() -> Mapping[str, str]:
    """The English words by the Dutch."""
    path = Path(__file__).with_name("english.toml")
    return msgspec.toml.decode(path.read_bytes(), type=dict[str, str])


class Messages:
    """Says a Dutch message in the reader's language.

    >>> Messages("en")("Zoeken"), Messages("nl")("Zoeken")
    ('Search', 'Zoeken')
    """

    def __init__(self, language: str) -> None:
        """Speak this language; Dutch where it is none of ours."""
        self.language = language if language in LANGUAGES else "nl"

    def __call__(self, dutch: str, **values: object) -> str:
        """The message, with `{name}` filled in; one that has no English stays Dutch."""
        said = english().get(dutch, dutch) if self.language == "en" else dutch
        return said.format(**{name: self.number(value) for name, value in values.items()}) if values else said

    def count(self, n: int, one: str, many: str) -> str:
        """A number with its noun.

        >>> Messages("nl").count(1, "casus", "casussen"), Messages("nl").count(1200, "casus", "casussen")
        ('1 casus', '1.200 casussen')
        """
        return f"{self.number(n)} {self(one if n == 1 else many)}"

    def number(self, value: object) -> object:
        """A whole number as it is written in the language; anything else as it is."""
        if not isinstance(value, int) or isinstance(value, bool):
            return value
        return f"{value:,}".replace(",", "." if self.language == "nl" else ",")
