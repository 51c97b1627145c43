"""Writes a static sentence model that sentence-transformers loads: int8 rows, one weight a token."""

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from models.recipes.meanings import Matrix

_MODULES = (
    ("0_StaticEmbedding", "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"),
    ("1_Normalize", "sentence_transformers.sentence_transformer.modules.normalize.Normalize"),
)


def quantise(rows: Matrix) -> tuple[np.ndarray, np.ndarray]:
    """Rows as int8 and the weight that scales each back, shapes (tokens, dimensions) and (tokens,).

    >>> rows, weights = quantise(np.array([[0.5, -1.0]], dtype=np.float32))
    >>> rows.tolist(), (rows * weights[:, None]).round(2).tolist()
    ([[64, -127]], [[0.5, -1.0]])
    """
    weights = np.maximum(np.abs(rows).max(axis=1), 1e-9) / 127
    return np.rint(rows / weights[:, None]).astype(np.int8), weights.astype(np.float32)


def save_static(folder: Path, tokenizer: Tokenizer, rows: Matrix) -> None:
    """Write the model's folder: modules, configuration, tokenizer and weights."""
    embeddings, weights = quantise(rows)
    inner = folder / _MODULES[0][0]
    inner.mkdir(parents=True, exist_ok=True)
    (folder / _MODULES[1][0]).mkdir(exist_ok=True)
    save_file({"embeddings": embeddings, "weights": weights}, inner / "model.safetensors")
    tokenizer.save(str(inner / "tokenizer.json"), pretty=False)
    modules = [
        {"idx": number, "name": str(number), "path": path, "type": kind} for number, (path, kind) in enumerate(_MODULES)
    ]
    (folder / "modules.json").write_text(json.dumps(modules, indent=2) + "\n", "utf-8")
    settings = {"prompts": {"query": "", "document": ""}, "default_prompt_name": None, "similarity_fn_name": "cosine"}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(settings, indent=2) + "\n", "utf-8")
