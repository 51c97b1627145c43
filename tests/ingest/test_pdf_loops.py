from pathlib import Path

import pikepdf
import pytest

from ingest.pdf_loops import draws_too_much

SAMPLE = Path(__file__).parents[2] / "corpus" / "documents" / "magazine-twee-wijken-een-rivier.pdf"


def _page_of_forms(path: Path, forms: int, *, in_a_ring: bool) -> Path:
    """A page whose first form calls the second twice, and so on."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    made = [
        pdf.make_stream(b"/F Do /F Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        for _ in range(forms)
    ]
    for number, form in enumerate(made):
        if in_a_ring or number + 1 < forms:
            called = made[(number + 1) % forms]
            form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=called, G=called))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=made[0]))
    pdf.save(path)
    return path


@pytest.mark.parametrize(("forms", "in_a_ring", "too_much"), [(3, False, False), (2, True, True), (30, False, True)])
def test_a_ring_or_an_avalanche_of_forms_is_seen(tmp_path: Path, forms: int, in_a_ring: bool, too_much: bool) -> None:
    assert draws_too_much(_page_of_forms(tmp_path / "a.pdf", forms, in_a_ring=in_a_ring), 1) is too_much


def test_a_common_page_is_fine() -> None:
    assert not draws_too_much(SAMPLE, 1)
    assert not draws_too_much(Path(__file__), 1)
