"""Measure "cases like ours" as an adviser meets it: all cases of a library compete, as annotated and as found.

    OMP_NUM_THREADS=1 python -m bench.situations [--folds FOLDER]

`models/recipes/train_similarity.py` measures the ranking alone, among the cases that were judged. Here a case that the
finders miss cannot be named, one that they invent can stand first, and a case that nobody judged counts as wrong.
`--folds` names a folder of judges that have not seen a document each.
"""

import argparse
import math
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path

import numpy as np
from spacy.language import Language

from app.evaluation.gold import Gold, names
from app.inquiry import describe, find_in
from bench.finders import find
from corpus.model import Entity, Kind, Passage
from corpus.vectors import Embedder
from ingest.embedder import load_embedder
from ingest.language import load_nlp
from kg.entities import merge_mentions, with_iris
from kg.namesakes import join_namesakes
from models.recipes.case_examples import (
    Situation,
    Told,
    build_case_index,
    case_names,
    read_situations,
    with_entities,
)
from models.recipes.judges import judge_by
from models.recipes.search_examples import ReadDocument, read_documents
from search.elsewhere import told_elsewhere
from search.inquiry import ask_by_description
from search.passages import Hit
from search.similar_cases import answers, rank_cases

CORPUS = Path("corpus")
FIRST_FEW = 3
CUTOFF = 10


def main() -> None:
    """Print both measures."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--folds", type=Path)
    args = ask.parse_args()
    gold, nlp, embedder = Gold(CORPUS / "gold"), load_nlp(), load_embedder()
    read = read_documents(sorted((CORPUS / "documents").glob("*.pdf")))
    found, called = find_entities(read, nlp, args.folds), called_there(gold)
    for name, told, meant in (
        ("annotated", with_entities(gold, read), {iri: iri for iri in case_names(gold).values()}),
        ("found", found, recognise(gold, found)),
    ):
        graded = [grade(*ranked, meant, called) for ranked in rank_situations(gold, told, nlp, embedder)]
        sys.stdout.write(f"{name:10} {_report(graded)}\n")


def find_entities(read: Sequence[ReadDocument], nlp: Language, folds: Path | None) -> Told:
    """What the finders see in each document, cases of several documents joined."""
    told: list[tuple[ReadDocument, list[Entity]]] = []
    for document, passages in read:
        if folds:
            judge_by(folds / Path(document.file).stem)
        told.append(((document, passages), merge_mentions(document, find(document, nlp))))
    same = join_namesakes(entity.iri for _, entities in told for entity in entities if entity.kind is Kind.CASE)
    return [(one, with_iris(entities, same)) for one, entities in told]


def recognise(gold: Gold, found: Told) -> dict[str, str]:
    """For each found case that is an annotated one of the same document: that one."""
    same = case_names(gold)
    annotated = {one.name: [(names(row), same[row["id"]]) for row in one.rows("cases")] for one in gold.documents}
    meant: dict[str, str] = {}
    for (document, _), entities in found:
        for case in (entity for entity in entities if entity.kind is Kind.CASE):
            own = names({"label": case.label, "aliases": case.aliases})
            for keys, iri in annotated[gold.files[document.file]]:
                if keys & own:
                    meant[case.iri] = iri
    return meant


def called_there(gold: Gold) -> dict[str, list[tuple[str, set[str]]]]:
    """What each annotated case is called, by file."""
    same, files = case_names(gold), {name: file for file, name in gold.files.items()}
    called: dict[str, list[tuple[str, set[str]]]] = {}
    for document in gold.documents:
        for row in document.rows("cases"):
            said = {name.casefold() for name in (row["label"], *row.get("aliases", ()))}
            called.setdefault(same[row["id"]], []).append((files[document.name], said))
    return called


def rank_situations(
    gold: Gold, told: Told, nlp: Language, embedder: Embedder
) -> Iterator[tuple[Situation, list[str], list[Hit]]]:
    """Each annotated situation with the cases of a library of these documents, most alike first.

    And with the passages that are shown below the first few of them.
    """
    with tempfile.TemporaryDirectory() as folder:
        index = build_case_index(Path(folder), embedder, told, nlp)
        for situation in read_situations(gold):
            inquiry = ask_by_description(situation.text, *find_in(describe(situation.text), nlp))
            sums = answers(index, inquiry)
            ranked = rank_cases(index, inquiry, sums, {})
            cases = [index.told.iri(case.number) for case in ranked]
            yield situation, cases, [one.hit for one in told_elsewhere(index, inquiry, sums, cases[:FIRST_FEW])]


def grade(
    situation: Situation,
    cases: Sequence[str],
    passages: Sequence[Hit],
    meant: Mapping[str, str],
    called: Mapping[str, Sequence[tuple[str, set[str]]]],
) -> tuple[bool, bool, bool, bool, float]:
    """Whether a best case was found, stands first, among the first few, or in a passage below them; nDCG at 10."""
    grades = [situation.grades.get(meant.get(iri, ""), 0) for iri in cases]
    ideal = sorted(situation.grades.values(), reverse=True)
    best = ideal[0]
    names = [one for iri, given in situation.grades.items() if given == best for one in called[iri]]
    below = any(hit.file == file and _says(hit.passage, said) for hit in passages for file, said in names)
    few = best in grades[:FIRST_FEW]
    return best in grades, grades[0] == best, few, few or below, _gain(grades) / _gain(ideal)


def _says(passage: Passage, names: Set[str]) -> bool:
    return any(name in passage.text.casefold() for name in names)


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades[:CUTOFF]))


def _report(graded: Sequence[tuple[bool, bool, bool, bool, float]]) -> str:
    found, first, few, below, ndcg = np.mean(graded, axis=0)
    shown = f"among the first {FIRST_FEW} {few:.2f}, or in a passage below them {below:.2f}"
    return f"best case found {found:.2f}  first {first:.2f}  {shown}  nDCG {ndcg:.3f}"


if __name__ == "__main__":
    main()
