"""What a searcher wants to see only."""

import msgspec

from corpus.model import DocumentKind, Kind, Metadata


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which documents and passages count; what is empty or None asks nothing."""

    kinds: frozenset[DocumentKind] = frozenset()
    first_year: int | None = None
    last_year: int | None = None
    file: str | None = None
    place: str | None = None  # a municipality, place, wijk or buurt that the passage names, or where its case lies
    theme: str | None = None  # label or slug of a concept of the thesaurus
    actor: str | None = None  # a name or alias
    mentions: frozenset[Kind] = frozenset()  # what the passage must hold all of, e.g. a lesson

    def accepts(self, file: str, metadata: Metadata) -> bool:
        """Whether a document counts; one without a year does not when a year is asked."""
        if self.kinds and metadata.kind not in self.kinds:
            return False
        if self.file and self.file != file:
            return False
        if self.first_year is None and self.last_year is None:
            return True
        year = metadata.year
        return year is not None and (self.first_year or year) <= year <= (self.last_year or year)


EVERYTHING = Filter()
