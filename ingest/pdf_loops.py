"""Pages that draw themselves: a form that calls itself, or forms that call each other too often, fill all memory."""

from pathlib import Path
from typing import Any

_MOST_FORMS = 5000
"""How often a page may draw forms, each counted as often as it is called."""


def draws_too_much(source: Path, number: int) -> bool:
    """Whether drawing a page (from 1) would go on for ever, or nearly; a file that cannot be looked at is not told."""
    import pikepdf  # noqa: PLC0415

    try:
        with pikepdf.open(source) as pdf:
            return number <= len(pdf.pages) and _forms(pdf.pages[number - 1].obj, (), {}) > _MOST_FORMS
    except pikepdf.PdfError:
        return False


def _forms(drawn: Any, above: tuple[Any, ...], known: dict[Any, int]) -> int:
    """How many forms are drawn with a page or form, those within them too."""
    count = 1
    called = drawn.get("/Resources", {}).get("/XObject", {})
    for form in called.values() if hasattr(called, "values") else ():
        if form.get("/Subtype") != "/Form":
            continue
        name = form.objgen
        if name in above:
            return _MOST_FORMS + 1
        if name not in known:
            known[name] = _forms(form, (*above, name), known)
        count += known[name]
        if count > _MOST_FORMS:
            break
    return count
