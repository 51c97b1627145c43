"""Names in running text: stretches of capitalised words, before anybody decides what they are names of."""

import re
from collections.abc import Set
from functools import cache
from typing import NamedTuple

from spacy.lang.nl.stop_words import STOP_WORDS
from spacy.tokens import Doc, Span

from corpus.model import BlockRole
from ingest.finders.abbreviations import abbreviations
from ingest.finders.name_cuts import Cuts, Stretch
from ingest.finders.name_forms import (
    DEMONYM,
    HEADED,
    INVERTED,
    LOWER_WORD,
    NAME,
    NO_NAMES,
    PLURAL_SHORT,
    ROMAN,
    is_shouted,
)
from ingest.finders.name_grammar import NO_GRAMMAR, Grammar, grammar
from ingest.finders.nouns import group_noun, organisation_noun
from ingest.finders.sentences import Sentence, document_of, sentences
from ontology.gazetteer import load_gazetteer
from ontology.thesaurus import load_thesaurus

# Odd names (MOM@Work, GenP) get a tag that no ordinary word gets.
PROPER = frozenset(["PROPN", "X", "SYM"])
# A word that is cut off at the end of a line, or in which a space was read: "Wijk-", "Tea m".
BROKEN = re.compile(r"-\s*$| [b-tvwyz](?= |$)")
ACRONYM = re.compile(r"(?<![\w-])[A-ZÀ-Þ]{2,6}(?![\w-])")
APPOSITION = re.compile(r"^,\s(?:een|het|de)\s((?:[a-zà-ÿ-]+\s){0,2}[a-zà-ÿ-]+)")


class Name(NamedTuple):
    """A capitalised stretch of text."""

    start: int
    end: int
    text: str
    opens: bool  # it opens its sentence, where any word has a capital
    common: bool  # it is also an ordinary word: of Dutch, or written small elsewhere in the document
    proper: bool  # the tagger, where there is one, sees a proper noun in it
    label: str | None  # what the recogniser of names calls it, "" for nothing; None where there is no recogniser
    sentence: Sentence
    grammar: Grammar = NO_GRAMMAR

    @property
    def before(self) -> str:
        """The text before it in its sentence."""
        return self.sentence.text[: self.start - self.sentence.start]

    @property
    def after(self) -> str:
        """The text after it in its sentence."""
        return self.sentence.text[self.end - self.sentence.start :]


def names(doc: Doc) -> list[Name]:
    """The names in a document, in reading order.

    A capitalised word that opens a sentence counts when the document never writes it without a capital.
    """
    if "names" not in doc.user_data:
        doc.user_data["names"] = _Reader(doc).read()
    found: list[Name] = doc.user_data["names"]
    return found


def is_told(after: str) -> bool:
    """Whether the words after a name say what it is: ", de corporatie die meebetaalt, ..."."""
    told = APPOSITION.match(after)
    return bool(told and any(organisation_noun(word) or group_noun(word) for word in told[1].split()))


def name_key(name: str) -> str:
    """What two spellings of one name share.

    >>> name_key("De Alliantie"), name_key("de  alliantie")
    ('alliantie', 'alliantie')
    """
    words = re.findall(r"[\w'&@+-]+", name.casefold().replace("’", "'"))
    while len(words) > 1 and words[0] in ("de", "het", "een", "'t"):
        words = words[1:]
    return " ".join(words)


