"""How a name hangs in its sentence, where the language pipeline parses: what it is of which word, and beside what."""

from collections.abc import Callable
from typing import NamedTuple

from spacy.tokens import Span, Token

RELATIONS = ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "appos", "flat", "ROOT", "parataxis", "amod", "compound")
# Their subject decides, does or helps.
ACTS = frozenset(
    """willen zetten werken kiezen besluiten investeren ontwikkelen organiseren ondersteunen bouwen nemen bieden richten
    starten verhuren bezitten sluiten laten doen maken betalen leveren helpen beslissen bepalen financieren subsidiëren
    verzorgen regelen voeren zorgen trekken leiden beheren coördineren begeleiden zoeken inzetten opzetten uitvoeren
    samenwerken overleggen vergaderen deelnemen aansluiten bijdragen stoppen weigeren toezeggen beloven verkopen kopen
    slopen renoveren aanbieden geven krijgen ontvangen vragen uitnodigen steunen adviseren onderzoeken vertegenwoordigen
    bundelen tekenen ondertekenen overnemen oprichten handhaven controleren""".split()
)
# Their subject speaks or thinks.
SPEAKS = frozenset(
    """zeggen vertellen stellen vinden noemen benadrukken schrijven verzuchten knikken lachen weten zien merken denken
    geloven hopen antwoorden reageren constateren concluderen pleiten waarschuwen melden verklaren uitleggen
    toelichten opmerken""".split()
)


class Grammar(NamedTuple):
    """The relation of a name to the word above it, that word, and the words without a capital in one list with it."""

    relation: str = ""
    governor: str = ""
    fellows: tuple[str, ...] = ()

    @property
    def acts(self) -> bool:
        """Whether it is the subject of a verb of acting."""
        return self.relation == "nsubj" and self.governor in ACTS

    @property
    def speaks(self) -> bool:
        """Whether it is the subject of a verb of speaking."""
        return self.relation == "nsubj" and self.governor in SPEAKS

    def is_listed_with(self, noun: Callable[[str], str | None]) -> bool:
        """Whether one of its fellows is such a noun, one or many: "Zonwonen, de school en bewoners"."""
        return any(noun(fellow) or noun(fellow.removesuffix("s")) for fellow in self.fellows)


NO_GRAMMAR = Grammar()


def grammar(tokens: Span | None) -> Grammar:
    """The grammar of a stretch of words; all empty where nothing was parsed."""
    if tokens is None or not len(tokens) or not tokens.doc.has_annotation("DEP"):
        return NO_GRAMMAR
    root = tokens.root
    first = root.head if root.dep_ == "conj" else root
    listed = (first, *(child for child in first.children if child.dep_ == "conj"))
    fellows = tuple(token.text for token in listed if token not in tokens and token.is_lower)
    governor = first.head.lemma_.casefold() if first.head.i != first.i else ""
    return Grammar(_relation(first), governor, fellows)


def _relation(token: Token) -> str:
    """The relation without its finer kind, but for the subject of a passive, to whom something is done."""
    return token.dep_ if token.dep_ == "nsubj:pass" else token.dep_.partition(":")[0]
