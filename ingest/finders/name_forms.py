"""How names are written in Dutch: the forms that the reader of names looks for."""

import re

UPPER = "A-ZÀ-ÖØ-Þ"
INSIDE = "A-Za-zÀ-ÖØ-öø-ɏ0-9"  # not \w: the mark of a footnote (¹) is no part of a name
# A capitalised word, with what may stand inside it: K&K-buurt, MOM@Work, 's-Hertogenbosch, Gooi+, Schuldenlab070.
ONE = rf"(?:['’]s-)?[{UPPER}][{INSIDE}'’&@+]*(?:[-–.][{INSIDE}&@+]+)*"
# "Ontwerp- en Stuurteam", "Kruiden- en Kleurenbuurt".
WORD = rf"(?:[{UPPER}][{INSIDE}]+- en {ONE}|{ONE})"
INITIALS = rf"(?![IVX]+\.[ ])(?:[{UPPER}][a-z]?\.[ ]?)+(?=[{UPPER}]|van|de|te)"
# Lower-case words inside a name: Arnie van de Veerdonk, Loon op Zand, Beckx & Van Loon, Jan in 't Veld.
LINK = r"(?:van|de|der|den|ten|ter|te|['’]t|von|el|al|la|le|du|di|op|in|aan|&)"
NAME = re.compile(
    rf"(?<![{INSIDE}@])(?:['’]t[ ])?(?:{INITIALS})?{WORD}(?:[ ](?:{LINK}[ ]){{0,3}}(?:{INITIALS})?{WORD})*"
)

# As lists of references have it: "Visser, A.B. van der".
INVERTED = re.compile(
    rf"(?:^|(?<=[,;:&] )|(?<=\d )|(?<=\d[.] )|(?<= en )|(?<=[•*–-] ))((?:(?:Van|De|Den|Ten|Ter)(?: de[rn]?)? )?{ONE}), "
    rf"((?:[{UPPER}]\.[ -]?){{0,3}}[{UPPER}]\.(?: (?:van|de|der|den|ten|ter)){{0,2}})"
    rf"(?=[,;&:]| [(&]| en | (?:Het|De|Een|Naar|Van|Op)\b|$)"
)

# Nouns whose names go on in lower case: "Ministerie van Wonen, Zorg en Sport", "Vereniging van Nederlandse Gemeenten".
HEADED = re.compile(
    rf"\b(?:[{UPPER}][a-zà-ÿ-]{{4,}}e )?"  # "Wetenschappelijke Raad voor ..."
    r"(?:[Mm]inisterie|[Vv]ereniging|[Aa]cademie|[Ii]nspectie|[Ii]nstituut|[Hh]ogeschool|[Uu]niversiteit|Raad|Overleg|"
    r"[Ee]xpertisecentrum|[Kk]enniscentrum|Platform|[Cc]ommissie|Dienst|Centrum|(?:Nationaal )?(?:Actie)?[Pp]rogramma|"
    r"[A-Z][a-zà-ÿ]*(?:fonds|bureau|instituut|federatie))"
    rf"(?:[ ](?:van|voor|tot|der|de|het)){{1,2}}[ ]{ONE}(?:,?[ ]{ONE})*(?:,?[ ](?:en|&)[ ]{ONE}(?:[ ]{ONE})*)?"
)
# Joined by one of these, the two sides are names of their own: "Yvonne Jansen van Aedes", "Amsterdam in Holland".
PARTING = re.compile(r"[ ](?:van|in|op|aan|te|al)[ ](?:(?:de|het|den|der|['’]t)[ ])?")
PERSON_LINK = re.compile(r"[ ](?:(?:van|te)[ ](?:(?:de|den|der|het|['’]t)[ ])?|(?:in|op)[ ](?:de|den|der|['’]t)[ ])")
SURNAME_LINK = re.compile(r"[ ](?:van|van de[nr]?|in ['’]t|op de[nr]?|van ['’]t)[ ]$")
# Behind a noun of cases with a capital: "Pact op Zuid".
CASE_LINK = re.compile(r"[ ](?:op|aan|van (?:de|het))[ ]")
# "Tilburgse", "Brabants": of a place, before what is named.
DEMONYM = re.compile(r"^[a-zà-ÿ-]{4,}(?:se|ste|sche)$")
PLURAL_SHORT = re.compile(r"[A-Z][A-Za-z]{1,4}['’]s")  # KPI's, ZBO's
ROMAN = re.compile(r"[IVX]+")
LOWER_WORD = re.compile(r"(?<![\w-])[a-zà-ÿ][\w’'-]*[a-zà-ÿ]")

# Capitalised, yet no name of anybody: days, months, headings of parts, things of our time.
NO_NAMES = frozenset(
    """Januari Februari Maart April Mei Juni Juli Augustus September Oktober November December Maandag Dinsdag Woensdag
    Donderdag Vrijdag Zaterdag Zondag Les Hoofdstuk Bijlage Figuur Tabel Paragraaf Deel Stap Bron Noot Zie Pagina Ja Nee
    Dank Dag Ha Hallo Hoi Beste Geachte Lieve Inhoud Inleiding Voorwoord Colofon Conclusie Samenvatting Kenmerken
    Organisatie Evaluatie Ik Wij Je Jaren Opgave Vraag Antwoord Interview Foto Tekst Redactie Vormgeving Fotografie
    Illustraties Auteurs Auteur Titel Kerst Pasen Zomer Winter Internet God Covid Corona PDF
    URL ISBN HTML ICT HR DNA VHE Vhe Wmo WMO AVG OZB KPI""".split()
)


def upright(name: str) -> str:
    """A name with the initials in front, as one writes it in a sentence.

    >>> upright("Visser, A.B."), upright("Visser, A.B. van der"), upright("Anja Visser")
    ('A.B. Visser', 'A.B. van der Visser', 'Anja Visser')
    """
    match = INVERTED.fullmatch(name)
    if match is None:
        return name
    first, _, rest = match[1].partition(" ")
    return f"{match[2]} {first.lower() if rest else first} {rest}".rstrip()


def is_shouted(text: str) -> bool:
    """Whether a line is printed in capitals, so that capitals tell nothing.

    >>> is_shouted("VEEL JONGE BEWONERS"), is_shouted("De VNG schrijft dit.")
    (True, False)
    """
    large = sum(map(str.isupper, text))
    if large < 6:
        return False
    letters = sum(map(str.isalpha, text))
    return letters > 8 and large > 0.7 * letters


def opens_text(text: str, start: int) -> bool:
    """Whether a capital at `start` means nothing: first in the sentence or cell, after a colon, quote or list mark."""
    before = text[:start].rstrip()
    if text[:start].endswith("\t"):  # the next cell of a table
        return True
    return not before.strip(" \n\t0123456789.)(•-–—*‘’“”\"'▪") or before[-1] in ":‘“\"'•.!?▪"
