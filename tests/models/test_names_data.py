"""The corpus of Dutch names: every file can be read, and the parts do not mix."""

from collections import Counter
from pathlib import Path

import pytest
import spacy

from models.recipes.names import LABELS, NameMarkupError, NameSpan, parse_markup, read_names, read_part, read_split

FOLDER = Path(__file__).parents[2] / "models" / "data" / "names"
DOCUMENTS = sorted(FOLDER.glob("*.txt"))
PARAGRAPHS = [paragraph for path in DOCUMENTS for paragraph in read_names(path)]


def test_markup_is_split_into_text_and_spans() -> None:
    text, spans = parse_markup("De [gemeente Ede|ORG] ([Ede|LOC]) belt [Anna's|PER] zus.")
    assert text == "De gemeente Ede (Ede) belt Anna's zus."
    assert spans == (NameSpan(3, 15, "ORG"), NameSpan(17, 20, "LOC"), NameSpan(27, 33, "PER"))
    assert [text[span.start : span.end] for span in spans] == ["gemeente Ede", "Ede", "Anna's"]


@pytest.mark.parametrize(
    ("marked", "reason"),
    [
        ("In [Ede|PLAATS] dus.", "unknown label 'PLAATS'"),
        ("In [|LOC] dus.", "empty or padded name ''"),
        ("In [Ede |LOC] dus.", "empty or padded name 'Ede '"),
        ("In [Ede|LOC dus.", r"stray '\['"),
        ("In Ede|LOC] dus.", r"stray '\|'"),
        ("In [wijk [Oost|LOC]|LOC] dus.", r"stray '\['"),
    ],
)
def test_wrong_markup_is_refused(marked: str, reason: str) -> None:
    with pytest.raises(NameMarkupError, match=reason):
        parse_markup(marked)


def test_a_document_needs_genre_and_title(tmp_path: Path) -> None:
    path = tmp_path / "01-blog-x.txt"
    path.write_text("# genre: blog\n\nIn [Ede|LOC].\n", encoding="utf-8")
    with pytest.raises(NameMarkupError, match="# title"):
        read_names(path)


def test_reading_keeps_document_and_genre(tmp_path: Path) -> None:
    path = tmp_path / "01-blog-x.txt"
    path.write_text("# genre: blog\n# title: Iets\n\nIn [Ede|LOC].\n\nNiemand.\n", encoding="utf-8")
    first, second = read_names(path)
    assert (first.document, first.genre, first.text) == ("01-blog-x", "blog", "In Ede.")
    assert (second.text, second.spans) == ("Niemand.", ())


def test_the_corpus_is_large_enough() -> None:
    running = [paragraph for paragraph in PARAGRAPHS if len(paragraph.text.split()) >= 30]
    assert len(DOCUMENTS) >= 48
    assert len(running) >= 640
    assert sum(len(paragraph.text.split()) for paragraph in running) / len(running) >= 55


def test_every_label_is_well_represented() -> None:
    distinct = {
        (span.label, paragraph.text[span.start : span.end]) for paragraph in PARAGRAPHS for span in paragraph.spans
    }
    counts = Counter(label for label, _ in distinct)
    assert set(counts) == set(LABELS)
    assert min(counts.values()) >= 200


def test_one_paragraph_in_ten_holds_no_name() -> None:
    nameless = [paragraph for paragraph in PARAGRAPHS if not paragraph.spans]
    assert 0.08 <= len(nameless) / len(PARAGRAPHS) <= 0.16


def test_no_paragraph_stands_there_twice() -> None:
    assert [text for text, count in Counter(paragraph.text for paragraph in PARAGRAPHS).items() if count > 1] == []


def test_file_names_tell_number_and_genre() -> None:
    assert len({path.stem.split("-")[0] for path in DOCUMENTS}) == len(DOCUMENTS)
    assert {p.document for p in PARAGRAPHS if p.document.split("-")[1] != p.genre} == set()


def test_the_split_is_a_partition() -> None:
    split = read_split(FOLDER)
    divided = [document for part in split.values() for document in part]
    assert sorted(divided) == [path.stem for path in DOCUMENTS]


def test_learning_may_grow_and_measuring_stays_large_enough() -> None:
    sizes = {part: len(read_part(FOLDER, part)) for part in ("train", "dev", "test")}
    assert sizes["train"] > 2 * (sizes["dev"] + sizes["test"])
    assert sizes["test"] >= 140
    assert sizes["dev"] >= 80


def test_every_genre_can_be_learned() -> None:
    assert {paragraph.genre for paragraph in read_part(FOLDER, "train")} == {p.genre for p in PARAGRAPHS}


def test_no_name_cuts_a_word() -> None:
    nlp = spacy.blank("nl")
    cut = [
        (paragraph.document, paragraph.text[span.start : span.end])
        for paragraph in PARAGRAPHS
        for doc in [nlp.make_doc(paragraph.text)]
        for span in paragraph.spans
        if doc.char_span(span.start, span.end) is None
    ]
    assert cut == []
