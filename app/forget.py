"""Taking a person out of all that a library holds, and keeping him or her out."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from app.library import Library
from app.quotations import PROOF_FOLDER
from app.shown_records import write_redacted
from corpus.corrections import Corrections
from corpus.covering import COVER, Covering, Hide, texts_of, texts_of_metadata
from corpus.model import ActorMention, Document, Kind
from corpus.privacy import Privacy
from ingest.readers import Reading, text_hash

if TYPE_CHECKING:
    from kg.decisions import Decision


class Forgotten(msgspec.Struct, frozen=True, kw_only=True):
    """What forgetting somebody changed."""

    documents: int
    mentions: int  # that were removed
    decisions: int  # that were changed, and corrections of what is known of a document
    redacted: int  # pages of source files, and files without pages


def forget(library: Library, name: str, *, redact_source: bool = False) -> Forgotten:
    """Remove a person from records, decisions, graph and index, and from whatever is read later.

    The source files stay as they are, unless `redact_source`: then each page that names the person becomes a picture
    in which the name is black, and a file without pages becomes its plain text.
    """
    with library.writing():
        rule = library.privacy.add(Hide.FORGET, name, redact=redact_source)
        coverings: dict[str, Covering] = {}
        mentions = redacted = 0
        for sha256 in list(library.originals):
            document = library.originals.document(sha256)
            covering = covering_of(document, library.privacy)
            if covering:
                coverings[sha256] = covering
                covered = covering.document(document)
                mentions += _rewrite(library, covered, covering)
                redacted += redact_source_of(library, covered) if redact_source else 0
                library.records.clear_copies(sha256)
                for recognised in (library.folder / PROOF_FOLDER).glob(f"{sha256}-*"):
                    recognised.unlink()
        decisions = _cover_decisions(library, coverings) + _cover_corrections(library, coverings)
        if coverings or decisions:
            library.clear_derived()  # stores keep what was deleted until they feel like tidying up
            library.bring_up_to_date()
        done = Forgotten(documents=len(coverings), mentions=mentions, decisions=decisions, redacted=redacted)
        told = ", ".join(f"{count} {what}" for what, count in msgspec.structs.asdict(done).items())
        library.privacy.log(f"forgot person {rule.person[:8]}: {told}")
    return done


def without_forgotten(reading: Reading, privacy: Privacy) -> Reading:
    """A reading in which forgotten people are covered."""
    covering = covering_of(reading.document, privacy)
    return Reading(covering.document(reading.document), reading.words) if covering else reading


def keep_redacted(library: Library, document: Document) -> None:
    """Take forgotten people out of the file of a document that was just read, where that was asked before."""
    if library.privacy.redacts and COVER in document.text:
        redact_source_of(library, document)


def covering_of(document: Document, privacy: Privacy) -> Covering:
    """What covers the forgotten people in a document as it was read."""
    if not privacy.rules:
        return Covering({})
    found = privacy.find("\n\n".join(texts_of(document)), document.sha256)
    return Covering({name: way for name, way in found.items() if way is Hide.FORGET})


def _rewrite(library: Library, covered: Document, covering: Covering) -> int:
    """Write a covered document with what was derived from it; tells how many mentions went."""
    records, sha256 = library.originals, covered.sha256
    passages = covering.passages(records.passages(sha256), covered)
    before = records.mentions(sha256)
    kept = [
        mention
        for mention in covering.mentions(before, covered)
        if not (isinstance(mention, ActorMention) and COVER in mention.name)
    ]
    records.rewrite(covered, passages, kept, text_hash(covered))
    return len(before) - len(kept)


def redact_source_of(library: Library, covered: Document) -> int:
    """Take covered names out of the library's copy of a file; tells how many pages changed."""
    source = library.originals.source(covered.sha256)
    target = source.with_name(f".{source.name}")
    pages = write_redacted(library.originals, source, covered, target)
    target.replace(source)
    return pages


def _cover_decisions(library: Library, coverings: Mapping[str, Covering]) -> int:
    """Cover the name in what people decided; tells how many decisions that changed.

    A decision still finds its words, as they are covered alike; what was decided on the person goes.
    """
    from kg.decisions import Decisions

    before = library.decisions.decisions
    after = [_covered(decision, coverings.get(decision.document), library.privacy) for decision in before]
    changed = sum(old != new for old, new in zip(before, after, strict=True))
    if changed:
        library.save_decisions(Decisions(decision for decision in after if decision))
    return changed


def _cover_corrections(library: Library, coverings: Mapping[str, Covering]) -> int:
    """Cover the name in what people said of documents, also of those that left the library; tells of how many."""
    corrections, changed = Corrections(library.folder), 0
    for sha256, metadata in corrections.all().items():
        said = "\n\n".join(texts_of_metadata(metadata))
        both = _together(coverings.get(sha256), said, library.privacy)
        if (covered := both.record(metadata, keep=("language",))) != metadata:
            corrections.keep(sha256, covered)
            changed += 1
    return changed


def _together(covering: Covering | None, said: str, privacy: Privacy) -> Covering:
    """What covers forgotten people in a document, and in what somebody said of it."""
    names = {name: way for name, way in privacy.find(said).items() if way is Hide.FORGET}
    return Covering({**(covering.names if covering else {}), **names})


def _covered(decision: "Decision", covering: Covering | None, privacy: Privacy) -> "Decision | None":
    said = "\n\n".join((decision.quote, decision.value or "", decision.note or "", decision.by or ""))
    both, value = _together(covering, said, privacy), decision.value or ""
    is_told = (decision.kind is Kind.ACTOR and both.text(decision.quote) != decision.quote) or (
        decision.kind is Kind.QUOTATION and both.text(value) != value
    )
    return None if is_told or both.address(value) != both.text(value) else both.record(decision, keep=("document",))
