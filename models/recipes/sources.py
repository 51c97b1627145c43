"""The files that the models are trained on, each found by its name and refused when it changed."""

import hashlib
import subprocess
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path


class SourceChanged(ValueError):
    """A file is not the one that the recipe was written for."""

    def __init__(self, file: Path, expected: str, found: str) -> None:
        """Keep the file and both hashes."""
        super().__init__(file, expected, found)
        self.file, self.expected, self.found = file, expected, found

    def __str__(self) -> str:
        return f"{self.file}: SHA-256 is {self.found}, the recipe was written for {self.expected}"


TABLE = Path(__file__).with_name("sources.toml")


@dataclass(frozen=True)
class Source:
    """One file of training or test data, with whom to thank for it."""

    path: str
    sha256: str
    title: str
    owner: str
    licence: str


def read_sources(table: Path = TABLE) -> dict[str, Source]:
    """All sources by name.

    >>> read_sources()["ud-train"].licence
    'CC BY-SA 4.0'
    """
    return {name: Source(**row) for name, row in tomllib.loads(table.read_text("utf-8")).items()}


@dataclass(frozen=True)
class Sources:
    """The sources on this disk: plain files under `data`, archives under `packages`."""

    data: Path
    packages: Path

    def file(self, name: str) -> Path:
        """A source's file, its hash checked; raises SourceChanged when it is another one."""
        source = read_sources()[name]
        archive = source.path.endswith((".deb", ".whl"))
        file = (self.packages if archive else self.data) / source.path
        found = hashlib.sha256(file.read_bytes()).hexdigest()
        if found != source.sha256:
            raise SourceChanged(file, source.sha256, found)
        return file

    def folder(self, name: str) -> Path:
        """The folder that a Debian package or a wheel unpacks to; unpacked once, beside the packages."""
        archive = self.file(name)
        target = self.packages.parent / "unpacked" / name
        if not target.exists():
            target.mkdir(parents=True)
            if archive.suffix == ".whl":
                with zipfile.ZipFile(archive) as wheel:
                    wheel.extractall(target)
            else:
                subprocess.run(["dpkg-deb", "-x", str(archive), str(target)], check=True)
        return target