class _Reader:
    """Reads the names of one document: it must know the whole before it can judge a capital."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tagged = doc.has_annotation("POS")
        self.recognised = doc.has_annotation("ENT_IOB")
        self.sentences = sentences(doc)
        self.gazetteer = load_gazetteer()
        text = document_of(doc).text
        self.small = frozenset(LOWER_WORD.findall(text))
        self.ordinary = _dutch_words() | self.small
        self.cuts = Cuts(self.ordinary, frozenset(ACRONYM.findall(text)))
        full = {text[found.start : found.end] for found in abbreviations(text)} | set(HEADED.findall(text))
        self.long = sorted((name for name in full if " " in name), key=len, reverse=True)

    def read(self) -> list[Name]:
        found = [name for sentence in self.sentences for name in self._read(sentence)]
        sure = {name_key(name.text) for name in found if not self._is_doubtful(name)}
        return [name for name in found if not self._is_doubtful(name) or name_key(name.text) in sure]

    def _is_doubtful(self, name: Name) -> bool:
        """Whether only the beginning of the sentence may explain the capital of a word."""
        if not name.opens or " " in name.text or name.text in self.gazetteer.first_names:
            return False
        if not name.common and is_told(name.after):
            return False
        known = self.gazetteer.places(name.text) or self.gazetteer.body(name.text)
        return not known and (not name.proper or self._is_compound(name.text.casefold()))

    def _is_compound(self, word: str) -> bool:
        """Whether a word is two ordinary words in one: gebieds-analyse."""
        words = self.gazetteer.common_words
        cuts = range(3, len(word) - 3)
        return any(word[cut:] in words and (word[:cut] in words or word[:cut].rstrip("s") in words) for cut in cuts)

    def _read(self, sentence: Sentence) -> list[Name]:
        if is_shouted(sentence.text):
            return []
        text = sentence.text
        spans = self._long_names(text)
        for start, end in spans:
            text = text[:start] + "_" * (end - start) + text[end:]
        found = [self._name(sentence, span, opens=False) for span in spans]
        for match in NAME.finditer(text):
            for start, end, opens in self.cuts.names(text, match.start(), match.end()):
                if self._is_name(sentence, text[start:end], end):
                    found.append(self._name(sentence, (start, end), opens))
        return sorted(found)

    def _name(self, sentence: Sentence, span: Stretch, opens: bool) -> Name:
        start, end = sentence.start + span[0], sentence.start + span[1]
        text = sentence.text[span[0] : span[1]]
        common = all(word.casefold() in self._ordinary_as(word) for word in text.split())
        tokens = self.doc.char_span(start, end, alignment_mode="expand")
        proper = not self.tagged or tokens is None or any(token.pos_ in PROPER for token in tokens)
        return Name(start, end, text, opens, common, proper, self._label(tokens), sentence, grammar(tokens))

    def _ordinary_as(self, word: str) -> Set[str]:
        """The words that it may be: an acronym (GGD) is an ordinary word only where the document writes it small."""
        return self.small if word.isupper() and len(word) > 1 else self.ordinary

    def _label(self, tokens: Span | None) -> str | None:
        if not self.recognised or tokens is None:
            return None
        labels = [token.ent_type_ for token in tokens]
        return max(set(labels), key=labels.count)

    def _long_names(self, text: str) -> list[Stretch]:
        """Names that contain lower-case words: full forms of abbreviations, names under certain nouns, some places."""
        spans = [(found.start(), found.end()) for found in INVERTED.finditer(text)]
        for name in self.long:
            at = text.find(name)
            while at >= 0:
                if all(at >= end or at + len(name) <= start for start, end in spans):
                    spans.append((at, at + len(name)))
                at = text.find(name, at + 1)
        for match in re.finditer(r"(?<!\w)[A-ZÀ-Þ'][\w'-]+(?= (?:en|op|aan|in|bij|over) )", text):
            words = text[match.start() :].split(" ", 6)[:6]
            words = [word.rstrip(".,;:)!?") for word in words]
            size = self.gazetteer.longest_place(words)
            end = match.start() + len(" ".join(words[:size]))
            if size > 2 and all(match.start() >= b or end <= a for a, b in spans):
                spans.append((match.start(), end))
        return spans

    def _is_name(self, sentence: Sentence, text: str, end: int) -> bool:
        if len(text) < 2 or text in NO_NAMES or ("@" in text and "." in text):
            return False
        if ROMAN.fullmatch(text) or PLURAL_SHORT.fullmatch(text):
            return False
        after = sentence.text[end:]
        if BROKEN.match(after):
            return False
        if DEMONYM.search(text.split(" ")[-1].casefold()) and re.match(r" [a-zà-ÿA-ZÀ-Þ]", after):
            return False
        if sentence.role is BlockRole.HEADING:  # a heading in Title Case only looks like a name
            return not all(word.casefold() in self.ordinary for word in text.split() if word[0].isupper())
        return True


@cache
def _dutch_words() -> frozenset[str]:
    """Words that are no names: the commonest, and those of the field."""
    field = {word.casefold() for concept in load_thesaurus().concepts.values() for word in concept.pref_nl.split()}
    return frozenset(STOP_WORDS | load_gazetteer().common_words | field)
