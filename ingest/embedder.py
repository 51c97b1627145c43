"""Texts to vectors: the shipped Dutch model without torch, or any sentence-transformers model by its name.

A cross-encoder, which reads a question and a text together, can be had by name too. The only file that imports
sentence_transformers.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.errors import ModelUnavailable
from corpus.vectors import Embedder, Reranker, Vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sentence_transformers import CrossEncoder, SentenceTransformer

DEFAULT = "nl_zin"
"""The shipped model; any other name is a model of a hub or a folder."""

_SHIPPED = Path(__file__).parents[1] / "models" / DEFAULT
_TYPES = {"I8": np.int8, "F32": np.float32}
_E5 = {"query": "query: ", "passage": "passage: "}


def load_embedder(name: str = DEFAULT) -> Embedder:
    """The embedder of this name; raises ModelUnavailable when it cannot be had.

    >>> embedder = load_embedder()
    >>> vectors = embedder.embed_passages(["Hulp bij geldzorgen.", "De voetbalclub wint."])
    >>> query = embedder.embed_queries(["schuldhulp"])[0]
    >>> bool(vectors[0] @ query > vectors[1] @ query)
    True
    """
    return StaticEmbedder(_SHIPPED) if name == DEFAULT else HubEmbedder(name)


class StaticEmbedder:
    """A sentence model in which a text is the weighted mean of its tokens' vectors; needs neither torch nor network."""

    def __init__(self, folder: Path) -> None:
        """Read the tokenizer, the token vectors (int8) and the tokens' weights; raises ModelUnavailable."""
        from tokenizers import Tokenizer

        self._folder, self._file = folder, folder / "0_StaticEmbedding" / "model.safetensors"
        if not self._file.exists():
            raise ModelUnavailable(str(folder), "de map bevat geen model.safetensors")
        tensors = _map_tensors(self._file)
        self._rows, self._weights = tensors["embeddings"], tensors["weights"]
        self._tokenizer = Tokenizer.from_file(str(self._file.with_name("tokenizer.json")))
        self._tokenizer.no_padding()
        self.dimensions = int(self._rows.shape[1])

    @cached_property
    def name(self) -> str:
        """The folder's name and a hash of the weights, made when first asked for: a vector need not wait for it."""
        return f"{self._folder.name}@{_hash_file(self._file)}"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, shape (texts, dimensions); a text without a token gets zeros."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, encoding in enumerate(self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)):
            tokens = encoding.ids
            if tokens:
                vectors[row] = self._weights[tokens] @ self._rows[tokens].astype(np.float32)
        return _unit(vectors)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """The same as passages: this model does not tell a question from a text."""
        return self.embed_passages(texts)


class HubEmbedder:
    """Any sentence-transformers model, with the prefixes that its own configuration asks for."""

    def __init__(self, name: str) -> None:
        """Load a model by hub name or folder, on the processor; raises ModelUnavailable."""
        self._model = _load_model(name)
        self._prefixes = _find_prefixes(self._model, name)
        self.name = f"{Path(name).name if Path(name).exists() else name}@{_hash_weights(self._model)}"
        self.dimensions = int(self._model.get_embedding_dimension() or 0)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, shape (texts, dimensions)."""
        return self._embed(texts, self._prefixes["passage"])

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of questions, shape (texts, dimensions)."""
        return self._embed(texts, self._prefixes["query"])

    def _embed(self, texts: Sequence[str], prefix: str) -> Vectors:
        vectors = self._model.encode(
            list(texts),
            prompt=prefix or None,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), self.dimensions)


def load_reranker(name: str) -> Reranker:
    """The cross-encoder of this hub name or folder, on the processor; raises ModelUnavailable when it cannot be had."""
    from sentence_transformers import CrossEncoder

    try:
        return CrossEncoderReranker(CrossEncoder(name, device="cpu"))
    except (OSError, ValueError, KeyError, ImportError) as error:
        raise _unavailable(name, error) from error


class CrossEncoderReranker:
    """A cross-encoder that gives one figure for a question and a text."""

    def __init__(self, model: CrossEncoder) -> None:
        """Judge with `model`."""
        self._model = model

    def judge(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """The higher the better, shape (texts,)."""
        pairs = [(query, text) for text in texts]
        judged = self._model.predict(pairs, show_progress_bar=False, convert_to_numpy=True)
        return np.asarray(judged, dtype=np.float32).reshape(len(texts))


def _load_model(name: str) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name, device="cpu")
    except (OSError, ValueError, KeyError, ImportError) as error:
        raise _unavailable(name, error) from error


def _unavailable(name: str, error: Exception) -> ModelUnavailable:
    return ModelUnavailable(name, str(error).splitlines()[0] if str(error) else type(error).__name__)


def _find_prefixes(model: SentenceTransformer, name: str) -> dict[str, str]:
    """What a model wants before a question and a passage: its own prompts, else the convention of the e5 family."""
    prompts = {key: prompt for key, prompt in (model.prompts or {}).items() if prompt}
    own = {
        "query": prompts.get("query", ""),
        "passage": next((prompts[key] for key in ("passage", "document", "corpus") if key in prompts), ""),
    }
    if any(own.values()):
        return own
    return _E5 if _is_e5(model, name) else own


def _is_e5(model: SentenceTransformer, name: str) -> bool:
    """Whether the model's card or name says that it belongs to the e5 family, which was trained with prefixes."""
    card = Path(name) / "README.md"
    said = card.read_text("utf-8", "replace").lower() if card.is_file() else f"{name} {model.model_card_data.model_id}"
    return "query: " in said if card.is_file() else "e5-" in said.lower()


def _map_tensors(file: Path) -> dict[str, NDArray[Any]]:
    """The tensors of a safetensors file by name; a row comes from disk when it is used, and processes share it."""
    with file.open("rb") as opened:
        length = int.from_bytes(opened.read(8), "little")
        header = json.loads(opened.read(length))
    return {
        name: np.asarray(
            np.memmap(file, _TYPES[row["dtype"]], "r", 8 + length + row["data_offsets"][0], tuple(row["shape"]))
        )
        for name, row in header.items()
        if name != "__metadata__"
    }


def _hash_file(file: Path) -> str:
    import hashlib

    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def _hash_weights(model: SentenceTransformer) -> str:
    """A hash of all weights, so that a model that was trained anew counts as another one."""
    import hashlib

    digest = hashlib.sha256(json.dumps([type(module).__name__ for module in model]).encode())
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(key.encode())
        digest.update(tensor.detach().cpu().contiguous().view(-1).numpy().tobytes())
    return digest.hexdigest()[:12]


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.float32(1e-12))
    unit: Vectors = vectors / lengths
    return unit
