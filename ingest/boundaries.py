"""Where sentences begin, by rule.

A parser that learnt from newspapers cuts interviews and lists in the wrong places.
"""

import re

from spacy.tokens import Doc

# A sentence ends in one of these, perhaps with closing quotes or brackets behind it ...
ENDS = frozenset([".", "!", "?", "…", "...", "!!", "?!", "!?"])
CLOSES = frozenset(["”", "’", '"', "'", ")", "]", "»", "''"])
# ... and the next begins with a capital, a figure, or an opening quote, bracket or list mark.
BEGINS = re.compile(r"['’]?[A-ZÀ-ÖØ-Þ0-9“„‘\"'(\[•▪–—-]|['’][a-z]\b")
# Words with a full stop of their own.
ABBREVIATIONS = frozenset(
    """bv bijv o.a dhr mevr mw dr drs ir ing mr prof ca nr blz pag vgl resp enz etc incl excl jl p.m m.n d.w.z i.p.v
    t.a.v o.l.v i.s.m z.g zgn zg st no art vs a.d.h.v m.b.t t.b.v n.a.v aug sept okt nov dec jan feb mrt apr""".split()
)
INITIAL = re.compile(r"[A-ZÀ-Þ](?:\.[A-ZÀ-Þ])*|Th|Ph|Chr|IJ|Joh|[a-z]")
LIST_MARK = re.compile(r"\d{1,2}|[IVX]+|[a-z]")


def set_sentence_starts(doc: Doc) -> Doc:
    """Mark every token as beginning a sentence or not, so that no later component moves the boundaries.

    >>> import spacy
    >>> doc = set_sentence_starts(spacy.blank("nl").make_doc("Dat zei dr. Jansen o.a. hier. “Begin klein.” Ja!"))
    >>> [sent.text for sent in doc.sents]
    ['Dat zei dr. Jansen o.a. hier.', '“Begin klein.”', 'Ja!']
    """
    ended = True
    for token in doc:
        text = token.text
        if token.is_space:
            token.is_sent_start = token.i == 0
            continue
        token.is_sent_start = token.i == 0 or bool(
            ended and BEGINS.match(text) and text not in CLOSES - {"'", '"', "’"}
        )
        if token.is_sent_start and token.i and text in CLOSES and doc[token.i - 1].whitespace_ == "":
            token.is_sent_start = False
        if text in CLOSES and ended and not token.is_sent_start:
            continue
        ended = (text in ENDS and not _is_abbreviated(doc, token.i)) or (text[-1] == "." and _ends_with_stop(text))
    return doc


def _is_abbreviated(doc: Doc, at: int) -> bool:
    """Whether the full stop at `at` belongs to the word before it."""
    if at == 0 or doc[at].text != "." or doc[at - 1].whitespace_:
        return False
    word = doc[at - 1].text
    opens = at == 1 or bool(doc[at - 1].is_sent_start)
    return word.lower() in ABBREVIATIONS or bool(INITIAL.fullmatch(word)) or (opens and bool(LIST_MARK.fullmatch(word)))


def _ends_with_stop(text: str) -> bool:
    """Whether a token that holds its own full stop ("gebeurd.", "2010.") may end a sentence."""
    word = text.rstrip(".")
    return len(word) > 3 and word.lower() not in ABBREVIATIONS and "." not in word
