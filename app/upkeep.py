"""Keeping a library in order: make it anew, take documents out, prove that it is right."""

from collections.abc import Sequence

from app.library import Library


def rebuild(library: Library) -> None:
    """Make graph and index anew from the records."""
    with library.writing():
        library.clear_derived()
        library.bring_up_to_date()


def find_problems(library: Library) -> list[str]:
    """All that is wrong with a library, in Dutch: parts that disagree, quotes that are not literal, invalid facts."""
    from kg.validation import find_violations

    files = {sha256: library.records.document(sha256).file for sha256 in library.records}
    problems = [f"{files.get(d.document, d.document)}: {d.what} in de {d.layer}" for d in library.disagreements()]
    for sha256, file in files.items():
        text = library.records.document(sha256).text
        spoilt = [m for m in library.records.mentions(sha256) if text[m.start : m.end] != m.text]
        problems += [f"{file}: niet letterlijk: {mention.text[:60]!r}" for mention in spoilt]
    return problems + [str(violation) for violation in find_violations(library.graph)]


def remove(library: Library, names: Sequence[str]) -> list[str]:
    """Take documents out, by file name or by the beginning of their hash; returns the files that went."""
    with library.writing():
        gone = []
        for sha256 in list(library.records):
            file = library.records.document(sha256).file
            if any(name == file or (len(name) >= 8 and sha256.startswith(name)) for name in names):
                library.records.remove(sha256)
                gone.append(file)
        library.bring_up_to_date()
    return gone
