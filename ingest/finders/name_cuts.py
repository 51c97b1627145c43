"""Where the names in a stretch of capitalised words begin and end: two may meet, and a first word may be no part."""

import re
from collections.abc import Set

from spacy.lang.nl.stop_words import STOP_WORDS

from ingest.finders.name_forms import (
    CASE_LINK,
    DEMONYM,
    NO_NAMES,
    PARTING,
    PERSON_LINK,
    PLURAL_SHORT,
    SURNAME_LINK,
    opens_text,
)
from ingest.finders.nouns import case_noun, group_noun, organisation_noun, role_noun
from ontology.gazetteer import load_gazetteer

Stretch = tuple[int, int]
ARTICLES = frozenset(["de", "het", "van", "'t", "’t", "den"])
NUMBER = re.compile(r" \d{1,3}(?![\w%€]|[.,:]\d)")
BODY_AND_NUMBER = re.compile(r"(?:^|\W)([\w-]+) $")
ENGLISH_ROLES = frozenset("Lead Head Senior Chief Director Manager Consultant Partner Founder Owner CEO".split())
OF_ACRONYM = re.compile(r"(?:[Dd]e |[Hh]et )?([A-ZÀ-Þ]{2,6})-([a-zà-ÿ]{3,})")
COMPOUND_HEAD = re.compile(r"(?<![\w-])([a-zà-ÿ]{4,})-$")


