"""What passages tell that bears on a question, beside the cases: not all experience is found as a case."""

from collections.abc import Iterable, Mapping

from search.inquiry import Inquiry
from search.passages import PassageIndex
from search.sentences import FoundSentence, best_sentences, read_candidates

_MOST = 3


def told_elsewhere(
    index: PassageIndex, inquiry: Inquiry, sums: Mapping[int, float], shown: Iterable[str], *, limit: int = _MOST
) -> list[FoundSentence]:
    """The sentence that says most in each of the passages that answer best and tell of no `shown` case (IRIs).

    Nor do they tell of the case that asks; `sums` is what `answers` says.
    """
    cases = [*shown, *([inquiry.case.iri] if inquiry.case else [])]
    told = {key for iri in cases for key, _, _ in index.told.shares(iri)}
    keys = [key for key in sorted(sums, key=lambda key: (-sums[key], key)) if key not in told][:limit]
    passages = (read_candidates(index.embedder, [index.hit(key)]) for key in keys)
    return [best for one in passages for best in best_sentences(index.embedder, inquiry.text, one, limit=1)]
