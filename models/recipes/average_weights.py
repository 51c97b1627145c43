"""The mean of some trainings of one pipeline: it errs less than each, and costs no more to use."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.pipeline import TrainablePipe
    from thinc.api import Model


def average_weights(trained: Sequence[Language]) -> Language:
    """Give the first pipeline the mean weights of all; they must be rounds of one training, so with equal shapes."""
    for name, _ in trained[0].pipeline:
        for nodes in zip(*(list(_model(nlp, name).walk()) for nlp in trained), strict=True):
            for weight in nodes[0].param_names:
                if nodes[0].has_param(weight):
                    nodes[0].set_param(weight, sum(node.get_param(weight) for node in nodes) / len(nodes))
    return trained[0]


def _model(nlp: Language, name: str) -> "Model[Any, Any]":
    return cast("Model[Any, Any]", cast("TrainablePipe", nlp.get_pipe(name)).model)
