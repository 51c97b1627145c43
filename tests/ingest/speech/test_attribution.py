import pytest

from corpus.model import Block, BlockRole, Document, DocumentKind, Metadata, Page, PageRun
from ingest.speech.attribution import Attribution, Manner, Speakers

H, P = BlockRole.HEADING, BlockRole.PARAGRAPH


def _document(
    *parts: tuple[BlockRole, str], kind: DocumentKind = DocumentKind.REPORT, title: str = "Titel"
) -> Document:
    text, blocks = "", []
    for role, words in parts:
        blocks.append(Block(role, len(text), len(text) + len(words), 3 if role is H else 0))
        text += words + "\n\n"
    return Document(
        sha256="0" * 64,
        file="a.pdf",
        metadata=Metadata(title=title, authors=("Ria Bakker",), kind=kind),
        text=text,
        pages=(Page(1, None, 595, 842), Page(2, None, 595, 842)),
        runs=(PageRun(0, 2),),
        blocks=tuple(blocks),
    )


def _who(document: Document, words: str) -> Attribution:
    start = document.text.index(words)
    return Speakers(document).at(start, start + len(words))


def _names(found: Attribution) -> list[str]:
    return [person.name for person in found.people]


INTRODUCTION = (P, "Wijkagent Omar de Groot en opbouwwerker Lies Hendriks van stichting Lente delen een kantoor.")


@pytest.mark.parametrize(
    ("paragraph", "said", "name"),
    [
        ("‘Wij delen alles behalve de pc,’ zegt Lies Hendriks. Zo.", "Wij delen alles behalve", "Lies Hendriks"),
        ("“Ik loop liever dan dat ik rijd”, aldus De Groot.", "Ik loop liever", "Omar de Groot"),
        ("Hendriks zucht. “Het formulier vraagt nooit hoe het gaat.”", "Het formulier vraagt", "Lies Hendriks"),
        ("De Groot: “Bellen kan altijd, ook in het weekend.”", "Bellen kan altijd", "Omar de Groot"),
        ("‘Soms lukt het wel,’ zegt Hendriks. ‘Dan vier ik dat met taart.’", "Dan vier ik dat", "Lies Hendriks"),
        ("Lies kijkt naar buiten. Ze zegt: ‘Daar staat straks een flat.’", "Daar staat straks", "Lies Hendriks"),
        ("“Wij kregen nooit antwoord”, aldus een bewoner die anoniem wil blijven.", "Wij kregen nooit", "een bewoner"),
    ],
)  # fmt: skip
def test_direct_speech_is_given_to_who_says_it(paragraph: str, said: str, name: str) -> None:
    found = _who(_document(INTRODUCTION, (P, paragraph)), said)
    assert _names(found) == [name]
    assert found.manner is Manner.DIRECT


def test_role_and_affiliation_come_from_beside_the_name() -> None:
    person = _who(_document(INTRODUCTION, (P, "‘Wij delen alles,’ zegt Hendriks.")), "Wij delen alles").people[0]
    assert (person.role, person.affiliation) == ("opbouwwerker", "stichting Lente")


def test_plain_prose_is_by_the_authors_and_irony_is_no_speech() -> None:
    document = _document(INTRODUCTION, (P, "De ‘wijk van de toekomst’ bleef een plan op papier."))
    found = _who(document, "bleef een plan op papier.")
    assert (_names(found), found.manner) == (["Ria Bakker"], Manner.WRITTEN)


def test_a_quote_within_a_quote_is_not_the_speakers() -> None:
    document = _document(
        INTRODUCTION, (P, "Hendriks zei: ‘Op het bord stond “Wie stil is wordt niet gehoord”, groot.’")
    )
    assert _names(_who(document, "Wie stil is wordt niet gehoord")) != ["Lies Hendriks"]
    assert _names(_who(document, "Op het bord stond")) == ["Lies Hendriks"]


def test_answers_are_the_guests() -> None:
    document = _document(
        (P, "Wij spraken haar in haar keuken."),
        (H, "Wat deed u daar?"), (P, "Ik ging op een bankje zitten. Dat viel op."),
        (H, "En toen?"), (P, "Toen kwam de rest vanzelf naar buiten."),
        kind=DocumentKind.INTERVIEW, title="Gesprek met Lies Hendriks",
    )  # fmt: skip
    found = _who(document, "Toen kwam de rest vanzelf")
    assert (_names(found), found.manner) == (["Lies Hendriks"], Manner.ANSWER)
    assert _names(_who(document, "Wij spraken haar")) == ["Ria Bakker"]


def test_a_section_belongs_to_who_signed_it() -> None:
    document = _document(
        (H, "Eerste deel"), (P, "Dit schreef de redactie zelf."),
        (H, "Tweede deel"), (P, "Lies Hendriks en Omar de Groot"), (P, "Wij zien de wijk elke dag van onderen."),
        (H, "Derde deel"), (P, "Dit is weer van de redactie."),
        (P, "Lies Hendriks is opbouwwerker. Omar de Groot is wijkagent."),
    )  # fmt: skip
    assert _names(_who(document, "Wij zien de wijk elke dag")) == ["Lies Hendriks", "Omar de Groot"]
    assert _names(_who(document, "Dit is weer van de redactie")) == ["Ria Bakker"]
