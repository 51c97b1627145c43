"""Other names in the same sentence: teaches the name finder to read the context instead of learning names by heart."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.recipes.gazetteers import Gazetteers
from models.recipes.names import LabelledParagraph, NameSpan

_HEADS = (
    "Bran Kool Hem Vel Oos Wes Lang Dui Tim Ver Hoek Brou Snel Kwa Ros Bel Zon Lin Mar Gro Ste Wol Bos Hage Eik Ber "
    "Aal Rie Pol Kers Dron Fal Gel Har Ijs Jon Kam Leu Moe Nij Oud Plu Rei Sla Tol Uit Vos Wil Zee"
).split()
_SURNAME_TAILS = (
    "stra sma man mans sen inga ink veld huis hof berg kamp horst dijk meijer aert oglu ini ouri aoui ska".split()
)
_DISTRICT_TAILS = (
    "kwartier buurt veld hof polder weide enburg wijk oord akkers hoven rode donk beek steyn morgen".split()
)
_FIRM_TAILS = "wonen woon wel zorg thuis werk kracht punt vast goed support welzijn groep advies".split()
_STREET = re.compile(r"(straat|laan|plein|weg|singel|kade|park|hof|markt|dijk|steeg|plantsoen|pad)$")
_TYPED = re.compile(
    r"^((?:Stichting|stichting|Vereniging|vereniging|Bewonersbedrijf|Woningstichting|woningstichting|gemeente|Gemeente|"
    r"provincie|Provincie|waterschap|Waterschap|Politie|politie|Wijkraad|wijkraad|Dorpsraad|dorpsraad|Stuurgroep|stuurgroep|"
    r"Werkgroep|werkgroep|Bewonersgroep|bewonersgroep|wijkteam|Wijkteam|Bewonerscommissie|bewonerscommissie|Huurdersvereniging|"
    r"wijkcentrum|Wijkcentrum|buurthuis|Buurthuis|Programma|programma|Platform|platform|Alliantie|alliantie) )(.+)$"
)


@dataclass
class NameSwapper:
    """Draws names by label from the gazetteers, from invented ones, and from the training paragraphs themselves."""

    lists: Gazetteers
    known: dict[str, list[str]]
    chance: random.Random

    @classmethod
    def learn(cls, paragraphs: Sequence[LabelledParagraph], lists: Gazetteers, seed: int) -> "NameSwapper":
        """A swapper that also knows the names in the given (training) paragraphs."""
        known: dict[str, list[str]] = {}
        for paragraph in paragraphs:
            for span in paragraph.spans:
                known.setdefault(span.label, []).append(paragraph.text[span.start : span.end])
        return cls(lists, known, random.Random(seed))

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
        if typed := _TYPED.match(name):
            return typed[1] + self._place()
        if label == "PER":
            return self._person(name)
        if label == "LOC":
            return self._location(name)
        if label == "ORG":
            return self._body(name)
        return self.chance.choice(self.known[label])

    def _person(self, name: str) -> str:
        parts = name.split()
        given, surname = self.chance.choice(self.lists.given), self._surname()
        if len(parts) == 1:
            if "." in name or len(name) < 3:
                return name
            return surname if name not in self.lists.given and self.chance.random() < 0.6 else given
        if "." in parts[0] or parts[0].endswith(","):
            return f"{parts[0]} {surname}"
        return f"{given} {surname}"

    def _surname(self) -> str:
        invented = self.chance.choice(_HEADS) + self.chance.choice(_SURNAME_TAILS)
        plain = invented if self.chance.random() < 0.5 else self.chance.choice(self.lists.surnames)
        particle = self.chance.choice(("", "", "", "", "van ", "de ", "van der ", "van den ", "el ", "ten ", "Ben "))
        return plain if " " in plain else particle + plain

    def _place(self) -> str:
        draw = self.chance.random()
        if draw < 0.35:
            return self.chance.choice(self.lists.places)
        if draw < 0.7:
            return self.chance.choice(self.lists.districts)
        return self.chance.choice(_HEADS) + self.chance.choice(_DISTRICT_TAILS)

    def _location(self, name: str) -> str:
        if street := _STREET.search(name):
            return self.chance.choice(_HEADS) + self.chance.choice(("", "en", "er", "s")) + street[1]
        if name.startswith("-"):
            return name
        return self._place() if self.chance.random() < 0.8 else self.chance.choice(self.known["LOC"])

    def _body(self, name: str) -> str:
        draw = self.chance.random()
        if name.isupper() and len(name) < 7:
            return "".join(self.chance.choices("ABCDEGHIKLMNOPRSTVW", k=self.chance.randint(3, 5)))
        if draw < 0.3:
            return self.chance.choice(self.lists.housing)
        if draw < 0.4:
            return self.chance.choice(self.lists.bodies)
        if draw < 0.6:
            firm = self.chance.choice(_HEADS) + self.chance.choice(_FIRM_TAILS)
            return firm if self.chance.random() < 0.7 else f"{firm} {self._place()}"
        if draw < 0.7:
            return self.chance.choice(_HEADS) + self.chance.choice(("o", "a", "is", "ium", "aris", "eon", "ent", "ora"))
        return self.chance.choice(self.known["ORG"])
