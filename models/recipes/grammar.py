"""Phrases and sentences of a small grammar, and how they are written in Dutch and in English."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from models.recipes.grammar_words import Noun, Verb, Word

NUMBERS = {2: ("twee", "two"), 3: ("drie", "three"), 4: ("vier", "four"), 5: ("vijf", "five"), 6: ("zes", "six")}


class Form(Enum):
    """How a sentence is put."""

    PLAIN = auto()
    ONGOING = auto()
    PASSIVE = auto()
    EXISTS = auto()
    PHRASE = auto()
    NOBODY = auto()


@dataclass(frozen=True)
class Phrase:
    """A noun with its article or number; number 0 is a plural without one."""

    noun: Noun
    number: int
    definite: bool
    adjective: Word | None = None

    @property
    def plural(self) -> bool:
        """Whether there are more of it."""
        return self.number != 1

    def dutch(self, negated: bool = False) -> str:
        """The Dutch words; "geen" where nothing of it is meant."""
        bare = not self.definite and self.noun.article == "het" and not self.plural
        article = "de" if self.plural else self.noun.article
        number = NUMBERS[self.number][0] if self.number in NUMBERS else ""
        if negated:
            first = "geen"
        elif self.definite:
            first = f"{article} {number}"
        else:
            first = number or ("een" if self.noun.counted and not self.plural else "")
        return _join(first, self.adjective.dutch[not bare] if self.adjective else "", self.noun.dutch[self.plural])

    def english(self, negated: bool = False) -> str:
        """The same words in English."""
        rest = _join(self.adjective.english if self.adjective else "", self.noun.english[self.plural])
        number = NUMBERS[self.number][1] if self.number in NUMBERS else ""
        if negated:
            return f"no {rest}"
        if self.definite:
            return _join("the", number, rest)
        if self.plural or not self.noun.counted:
            return _join(number, rest)
        return f"{'an' if rest[0] in 'aeiouAEIOU' else 'a'} {rest}"


@dataclass(frozen=True)
class Sentence:
    """Who does what to whom, where or when, and how it is put."""

    verb: Verb
    subject: Phrase
    object: Phrase | None
    adjunct: Word | None
    form: Form
    negated: bool
    ongoing: bool

    def dutch(self) -> str:
        """The Dutch sentence, without a full stop."""
        verb, subject, plural = self.verb, self.subject, self.subject.plural and self.form is not Form.NOBODY
        adjunct = self.adjunct.dutch[0] if self.adjunct else ""
        within = self.negated and self.form not in (Form.EXISTS, Form.PHRASE)
        done = self._object_dutch(within)
        words: tuple[str, ...]
        match self.form:
            case Form.PLAIN:
                words = (subject.dutch(), verb.finite(plural), done, verb.particle, adjunct)
            case Form.ONGOING:
                words = (subject.dutch(), "zijn" if plural else "is", done, "aan het", verb.infinitive, adjunct)
            case Form.PASSIVE if self.object:
                auxiliary = "worden" if self.object.plural else "wordt"
                no = "niet" if self.negated else ""
                by = f"door {subject.dutch()}"
                words = (self.object.dutch(), auxiliary, no, by, verb.participle, adjunct)
            case Form.NOBODY:
                words = ("niemand", verb.finite(False), done, verb.particle, adjunct)
            case _:
                relative = "dat" if subject.noun.article == "het" and not plural else "die"
                clause = (subject.dutch(self.negated), relative, done, adjunct, verb.final(plural))
                words = ("er", "zijn" if plural else "is", *clause) if self.form is Form.EXISTS else clause
        return _capital(_join(*words))

    def english(self) -> str:
        """The same sentence in English."""
        verb, subject, plural = self.verb, self.subject, self.subject.plural and self.form is not Form.NOBODY
        place = self.adjunct.english if self.adjunct else ""
        done = _join(verb.preposition[1], self.object.english()) if self.object else ""
        no = "not" if self.negated else ""
        words: tuple[str, ...]
        match self.form:
            case Form.PLAIN | Form.ONGOING:
                words = (subject.english(), *self._verb_english(plural), done, place)
            case Form.PASSIVE if self.object:
                auxiliary = "are" if self.object.plural else "is"
                by = f"by {subject.english()}"
                words = (self.object.english(), auxiliary, no, "being", verb.english[2], by, place)
            case Form.NOBODY:
                words = ("nobody", "is", verb.english[1], done, place)
            case _:
                clause = (subject.english(self.negated), verb.english[1], done, place)
                words = ("there", "are" if plural else "is", *clause) if self.form is Form.EXISTS else clause
        return _capital(_join(*words))

    def _object_dutch(self, negated: bool) -> str:
        preposition = self.verb.preposition[0]
        if self.object is None:
            return "niet" if negated else ""
        if preposition:
            return _join("niet" if negated else "", preposition, self.object.dutch())
        if negated and not self.object.definite and self.object.number < 2:
            return self.object.dutch(negated=True)
        return _join(self.object.dutch(), "niet" if negated else "")

    def _verb_english(self, plural: bool) -> tuple[str, ...]:
        base, ongoing, _ = self.verb.english
        if self.ongoing or self.form is Form.ONGOING:
            return ("are" if plural else "is", "not" if self.negated else "", ongoing)
        if self.negated:
            return ("do not" if plural else "does not", base)
        return (base if plural else third_person(base),)


def third_person(verb: str) -> str:
    """The form of the third person singular.

    >>> third_person("carry out"), third_person("watch"), third_person("play")
    ('carries out', 'watches', 'plays')
    """
    first, *rest = verb.split(" ")
    if re.search("[^aeiou]y$", first):
        first = f"{first[:-1]}ies"
    else:
        first += "es" if re.search("(s|x|ch|sh|o)$", first) else "s"
    return " ".join([first, *rest])


def _join(*words: str) -> str:
    return " ".join(" ".join(words).split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
