from corpus.model import Block, BlockRole, Document, Metadata, Page, PageRun
from ingest.passages import split_passages

H, P, L, N = BlockRole.HEADING, BlockRole.PARAGRAPH, BlockRole.LIST_ITEM, BlockRole.NOTE


def document_of(
    *parts: tuple[BlockRole, str] | tuple[BlockRole, str, int] | tuple[BlockRole, str, int, int],
) -> Document:
    """A document of blocks given as role, text, level and inset."""
    blocks, offset, texts = [], 0, []
    for role, text, *rest in parts:
        level, inset = [*map(int, rest), 0, 0][:2]
        blocks.append(Block(role, offset, offset + len(text), level, inset))
        texts.append(text)
        offset += len(text) + 2
    return Document(
        sha256="f",
        file="a.pdf",
        metadata=Metadata(title="Titel"),
        text="\n\n".join(texts),
        pages=(Page(1, "9", 595, 842), Page(2, "10", 595, 842)),
        runs=(PageRun(0, 1), PageRun(max(1, offset // 2), 2)),
        blocks=tuple(blocks),
    )


def words(count: int, name: str) -> str:
    return " ".join(f"{name}{i}" for i in range(count))


def test_paragraphs_are_gathered_up_to_a_size_and_never_over_a_heading() -> None:
    document = document_of(
        (H, "Een", 1),
        (P, words(40, "a")),
        (P, words(40, "b")),
        (P, words(100, "c")),
        (H, "Twee", 1),
        (P, words(30, "d")),
    )
    passages = split_passages(document)
    assert [p.headings for p in passages] == [("Titel", "Een"), ("Titel", "Een"), ("Titel", "Twee")]
    assert [len(p.text.split()) for p in passages] == [80, 100, 30]
    assert all(document.text[p.start : p.end] == p.text for p in passages)


def test_a_long_paragraph_is_a_passage_by_itself() -> None:
    passages = split_passages(document_of((P, words(70, "a")), (P, words(300, "b")), (P, words(70, "c"))))
    assert [len(p.text.split()) for p in passages] == [70, 300, 70]


def test_headings_from_the_title_down() -> None:
    document = document_of((H, "Titel", 1), (H, "Deel", 2), (H, "Kop", 3), (P, "a b c"), (H, "Volgende", 2), (P, "d e"))
    assert [p.headings for p in split_passages(document)] == [("Titel", "Deel", "Kop"), ("Titel", "Volgende")]


def test_a_list_stays_with_the_sentence_that_announces_it() -> None:
    items = [(L, f"- {words(12, f'i{n}')}") for n in range(4)]
    passages = split_passages(
        document_of((P, words(120, "a")), (P, "Vier dingen helpen:"), *items, (P, words(120, "z")))
    )
    assert [p.text.startswith("Vier dingen helpen:") for p in passages] == [False, True, False]
    assert passages[1].text.count("\n\n- ") == 4


def test_a_box_has_its_own_headings_and_the_text_goes_on_below_the_old_one() -> None:
    document = document_of(
        (H, "Kop", 1), (P, words(70, "a")), (H, "Kader", 2, 1), (P, words(30, "k"), 0, 1), (P, words(70, "b"))
    )
    assert [p.headings for p in split_passages(document)] == [
        ("Titel", "Kop"),
        ("Titel", "Kop", "Kader"),
        ("Titel", "Kop"),
    ]


def test_notes_keep_the_heading_of_their_page_and_furniture_is_left_out() -> None:
    document = document_of(
        (H, "Kop", 1),
        (P, words(20, "a")),
        (N, "1 Een noot."),
        (BlockRole.PULL_QUOTE, "a1 a2 a3"),
        (BlockRole.FURNITURE, "9"),
    )
    passages = split_passages(document)
    assert [(p.text[:5], p.headings) for p in passages] == [("a0 a1", ("Titel", "Kop")), ("1 Een", ("Titel", "Kop"))]


def test_pages_and_numbers() -> None:
    passages = split_passages(document_of((P, words(80, "a")), (P, words(80, "b")), (P, words(90, "c"))))
    assert [p.number for p in passages] == [0, 1, 2]
    assert (passages[0].page, passages[0].printed_page, passages[-1].last_page) == (1, "9", 2)
    assert passages[0].id == "f-0"
