"""One way of writing characters that look the same, so that a quote can be compared with the text it came from."""

import re
import unicodedata

_SAME = str.maketrans(
    {
        "\u2010": "-",  # hyphen
        "\u2011": "-",  # non-breaking hyphen
        "\u00ad": None,  # soft hyphen
        "\u200b": None,  # zero-width space
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,  # word joiner
        "\ufeff": None,  # byte order mark
        "\uf0b7": "•",  # bullets of the Symbol and Wingdings fonts
        "\uf0a7": "•",
        "\uf0d8": "•",
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
        "\u0132": "IJ",
        "\u0133": "ij",
    }
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SPACES = re.compile(r"\s+")


def normalise_characters(text: str) -> str:
    r"""The text with ligatures, hyphens and accents written in one way; spaces stay as they are.

    >>> normalise_characters("de\u00a0ﬁets van caf\u0065\u0301 Win\u2010win")
    'de\xa0fiets van café Win-win'
    """
    if text.isascii() and text.isprintable():
        return text
    return _CONTROL.sub("", unicodedata.normalize("NFC", text.translate(_SAME)))


def normalise(text: str) -> str:
    r"""The text with one way of writing each character and single spaces.

    >>> normalise(" een  Kruiden\u2010 en\nKleurenbuurt ")
    'een Kruiden- en Kleurenbuurt'
    """
    return _SPACES.sub(" ", normalise_characters(text)).strip()
