from collections.abc import Mapping, Sequence

from corpus.model import CaseMention, Entity, Kind, LessonMention, Passage, Sentence
from search.profile import Dimension, profile_cases
from search.stretches import find_stretches

SENTENCES = ("Eerst iets vooraf.", "De Post helpt bij schulden.", "Dat werkt.", "De Tuin is groen.", "Iedereen blij.")
TEXT = " ".join(SENTENCES)
STARTS = [TEXT.index(sentence) for sentence in SENTENCES]


def _passage() -> Passage:
    sentences = tuple(Sentence(start, start + len(said), 1, "1") for start, said in zip(STARTS, SENTENCES, strict=True))
    return Passage(
        document="d", number=0, start=0, end=len(TEXT), text=TEXT, headings=(), page=1, last_page=1, printed_page="1",
        sentences=sentences,
    )  # fmt: skip


def _case(name: str, *, main: bool = False, start: int | None = None) -> Entity:
    start = TEXT.index(name) if start is None else start
    mention = CaseMention(
        start=start, end=start + len(name), text=name, confidence=1, finder="t/1", name=name, main=main
    )
    return Entity(iri=name, kind=Kind.CASE, label=name, confidence=1, mentions=(mention,))


def _said(stretches: Mapping[str, Sequence[tuple[int, int]]]) -> dict[str, list[str]]:
    return {iri: [TEXT[start:end].strip() for start, end in spans] for iri, spans in stretches.items()}


def test_each_case_has_the_floor_until_another_is_named() -> None:
    told = _said(find_stretches(_passage(), [_case("De Post"), _case("De Tuin")]))
    assert told == {"De Post": [" ".join(SENTENCES[:3])], "De Tuin": [" ".join(SENTENCES[3:])]}


def test_what_is_said_of_one_case_is_no_trait_of_another() -> None:
    profiles = profile_cases(7, _passage(), [_case("De Post"), _case("De Tuin")])
    assert "schulden" in profiles["De Post"].of(Dimension.THEME)
    assert "schulden" not in profiles["De Tuin"].of(Dimension.THEME)


def test_a_lesson_is_about_its_case_wherever_it_stands() -> None:
    mention = LessonMention(
        start=STARTS[2], end=STARTS[2] + 10, text="Dat werkt.", confidence=1, finder="t/1", statement="", explicit=True
    )
    lesson = Entity(iri="les", kind=Kind.LESSON, label="", confidence=1, mentions=(mention,), case="De Tuin")
    told = _said(find_stretches(_passage(), [_case("De Post"), _case("De Tuin"), lesson]))
    assert "Dat werkt." in told["De Tuin"]
    assert list(_said(find_stretches(_passage(), [lesson]))) == ["De Tuin"]


def test_a_passage_that_names_nothing_is_about_the_main_case_of_its_document() -> None:
    elsewhere = _case("De Post", main=True, start=len(TEXT) + 100)
    assert _said(find_stretches(_passage(), [elsewhere])) == {"De Post": [TEXT]}
    other = _case("De Tuin", main=True, start=len(TEXT) + 200)
    assert find_stretches(_passage(), [elsewhere, other]) == {}
