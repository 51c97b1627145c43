"""Names in running text: stretches of capitalised words, before anybody decides what they are names of."""

import re
from typing import NamedTuple

from spacy.lang.nl.stop_words import STOP_WORDS
from spacy.tokens import Doc

from corpus.model import BlockRole
from ingest.finders.abbreviations import abbreviations
from ingest.finders.sentences import Sentence, sentences
from ontology.gazetteer import load_gazetteer

UPPER = "A-ZÀ-ÖØ-Þ"
INSIDE = "A-Za-zÀ-ÖØ-öø-ɏ0-9"  # not \w: the mark of a footnote (¹) is no part of a name
# A capitalised word, with what may stand inside it: K&K-buurt, MOM@Work, 's-Hertogenbosch, Gooi+, Schuldenlab070.
WORD = rf"(?:['’]s-)?[{UPPER}][{INSIDE}'’&@+]*(?:[-–.][{INSIDE}&@+]+)*"
INITIALS = rf"(?![IVX]+\.[ ])(?:[{UPPER}][a-z]?\.[ ]?)+(?=[{UPPER}]|van|de)"
# Lower-case words inside a name: Arnie van de Veerdonk, Loon op Zand, Beckx & Van Loon, Jan in 't Veld.
LINK = r"(?:van|de|der|den|ten|ter|te|['’]t|von|el|al|la|le|du|di|op|in|aan|&)"
NAME = re.compile(rf"(?:{INITIALS})?{WORD}(?:[ ](?:{LINK}[ ]){{0,3}}(?:{INITIALS})?{WORD})*")
# Joined by one of these, the two sides are names of their own: "Yvonne Jansen van Aedes", "Amsterdam in Holland".
PARTING = re.compile(r"[ ](?:van|in|op|aan|te|al)[ ](?:(?:de|het|den|der)[ ])?")
PERSON_LINK = re.compile(r"[ ](?:van|in|op|aan|te)[ ](?:(?:de|den|der|['’]t)[ ])?")
# Nouns whose names go on in lower case: "Ministerie van Wonen, Zorg en Sport", "Vereniging van Nederlandse Gemeenten".
HEADED = re.compile(
    r"(?:[Mm]inisterie|[Vv]ereniging|[Ss]tichting|[Aa]cademie|[Ii]nspectie|[Ii]nstituut|[Hh]ogeschool|[Uu]niversiteit|Raad|"
    r"[Pp]rogramma|Overleg|[Ee]xpertisecentrum|[Kk]enniscentrum|Platform|[Cc]ommissie|Dienst|Centrum|Fonds|Actieprogramma)"
    rf"(?:[ ](?:van|voor|tot|der|de|het)){{1,2}}[ ]{WORD}(?:,?[ ]{WORD})*(?:,?[ ](?:en|&)[ ]{WORD}(?:[ ]{WORD})*)?"
)
LOWER_WORD = re.compile(r"(?<![\w-])[a-zà-ÿ][\w’'-]*[a-zà-ÿ]")
# Capitalised, yet no name of anybody: days, months, headings of parts.
NO_NAMES = frozenset(
    ["Januari", "Februari", "Maart", "April", "Mei", "Juni", "Juli", "Augustus", "September", "Oktober", "November", "December", "Maandag", "Dinsdag", "Woensdag", "Donderdag", "Vrijdag", "Zaterdag", "Zondag", "Les", "Hoofdstuk", "Bijlage", "Figuur", "Tabel", "Paragraaf", "Deel", "Stap", "Bron", "Noot", "Zie", "Pagina", "Ja", "Nee", "Dank", "Inhoud", "Inleiding", "Voorwoord", "Colofon", "Conclusie", "Samenvatting", "Kenmerken", "Organisatie", "Evaluatie", "Ad", "Ik", "Wij", "Je", "Jaren", "Opgave", "Vraag", "Antwoord", "Interview", "Foto", "Tekst", "Redactie", "Vormgeving", "Fotografie", "Illustraties", "Auteurs", "Auteur", "Titel", "Kerst", "Pasen", "Zomer", "Winter", "Internet", "God", "Covid", "Corona", "PDF", "URL", "ISBN", "HTML"]
)


class Name(NamedTuple):
    """A capitalised stretch of text."""

    start: int
    end: int
    text: str
    opens: bool  # it opens its sentence, where any word has a capital
    sentence: Sentence

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
        ordinary = STOP_WORDS | set(LOWER_WORD.findall(doc.text))
        doc.user_data["names"] = [name for sentence in sentences(doc) for name in _names(sentence, ordinary)]
    found: list[Name] = doc.user_data["names"]
    return found


