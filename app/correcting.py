"""What an editor corrects, as decisions that hold on every later reading."""

from datetime import UTC, datetime

from app.library import Library
from app.quote import Quote


def attribute(
    library: Library, quote: Quote, speaker: str | None, *, by: str | None = None, note: str | None = None
) -> None:
    """Decide whose words a quote is; with None, that nobody can be named."""
    from corpus.model import Kind
    from kg.decisions import Decision, Verb

    with library.writing():
        decision = Decision(
            verb=Verb.ATTRIBUTE,
            document=quote.document,
            kind=Kind.QUOTATION,
            quote=library.originals.document(quote.document).text[quote.start : quote.end],
            value=speaker,
            start=quote.start,
            at=datetime.now(UTC).isoformat(),
            by=by,
            note=note,
        )
        library.save_decisions(library.decisions.adding(decision))
        library.bring_up_to_date()
