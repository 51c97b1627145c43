"""`wijkgraaf check`: prove that all parts of the library agree, and that the graph is valid."""

import click

from app.library import open_library
from app.output import NEEDS_ATTENTION
from app.settings import Settings


@click.command("check")
@click.pass_obj
def command(settings: Settings) -> None:
    """Prove that records, graph and indexes agree, that quotes are literal, and that the graph is valid.

    Example: wijkgraaf check
    """
    from app.upkeep import find_problems

    library = open_library(settings)
    problems = find_problems(library)
    for problem in problems:
        click.echo(problem)
    if problems:
        click.echo(f"{len(problems)} problemen; `wijkgraaf rebuild` maakt graaf en zoekindex opnieuw", err=True)
        click.get_current_context().exit(NEEDS_ATTENTION)
    click.echo(
        f"in orde: {len(list(library.records))} documenten; bronnen, graaf en zoekindex spreken elkaar niet tegen"
    )
