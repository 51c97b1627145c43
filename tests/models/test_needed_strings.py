"""Tests of what is written of a pipeline's strings: little, and enough to read any text as before."""

import shutil
from pathlib import Path

import spacy

from ingest.language import load_nlp
from models.recipes.needed_strings import keep_needed_strings
from models.recipes.word_vectors import keep_lower

TEXT = "De bewonerscommissie vroeg wethouder Jansen in 2019 om zeven extra speelplekken; die kwamen er in Ede."


def test_a_pipeline_reads_as_before_with_the_needed_strings_alone(tmp_path: Path) -> None:
    nlp = load_nlp()
    nlp.vocab.strings.add("woord-uit-de-training")
    nlp.to_disk(tmp_path / "all")
    shutil.copytree(tmp_path / "all", tmp_path / "few")
    keep_needed_strings(nlp, tmp_path / "few")
    assert "woord-uit-de-training" not in (tmp_path / "few/vocab/strings.json").read_text("utf-8")
    read = []
    for folder in (tmp_path / "all", tmp_path / "few"):
        keep_lower(folder)
        doc = spacy.load(folder)(TEXT)
        read.append([(token.lemma_, token.pos_, token.dep_, str(token.morph), token.ent_type_) for token in doc])
    assert read[0] == read[1]
