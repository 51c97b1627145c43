"""Tests of ingest.embedder: the shipped model by both its paths, and any other model with its own prefixes."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file, save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

from corpus.errors import ModelUnavailable
from ingest.embedder import HubEmbedder, StaticEmbedder, load_embedder, load_reranker

SHIPPED = Path(__file__).parents[2] / "models" / "nl_zin"
TEXTS = [
    "Bewoners van de Rivierenwijk praten over schulden.",
    "In de portieketageflats is de sociale cohesie klein; 40 % voelt zich onveilig.",
    "Eén opbouwwerker.",
    "Achter de voordeur, in de wijk: de opdrachtgever zijn.",
    "BUURTVADERS & -moeders (2019) – het ‘Huis van de Wijk’ …",
    "Er is geen man en er is wel een man. " * 40,
    "qxz",
]


def make_model(folder: Path, prompts: dict[str, str] | None = None, card: str = "") -> Path:
    """A real sentence-transformers model of six words; the axes of its vectors are the words."""
    words = ["[UNK]", "query", "passage", ":", "wijk", "schuld"]
    tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    embedding = StaticEmbedding(tokenizer, embedding_weights=torch.eye(len(words)))
    SentenceTransformer(modules=[embedding, Normalize()], prompts=prompts, device="cpu").save(str(folder))
    (folder / "README.md").write_text(card, "utf-8")
    return folder


def words_seen(vector: np.ndarray) -> set[int]:
    """Which of the six words a vector was made of."""
    return set(np.flatnonzero(vector).tolist())


def test_both_paths_to_the_shipped_model_give_the_same_vectors() -> None:
    expected = SentenceTransformer(str(SHIPPED), device="cpu").encode(TEXTS, normalize_embeddings=True)
    np.testing.assert_allclose(load_embedder().embed_passages(TEXTS), expected, atol=1e-4)


@pytest.mark.parametrize(
    ("query", "near", "far"),
    [
        ("schuldhulp", "geldzorgen", "voetbal"),
        ("huurders", "de huurder van een woning", "een trein naar Parijs"),
        ("eenzaamheid onder ouderen", "oude mensen die weinig contact hebben", "het riool wordt vervangen"),
        ("overlast van jongeren", "hangjongeren veroorzaken problemen", "de begroting is vastgesteld"),
        ("woningcorporatie", "sociale huurwoningen", "een recept voor appeltaart"),
        ("samenwerken", "samenwerking tussen partners", "zwemmen in zee"),
    ],
)
def test_shipped_model_knows_what_is_about_the_same(query: str, near: str, far: str) -> None:
    passages = load_embedder().embed_passages([near, far])
    alike, unlike = passages @ load_embedder().embed_queries([query])[0]
    assert alike > unlike + 0.2


def test_shipped_model_knows_the_parts_of_a_compound_that_it_has_no_token_for() -> None:
    embedder = load_embedder()
    compound, parts, other = embedder.embed_passages(["buurttuinfeest", "feest in de tuin van de buurt", "belasting"])
    assert compound @ parts > compound @ other + 0.2


def test_shipped_model_needs_neither_torch_nor_transformers() -> None:
    script = (
        "import sys; from ingest.embedder import load_embedder; load_embedder().embed_queries(['schuldhulp']);"
        "sys.exit(bool({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_vectors_have_unit_length_and_the_stated_shape() -> None:
    embedder = load_embedder()
    vectors = embedder.embed_passages(TEXTS[:3])
    assert vectors.shape == (3, embedder.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows_and_an_empty_text_gives_zeros() -> None:
    embedder = load_embedder()
    assert embedder.embed_passages([]).shape == (0, embedder.dimensions)
    assert not embedder.embed_passages([""]).any()


def test_name_tells_the_weights_apart(tmp_path: Path) -> None:
    first, second = make_model(tmp_path / "a"), make_model(tmp_path / "b")
    weights = next(second.rglob("model.safetensors"))
    rows = load_file(weights)
    rows["embedding.weight"][4, 4] = 2
    save_file(rows, weights)
    names = {HubEmbedder(str(first)).name, HubEmbedder(str(second)).name}
    assert len(names) == 2
    assert load_embedder().name == load_embedder().name
    assert load_embedder().name.startswith("nl_zin@")


def test_prefixes_come_from_the_model_s_own_prompts(tmp_path: Path) -> None:
    embedder = load_embedder(str(make_model(tmp_path / "m", {"query": "query : ", "document": "passage : "})))
    assert words_seen(embedder.embed_queries(["wijk"])[0]) == {1, 3, 4}
    assert words_seen(embedder.embed_passages(["wijk"])[0]) == {2, 3, 4}


def test_prefixes_of_e5_come_from_its_card(tmp_path: Path) -> None:
    card = 'Each input text should start with "query: " or "passage: ".'
    embedder = load_embedder(str(make_model(tmp_path / "m", card=card)))
    assert words_seen(embedder.embed_queries(["schuld"])[0]) == {1, 3, 5}
    assert words_seen(embedder.embed_passages(["schuld"])[0]) == {2, 3, 5}


def test_a_model_without_prompts_gets_the_bare_text(tmp_path: Path) -> None:
    embedder = load_embedder(str(make_model(tmp_path / "m", card="# a model")))
    assert words_seen(embedder.embed_queries(["schuld"])[0]) == {5}
    assert embedder.embed_passages([]).shape == (0, 6)


def test_a_model_that_cannot_be_had_names_the_two_ways_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelUnavailable) as caught:
        load_embedder("niemand/bestaat-niet")
    assert caught.value.name == "niemand/bestaat-niet"
    assert "map" in str(caught.value)
    assert "meegeleverde model" in str(caught.value)


def test_a_folder_without_weights_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text(json.dumps([]), "utf-8")
    with pytest.raises(ModelUnavailable):
        StaticEmbedder(tmp_path)
    with pytest.raises(ModelUnavailable):
        load_embedder(str(tmp_path))


def test_a_cross_encoder_is_had_by_folder_and_judges_each_text(tmp_path: Path) -> None:
    (tmp_path / "vocab.txt").write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nwijk\nschuld\n", "utf-8")
    config = BertConfig(vocab_size=7, hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8)
    config.num_labels = 1
    BertForSequenceClassification(config).save_pretrained(tmp_path)
    BertTokenizer(vocab=str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    judged = load_reranker(str(tmp_path)).judge("schuld", ["wijk", "schuld wijk"])
    assert judged.shape == (2,)
    assert judged.dtype == np.float32


def test_a_cross_encoder_that_cannot_be_had_says_what_to_do() -> None:
    with pytest.raises(ModelUnavailable, match="Twee uitwegen"):
        load_reranker("/nergens/model")
