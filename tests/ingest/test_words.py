from collections.abc import Sequence

from ingest.frame import Frame
from ingest.lines import build_lines
from ingest.printed import Style
from ingest.words import Edges, build_runs

FRAME = Frame(0, 0, 600, 800)


class Typed:
    """Characters set in one line from left to right; some of them small and raised."""

    def __init__(self, text: str, raised: Sequence[int] = ()) -> None:
        self.text, self._raised = text, set(raised)
        self._plain, self._small = Style(10.0), Style(6.0)

    def edges(self, indices: Sequence[int]) -> list[Edges]:
        return [
            (5.0 * i, *((708.0, 5.0 * i + 5, 701.0) if i in self._raised else (709.0, 5.0 * i + 5, 697.0)))
            for i in indices
        ]

    def look(self, index: int, edges: Edges) -> tuple[Style, float]:
        return self._small if index in self._raised else self._plain, 0.0


def words_of(characters: Typed) -> list[list[str]]:
    return [[word.text for word in run.words] for run in build_runs(characters, FRAME)]


def test_words_and_line_pieces() -> None:
    assert words_of(Typed("De wijk\r\nis van ons")) == [["De", "wijk"], ["is", "van", "ons"]]
    assert words_of(Typed("over\ufffedaad en  twee")) == [["over-"], ["daad", "en", "twee"]]
    assert words_of(Typed(" \r\n\u00ad \x00ﬁets")) == [["fiets"]]


def test_characters_in_two_halves_are_one_again() -> None:
    halves = "".join(
        chr(int.from_bytes(b, "little")) for b in zip(*[iter("lach 😀".encode("utf-16-le"))] * 2, strict=True)
    )
    assert words_of(Typed(halves)) == [["lach", "😀"]]


def test_boxes_span_the_word() -> None:
    (run,) = build_runs(Typed("De wijk"), FRAME)
    assert run.words[1][1:5] == (15.0, 91.0, 35.0, 103.0)


def test_a_raised_figure_is_cut_from_its_word_and_left_out_of_the_line() -> None:
    characters = Typed("termijn2. Dan 30", raised=[7])
    assert words_of(characters) == [["termijn", "2", ".", "Dan", "30"]]
    (line,) = build_lines([run.words for run in build_runs(characters, FRAME)])
    assert line.text == "termijn. Dan 30"


def test_a_figure_of_full_size_stays() -> None:
    assert words_of(Typed("K77 en CO2.")) == [["K77", "en", "CO2."]]
