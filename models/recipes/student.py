"""The static sentence model while it learns: what it computes, and what it is graded on."""

import random
from collections.abc import Callable, Sequence

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


class Lessons:
    """What there is to learn: texts with their English vectors, words with their glosses' vectors, graded pairs."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        texts: tuple[Sequence[str], Matrix],
        words: tuple[Sequence[str], Matrix],
        graded: Sequence[GradedPair],
    ) -> None:
        """Tokenize everything once; vectors have unit length."""
        self.texts, self.goals = tokenize(tokenizer, texts[0]), torch.from_numpy(texts[1])
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

    def anchor(self, embed: Embed, size: int) -> torch.Tensor:
        """Dictionary words stay where their glosses are."""
        some = random.sample(range(len(self.words)), size)
        return (1 - (embed([self.words[i] for i in some]) * self.glosses[some]).sum(-1)).mean()

    def rank(self, embed: Embed, some: Sequence[int], scale: float = 20) -> torch.Tensor:
        """Pairs stand in the order that people put them in (CoSENT)."""
        near = scale * (embed([self.left[i] for i in some]) * embed([self.right[i] for i in some])).sum(-1)
        grades = self.grades[list(some)]
        gaps = (near[:, None] - near[None, :])[grades[:, None] < grades[None, :]]
        return torch.logsumexp(torch.cat([torch.zeros(1), gaps]), 0)
