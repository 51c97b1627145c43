"""Who holds each pole of a tension, where the text tells: "Zonwonen wil snelheid, maar Anja vraagt om geduld"."""

import re
from collections.abc import Sequence

from corpus.model import ActorMention
from ingest.finders.poles import Poles

# What somebody does who pulls at a pole.
WANTS = re.compile(
    r"^(?:\s\([^)]{1,40}\)|,[^,.;]{1,60},)?\s(?:\w+\s){0,2}?(?:wil|willen|wilde|wilden|vindt|vinden|vond|vonden|vraagt|vragen|vroeg|vroegen|kiest|"
    r"kiezen|koos|kozen|pleit|pleiten|pleitte|hecht|hechten|eist|eisen|eiste|verwacht|verwachten|zoekt|zoeken|"
    r"stuurt|sturen|hoopt|hoopte|hopen|waarschuwt|vreest|vrezen|verdedigt|zegt|zeggen|zei|stelt|stelde|"
    r"streeft|streven|benadrukt|rekent|moet|moeten|heeft liever|geeft de voorkeur)\b"
)
ACCORDING = re.compile(r"\b(?:volgens|aldus|namens|vindt|zegt|zei|stelt|vond)\s(?:\w+\s){0,2}$", re.IGNORECASE)


def holders(text: str, poles: Poles, actors: Sequence[ActorMention]) -> tuple[str | None, str | None]:
    """The names of who pulls at pole a and at pole b; `text` is the tension on one line.

    >>> from corpus.model import ActorType
    >>> actors = [ActorMention(start=0, end=4, text=name, confidence=1, finder="actors/1", name=name,
    ...                        type=ActorType.ORGANISATION) for name in ("Zonwonen", "Buurtraad")]
    >>> poles = Poles("Zonwonen wil snelheid", "Buurtraad vraagt om geduld")
    >>> holders("Zonwonen wil snelheid, maar Buurtraad vraagt om geduld.", poles, actors)
    ('Zonwonen', 'Buurtraad')
    """
    middle = text.find(poles.b, max(0, text.find(poles.a)))
    sides: list[str | None] = [None, None]
    for actor in actors:
        said = " ".join(actor.text.split())
        for match in re.finditer(rf"(?<!\w){re.escape(said)}(?!\w)", text):
            side = int(match.start() >= middle > 0)
            pulls = WANTS.match(text[match.end() :]) or ACCORDING.search(text[: match.start()])
            if pulls and sides[side] is None:
                sides[side] = actor.name
    return sides[0], sides[1]
