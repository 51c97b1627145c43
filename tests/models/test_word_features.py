"""Tests of the flags that dictionaries give to words, on tables made by hand."""

from pathlib import Path

from models.recipes.gazetteers import Gazetteers, describe_names, describe_type_words
from models.recipes.word_features import coarsen, describe_words, inherit_from_tails, make_rows

TABLES = {
    "index": {"noun": ["wijk", "corporatie", "huur"], "verb": ["werken", "wijken"]},
    "exc": {"noun": {"wijken": ["wijk"]}, "verb": {}},
    "rules": {"noun": [["s", ""]], "verb": []},
    "lookup": {"gewerkt": "werken"},
}
SENSES = {("noun", "corporatie"): frozenset({"sense=group"})}


def test_a_word_has_every_part_of_speech_that_the_tables_allow() -> None:
    features = describe_words(TABLES, ["wijken", "gewerkt", "corporaties", "xyz"], SENSES)
    assert {"noun=form", "noun:|en>", "verb=lemma"} <= features["wijken"]
    assert {"verb=form", "verb:ge<|t>en"} <= features["gewerkt"]
    assert "sense=group" in features["corporaties"]
    assert "xyz" not in features


def test_a_compound_inherits_from_its_tail() -> None:
    features = describe_words(TABLES, ["corporatie"], SENSES)
    assert inherit_from_tails(features, ["wooncorporatie"])["wooncorporatie"] >= {
        "noun=lemma",
        "sense=group",
        "compound",
    }


def test_words_that_say_nothing_go_and_rare_combinations_lose_their_finer_flags() -> None:
    features = {"wijk": frozenset({"noun=lemma"}), "wijken": frozenset({"noun=form", "noun:|en>"})}
    assert coarsen(features, least=2) == {"wijken": frozenset({"noun=form"})}


def test_words_with_equal_flags_share_a_row() -> None:
    table, where = make_rows({"a": frozenset({"x"}), "b": frozenset({"x"}), "c": frozenset({"x", "y"})})
    assert table.tolist() == [[1, 0], [1, 1]]
    assert where == {"a": 0, "b": 0, "c": 1}


def test_names_are_whole_or_parts_and_ordinary_words_are_neither() -> None:
    lists = Gazetteers(("Ede",), ("Oude Zijde",), (), ("Beter Wonen",), ("Anna",), ("de Vries",))
    flags = describe_names(lists, {"zijde": frozenset({"noun=lemma"})})
    assert flags["ede"] == {"places=whole"}
    assert flags["vries"] == {"surnames=part"}
    assert flags["beter"] == {"housing=part"}
    assert "oude" not in flags
    assert "zijde" not in flags


def test_our_own_lists_flag_names_but_no_ordinary_word() -> None:
    known = {"bodies": ("Movisie", "Impuls"), "surnames": ("Geurts",)}
    lists = Gazetteers((), (), (), (), (), (), known)
    flags = describe_names(lists, {}, ordinary={"impuls"})
    assert flags == {"movisie": {"bodies=whole"}, "geurts": {"surnames=whole"}}


def test_a_word_that_tells_the_type_flags_itself_and_the_compounds_that_end_in_it(tmp_path: Path) -> None:
    (tmp_path / "types.toml").write_text('WORK = """krant; raad"""\nGRP = """wijkraad"""\n', "utf-8")
    words = ["krant", "wijkkrant", "jeugdwijkraad", "draad", "krantje"]
    assert describe_type_words(words, tmp_path / "types.toml") == {
        "krant": {"kind=WORK"},
        "wijkkrant": {"kind=WORK"},
        "jeugdwijkraad": {"kind=GRP"},
    }
