"""The `wijkgraaf` command: English words, Dutch answers.

Each command lives in its own file in `app/commands/` and is imported only when it is called, so that `--help` is
instant. Exit codes: 0 done; 1 failed; 2 wrong usage; 3 done, but something needs attention (a document that failed, a
violation); 4 nothing found.
"""

import importlib
import sys
from pathlib import Path

import click

from app.settings import SETTINGS_FILE, Settings, read_settings_file

COMMANDS = {
    "ingest": "Read documents into the library.",
    "remove": "Take documents out of the library.",
    "status": "Show what the library holds.",
    "check": "Prove that records, graph and indexes agree, and that the graph is valid.",
    "rebuild": "Make graph and indexes anew from the records.",
    "search": "Find passages.",
    "cases": "List cases, or rank the cases most like a description or a case.",
    "quotes": "Find verbatim sentences, with speaker, page and citation.",
    "cite": "Write quotes with citation, sources, link and picture to one file.",
    "attribute": "Say whose words a quote is, where the library has it wrong.",
    "picture": "Draw the page on which a quote stands, with the quote marked.",
    "hide": "Show a person, or everybody in a document, by initials or role only.",
    "forget": "Take a person out of the library, and keep him or her out.",
    "sparql": "Ask the graph a SPARQL question.",
    "export": "Write the graph or the entities to a file.",
    "serve": "Show the library in a browser.",
    "evaluate": "Score the library against gold annotations.",
}


class _LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"app.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "WIJKGRAAF"},
)
@click.version_option(package_name="wijkgraaf")
@click.option("--library", metavar="FOLDER", help="Folder of the library.")
@click.option("--spacy-model", metavar="NAME", help="spaCy package or folder to read Dutch with.")
@click.option("--embedding-model", metavar="NAME", help="Sentence-transformers model or folder to compare texts with.")
@click.pass_context
def wijkgraaf(ctx: click.Context, /, **chosen: str | None) -> None:
    """Read the Dutch literature on neighbourhood policy, and answer from it with proof."""
    try:
        said = read_settings_file(Path(SETTINGS_FILE))
    except ValueError as error:
        raise click.UsageError(f"{SETTINGS_FILE}: {error}") from error
    said |= {name: value for name, value in chosen.items() if value is not None}
    ctx.obj = Settings(**said)  # type: ignore[arg-type]


def main() -> None:
    """Run the command and translate our errors, once, into a message and an exit code."""
    from corpus.errors import WijkgraafError

    try:
        wijkgraaf()
    except WijkgraafError as error:
        click.echo(f"Fout: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
