import pytest

from corpus.model import ActorMention, ActorType, Block, BlockRole, Document, DocumentKind, Metadata, Page, PageRun
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
        ("De Groot knikt. Hendriks niet. ‘Omar mag schrijven, ik mag bellen,’ zegt zij.", "Omar mag", "Lies Hendriks"),
        ("Hendriks zit. ‘Vraag Omar maar.’ Ze pakt haar jas. ‘Buiten is het werk.’", "Buiten is", "Lies Hendriks"),
        ("De Groot knikt. Hij heeft het krap, vindt Hendriks. ‘Wie belt, belt buiten.’", "Wie belt", "Lies Hendriks"),
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


def test_a_quotation_in_an_answer_leaves_the_rest_to_the_guest() -> None:
    document = _document(
        (P, "Wij spraken haar in haar keuken."),
        (H, "Wat deed u daar?"), (P, "Ik zat er met koffie. Wijkagent Omar de Groot zei: ‘Dit houd je niet vol.’ Tja."),
        kind=DocumentKind.INTERVIEW, title="Gesprek met Lies Hendriks",
    )  # fmt: skip
    assert _names(_who(document, "Ik zat er met koffie.")) == ["Lies Hendriks"]
    assert _names(_who(document, "Dit houd je niet vol.")) == ["Omar de Groot"]


def test_a_long_text_with_some_questions_for_headings_is_no_interview() -> None:
    questions = [(H, "Wat nu?"), (P, "Een wijk is geen machine.")] * 3
    document = _document(INTRODUCTION, *questions, *[(P, "Daarover gaat dit deel.")] * 60, kind=DocumentKind.OTHER)
    assert _names(_who(document, "Een wijk is geen machine.")) == ["Ria Bakker"]


def test_a_paragraph_that_ends_in_a_colon_introduces_the_next() -> None:
    document = _document(
        INTRODUCTION, (P, "De Groot schrijft in zijn boekje:"), (P, "‘Vandaag bleef het overal stil.’")
    )
    assert _names(_who(document, "Vandaag bleef het overal stil.")) == ["Omar de Groot"]


def test_a_quotation_on_its_own_is_of_who_spoke_last_under_the_heading() -> None:
    parts = (P, "Hendriks: ‘Ik bel liever aan.’"), (P, "Dat kost tijd."), (P, "‘Tijd is hier het enige gereedschap.’")
    assert _names(_who(_document(INTRODUCTION, *parts), "Tijd is hier")) == ["Lies Hendriks"]
    apart = _document(INTRODUCTION, *parts[:2], (H, "Elders"), parts[2])
    assert _names(_who(apart, "Tijd is hier")) == []


def test_a_column_belongs_to_who_is_named_in_its_first_line() -> None:
    document = _document(
        (H, "Van de straat"), (P, "Column door Lies Hendriks. Gisteren stond de lift stil. Niemand keek ervan op."),
        (P, "Wie boven woont, went eraan."), (H, "Kort nieuws"), (P, "De lift doet het weer."),
    )  # fmt: skip
    speakers = Speakers(document, [_person("Lies Hendriks")])
    assert _names(_at(speakers, document, "Niemand keek ervan op.")) == ["Lies Hendriks"]
    assert _names(_at(speakers, document, "Wie boven woont")) == ["Lies Hendriks"]
    assert _names(_at(speakers, document, "De lift doet het weer.")) == ["Ria Bakker"]


def test_a_few_quoted_words_leave_a_sentence_to_who_signed_its_section() -> None:
    sentence = "Toen wij vroegen wat er beter kon, zei Omar de Groot na lang nadenken alleen ‘een andere bel dan deze’."
    document = _document(
        (H, "Eerste deel"), (P, "Dit schreef de redactie zelf."), INTRODUCTION,
        (H, "Tweede deel"), (P, "Lies Hendriks"), (P, f"{sentence} Meer kwam er niet."),
    )  # fmt: skip
    assert _names(_who(document, f"{sentence} Meer kwam er niet.")) == ["Lies Hendriks"]


@pytest.mark.parametrize("found", ["Oprichtster Lies", "Van den Berg-Hofstra", "Oprichtster Lies van den Berg-Hofstra"])
def test_who_was_found_under_a_part_of_the_name_is_called_in_full(found: str) -> None:
    document = _document(
        (P, "Oprichtster Lies van den Berg-Hofstra weet het al: ‘Eerst de wasmachine, dan de taart.’"),
        (P, "‘Een prijs vult geen pan,’ zegt Van den Berg-Hofstra."),
    )
    speakers = Speakers(document, [_person(found)])
    assert _names(_at(speakers, document, "Eerst de wasmachine")) == ["Lies van den Berg-Hofstra"]
    assert _names(_at(speakers, document, "Een prijs vult geen pan")) == ["Lies van den Berg-Hofstra"]


def _person(name: str) -> ActorMention:
    return ActorMention(start=0, end=1, text="x", confidence=1.0, finder="actors/1", name=name, type=ActorType.PERSON)


def _at(speakers: Speakers, document: Document, words: str) -> Attribution:
    start = document.text.index(words)
    return speakers.at(start, start + len(words))