def name_key(name: str) -> str:
    """What two spellings of one name share.

    >>> name_key("De Alliantie"), name_key("de  alliantie")
    ('alliantie', 'alliantie')
    """
    words = re.findall(r"[\w'&@+-]+", name.casefold().replace("’", "'"))
    while len(words) > 1 and words[0] in ("de", "het", "een", "'t"):
        words = words[1:]
    return " ".join(words)


def is_shouted(text: str) -> bool:
    """Whether a line is printed in capitals, so that capitals tell nothing."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 12 and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def _names(sentence: Sentence, ordinary: set[str] | frozenset[str]) -> list[Name]:
    if is_shouted(sentence.text):
        return []
    found = []
    text = sentence.text
    for start, end in _long_names(text):
        found.append(Name(sentence.start + start, sentence.start + end, text[start:end], False, sentence))
        text = text[:start] + "_" * (end - start) + text[end:]
    for match in NAME.finditer(text):
        for start, end in _parts(text, match.start(), match.end()):
            opens = _opens(text, start)
            start = _without_opening(text, start, end, ordinary if opens else STOP_WORDS)
            word = text[start:end].rstrip(".’'")
            if len(word) > 1 and word not in NO_NAMES and not _is_ordinary_heading(sentence, word, ordinary):
                at = sentence.start + start
                found.append(Name(at, at + len(word), word, opens and _opens(text, start), sentence))
    return sorted(found, key=lambda name: name.start)


def _long_names(text: str) -> list[tuple[int, int]]:
    """Names that contain lower-case words: those with an abbreviation behind them, and those under certain nouns."""
    explained = [(abbreviation.start, abbreviation.end) for abbreviation in abbreviations(text)]
    headed = [match.span() for match in HEADED.finditer(text)]
    return explained + [span for span in headed if all(span[1] <= a or span[0] >= b for a, b in explained)]


def _opens(text: str, start: int) -> bool:
    """Whether a capital at `start` means nothing: first in the sentence, or after a colon, quote or list mark."""
    return not text[:start].strip(" \n\t0123456789.)(•-–—*‘’“”\"'") or text[:start].rstrip()[-1:] in ":‘“\"'–—•.!?"


def _without_opening(text: str, start: int, end: int, ordinary: set[str] | frozenset[str]) -> int:
    """Where a name begins once the ordinary words that only open the sentence are left out."""
    gazetteer = load_gazetteer()
    while start < end:
        word = re.match(r"[^ ]+", text[start:end])
        if word is None or gazetteer.longest_place(text[start:end].split(" ")) > 1:
            return start
        rest = start + word.end() + 1
        lower = word[0].casefold().rstrip(".")
        if lower in ("de", "het", "'t", "van") and rest < end and text[rest].isupper() and lower != "het":
            return start
        if word[0] in gazetteer.first_names and rest < end and lower not in STOP_WORDS:
            return start
        if lower not in ordinary and word[0] not in NO_NAMES:
            return start
        start = rest
        while start < end and not text[start].isupper():
            start += 1
    return end


def _is_ordinary_heading(sentence: Sentence, text: str, ordinary: set[str] | frozenset[str]) -> bool:
    """Whether a heading in Title Case only looks like a name."""
    if sentence.role is not BlockRole.HEADING:
        return False
    return all(word.casefold() in ordinary for word in text.split() if word[0].isupper())


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A stretch cut where two names are joined by a preposition."""
    gazetteer = load_gazetteer()
    for link in PARTING.finditer(text, start, end):
        left, right = text[start : link.start()], text[link.end() : end]
        words = left.split()
        whole = text[start:end]
        place = gazetteer.longest_place(whole.split(" "))
        if place > len(words):  # Loon op Zand
            continue
        full_person = len(words) > 1 and words[0] in gazetteer.first_names
        single_first = len(words) == 1 and (words[0] in gazetteer.first_names or _looks_personal(whole))
        if (
            (single_first or words[-1].lower() in ("de", "van"))
            and PERSON_LINK.match(link[0])
            and not gazetteer.places(right)
        ):
            continue
        if full_person or not single_first:
            return [(start, link.start()), *_parts(text, link.end(), end)]
    return [(start, end)]


def _looks_personal(whole: str) -> bool:
    """Whether a link is one that surnames have: "van den", "van der", "in 't" are hardly ever prepositions.

    >>> _looks_personal("Desiré van den Berg"), _looks_personal("Aedes van Amsterdam")
    (True, False)
    """
    return bool(re.search(r" (?:van de[nr]?|in ['’]t|op de[nr]?|van ['’]t) ", whole))
