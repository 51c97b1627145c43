from pathlib import Path

import pytest
from openpyxl import load_workbook

from corpus.model import AnyMention, CaseMention, Entity, FactMention, Kind, LessonMention
from corpus.vectors import Embedder
from search.cases import CaseEntry, list_cases
from search.comparison import as_csv, as_html, compare_cases, write_xlsx
from search.inquiry import Inquiry, ask_by_description
from search.passages import PassageIndex
from search.profile import Dimension
from search.similar_cases import SimilarCase, find_similar_cases
from search.similarity import Likeness
from search.timeline import tell_timeline
from tests.search.documents import make_document

DEBT = "Eerste Post helpt bewoners in een flat met schulden sinds 2020."
LESSON = "Ga zelf langs bij mensen met schulden."
GREEN = "De Tuin is een park waar jongeren groen onderhouden."
TEXTS = (DEBT, LESSON, GREEN)
ASKED = "Wij hebben bewoners met schulden. De wijkagent ziet veel."


def _entity(kind: Kind, label: str, mention: AnyMention, case: str | None = None) -> Entity:
    return Entity(iri=f"https://x/{label}", kind=kind, label=label, confidence=1, mentions=(mention,), case=case)


def _entities() -> list[Entity]:
    starts = [sum(len(text) + 2 for text in TEXTS[:at]) for at in range(3)]
    common = {"confidence": 1.0, "finder": "t/1"}
    return [
        _entity(
            Kind.CASE,
            "Eerste Post",
            CaseMention(start=0, end=11, text=DEBT[:11], name="Eerste Post", municipality="Almelo", **common),  # type: ignore[arg-type]
        ),
        _entity(
            Kind.CASE,
            "De Tuin",
            CaseMention(start=starts[2], end=starts[2] + 7, text="De Tuin", name="De Tuin", **common),  # type: ignore[arg-type]
        ),
        _entity(
            Kind.LESSON,
            "les",
            LessonMention(
                start=starts[1],
                end=starts[1] + len(LESSON),
                text=LESSON,
                statement=LESSON,
                explicit=True,
                **common,  # type: ignore[arg-type]
            ),
            "https://x/Eerste Post",
        ),
        _entity(
            Kind.FACT,
            "start",
            FactMention(start=58, end=62, text="2020", case="Eerste Post", property="start", value="2020", **common),  # type: ignore[arg-type]
            "https://x/Eerste Post",
        ),
    ]


@pytest.fixture
def index(tmp_path: Path, embedder: Embedder) -> PassageIndex:
    index = PassageIndex(tmp_path / "index", embedder)
    document, passages = make_document("aaaaaaaa", *TEXTS)
    index.add(document, "1", passages, _entities())
    index.commit()
    return index


@pytest.fixture
def first(index: PassageIndex, embedder: Embedder) -> SimilarCase:
    return find_similar_cases(index, ASKED)[0]


def test_the_case_that_shares_most_comes_first(first: SimilarCase) -> None:
    assert first.case.label == "Eerste Post"
    assert first.likeness[Likeness.THEME] > 0
    assert 0 < first.score <= 1


def test_what_is_shared_is_quoted_on_both_sides(first: SimilarCase) -> None:
    shared = next(c for c in first.explanation.shared if c.label == "schulden")
    assert shared.here and shared.here.text == "Wij hebben bewoners met schulden."
    assert shared.here.page is None
    assert shared.there and shared.there.text == DEBT
    assert shared.there.printed_page == "5"


def test_what_the_source_does_not_name_is_told(first: SimilarCase) -> None:
    differs = next(c for c in first.explanation.differs if c.dimension is Dimension.ACTOR)
    assert differs.label == "wijkagent"
    assert differs.here and "wijkagent" in differs.here.text
    assert differs.there is None


def test_lessons_that_bear_on_the_question_are_cited(first: SimilarCase) -> None:
    assert [lesson.text for lesson in first.explanation.lessons] == [LESSON]


def test_lessons_of_a_new_document_are_cited_until_it_is_removed(index: PassageIndex) -> None:
    def cited() -> set[str]:
        return {lesson.text for lesson in find_similar_cases(index, ASKED)[0].explanation.lessons}

    said = "Help bewoners met schulden vroeg."
    document, passages = make_document("bbbbbbbb", said)
    lesson = LessonMention(
        start=0, end=len(said), text=said, statement=said, explicit=True, confidence=1.0, finder="t/1"
    )
    assert cited() == {LESSON}
    index.add(document, "1", passages, [_entity(Kind.LESSON, "nieuw", lesson, "https://x/Eerste Post")])
    index.commit()
    assert cited() == {LESSON, said}
    index.remove(document.sha256)
    index.commit()
    assert cited() == {LESSON}


