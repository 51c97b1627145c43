"""What a user may choose, from the command line, the environment (`WIJKGRAAF_...`) or `wijkgraaf.toml`."""

import os
from pathlib import Path

import msgspec

SETTINGS_FILE = "wijkgraaf.toml"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All settings with their defaults."""

    library: str = "wijkgraaf-bibliotheek"
    spacy_model: str = "nl_wijk"  # a shipped model, a spaCy package or a folder
    embedding_model: str = "nl_zin"  # a shipped model, a sentence-transformers model or a folder
    workers: int = max(1, (os.cpu_count() or 1))
    seconds: int = 600  # that reading one document may take
    megabytes: int = 3000  # that reading one document may take

    @property
    def folder(self) -> Path:
        """The library's folder."""
        return Path(self.library).expanduser()


def read_settings_file(path: Path) -> dict[str, object]:
    """The settings in a TOML file; an absent file says nothing.

    Raises:
        msgspec.ValidationError: a setting is unknown or of the wrong type; the message names it.
    """
    if not path.is_file():
        return {}
    said = msgspec.toml.decode(path.read_bytes(), type=dict[str, object])
    msgspec.convert(said, Settings)
    return said
