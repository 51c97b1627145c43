"""Make the compact tables beside this file from the open reference data: `python ontology/gazetteer/build.py`.

The source tables are not part of the project. What is kept of each, under which licence, is told in README.md here.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
REFERENCE = HERE.parents[2] / "shared" / "reference"
LEXICON = HERE.parents[2] / "shared" / "training" / "lexicon"
COMMONEST = 25_000

# CBS writes a serial number or the sort of area before the name: "Wijk 03 Woerden-Oost".
SERIAL = re.compile(r"^(?:Wijk|Buurt)\s+\d+\s*|^(?:Kern|Dorp)\s+|^\d+\s+")
# Areas that nobody calls by name.
NAMELESS = re.compile(
    r"verspreide|buitengebied|industrie|bedrijven|overige|omgeving|recreatie|landelijk gebied|kantoren|sportpark|"
    r"\bwater\b|ziekenhuis|begraafplaats|golf|e\.o\.|[/()]|^(?:centrum|noord|oost|zuid|west|midden)$",
    re.IGNORECASE,
)
# Two or more of these in one municipality tell that people also use the name before it: IJburg-West, IJburg-Zuid.
PART = re.compile(r"^(.{3,}?)[- ](?:Noord|Oost|Zuid|West|Midden|Centrum|Noordoost|Noordwest|Zuidoost|Zuidwest)$")
# Bodies that wijkaanpak literature may name; local joint arrangements only where they have a name of their own.
BODY_SORTS = {
    "ministeries": "ministerie",
    "agentschappen": "rijksoverheid",
    "adviescolleges": "rijksoverheid",
    "hoge-colleges": "rijksoverheid",
    "inspecties": "rijksoverheid",
    "zbo": "rijksoverheid",
    "politie-om": "politie-en-justitie",
    "provincies": "provincie",
    "waterschappen": "waterschap",
    "gemeenschappelijke-regelingen": "regionaal-samenwerkingsorgaan",
}


def read(name: str) -> list[dict[str, str]]:
    """The rows of a reference table."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Write a table, sorted and without doubles, so that a new build gives a readable difference."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter=";", lineterminator="\n")
        table.writerow(header)
        table.writerows(sorted(set(rows)))


def municipality_rows() -> list[tuple[str, ...]]:
    """Code, name, province, first and last year, successors of today and inhabitants of each municipality."""
    inhabitants: Counter[str] = Counter()
    for row in read("wijk_codes_2024.csv"):
        inhabitants[row["municipality_code"]] += int(row["inhabitants_2024"] or 0)
    rows = {
        row["code"]: (
            row["code"],
            row["name"],
            row["province"],
            row["start_date"][:4],
            row["end_date"][:4],
            row["current_successor_codes"],
            str(inhabitants[row["code"]]),
        )
        for row in read("municipalities.csv")
    }
    aliases = [
        (row["code"], row["alias"], *rows[row["code"]][2:])
        for row in read("municipality_aliases.csv")
        if "slang" not in row["source"] and row["code"] in rows
    ]
    return [*rows.values(), *aliases]


def province_rows() -> list[tuple[str, ...]]:
    """Code and name of each province; what all but officials call Fryslân goes by both names."""
    rows = [(row["province_code"], row["province"]) for row in read("municipalities.csv") if row["status"] == "current"]
    return [*rows, *((code, "Friesland") for code, name in rows if name == "Fryslân")]


def place_rows() -> list[tuple[str, ...]]:
    """Name and municipality of each town and village."""
    return [(row["place"], row["municipality_code"]) for row in read("places.csv")]


def area_rows() -> list[tuple[str, ...]]:
    """Name, level, code, year and municipality of each wijk and buurt; newest and largest first where names repeat."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    # A wijk that is called after its whole municipality says nothing more than that.
    whole = {(row["name"].casefold(), row["code"]) for row in read("municipalities.csv")}
    older = [row for row in read("wijken_buurten_2015.csv") if row["level"] != "municipality"]

    def keep(name: str, level: str, code: str, year: str, municipality: str) -> None:
        clean = SERIAL.sub("", name).strip()
        is_name = len(clean) > 2 and (clean[0].isupper() or clean[0] == "'") and not NAMELESS.search(clean)
        if is_name and (clean.casefold(), municipality) not in whole:
            found.setdefault((clean.casefold(), municipality), (clean, level, code, year, municipality))

    for row in read("wijken.csv"):
        keep(row["name"], "wijk", row["wijk_code"], "2021", row["municipality_code_2021"])
    for row in read("buurten.csv"):
        keep(row["name"], "buurt", row["buurt_code"], "2021", row["municipality_code_2021"])
    for row in older:
        keep(row["name"], row["level"], row["code"], "2015", row["municipality_code"])
    for row in read("policy_areas.csv"):
        keep(row["area"], "wijk", "", row["year"], row["municipality_code"])
    wholes = Counter((part[1], area[4]) for area in found.values() if (part := PART.match(area[0])))
    for (name, municipality), parts in wholes.items():
        if parts > 1:
            keep(name, "wijk", "", "2021", municipality)
    return list(found.values())


def body_rows() -> list[tuple[str, ...]]:
    """Name, abbreviation, sort, TOOI address and Wikidata item of each public body.

    An item that the register gives to more than one body is sure of none of them.
    """
    items = Counter(row["wikidata"] for row in read("gov_organisations.csv"))
    return [
        (
            row["name"],
            row["abbreviation"],
            BODY_SORTS[row["category"]],
            row["tooi_uri"],
            row["wikidata"] if items[row["wikidata"]] == 1 else "",
        )
        for row in read("gov_organisations.csv")
        if row["category"] in BODY_SORTS
        and (row["status"] == "current" or row["category"] == "ministeries")
        and (
            row["category"] != "gemeenschappelijke-regelingen"
            or not row["name"].startswith(("Gemeenschappelijke", "Bestuurs"))
        )
    ]


def word_rows() -> list[tuple[str, ...]]:
    """The commonest Dutch words that are nobody's name and no place."""
    names = {row["name"] for row in read("first_names.csv")} | {
        row["surname"].split()[-1] for row in read("surnames.csv")
    }
    names |= set((HERE / "known_first_names.txt").read_text(encoding="utf-8").split())
    names |= {name for name, *_ in (*place_rows(), *area_rows())} | {row["name"] for row in read("municipalities.csv")}
    lower = {name.casefold() for name in names}
    lines = (LEXICON / "nl_50k.txt").read_text(encoding="utf-8").splitlines()[:COMMONEST]
    words = (line.split()[0] for line in lines)
    return [(word,) for word in words if len(word) > 2 and word.isalpha() and word not in lower]


def build() -> None:
    """Write all tables."""
    write("provinces.csv", ("code", "name"), province_rows())
    write(
        "municipalities.csv",
        ("code", "name", "province", "start", "end", "successors", "inhabitants"),
        municipality_rows(),
    )
    write("places.csv", ("name", "municipality"), place_rows())
    write("areas.csv", ("name", "level", "code", "year", "municipality"), area_rows())
    write("bodies.csv", ("name", "abbreviation", "sort", "uri", "wikidata"), body_rows())
    write("common_words.csv", ("word",), word_rows())
    write("first_names.csv", ("name",), [(row["name"],) for row in read("first_names.csv")])
    write(
        "surnames.csv", ("name",), [(row["surname"],) for row in read("surnames.csv") if "nl_NL" in row["faker_locale"]]
    )


if __name__ == "__main__":
    build()