def test_a_likeness_can_be_switched_off(index: PassageIndex, embedder: Embedder) -> None:
    only_theme = {name: 0.0 for name in Likeness} | {Likeness.THEME: 1.0}
    scores = {s.case.label: s.score for s in find_similar_cases(index, ASKED, weights=only_theme)}
    assert scores["De Tuin"] == 0
    assert scores["Eerste Post"] > 0


def test_a_document_asks_for_what_others_tell(index: PassageIndex, embedder: Embedder) -> None:
    assert find_similar_cases(index, "aaaaaaaa.pdf") == []
    document, passages = make_document("bbbbbbbb", "Bij ons hebben bewoners schulden.", "Wij zoeken hulp.")
    index.add(document, "1", passages)
    index.commit()
    found = find_similar_cases(index, "bbbbbbbb.pdf")
    assert found[0].case.label == "Eerste Post"
    assert found[0].here[0].text == "Bij ons hebben bewoners schulden."
    shared = next(c for c in found[0].explanation.shared if c.label == "schulden")
    assert shared.here and shared.here.title == "Over bbbbbbbb"


def test_a_case_asks_by_what_is_told_of_it(index: PassageIndex, embedder: Embedder) -> None:
    found = find_similar_cases(index, "eerste post")
    assert [similar.case.label for similar in found] == ["De Tuin"]
    assert any(c.label == "schulden" and c.there is None for c in found[0].explanation.differs)


def test_a_facet_that_counts_more_changes_the_order(index: PassageIndex, embedder: Embedder) -> None:
    asked = "Wij hebben bewoners met schulden, en jongeren die groen onderhouden in een park."
    by_theme = {name: 0.0 for name in Likeness} | {Likeness.THEME: 2.0}
    first, second = find_similar_cases(index, asked, weights=by_theme)
    assert first.likeness[Likeness.THEME] > second.likeness[Likeness.THEME]
    assert 1 > first.score > second.score


def test_what_nothing_answers_is_marked(index: PassageIndex, embedder: Embedder) -> None:
    assert not any(s.is_likely for s in find_similar_cases(index, "politie"))
    assert find_similar_cases(index, ASKED)[0].is_likely


def test_figures_are_compared_by_how_near_they_are(index: PassageIndex, embedder: Embedder) -> None:
    def asked_with(year: str) -> Inquiry:
        said = FactMention(
            start=0, end=4, text=year, confidence=1.0, finder="t/1", case="wij", property="start", value=year
        )
        document, passages = make_document("cccccccc", f"{year} begonnen wij met hulp bij schulden.")
        return ask_by_description(document.text, passages, [_entity(Kind.FACT, "start", said)])

    near = find_similar_cases(index, asked_with("2018"))[0].explanation
    far = find_similar_cases(index, asked_with("1975"))[0].explanation
    assert "start: 2018 – daar 2020" in [c.label for c in near.shared]
    assert "start: 1975 – daar 2020" in [c.label for c in far.differs]


def _both(index: PassageIndex) -> list[CaseEntry]:
    return sorted(list_cases(index), key=lambda case: case.label)


def test_cases_side_by_side(index: PassageIndex, tmp_path: Path) -> None:
    table = compare_cases(index, _both(index))
    lines = as_csv(table)
    assert lines.splitlines()[0] == ",De Tuin,Eerste Post"
    assert "niet genoemd in de bron" in lines
    assert f"schulden: “{DEBT}” (Over aaaaaaaa, p. 5)" in lines
    assert '<th scope="col">De Tuin</th>' in as_html(table)
    write_xlsx(table, tmp_path / "t.xlsx")
    assert load_workbook(tmp_path / "t.xlsx").worksheets[0]["B1"].value == "De Tuin"


def test_a_time_line_tells_what_was_tried(index: PassageIndex) -> None:
    moments = tell_timeline(index, "almelo")
    assert [(m.year, m.case, m.what, m.quote.text) for m in moments] == [(2020, "Eerste Post", "start", DEBT)]
    assert tell_timeline(index, "Zwolle") == []
