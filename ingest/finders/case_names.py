"""Which names no case has, and which are other names of one case."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from spacy.lang.nl.stop_words import STOP_WORDS

from corpus.model import DocumentKind, Metadata
from ingest.finders.name_clues import noun_before
from ingest.finders.names import Name, name_key
from ingest.finders.nouns import CASES, GENERAL_CASES, is_no_case, organisation_noun, role_noun
from ontology.gazetteer import load_gazetteer
from ontology.thesaurus import load_thesaurus

# "Vogelbuurt", "Bomen- en Bloemenbuurt", "Deventer Molenkwartier"; not "Buurtbemiddeling Oosterbuurt".
AREA = re.compile(
    r"(?:[\w'’]+- en |[A-ZÀ-Þ][a-zà-ÿ]+(?:se|ste|er) |(?:De|Het) )?\S{2,}(?:buurt|wijk|kwartier)|"
    r"(?:Noord|Oost|Zuid|West|Midden|Centrum)(?:oost|west)?|[\w-]{3,}(?:straat|laan|kade|gracht|singel)"
)
CALLED_AREA = re.compile(r"\b(?:wijk|buurt|gemeente|stad|stadsdeel|dorp|provincie) $")
LARGE = ("province", "municipality")
ADJECTIVE = re.compile(r"\w{3,}(?:lijke|ische|ieve|ele|ale|are|ende|loze|bare|zame|kundige|matige)")
LEGAL_FORMS = frozenset(["stichting", "vereniging", "coöperatie"])
QUOTES = frozenset("‘“'\"")


def is_never_a_case(name: str, group: Sequence[Name]) -> bool:
    """Whether a name is of an area, a well-known body, a function or an idea; `group` is where it stands.

    >>> [is_never_a_case(name, []) for name in ("Vogelbuurt", "VNG", "Zuid-manager", "Buurtcirkel Noord")]
    [True, True, True, False]
    >>> is_never_a_case("Gebiedsgericht werken", [])
    True
    """
    gazetteer, tail = load_gazetteer(), name.rsplit("-", 1)[-1]
    of_area = AREA.fullmatch(name) or any(place.level in LARGE for place in gazetteer.places(name))
    of_function = " " not in name and role_noun(tail) is not None and role_noun(name) != name.casefold()
    of_body = gazetteer.body(name) or any(is_no_case(noun_before(one)) for one in group)
    of_place = any(CALLED_AREA.search(one.before) for one in group)
    return bool(of_area or of_function or of_body or of_place or _is_idea(name))


def _is_idea(name: str) -> bool:
    """Whether a title or a sentence that begins with a term of the field made it look like a name."""
    return name[1:].islower() and load_thesaurus().has(name)


def own_names(about: Metadata) -> set[str]:
    """Keys of the names of a newsletter itself: what it is called and who makes it; a case may well tell its own story.

    >>> newsletter = Metadata(title="Buurtpost. Nieuwsbrief", authors=("Redactie Sterk",), kind=DocumentKind.NEWSLETTER)
    >>> sorted(own_names(newsletter)), own_names(Metadata(title="De Hefboom", authors=("De Hefboom",)))
    (['buurtpost', 'redactie sterk', 'sterk'], set())
    """
    if about.kind is not DocumentKind.NEWSLETTER:
        return set()
    makers = [name for author in about.authors for name in (author, author.removeprefix("Redactie "))]
    return {name_key(name) for name in (re.split(r"[.:] ", about.title)[0], *makers)}


def is_no_name(name: str, group: Sequence[Name]) -> bool:
    """Whether what looks like a name is a preposition, a lone adjective or a label of the page.

    >>> is_no_name("In", []), is_no_name("Gemeentelijke", []), is_no_name("Soep op Straat", [])
    (True, True, False)
    """
    if " " in name:
        return False
    is_label = len(group) > 2 and all(len(one.text) >= len(one.sentence.text) - 2 for one in group)
    is_adjective = ADJECTIVE.fullmatch(name) and not (group and all(one.proper for one in group))
    return bool(name.casefold() in STOP_WORDS or is_adjective or is_label)


def is_plain_word(group: Sequence[Name]) -> bool:
    """Whether a name is an ordinary word wherever it stands, and never between quotation marks."""
    return all(" " not in name.text and name.common and name.before[-1:] not in QUOTES for name in group)


def other_names(found: Sequence[Name], known: Mapping[str, str]) -> dict[str, str]:
    """Key of a name -> key of the one under which its case is known, as far as `known` does not tell it.

    "Zon" with the one noun of cases before it ("Wijkbedrijf Zon"); "Stichting Zon" and "Zon-aanpak" with "Zon".
    """
    places, spelled = load_gazetteer().places, {name_key(name.text): name.text for name in found}
    others: dict[str, str] = {}
    full: defaultdict[str, list[str]] = defaultdict(list)
    for key in spelled:
        first, _, rest = key.partition(" ")
        head, _, tail = key.rpartition("-")
        if rest in spelled and not places(spelled[rest]):
            if first in CASES:
                full[rest].append(key)
            elif organisation_noun(first) in LEGAL_FORMS:
                others[key] = rest
        if head in spelled and tail in GENERAL_CASES and not places(spelled[head]):
            others[key] = head
    others |= {bare: longer[0] for bare, longer in full.items() if len(longer) == 1}
    # A short form that has its full name takes the others along.
    goals = {key: known.get(goal, goal) for key, goal in others.items() if key not in known}
    return {key: goal for key, goal in goals.items() if goal != key}
