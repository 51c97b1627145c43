"""A PDF as a scanner would give it back: grey page images, slightly turned and grainy, without text."""

import io
import time
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

DPI = 200
TILT = (0.5, -0.35, 0.25, -0.6)  # degrees, page by page


def scan_pdf(pdf: bytes, target: Path, *, about: dict[str, str], year: int) -> None:
    """Write the pages of a PDF as an image-only PDF; the same input gives the same bytes.

    `about` holds the title, author and subject for its metadata.
    """
    document = pdfium.PdfDocument(pdf)
    noise = np.random.default_rng(year)
    drawn = [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in document]
    pages = [_photograph(page, i, noise) for i, page in enumerate(drawn)]
    made = time.struct_time((year, 1, 1, 0, 0, 0, 0, 1, 0))
    marks = {"producer": "Wijkgraaf", "creator": "Scan", "creationDate": made, "modDate": made}
    pages[0].save(target, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, quality=42, **marks, **about)


def _photograph(page: Image.Image, number: int, noise: np.random.Generator) -> Image.Image:
    turned = page.convert("L").rotate(TILT[number % len(TILT)], Image.Resampling.BICUBIC, fillcolor=250)
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.7)), dtype=np.float32)
    shade = np.linspace(0, -10, soft.shape[1], dtype=np.float32)[None, :]
    # Grain coarser than a pixel compresses far better and looks more like paper.
    grain = noise.normal(0, 7, (soft.shape[0] // 3 + 1, soft.shape[1] // 3 + 1)).astype(np.float32)
    grain = np.kron(grain, np.ones((3, 3), dtype=np.float32))[: soft.shape[0], : soft.shape[1]]
    paper = np.clip(18 + soft * 0.9 + shade + grain * (soft > 120), 0, 255).astype(np.uint8)
    packed = io.BytesIO()
    Image.fromarray(paper).save(packed, "JPEG", quality=42)
    packed.seek(0)
    return Image.open(packed).convert("L")