class Cuts:
    """Cuts stretches of capitalised words, given the words that are ordinary in the document, and its acronyms."""

    def __init__(self, ordinary: Set[str], acronyms: Set[str] = frozenset()) -> None:
        self.ordinary = ordinary
        self.acronyms = acronyms
        self.gazetteer = load_gazetteer()

    def names(self, text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
        """The names in a stretch of a sentence: start, end, and whether the sentence opens with it."""
        found = []
        start = self._after_opener(text, start, end)
        for first, last in self._parts(text, start, end):
            opens = opens_text(text, first)
            begin = self._begin(text, first, last, self.ordinary if opens else frozenset())
            last = begin + len(self._without_noun(without_tail(text[begin:last])))
            if begin < last:
                begin, last = self._with_head(text, begin), self._with_number(text, begin, last)
                found.append((begin, last, opens and begin == first))
        return found

    def _after_opener(self, text: str, start: int, end: int) -> int:
        """Past a preposition or the like that opens the sentence: "Met Anja van Dam"."""
        word, _, rest = text[start:end].partition(" ")
        lower = word.casefold()
        if not rest[:1].isupper() or lower not in STOP_WORDS or lower in ARTICLES or not opens_text(text, start):
            return start
        if self.gazetteer.longest_place(text[start:end].split(" ")) > 1 or self.gazetteer.body(text[start:end]):
            return start
        return start + len(word) + 1

    def _parts(self, text: str, start: int, end: int) -> list[Stretch]:
        """A stretch cut where two names meet: at a preposition, at an & between persons, after a place."""
        words = text[start:end].split(" ")
        if words[0].isalpha() and _is_role(words[0]) and words[1:] and words[1] in self.gazetteer.first_names:
            return self._parts(text, start + len(words[0]) + 1, end)  # "Wijkagent Omar van den Berg"
        first = words[0] in self.gazetteer.first_names
        if first and (size := self._before_role(words)):
            return [(start, start + len(" ".join(words[:size])))]
        size = self.gazetteer.longest_place(words)
        whole = size == len(words) - 1 and text[:start].endswith(("de ", "het "))  # "de Tafelberg Coöperatie"
        if 0 < size < len(words) and not first and not whole and _is_sort(words[size]):
            cut = start + len(" ".join(words[:size]))
            return [(start, cut), *self._parts(text, cut + 1, end)]
        if first and "&" in words[2:]:
            cut = start + text[start:end].index(" & ")
            return [(start, cut), *self._parts(text, cut + 3, end)]
        if organisation_noun(words[0]) and "de" in words[2:]:  # "samen met Stichting Palet de Buurtklussers"
            cut = start + len(" ".join(words[: words.index("de", 2)]))
            return [(start, cut), *self._parts(text, cut + 4, end)]
        for link in PARTING.finditer(text, start, end):
            left, right = text[start : link.start()].split(" "), text[link.end() : end]
            if size <= len(left) and not self._is_surname(left, link[0], right) and not _is_pact(left, link[0]):
                return [(start, link.start()), *self._parts(text, link.end(), end)]
        return [(start, end)]

    def _before_role(self, words: list[str]) -> int:
        """How many words of a person's name stand before a role with a capital: "Anja Visser Directeur Wonen"."""
        roles = (n for n, word in enumerate(words) if n > 1 and (word in ENGLISH_ROLES or _is_role(word)))
        named = (n for n in roles if words[n - 1][0].isupper() and words[n] not in self.gazetteer.surnames)
        return next(named, 0)

    def _is_surname(self, left: list[str], link: str, right: str) -> bool:
        """Whether what follows the link is a person's surname: "Anja van Dam", but not "Anja van Stichting Zon"."""
        alone = len(left) == 1 or left[-1].lower() in ("de", "van")
        if not alone or not PERSON_LINK.match(link) or organisation_noun(right.split(" ")[0]):
            return False
        told = _is_sort(left[0]) or _is_role(left[0]) or self.gazetteer.places(left[0])
        unknown = left[0].casefold() not in self.ordinary and not told
        return left[0] in self.gazetteer.first_names or (unknown and bool(SURNAME_LINK.match(link)))

    def _begin(self, text: str, start: int, end: int, ordinary: Set[str]) -> int:
        """Where a name begins, once the words are left out that only open the sentence or say what the name is."""
        while start < end:
            words = text[start:end].split(" ")
            lower = words[0].casefold().rstrip(".")
            more = len(words) > 1 and words[1][:1].isupper()
            if self.gazetteer.longest_place(words) > 1 or self.gazetteer.body(text[start:end]):
                return start
            if more and words[0] in self.gazetteer.first_names and lower not in STOP_WORDS:
                return start
            if more and lower in ("de", "van", "'t") and words[0][0].isupper() and len(words) < 4:
                return start
            if not self._only_opens(words, lower, ordinary):
                return start
            start += len(words[0]) + 1
            ordinary = frozenset()  # from here on a capital means something
            while start < end and not (text[start].isupper() or text.startswith(("'s-", "’s-"), start)):
                start += 1
        return end

    def _only_opens(self, words: list[str], lower: str, ordinary: Set[str]) -> bool:
        """Whether the first word is no part of the name: it only opens the sentence, or says what the name is."""
        more = len(words) > 1 and words[1][:1].isupper()
        if more and not words[0].isupper() and (role_noun(lower) or PLURAL_SHORT.fullmatch(words[0])):
            return True
        of_a_place = DEMONYM.search(lower) and lower not in self.gazetteer.common_words
        if more and of_a_place and not role_noun(words[1]):
            return True
        surname = more and words[-1] in self.gazetteer.surnames and words[-1].casefold() not in ordinary
        return words[0] in NO_NAMES or (bool(ordinary) and lower in (STOP_WORDS if surname else ordinary))

    def _with_head(self, text: str, start: int) -> int:
        """Where a name begins that is joined to a noun of bodies: "kabinet-Drees", "commissie-De Wit"."""
        head = COMPOUND_HEAD.search(text, max(0, start - 30), start)
        return head.start() if head and (organisation_noun(head[1]) or group_noun(head[1])) else start

    def _without_noun(self, text: str) -> str:
        """A name without the noun that is joined to its abbreviation: of "GGD-arts" it is "GGD"."""
        joined = OF_ACRONYM.fullmatch(text)
        if joined is None or organisation_noun(joined[2]) or group_noun(joined[2]):  # "Wmo-raad"
            return text
        known = joined[1] in self.acronyms or self.gazetteer.body(joined[1])
        return text[: joined.end(1)] if known else text

    def _with_number(self, text: str, start: int, end: int) -> int:
        """Where a name ends that goes on with a number behind a noun of bodies: "stichting Haven 8"."""
        noun, number = BODY_AND_NUMBER.search(text, max(0, start - 40), start), NUMBER.match(text, end)
        return number.end() if number and noun and organisation_noun(noun[1]) else end


def without_tail(text: str) -> str:
    """A name without the mark or the label that happens to follow: "Jan Visser Foto:"."""
    text = text.rstrip(".’'")
    while " " in text and text.rsplit(" ", 1)[1] in NO_NAMES:
        text = text.rsplit(" ", 1)[0]
    return text


def _is_role(word: str) -> bool:
    return bool(role_noun(word) or role_noun(word.removesuffix("s")) or role_noun(word.removesuffix("en")))


def _is_sort(word: str) -> bool:
    return bool(organisation_noun(word) or group_noun(word) or case_noun(word))


def _is_pact(left: list[str], link: str) -> bool:
    """Whether a noun of cases is linked to its area: "Pact op Zuid"."""
    return bool(case_noun(left[-1]) and left[-1][0].isupper() and CASE_LINK.match(link))
