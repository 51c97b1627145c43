"""The static sentence model while it learns: what it computes, and what it is graded on."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from models.recipes.meanings import Matrix
from models.recipes.pairs import GradedPair

Tokens = list[list[int]]
"""The token numbers of each text."""
Embed = Callable[[Tokens], torch.Tensor]
"""Unit rows of texts."""


def tokenize(tokenizer: Tokenizer, texts: Sequence[str]) -> Tokens:
    """The token numbers of each text, never none (an empty text is one unknown token)."""
    return [row.ids or [0] for row in tokenizer.encode_batch(list(texts), add_special_tokens=False)]


def _flatten(tokens: Tokens) -> tuple[torch.Tensor, torch.Tensor]:
    starts = np.cumsum([0, *map(len, tokens)])[:-1]
    return torch.tensor([number for row in tokens for number in row]), torch.from_numpy(starts)


class Turned(torch.nn.Module):
    """Fixed token vectors, a weight a token, one turn of the whole space: what few texts teach holds for all words."""

    def __init__(self, rows: Matrix, weights: Matrix) -> None:
        """Start from the tokens' meanings, shape (tokens, dimensions), and their weights, shape (tokens,)."""
        super().__init__()
        self.rows: torch.Tensor
        self.first_weights: torch.Tensor
        self.register_buffer("rows", torch.from_numpy(rows))
        self.weights = torch.nn.Parameter(torch.log(torch.from_numpy(weights)))
        self.turn = torch.nn.Parameter(torch.eye(rows.shape[1]))
        self.register_buffer("first_weights", self.weights.detach().clone())

    def forward(self, tokens: Tokens) -> torch.Tensor:
        """Unit rows, shape (texts, dimensions)."""
        flat, starts = _flatten(tokens)
        scale = torch.exp(self.weights[flat])
        summed = functional.embedding_bag(flat, self.rows, starts, mode="sum", per_sample_weights=scale)
        return functional.normalize(summed @ self.turn, dim=-1)

    def drift(self) -> torch.Tensor:
        """How far the weights are from where they began."""
        return ((self.weights - self.first_weights) ** 2).mean()

    @torch.no_grad()
    def fold(self) -> torch.Tensor:
        """The one row a token that computes the same, shape (tokens, dimensions)."""
        return (self.rows * torch.exp(self.weights)[:, None]) @ self.turn


class Loose(torch.nn.Module):
    """Token vectors that each learn by themselves."""

    def __init__(self, rows: torch.Tensor) -> None:
        """Start from rows, shape (tokens, dimensions)."""
        super().__init__()
        self.bag = torch.nn.EmbeddingBag.from_pretrained(rows, freeze=False, mode="sum", sparse=True)

    def forward(self, tokens: Tokens) -> torch.Tensor:
        """Unit rows, shape (texts, dimensions)."""
        return functional.normalize(self.bag(*_flatten(tokens)), dim=-1)


@dataclass(frozen=True)
class Course:
    """What is taken in: how many of the texts, how often, and how many of each kind are compared at a time."""

    texts: int
    rounds: int
    compared: tuple[int, ...] = ()


def put_in_order(near: torch.Tensor, grades: torch.Tensor, least: float = 0.0) -> torch.Tensor:
    """What is wrong with the order of pairs whose grades differ by more than `least` (CoSENT).

    >>> bool(put_in_order(torch.tensor([1.0, 5.0]), torch.tensor([0.2, 0.9])) < 0.02)
    True
    """
    gaps = (near[:, None] - near[None, :])[grades[:, None] < grades[None, :] - least]
    return torch.logsumexp(torch.cat([torch.zeros(1), gaps]), 0)


