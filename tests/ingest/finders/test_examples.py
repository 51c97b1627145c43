import re

import pytest

from corpus.model import (
    ActorMention,
    AnyMention,
    CaseMention,
    FactMention,
    LessonMention,
    Mention,
    PlaceMention,
    QuotationMention,
    TensionMention,
    ThemeMention,
)
from ingest.finders import FINDERS
from tests.ingest.finders.reading import EXAMPLES, examples, found

MADE: dict[str, type[Mention]] = {
    "themes": ThemeMention,
    "places": PlaceMention,
    "actors": ActorMention,
    "cases": CaseMention,
    "facts": FactMention,
    "quotations": QuotationMention,
    "lessons": LessonMention,
    "tensions": TensionMention,
}
# A fact is told of a case, so one is named first.
BEFORE = {"facts": ("De wijkonderneming Zonnehof is begonnen in het dorp.",)}
LEARNT = ("lessons", "tensions")
EXACT = tuple(kind for kind in MADE if kind not in LEARNT)
# The share of the yes sentences that a trained judge must see without anything around them.
SEEN = {"lessons": 0.8, "tensions": 0.65}


def mentions_in(kind: str, sentence: str) -> list[AnyMention]:
    before = BEFORE.get(kind, ())
    offset = sum(len(paragraph) + 2 for paragraph in before)
    return [
        mention for mention in found(*before, sentence) if isinstance(mention, MADE[kind]) and mention.start >= offset
    ]


def test_every_finder_has_a_kind_and_examples() -> None:
    assert [name for name, _ in FINDERS] == list(MADE)
    for name, _ in FINDERS:
        for answer in ("yes", "no"):
            assert (EXAMPLES / name / f"{answer}.txt").exists(), f"write tests/examples/{name}/{answer}.txt"
            assert len(examples(name, answer)) >= 25, f"tests/examples/{name}/{answer}.txt needs 25 sentences"


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind in EXACT for line in examples(kind, "yes")])
def test_yes(kind: str, line: str) -> None:
    wanted = [name.strip("'‘’") for name in re.findall(r"\[(.*?)\]", line)]
    texts = [mention.text for mention in mentions_in(kind, line.replace("[", "").replace("]", ""))]
    assert texts
    for name in wanted:
        assert any(name in text or text in name for text in texts)


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind in MADE for line in examples(kind, "no")])
def test_no(kind: str, line: str) -> None:
    assert not mentions_in(kind, line)


@pytest.mark.parametrize("kind", LEARNT)
def test_most_of_what_is_learnt(kind: str) -> None:
    lines = examples(kind, "yes")
    assert sum(bool(mentions_in(kind, line)) for line in lines) >= SEEN[kind] * len(lines)
