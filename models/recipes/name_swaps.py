"""Other names in the same sentence: teaches the name finder to read the context instead of learning names by heart."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.recipes.gazetteers import Gazetteers
from models.recipes.invented_names import NameMaker
from models.recipes.names import LabelledParagraph, NameSpan

_STREET = re.compile(r"(straat|laan|plein|weg|singel|kade|park|hof|markt|dijk|steeg|plantsoen|pad)$")
_TYPED = re.compile(
    r"^((?:Stichting|stichting|Vereniging|vereniging|Bewonersbedrijf|Woningstichting|woningstichting|gemeente|Gemeente|"
    r"provincie|Provincie|waterschap|Waterschap|Politie|politie|Wijkraad|wijkraad|Dorpsraad|dorpsraad|Stuurgroep|stuurgroep|"
    r"Werkgroep|werkgroep|Bewonersgroep|bewonersgroep|wijkteam|Wijkteam|Bewonerscommissie|bewonerscommissie|Huurdersvereniging|"
    r"wijkcentrum|Wijkcentrum|buurthuis|Buurthuis|Programma|programma|Platform|platform|Alliantie|alliantie) )(.+)$"
)
_LONG_TITLE = 5
"""A work of so many words is a book or an article."""


@dataclass
class NameSwapper:
    """Puts invented names, and names from elsewhere in the training paragraphs, where names stand."""

    lists: Gazetteers
    known: dict[str, list[str]]
    chance: random.Random
    maker: NameMaker

    @classmethod
    def learn(cls, paragraphs: Sequence[LabelledParagraph], lists: Gazetteers, seed: int) -> "NameSwapper":
        """A swapper that also knows the names in the given (training) paragraphs."""
        known: dict[str, list[str]] = {}
        for paragraph in paragraphs:
            for span in paragraph.spans:
                known.setdefault(span.label, []).append(paragraph.text[span.start : span.end])
        chance = random.Random(seed)
        return cls(lists, known, chance, NameMaker(lists, chance))

    def swap(self, paragraph: LabelledParagraph, rate: float) -> LabelledParagraph:
        """The paragraph with some of its names replaced; the same name becomes the same other name everywhere."""
        pieces, spans, last, length = [], [], 0, 0
        drawn: dict[str, str] = {}
        for span in paragraph.spans:
            name = paragraph.text[span.start : span.end]
            if name not in drawn:
                drawn[name] = self._draw(name, span.label) if self.chance.random() < rate else name
            before = paragraph.text[last : span.start]
            start = length + len(before)
            length = start + len(drawn[name])
            pieces += [before, drawn[name]]
            spans.append(NameSpan(start, length, span.label))
            last = span.end
        text = "".join([*pieces, paragraph.text[last:]])
        return LabelledParagraph(text, tuple(spans), paragraph.document, paragraph.genre)

    def _draw(self, name: str, label: str) -> str:
        if label == "PER":
            return self._person(name)
        typed = _TYPED.match(name)
        if typed and self.chance.random() < 0.5:
            return typed[1] + self.maker.place()
        if name.startswith("-"):
            return name
        if label == "LOC" and (street := _STREET.search(name)):
            return self.maker.street(street[1])
        if label == "ORG" and name.isupper() and len(name) < 7:
            return self.maker.letters()
        if label == "WORK" and name.count(" ") >= _LONG_TITLE and self.chance.random() < 0.6:
            return self.maker.long_title()
        return self.maker.name(label) if self.chance.random() < 0.7 else self.chance.choice(self.known[label])

    def _person(self, name: str) -> str:
        parts = name.split()
        given, surname = self.maker.given(), self.maker.surname()
        if len(parts) == 1:
            if "." in name or len(name) < 3:
                return name
            return surname if name not in self.lists.given and self.chance.random() < 0.6 else given
        if "." in parts[0] or parts[0].endswith(","):
            return f"{parts[0]} {surname}"
        return f"{given} {surname}"
