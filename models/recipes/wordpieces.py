"""The sentence model's vocabulary: whole Dutch words, pieces so that compounds split, and terms of several words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers

UNKNOWN = "[UNK]"


def read_frequencies(file: Path) -> dict[str, int]:
    """How often each word was seen, most frequent first."""
    rows = (line.split() for line in file.read_text("utf-8").splitlines())
    return {word: int(count) for word, count in rows if word.isalpha()}


def choose_pieces(words: Iterable[str], heads: Mapping[str, int], size: int) -> list[str]:
    """Second halves of compounds that occur in most words, longest match first, with their linking letters.

    A word is split where its end is a known word of four letters or more and its start a known word of three or more.
    """
    counts: Counter[str] = Counter()
    for word in words:
        for cut in range(3, len(word) - 3):
            head, tail = word[:cut], word[cut:]
            if tail in heads and any(head.removesuffix(link) in heads for link in ("", "s", "en", "e")):
                counts[tail] += 1
                break
    return [f"##{piece}" for piece, _ in counts.most_common(size)]


def build_tokenizer(words: Sequence[str], pieces: Sequence[str], terms: Sequence[str]) -> Tokenizer:
    """A lower-casing tokenizer over words and pieces (longest match first) in which each term is one token."""
    letters = sorted({char for word in words for char in word})
    links = ["##s", "##en", "##e", "##n", "##t", "##d", "##er", "##ers", "##se", "##je", "##jes", "##'s"]
    vocabulary = dict.fromkeys([UNKNOWN, *letters, *(f"##{char}" for char in letters), *links, *words, *pieces])
    tokenizer = Tokenizer(
        models.WordPiece(
            {token: number for number, token in enumerate(vocabulary)}, unk_token=UNKNOWN, max_input_chars_per_word=60
        )
    )
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.add_tokens([AddedToken(term, single_word=True, normalized=True) for term in terms])
    return tokenizer
