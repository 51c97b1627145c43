"""Dutch sentences with their English translations, invented in families: each a sentence and changes of it."""

import random
from dataclasses import replace

from models.recipes.grammar import NUMBERS, Form, Phrase, Sentence
from models.recipes.grammar_words import Grammar, Verb, Word
from models.recipes.pairs import Pair

_FORMS = (Form.PLAIN, Form.PLAIN, Form.PLAIN, Form.ONGOING, Form.PASSIVE, Form.EXISTS, Form.PHRASE, Form.NOBODY)


def invent_sentences(grammar: Grammar, families: dict[str, int], size: int, seed: int) -> list[Pair]:
    """So many families of each genre, one after another, each of `size` sentences that differ in one part to four."""
    draw = random.Random(seed)
    pairs: list[Pair] = []
    for genre, count in families.items():
        inventor = Inventor(grammar, genre, draw)
        for _ in range(count):
            pairs += [(sentence.dutch(), sentence.english()) for sentence in inventor.family(size)]
    return pairs


class Inventor:
    """Draws sentences of one genre."""

    def __init__(self, grammar: Grammar, genre: str, draw: random.Random) -> None:
        """Know the words, the genre's verbs and the draw."""
        self._grammar, self._verbs, self._draw = grammar, grammar.verbs[genre], draw

    def family(self, size: int) -> list[Sentence]:
        """A sentence and changes of it."""
        first = self.sentence()
        family = {first: None}
        for _ in range(20 * size):
            changed = first
            for _ in range(self._draw.choice((1, 1, 2, 3, 4))):
                changed = self.change(changed)
            family[changed] = None
            if len(family) == size:
                break
        return list(family)

    def sentence(self) -> Sentence:
        """Any sentence."""
        verb = self._draw.choice(self._verbs)
        subject = self.phrase(self._draw.choice(verb.subjects))
        adjunct = self._adjunct(verb) if self._draw.random() < 0.5 else None
        plain = Sentence(verb, subject, self._object(verb), adjunct, Form.PLAIN, False, self._draw.random() < 0.6)
        return self._change_form(plain) if self._draw.random() < 0.4 else plain

    def phrase(self, kind: str) -> Phrase:
        """Any noun of a kind, with or without an adjective."""
        adjective = self._draw.choice(self._grammar.adjectives[kind]) if self._draw.random() < 0.3 else None
        return self._count(Phrase(self._draw.choice(self._grammar.nouns[kind]), 1, False, adjective))

    def change(self, sentence: Sentence) -> Sentence:
        """The sentence with one part changed."""
        draw, verb = self._draw, sentence.verb
        match draw.randrange(8):
            case 0:
                return replace(sentence, subject=self._other_noun(sentence.subject))
            case 1:
                part = draw.choice((self._change_adjective, self._count))
                return replace(sentence, subject=part(sentence.subject))
            case 2 if sentence.object:
                return replace(sentence, object=self._other_noun(sentence.object))
            case 3 if sentence.object:
                part = draw.choice((self._change_adjective, self._count))
                return replace(sentence, object=part(sentence.object))
            case 4:
                return self._change_verb(sentence)
            case 5:
                some = sentence.adjunct is None or draw.random() < 0.6
                return replace(sentence, adjunct=self._adjunct(verb) if some else None)
            case 6:
                return replace(sentence, negated=not sentence.negated and sentence.form is not Form.NOBODY)
            case _:
                return self._change_form(sentence)

    def _object(self, verb: Verb) -> Phrase | None:
        return self.phrase(self._draw.choice(verb.objects)) if verb.objects else None

    def _adjunct(self, verb: Verb) -> Word:
        return self._draw.choice(self._grammar.adjuncts[self._draw.choice(verb.adjuncts)])

    def _other_noun(self, phrase: Phrase) -> Phrase:
        noun = self._draw.choice(self._grammar.nouns[phrase.noun.kind])
        return replace(phrase, noun=noun, number=phrase.number if noun.counted else 1)

    def _change_adjective(self, phrase: Phrase) -> Phrase:
        if phrase.adjective and self._draw.random() < 0.5:
            return replace(phrase, adjective=None)
        return replace(phrase, adjective=self._draw.choice(self._grammar.adjectives[phrase.noun.kind]))

    def _count(self, phrase: Phrase) -> Phrase:
        numbers = (1, 1, 1, 0, 0, self._draw.choice(list(NUMBERS)))
        number = self._draw.choice(numbers) if phrase.noun.counted else 1
        return replace(phrase, number=number, definite=self._draw.random() < 0.4)

    def _change_verb(self, sentence: Sentence) -> Sentence:
        """Another verb that the subject may do, and to the same object where that can be."""
        kind = sentence.subject.noun.kind
        fitting = [verb for verb in self._verbs if kind in verb.subjects]
        same = [verb for verb in fitting if _takes(verb, sentence.object)]
        verb = self._draw.choice(same if same and self._draw.random() < 0.8 else fitting)
        done = sentence.object if _takes(verb, sentence.object) else self._object(verb)
        form = Form.PLAIN if sentence.form is Form.PASSIVE and not _passive(verb) else sentence.form
        return replace(sentence, verb=verb, object=done, form=form)

    def _change_form(self, sentence: Sentence) -> Sentence:
        form = self._draw.choice(_FORMS)
        if form is Form.PASSIVE and not _passive(sentence.verb):
            form = Form.EXISTS
        if form is Form.ONGOING and " " in sentence.verb.infinitive:
            form = Form.PLAIN
        if form is Form.PHRASE and sentence.negated:
            form = Form.EXISTS
        if form in (Form.EXISTS, Form.PHRASE):
            sentence = replace(sentence, subject=replace(sentence.subject, definite=False))
        return replace(sentence, form=form, negated=sentence.negated and form is not Form.NOBODY)


def _takes(verb: Verb, phrase: Phrase | None) -> bool:
    return phrase.noun.kind in verb.objects if phrase else not verb.objects


def _passive(verb: Verb) -> bool:
    return bool(verb.participle and verb.objects and not verb.preposition[0])
