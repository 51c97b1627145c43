"""The components of the pages: installed from the npm registry, never kept in the repository.

`python -m app.web.assets` installs what `package.json` names and puts the needed files in `vendor/`. Without them all
pages work; charts, network and editor are then shown as tables and plain fields.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import click

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
VENDOR = _HERE / "vendor"

_LATIN = "files/{0}-latin-{1}.woff2"
FILES = {
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "cytoscape.js": "cytoscape/dist/cytoscape.min.js",
    "yasqe.js": "@zazuko/yasqe/build/yasqe.min.js",
    "yasqe.css": "@zazuko/yasqe/build/yasqe.min.css",
    "axe.js": "axe-core/axe.min.js",
    "barlow-400.woff2": "@fontsource/barlow/" + _LATIN.format("barlow", "400-normal"),
    "barlow-600.woff2": "@fontsource/barlow/" + _LATIN.format("barlow", "600-normal"),
    "barlow-semi-condensed-600.woff2": "@fontsource/barlow-semi-condensed/"
    + _LATIN.format("barlow-semi-condensed", "600-normal"),
    "source-serif-4-400.woff2": "@fontsource/source-serif-4/" + _LATIN.format("source-serif-4", "400-normal"),
}
"""For each file in `vendor/` where it lies among the installed packages."""


class AssetsNotInstalled(Exception):
    """The components could not be installed; the message says what to do."""


def install(folder: Path = VENDOR) -> None:
    """Install the components into a folder, in place of those that were there.

    Raises:
        AssetsNotInstalled: npm is missing or fails.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise AssetsNotInstalled(
            "npm is niet gevonden; installeer Node.js (met npm) voor grafieken, netwerk en editor. "
            "De pagina's werken ook zonder."
        )
    with tempfile.TemporaryDirectory() as temporary:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(_HERE / name, temporary)
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=temporary, capture_output=True, text=True
        )
        if done.returncode:
            raise AssetsNotInstalled(f"npm ci mislukte: {done.stderr.strip()[-500:]}")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, path in FILES.items():
            shutil.copy(Path(temporary) / "node_modules" / path, folder / name)


def has_components() -> bool:
    """Whether the components were installed."""
    return (VENDOR / "htmx.js").exists()


@cache
def asset_version() -> str:
    """Changes with the files that pages load, so that browsers may keep them for ever."""
    files = sorted((*STATIC.glob("*"), *VENDOR.glob("*")))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:10]


@click.command()
def main() -> None:
    """Install the components of the web pages."""
    try:
        install()
    except AssetsNotInstalled as error:
        click.echo(f"Fout: {error}", err=True)
        sys.exit(1)
    click.echo(f"{len(FILES)} bestanden in {VENDOR}")


if __name__ == "__main__":
    main()
