"""A few lines of PDF, written by hand: text at a place, in a size, bold or not; rectangles, rules and pictures."""

from pathlib import Path

FONTS = {"plain": "Helvetica", "bold": "Helvetica-Bold", "italic": "Helvetica-Oblique"}


class TinyPage:
    """A page on which things are drawn from the top left corner, in points."""

    def __init__(self, width: float = 595, height: float = 842, *, turned: int = 0, box: str = "") -> None:
        self.width, self.height, self.turned, self.box = width, height, turned, box
        self.content: list[bytes] = []
        self.pictures: list[tuple[int, int, bytes]] = []

    def text(self, x: float, top: float, text: str, *, size: float = 10, font: str = "plain") -> "TinyPage":
        """One line of text whose baseline lies `size` below `top`."""
        coded = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        place = f"BT /{font} {size} Tf 1 0 0 1 {x} {self.height - top - size} Tm (".encode()
        self.content.append(place + coded + b") Tj ET")
        return self

    def lines(
        self, x: float, top: float, *lines: str, size: float = 10, leading: float = 12, font: str = "plain"
    ) -> float:
        """Lines below each other; returns where the next one would stand."""
        for line in lines:
            self.text(x, top, line, size=size, font=font)
            top += leading
        return top

    def rectangle(self, x: float, top: float, width: float, height: float) -> "TinyPage":
        """A filled, light rectangle."""
        self.content.append(f"0.9 g {x} {self.height - top - height} {width} {height} re f 0 g".encode())
        return self

    def rule(self, x: float, top: float, width: float) -> "TinyPage":
        """A thin horizontal line."""
        self.content.append(f"{x} {self.height - top} m {x + width} {self.height - top} l S".encode())
        return self

    def picture(self, width: int, height: int, grey: bytes) -> "TinyPage":
        """A grey picture over the whole page."""
        name = f"Im{len(self.pictures)}"
        self.pictures.append((width, height, grey))
        self.content.append(f"q {self.width} 0 0 {self.height} 0 0 cm /{name} Do Q".encode())
        return self


def write_pdf(path: Path, *pages: TinyPage, information: dict[str, str] | None = None, labels: str = "") -> Path:
    """The pages as a file; `labels` is the page label tree, if any."""
    objects: list[bytes] = [b"", b""]  # catalogue and page tree come when their parts are known

    def add(data: bytes) -> int:
        objects.append(data)
        return len(objects)

    fonts = " ".join(
        f"/{name} {add(f'<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>'.encode())} 0 R"
        for name, base in FONTS.items()
    )
    kids = []
    for page in pages:
        images = ""
        for i, (width, height, grey) in enumerate(page.pictures):
            head = f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray "
            body = f"/BitsPerComponent 8 /Length {len(grey)} >>\nstream\n".encode() + grey + b"\nendstream"
            images += f" /Im{i} {add(head.encode() + body)} 0 R"
        drawn = b"\n".join(page.content)
        content = add(f"<< /Length {len(drawn)} >>\nstream\n".encode() + drawn + b"\nendstream")
        resources = f"<< /Font << {fonts} >> /XObject <<{images} >> >>"
        box = page.box or f"[0 0 {page.width} {page.height}]"
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Rotate {page.turned} "
                f"/Resources {resources} /Contents {content} 0 R >>".encode()
            )
        )
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {labels} >>".encode()
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>".encode()
    facts = "".join(f" /{key} ({value})" for key, value in (information or {}).items())
    about = add(f"<<{facts} >>".encode("cp1252"))
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {about} 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    path.write_bytes(data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode())
    return path