def find_neighbours(goals: Matrix, count: int, rows: int = 2048) -> list[list[int]]:
    """The texts that are most like each text, itself left out.

    >>> find_neighbours(np.array([[1.0, 0.0], [0.0, 1.0], [0.8, 0.6]], dtype=np.float32), 1)
    [[2], [2], [0]]
    """
    known = torch.from_numpy(goals).bfloat16()
    nearest: list[list[int]] = torch.cat(
        [(part @ known.T).topk(count + 1).indices for part in torch.split(known, rows)]
    ).tolist()
    return [[other for other in row if other != text][:count] for text, row in enumerate(nearest)]


def find_families(first: int, sizes: Iterable[int]) -> list[list[int]]:
    """The others of each text's family, where families of these sizes stand one after another from `first` on.

    >>> find_families(10, [2, 1])
    [[11], [10], []]
    """
    kin: list[list[int]] = []
    for size in sizes:
        start = first + len(kin)
        kin += [[other for other in range(start, start + size) if other != text] for text in range(start, start + size)]
    return kin


class Texts(NamedTuple):
    """Dutch texts, the vectors of their English translations (unit length), of each the others that are like it.

    Kinds say which texts are drawn together when texts are compared.
    """

    dutch: Sequence[str]
    goals: Matrix
    kin: Sequence[Sequence[int]]
    kinds: Sequence[range]


class Lessons:
    """What there is to learn: texts with their English vectors, words with their glosses' vectors, graded pairs."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        texts: Texts,
        words: tuple[Sequence[str], Matrix],
        graded: Sequence[GradedPair],
    ) -> None:
        """Tokenize everything once."""
        self.texts, self.goals = tokenize(tokenizer, texts.dutch), torch.from_numpy(texts.goals)
        self.kin, self.kinds = texts.kin, texts.kinds
        self.words, self.glosses = tokenize(tokenizer, words[0]), torch.from_numpy(words[1])
        self.left = tokenize(tokenizer, [pair[0] for pair in graded])
        self.right = tokenize(tokenizer, [pair[1] for pair in graded])
        self.grades = torch.tensor([pair[2] for pair in graded])

    def distil(self, embed: Embed, some: Sequence[int], temperature: float = 0.05) -> torch.Tensor:
        """A text is nearest to its own translation, and texts are as alike as their translations are."""
        near, goals = embed([self.texts[i] for i in some]), self.goals[list(some)]
        return (
            functional.cross_entropy(near @ goals.T / temperature, torch.arange(len(some)))
            + (1 - (near * goals).sum(-1)).mean()
            + 10 * functional.mse_loss(near @ near.T, goals @ goals.T)
        )

    def compare(self, embed: Embed, counts: Sequence[int], size: int = 16) -> torch.Tensor:
        """Texts among their kin are as alike as their translations, and in that order; so many of each kind.

        Texts drawn at random are nearly all unlike each other and teach little of what is only somewhat alike.
        """
        some = [text for kind, count in zip(self.kinds, counts, strict=True) for text in random.sample(kind, count)]
        texts = [text for first in some for text in (first, *random.sample(self.kin[first], size - 1))]
        near, goals = embed([self.texts[i] for i in texts]), self.goals[texts]
        left, right = torch.triu_indices(size, size, 1)
        own, wanted = (
            (rows @ rows.transpose(1, 2))[:, left, right].flatten()
            for rows in (near.view(len(some), size, -1), goals.view(len(some), size, -1))
        )
        few = torch.randperm(len(own))[:256]
        return 10 * functional.mse_loss(own, wanted) + 0.25 * put_in_order(20 * own[few], wanted[few], 0.05)

    def anchor(self, embed: Embed, size: int) -> torch.Tensor:
        """Dictionary words stay where their glosses are."""
        some = random.sample(range(len(self.words)), size)
        return (1 - (embed([self.words[i] for i in some]) * self.glosses[some]).sum(-1)).mean()

    def rank(self, embed: Embed, some: Sequence[int], scale: float = 20) -> torch.Tensor:
        """Pairs stand in the order that people put them in (CoSENT)."""
        near = scale * (embed([self.left[i] for i in some]) * embed([self.right[i] for i in some])).sum(-1)
        return put_in_order(near, self.grades[list(some)])
