"""The word index of passages: Dutch stems, ranked by BM25. The only file that imports tantivy."""

from collections.abc import Sequence
from pathlib import Path

import tantivy

from search.terms import stems

_HEADING_WEIGHT = 1.5
_WRITER_BYTES = 50_000_000


class WordIndex:
    """Passages by their words, kept in a folder; what was added or removed counts after `commit`."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`, or begin one."""
        folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(_schema(), path=str(folder), reuse=True)
        self._writer: tantivy.IndexWriter | None = None

    def add(self, key: int, text: str, headings: Sequence[str]) -> None:
        """Take in a passage under a number of the caller's choice."""
        document = tantivy.Document(
            key=key,
            text=" ".join(stems(text)),
            heading=" ".join(stem for heading in headings for stem in stems(heading)),
        )
        self._open_writer().add_document(document)

    def remove(self, keys: Sequence[int]) -> None:
        """Forget passages."""
        writer = self._open_writer()
        for key in keys:
            writer.delete_documents_by_term("key", key)

    def commit(self) -> None:
        """Put changes on disk and let searches see them."""
        if self._writer is not None:
            self._writer.commit()
            self._writer.wait_merging_threads()
            self._writer = None
        self._index.reload()

    def search(self, query: str, limit: int) -> dict[int, float]:
        """BM25 scores by passage number, best first.

        A query without content words finds nothing.
        """
        words = stems(query)
        if not words:
            return {}
        asked = self._index.parse_query(" ".join(words), ["text", "heading"], field_boosts={"heading": _HEADING_WEIGHT})
        searcher = self._index.searcher()
        hits = searcher.search(asked, limit).hits
        return {searcher.doc(address)["key"][0]: score for score, address in hits}

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(_WRITER_BYTES, 1)
        return self._writer


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("key", stored=True, indexed=True, fast=True)
    for field in ("text", "heading"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
    return builder.build()
