"""Pages that are pictures, through Tesseract: words with boxes and how sure the recognition is.

Only here is pytesseract used. Skewed pages are straightened by their measured slope; the boxes on the page are kept.
"""

import os
import re
from collections.abc import Sequence
from functools import cache
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

import pytesseract
from lxml import etree

from corpus.model import Box
from corpus.normalise import normalise_characters
from ingest.lines import build_lines
from ingest.printed import PrintedPage, PrintedWord, Style

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "nld"
DPI = 300
_PAGE_SECONDS = 180
_LEAST_CONFIDENCE = 0.3  # of a word
_LEAST_LINE_CONFIDENCE = 0.5
_LETTER_SHARE = 0.55  # of a line's characters: less is debris of a picture
_SAME_SIZE = 1.13  # sizes are measured with an error of about a tenth
_PROPERTY = re.compile(r"(\w+) ([-\d. ]+)")


class _Word(NamedTuple):
    text: str
    box: Box  # pixels
    confidence: float  # 0 to 1


class _Line(NamedTuple):
    words: list[_Word]
    slope: float  # of the baseline, pixels down a pixel to the right
    baseline: float  # pixels from the top, at the line's left end
    size: float  # pixels


@cache
def is_installed() -> bool:
    """Whether Tesseract can be run and knows Dutch."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # several files are read at once
    try:
        return LANGUAGE in pytesseract.get_languages()
    except (pytesseract.TesseractNotFoundError, OSError):
        return False


def recognise(page: PrintedPage, image: "Image", scale: float) -> PrintedPage:
    """The page with the words that are seen in its picture, of which `scale` pixels go in a point."""
    markup = pytesseract.image_to_pdf_or_hocr(
        image, lang=LANGUAGE, extension="hocr", config=f"--dpi {round(scale * 72)}", timeout=_PAGE_SECONDS
    )
    return _with_words(page, parse_hocr(markup), scale)


def parse_hocr(markup: bytes) -> list[_Line]:
    """The lines of Tesseract's answer, debris of pictures left out."""
    root = etree.fromstring(markup, etree.XMLParser(recover=True, huge_tree=False))
    lines = (_line(element) for element in root.iter() if _is_line(element))
    return [line for line in lines if line is not None]


def _is_line(element: Any) -> bool:
    return element.get("class") in {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"}


def _line(element: Any) -> _Line | None:
    facts = _properties(element)
    words = []
    for child in element.iter():
        text = normalise_characters("".join(child.itertext())).strip()
        if child.get("class") == "ocrx_word" and text:
            properties = _properties(child)
            words.append(_Word(text, Box(*properties["bbox"]), properties.get("x_wconf", [0.0])[0] / 100))
    words = [word for word in words if word.confidence >= _LEAST_CONFIDENCE]
    if not words or _is_debris(words):
        return None
    _, top, _, bottom = facts["bbox"]
    slope, offset = facts.get("baseline", [0.0, 0.0])
    return _Line(words, slope, bottom + offset, facts.get("x_size", [bottom - top])[0])


def _properties(element: Any) -> dict[str, list[float]]:
    return {name: [float(x) for x in values.split()] for name, values in _PROPERTY.findall(element.get("title", ""))}


def _is_debris(words: Sequence[_Word]) -> bool:
    text = "".join(word.text for word in words)
    if sum(c.isalnum() for c in text) < _LETTER_SHARE * len(text):
        return True
    confidence = sum(word.confidence * len(word.text) for word in words) / len(text)
    return confidence < (_LEAST_LINE_CONFIDENCE if len(text) > 3 else 0.8)


def _with_words(page: PrintedPage, lines: Sequence[_Line], scale: float) -> PrintedPage:
    angle = median(line.slope for line in lines if len(line.words) > 3) if any(len(x.words) > 3 for x in lines) else 0.0
    sizes = _settled_sizes([(line.size / scale, len(line.words)) for line in lines])
    runs = [_run(line, angle, size, scale) for line, size in zip(lines, sizes, strict=True)]
    confidences = [word.confidence for line in lines for word in line.words]
    return PrintedPage(
        number=page.number,
        width=page.width,
        height=page.height,
        lines=tuple(build_lines(runs)),
        label=page.label,
        ocr_confidence=sum(confidences) / len(confidences) if confidences else 0.0,
    )


def _settled_sizes(measured: Sequence[tuple[float, int]]) -> list[float]:
    """For each line the letter size that most lines of about that size have."""
    settled: list[float] = []
    for size, _ in sorted(measured, key=lambda m: -m[1]):
        if not any(size / _SAME_SIZE < known < size * _SAME_SIZE for known in settled):
            alike = [(s, n) for s, n in measured if size / _SAME_SIZE < s < size * _SAME_SIZE]
            settled.append(round(sum(s * n for s, n in alike) / sum(n for _, n in alike), 1))
    return [min(settled, key=lambda known: abs(known - size)) for size, _ in measured]


def _run(line: _Line, slope: float, size: float, scale: float) -> list[PrintedWord]:
    """The words of a line, straightened, with the height that letters of their size need."""
    x0 = line.words[0].box.x0
    baseline = (line.baseline - slope * x0) / scale
    style = Style(size)
    return [
        PrintedWord(
            word.text,
            (word.box.x0 + slope * word.box.bottom) / scale,
            baseline - 0.95 * size,
            (word.box.x1 + slope * word.box.bottom) / scale,
            baseline + 0.25 * size,
            style,
            printed=Box(*(edge / scale for edge in word.box)),
        )
        for word in line.words
    ]
