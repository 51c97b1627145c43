"""`wijkgraaf rebuild`: make graph and indexes anew from the records."""

import click

from app.library import create_library
from app.settings import Settings


@click.command("rebuild")
@click.pass_obj
def command(settings: Settings) -> None:
    """Make graph and indexes anew from the records, for instance after choosing another embedding model.

    Example: wijkgraaf --embedding-model clips/e5-small-trm-nl rebuild
    """
    from app.upkeep import rebuild

    library = create_library(settings)
    rebuild(library)
    click.echo(f"graaf en zoekindex opnieuw gemaakt voor {len(list(library.records))} documenten")
