"""Words by which Dutch texts say that somebody speaks, and what somebody is."""

import re

_VERBS = """
zegt zei zeggen zeiden vertelt vertelde vertellen stelt stelde vindt vond vinden noemt noemde benadrukt benadrukte
aldus schrijft schreef volgens verzucht verzuchtte vraagt vroeg antwoordt antwoordde reageert reageerde verwoordt
verwoordde besluit besloot lacht lachte knikt knikte legt legde licht lichtte vat vatte merkt merkte voegt voegde
vult vulde concludeert concludeerde waarschuwt waarschuwde herinnert herinnerde weet wist zucht zuchtte roept riep
meent meende klinkt klonk geeft gaf twijfelt twijfelde wijst wees grapt grapte ziet zag constateert constateerde
erkent erkende betoogt betoogde pleit pleitte vervolgt vervolgde bekent bekende beaamt beaamde denkt dacht haalt
glimlacht grijnst krijgt hoopt hoopte verklaart verklaarde verwijst schetst schetste
""".split()
VERB = rf"(?:{'|'.join(_VERBS)})"

_ROLES = """
manager directeur bestuurder wethouder bewoner bewoonster bewoners werker werkster beheerder ambtenaar adviseur
adviseuse agent voorzitter huurder huurster regisseur leider leidster coördinator coordinator consulent consulente
buurvrouw buurman ondernemer onderneemster vrijwilliger vrijwilligster student studente burgemeester secretaris
penningmeester initiatiefnemer initiatiefneemster oprichter oprichtster kwartiermaker lector hoogleraar onderzoeker
onderzoekster docent docente arts huisarts verpleegkundige trainer sociaal-werker opbouwwerker projectleider
programmamanager teamleider voorman voorvrouw verbinder makelaar raadslid gedeputeerde minister staatssecretaris
journalist auteur schrijver filosoof filosofe socioloog econoom architect ontwikkelaar stedenbouwkundige imam
dominee pastoor kok conciërge eigenaar eigenares specialist medewerker medewerkster meester juf inspecteur officier
rechter fotograaf lid
""".split()
ROLE = rf"(?:[\w-]*(?:{'|'.join(_ROLES)})(?:-[a-z]+)?)"

_KIN = """
moeder vader ouder ouders broer broertje zus zusje dochter zoon oma opa tante oom man mannen vrouw vrouwen meisje meid
jongen jongens kind kinderen jongere jongeren oudere ouderen mensen buren deelnemer deelnemers bezoeker bezoekers gast
collega iemand team wijkteam gemeente corporatie politie
""".split()
PERSON = re.compile(rf"\b(?:{ROLE}|{'|'.join(_KIN)})$", re.IGNORECASE)
"""Words that end in what a person, or a body that speaks, is called."""

NOT_NAMES = frozenset(
    """
    De Het Een En Maar Of Want Dus Als Wie Wat Waar Hoe Toen Nu Daar Hier Er Zo Ook Niet Geen Die Dat Dit Deze Zij
    Hij Ze Ik Wij We Je Jij U Jullie Mijn Ons Onze Hun Haar Zijn In Op Aan Van Voor Met Bij Uit Naar Over Door Om
    Tot Na Tegen Volgens Aldus Sinds Tijdens Tussen Zonder Onder Boven Achter Elke Elk Alle Alles Iedereen Niemand
    Iemand Sommige Veel Vanaf Binnen Buiten Dan Toch Nog Al Wel Juist Alleen Pas Heel Mensen Bewoners Gemeente
    Stichting Wijkteam Platform Wijk Buurt Stad Foto Tekst Bron Pagina Hoofdstuk Les Noot Tabel Figuur Tot Ja Nee
    Dank Januari Februari Maart April Mei Juni Juli Augustus September Oktober November December Den Project
    Programma Netwerk Vereniging Rijk Nederland Huis Interview Gesprek Auteur Bron Beeld Fotografie Redactie
    Inleiding Welkom Sinds Dag Beste Meneer Mevrouw Dhr Mevr Kijk Maak Neem Geef Ga Doe Laat Stel Vraag Begin Zorg
    Luister Let Praat
    """.split()
)

ORGANISATION = re.compile(
    r"^(?:de|het|een|stichting|vereniging|gemeente|platform|bureau|buro|redactie|netwerk|provincie|ministerie|wijkteam|"
    r"team|team\w*|\w*raad|\w*commissie|\w*corporatie|\w*bedrijf|\w*groep|\w*centrum|\w*huis|\w*school|\w*fonds|"
    r"\w*programma|programma\w*|nationaal|landelijk\w*|\w*vereniging|\w*dienst|universiteit|hogeschool|woon\w*|"
    r"\w*wijk|\w*buurt|\w*straat|\w*plein|\w*kwartier)\b|\b(?:raad|tafel|vooruit|team|groep|dienst|instituut|partners|"
    r"nederland|programma|plan|akkoord|wet|fonds|platform|magazine|blad)$",
    re.IGNORECASE,
)
"""A name that begins or ends so is no person's."""
