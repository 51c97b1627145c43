"""All errors of Wijkgraaf, named by what they mean. Messages are Dutch: they are what a user reads.

The library raises; the command line and the web page translate once, at the border.
"""


class WijkgraafError(Exception):
    """Something that a user can understand and act upon."""


class DocumentError(WijkgraafError):
    """A document could not be read; the rest of the batch goes on."""

    reason = "kon niet worden gelezen"

    def __init__(self, file: str, detail: str = "", *, page: int | None = None) -> None:
        """Keep the file, the page (PDF page number, from 1) and what is known of the cause."""
        super().__init__(file, detail, page)
        self.file, self.detail, self.page = file, detail, page

    def __str__(self) -> str:
        where = self.file if self.page is None else f"{self.file}, pagina {self.page}"
        return f"{where}: {self.reason}" + (f" ({self.detail})" if self.detail else "")


class DocumentBroken(DocumentError):
    """The file is damaged, cut off, or built in a way that no reader can follow."""

    reason = "het bestand is beschadigd; download het opnieuw of sla het opnieuw op als PDF"


class DocumentEncrypted(DocumentError):
    """The file asks for a password."""

    reason = "het bestand is met een wachtwoord beveiligd; sla een versie zonder wachtwoord op"


class DocumentEmpty(DocumentError):
    """The file holds no pages or no text at all."""

    reason = "het bestand bevat geen tekst; open het en kijk of er iets in staat"


class DocumentFormat(DocumentError):
    """The file is of a kind that is not read, or not what its name says."""

    reason = "dit soort bestand wordt niet gelezen; sla het op als PDF, Word, HTML of tekst"


class DocumentGarbled(DocumentError):
    """The text layer cannot be translated into readable characters."""

    reason = "de tekst in het bestand is onleesbaar gecodeerd; lees het als scan (OCR) of zoek een andere versie"


class DocumentTooLarge(DocumentError):
    """Reading took more time or memory than a document may take."""

    reason = "lezen kost te veel tijd of geheugen; splits het bestand in delen"


class OcrMissing(DocumentError):
    """The pages are pictures and no text recognition is installed."""

    reason = "de pagina's zijn plaatjes; installeer Tesseract met Nederlands (tesseract-ocr en tesseract-ocr-nld)"


class CatalogueError(WijkgraafError):
    """A row of the catalogue beside the documents cannot be understood."""

    def __init__(self, file: str, row: int, problem: str) -> None:
        """Keep the catalogue's name, the row (1 is the header) and what is wrong with it."""
        super().__init__(file, row, problem)
        self.file, self.row, self.problem = file, row, problem

    def __str__(self) -> str:
        return f"{self.file}, rij {self.row}: {self.problem}"


class ModelUnavailable(WijkgraafError):
    """A language or embedding model could not be loaded."""

    def __init__(self, name: str, reason: str) -> None:
        """Keep the model's name and why it could not be had."""
        super().__init__(name, reason)
        self.name, self.reason = name, reason

    def __str__(self) -> str:
        return (
            f"model '{self.name}' is niet beschikbaar: {self.reason}. Twee uitwegen: haal het model elders op en geef "
            "de map ervan op, of gebruik het meegeleverde model door de instelling weg te laten"
        )


class LibraryError(WijkgraafError):
    """The library on disk cannot be used as asked."""


class LibraryBusy(LibraryError):
    """Another process is writing to the library."""


class LibraryMissing(LibraryError):
    """There is no library in the folder."""


class ModelMismatch(LibraryError):
    """The library's vectors were made by another embedding model."""


class QuoteUnproven(WijkgraafError):
    """A quote does not stand literally in the source file, and so is not shown."""

    def __init__(self, file: str, quote: str) -> None:
        """Keep the name of the file and the words that were not found."""
        super().__init__(file, quote)
        self.file, self.quote = file, quote

    def __str__(self) -> str:
        return f"{self.file}: staat niet letterlijk in het bronbestand en wordt niet getoond: “{self.quote[:60]}…”"


class QueryError(WijkgraafError):
    """A question cannot be understood as it stands."""
