from search.repeats import group_repeats

_TEXT = "De bewoners van de wijk openen samen een buurthuis in de oude school"


def test_a_text_too_short_to_tell_repeats_nothing_and_is_not_repeated() -> None:
    assert group_repeats(["Oude school", _TEXT, "Oude school", _TEXT]) == [[0], [1, 3], [2]]


def test_a_part_repeats_the_whole() -> None:
    assert group_repeats([f"{_TEXT}. Dat kostte jaren van geduld en praten.", "Iets anders is dit wel.", _TEXT]) == [
        [0, 2],
        [1],
    ]
