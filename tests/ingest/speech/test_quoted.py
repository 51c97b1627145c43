import pytest

from ingest.speech.quoted import find_quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("‘Dat werkt,’ zei zij. ‘Soms.’", [("Dat werkt,", 1), ("Soms.", 1)]),
        ("“Hij riep ‘kom’ en ging”, zei zij.", [("Hij riep ‘kom’ en ging", 1), ("kom", 2)]),
        ("‘Zo’n wijk met foto’s heet ’s avonds anders.’", [("Zo’n wijk met foto’s heet ’s avonds anders.", 1)]),
        ('Zij noemt het "een begin" van iets.', [("een begin", 1)]),
        ("„Laag en hoog”, zei hij.", [("Laag en hoog", 1)]),
        ("Het is 3’ lang en de foto’s van Jans’ wijk.", []),
        ("“Dit gaat door in de volgende alinea.", [("Dit gaat door in de volgende alinea.", 1)]),
    ],
)
def test_quotes_and_quotes_within_quotes(text: str, quoted: list[tuple[str, int]]) -> None:
    assert [(text[q.start : q.end], q.depth) for q in find_quoted(text)] == quoted


@pytest.mark.parametrize("text", ['“Kom binnen." Zo ging het elke avond.', "‘Kom binnen.' Zo ging het ’s avonds."])
def test_a_straight_mark_closes_what_a_curved_one_opened(text: str) -> None:
    assert [text[q.start : q.end] for q in find_quoted(text)] == ["Kom binnen."]
