import json
from pathlib import Path

import pytest

from app.evaluation.alignment import AlignedText, Stretch
from app.evaluation.gold import Gold, GoldMissing
from app.evaluation.report import Evaluation, evaluate

TEXT = "De Hefboom helpt in de wijk. Begin klein en blijf lang.\nTussen haast en geduld zit de kunst. Fin."


def _write(folder: Path, kind: str, *rows: dict[str, object]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{kind}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def _span(quote: str) -> dict[str, object]:
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote}


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "texts" / "documents.json").write_text('{"a.pdf": "a"}')
    (tmp_path / "regions.json").write_text(json.dumps({"a": [[0, len(TEXT)]]}))
    hefboom = {"id": "c", "label": "De Hefboom", "aliases": [], "main": True, **_span("De Hefboom")}
    _write(tmp_path / "a", "cases", hefboom)
    _write(
        tmp_path / "a",
        "actors",
        {"id": "x", "name": "Hefboom", "type": "organisation", "first_start": 3, "first_end": 10},
    )
    lesson = {
        "statement": "Begin klein.",
        "case": "c",
        "explicit": True,
        "grade": "A",
        **_span("Begin klein en blijf lang."),
    }
    _write(tmp_path / "a", "lessons", lesson, {"statement": "Fin", "grade": "B", **_span("Fin.")})
    tension = {"pole_a": "haast", "pole_b": "geduld", "label": "haast", "grade": "A", **_span("Tussen haast en geduld")}
    _write(tmp_path / "a", "tensions", tension)
    wanted = [{"grade": 3, **_span("Begin klein en blijf lang.")}]
    _write(tmp_path / "a", "queries", {"qid": "q1", "query": "klein beginnen", "relevant": wanted})
    return Gold(tmp_path)


def _exported(kind: str, quote: str, **more: object) -> dict[str, object]:
    return {
        "kind": kind,
        "id": quote,
        "label": quote,
        "aliases": [],
        "evidence": [{"document": "a.pdf", "quote": quote}],
        **more,
    }


def _evaluate(gold: Gold, *exported: dict[str, object]) -> Evaluation:
    return evaluate(gold, exported, {}, {"a": "essay"})


def _figures(evaluation: Evaluation, kind: str) -> tuple[float, float]:
    line = next(line for line in evaluation.lines if line.kind == kind and line.group == "alles")
    return line.precision, line.recall


def test_a_name_counts_without_its_article_and_a_double_is_wrong(gold: Gold) -> None:
    once = _exported("case", "Hefboom")
    assert _figures(_evaluate(gold, once), "case") == (1, 1)
    assert _figures(_evaluate(gold, once, once), "case") == (0.5, 1)


def test_the_type_of_an_actor_is_compared(gold: Gold) -> None:
    evaluation = _evaluate(gold, _exported("actor", "De Hefboom", type="group"))
    assert evaluation.confusion == {"organisation > group": 1}
    line = next(line for line in evaluation.lines if line.kind == "actor")
    assert line.extra["type_accuracy"] == 0


def test_half_of_the_shorter_is_a_find_and_less_is_not(gold: Gold) -> None:
    assert _figures(_evaluate(gold, _exported("lesson", "Begin klein")), "lesson") == (1, 1)
    assert _figures(_evaluate(gold, _exported("lesson", "lang. Tussen haast en geduld")), "lesson") == (0, 0)


def test_a_borderline_row_is_neither_missed_nor_wrong(gold: Gold) -> None:
    assert _figures(_evaluate(gold, _exported("lesson", "Fin.")), "lesson") == (1, 0)
    assert _evaluate(gold).missed["lesson"] == ("a: Begin klein.",)


@pytest.mark.parametrize(
    ("poles", "right"), [(("haast", "geduld"), 1), (("het geduld", "de haast"), 1), (("haast", "rust"), 0)]
)
def test_poles_count_in_either_order(gold: Gold, poles: tuple[str, str], right: float) -> None:
    row = _exported("tension", "Tussen haast en geduld", pole_a=poles[0], pole_b=poles[1])
    line = next(line for line in _evaluate(gold, row).lines if line.kind == "tension")
    assert line.extra["poles_right"] == right


@pytest.mark.parametrize(("case", "extra"), [("Hefboom", (1, 1)), ("De Loods", (0, 0)), (None, (None, 0))])
def test_a_lesson_is_linked_to_its_case(gold: Gold, case: str | None, extra: tuple[float | None, float]) -> None:
    lesson = _exported("lesson", "Begin klein", case=case)
    evaluation = _evaluate(gold, _exported("case", "Hefboom"), _exported("case", "De Loods"), lesson)
    line = next(line for line in evaluation.lines if line.kind == "lesson")
    assert (line.extra.get("case_precision"), line.extra["case_recall"]) == extra


def test_search_is_scored_within_the_judged_document(gold: Gold) -> None:
    elsewhere = {"document": "b.pdf", "text": "Iets anders."}
    answer = {"document": "a.pdf", "text": "Begin klein en blijf lang."}
    wrong = {"document": "a.pdf", "text": "De Hefboom helpt in de wijk."}
    answers = {"q1": [elsewhere, wrong, answer]}
    evaluation = evaluate(gold, [], answers, {})
    assert evaluation.search[0].mrr == 0.5
    assert evaluation.search[0].ndcg == pytest.approx(0.631, abs=0.001)


def test_a_folder_without_annotations_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldMissing, match="regions"):
        Gold(tmp_path)


def test_a_quote_with_slips_is_found_by_most_of_its_letters() -> None:
    text = AlignedText("x" * 500 + "De bewoners van de wijk namen het heft zelf in handen en de gemeente keek toe.")
    found = text.find("De bewoners van de wijk namen het heft ze1f in handen en de gemeente keek toe.")
    assert found is not None
    assert found.shared(Stretch(500, 570)) > 0.5
