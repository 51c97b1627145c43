from corpus.model import BlockRole, CaseMention
from ingest.finders.case_floor import CaseFloor
from ingest.finders.sentences import Sentence

Said = tuple[tuple[str, ...], int, str]
"""The headings above a sentence, the number of its block, its text."""

BOOK = ("Wijken in beeld",)


def about(said: list[Said], *names: str) -> dict[str, str | None]:
    """Which case each sentence is about, where these are the names of cases."""
    text, found = "", []
    for headings, block, sentence in said:
        start, end = len(text), len(text) + len(sentence)
        found.append(Sentence(start, end, sentence, BlockRole.PARAGRAPH, block, headings, True, True))
        text += sentence + " "
    cases = [
        CaseMention(start=at, end=at + len(name), text=name, confidence=1.0, finder="test", name=name)
        for name in names
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    floor = CaseFloor(found, cases)
    return {sentence.text: floor.of(sentence) for sentence in found}


def test_a_case_has_the_floor_until_its_paragraph_names_another() -> None:
    told: list[Said] = [((), 1, "Ponton koos klein."), ((), 1, "Dat werkte."), ((), 1, "De Kas niet."), ((), 1, "Ach.")]
    assert list(about(told, "Ponton", "De Kas").values()) == ["Ponton", "Ponton", "De Kas", "De Kas"]


def test_the_only_case_of_a_section_keeps_the_floor_in_its_next_paragraph() -> None:
    told: list[Said] = [
        ((*BOOK, "Eten"), 1, "Ponton kookt."),
        ((*BOOK, "Eten"), 2, "Begin klein."),
        ((*BOOK, "Slot"), 3, "Blijf lang."),
    ]
    found = about(told, "Ponton")
    assert (found["Begin klein."], found["Blijf lang."]) == ("Ponton", None)


def test_a_section_of_several_cases_leaves_it_open() -> None:
    section = (*BOOK, "Eten")
    told: list[Said] = [(section, 1, "Ponton kookt."), (section, 2, "De Kas teelt."), (section, 3, "Begin klein.")]
    assert about(told, "Ponton", "De Kas")["Begin klein."] is None


def test_a_heading_names_the_case_but_the_title_does_not() -> None:
    title = ("De jaren van Ponton",)
    told: list[Said] = [
        ((), 0, "Ponton en De Kas."),
        ((*title, "De Kas groeit"), 1, "Begin klein."),
        ((*title, "Slot"), 2, "Blijf lang."),
    ]
    found = about(told, "Ponton", "De Kas")
    assert (found["Begin klein."], found["Blijf lang."]) == ("De Kas", None)
