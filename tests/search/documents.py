"""Documents made by hand, a sentence a passage."""

from corpus.model import Block, BlockRole, Document, Metadata, Page, PageRun, Passage, Sentence


def make_document(name: str, *sentences: str, year: int | None = 2020) -> tuple[Document, list[Passage]]:
    """A document of one page, and its passages."""
    text = "\n\n".join(sentences)
    starts = [text.index(sentence) for sentence in sentences]
    document = Document(
        sha256=name * 8,
        file=f"{name}.pdf",
        metadata=Metadata(title=f"Over {name}", authors=("Anja de Vries",), year=year),
        text=text,
        pages=(Page(1, "5", 595, 842),),
        runs=(PageRun(0, 1),),
        blocks=tuple(Block(BlockRole.PARAGRAPH, s, s + len(t)) for s, t in zip(starts, sentences, strict=True)),
    )
    passages = [
        Passage(
            document=document.sha256,
            number=i,
            start=start,
            end=start + len(said),
            text=said,
            headings=(),
            page=1,
            last_page=1,
            printed_page="5",
            sentences=(Sentence(start, start + len(said), 1, "5"),),
        )
        for i, (start, said) in enumerate(zip(starts, sentences, strict=True))
    ]
    return document, passages
