"""Tests of the mean of two trainings, on pipelines of one tiny component."""

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import fix_random_seed

from models.recipes.average_weights import average_weights


def tagger(seed: int) -> Language:
    """A tagger with weights drawn by a seed."""
    fix_random_seed(seed)
    nlp = spacy.blank("nl")
    nlp.add_pipe("tagger").add_label("N")  # type: ignore[attr-defined]
    doc = nlp.make_doc("wijk")
    nlp.initialize(lambda: [Example.from_dict(doc, {"tags": ["N"]})])
    return nlp


def weights(nlp: Language) -> dict[tuple[int, str], np.ndarray]:
    """All weights, by number of the node and name."""
    nodes = list(nlp.get_pipe("tagger").model.walk())  # type: ignore[attr-defined]
    return {(i, name): node.get_param(name) for i, node in enumerate(nodes) for name in node.param_names}


def test_every_weight_is_the_mean() -> None:
    one, two = tagger(1), tagger(2)
    expected = {key: (weight + weights(two)[key]) / 2 for key, weight in weights(one).items()}
    assert any((weights(one)[key] != weights(two)[key]).any() for key in expected)
    for key, weight in weights(average_weights([one, two])).items():
        np.testing.assert_allclose(weight, expected[key], rtol=1e-6)


def test_pipelines_of_different_make_are_refused() -> None:
    bare = spacy.blank("nl")
    with pytest.raises(KeyError):
        average_weights([tagger(1), bare])
