"""The words of the small grammar that writes Dutch sentences with their English translations."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

GRAMMAR = Path(__file__).parent.parent / "data" / "sentence_grammar.toml"


@dataclass(frozen=True)
class Noun:
    """A noun in both languages; what is not counted has no plural."""

    kind: str
    article: str
    dutch: tuple[str, str]
    english: tuple[str, str]

    @property
    def counted(self) -> bool:
        """Whether there can be one of it and more."""
        return bool(self.dutch[1])


@dataclass(frozen=True)
class Word:
    """An adjective (uninflected and inflected) or an adjunct (the same form twice)."""

    dutch: tuple[str, str]
    english: str


@dataclass(frozen=True)
class Verb:
    """A verb with what may do it, what it may be done to, and the kinds of adjunct that go with it."""

    subjects: tuple[str, ...]
    present: str
    infinitive: str
    participle: str
    english: tuple[str, str, str]
    preposition: tuple[str, str]
    objects: tuple[str, ...]
    adjuncts: tuple[str, ...]

    @property
    def particle(self) -> str:
        """What stands apart in a main clause ("schoon" of "maakt schoon")."""
        return self.present.partition(" ")[2]

    def finite(self, plural: bool) -> str:
        """The verb of a main clause, without its particle."""
        return self.infinitive.removeprefix(self.particle).strip() if plural else self.present.split(" ")[0]

    def final(self, plural: bool) -> str:
        """The verb at the end of a clause.

        >>> Verb((), "maakt schoon", "schoonmaken", "", ("", "", ""), ("", ""), (), ()).final(False)
        'schoonmaakt'
        """
        return self.particle + (" " if " " in self.infinitive else "") + self.finite(plural)


@dataclass(frozen=True)
class Grammar:
    """All words: nouns and adjectives by kind of noun, adjuncts by their kind, verbs by genre."""

    nouns: dict[str, list[Noun]]
    adjectives: dict[str, list[Word]]
    adjuncts: dict[str, list[Word]]
    verbs: dict[str, list[Verb]]

    def words(self) -> list[str]:
        """All Dutch words in all their forms, lower-cased, in a fixed order."""
        forms = [form for nouns in self.nouns.values() for noun in nouns for form in noun.dutch]
        forms += [form for words in self.adjectives.values() for word in words for form in word.dutch]
        for verb in (verb for verbs in self.verbs.values() for verb in verbs):
            forms += [verb.present, verb.infinitive, verb.participle]
        return list(dict.fromkeys(word for form in forms for word in form.lower().split()))


def read_grammar(file: Path = GRAMMAR) -> Grammar:
    """The words of the grammar's file."""
    table = tomllib.loads(file.read_text("utf-8"))
    return Grammar(
        {kind: [_read_noun(kind, row) for row in rows] for kind, rows in table["nouns"].items()},
        {kind: [_read_word(row) for row in rows] for kind, rows in table["adjectives"].items()},
        {kind: [_read_word(row) for row in rows] for kind, rows in table["adjuncts"].items()},
        {genre: [_read_verb(row) for row in rows] for genre, rows in table["verbs"].items()},
    )


def _read_noun(kind: str, row: str) -> Noun:
    dutch, english = (side.partition(", ") for side in row.split(" = "))
    article, _, singular = dutch[0].partition(" ")
    return Noun(kind, article, (singular, dutch[2]), (english[0], english[2]))


def _read_word(row: str) -> Word:
    dutch, english = row.split(" = ")
    return Word((dutch.split(", ")[0], dutch.split(", ")[-1]), english)


def _read_verb(row: str) -> Verb:
    subjects, forms, done, adjuncts = (part.strip() for part in row.split("|"))
    dutch, english = (side.split(", ") for side in forms.split(" = "))
    prepositions = [word for word in done.split() if "/" in word]
    ours, _, theirs = prepositions[0].partition("/") if prepositions else ("", "", "")
    return Verb(
        tuple(subjects.split()),
        *(dutch[0], dutch[1], dutch[2].replace("-", "")),
        (english[0], english[1], english[2]),
        (ours, theirs.replace("-", "")),
        tuple(word for word in done.split() if "/" not in word),
        tuple(adjuncts.split()),
    )
