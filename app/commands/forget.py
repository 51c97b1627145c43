"""`wijkgraaf forget`: take a person out of the library."""

import click

from app.library import open_library
from app.settings import Settings


@click.command("forget")
@click.argument("person")
@click.option("--redact-source", is_flag=True, help="Also make the name black in the library's copies of the files.")
@click.pass_obj
def command(settings: Settings, person: str, redact_source: bool) -> None:
    """Remove a person from all that was derived, and keep him or her out of what is read later.

    PERSON is the full name. The library keeps a salted digest of it, never the name, and logs what was done without it.

    Example: wijkgraaf forget "Anja de Vries"
    """
    from app.forget import forget

    if len(person.split()) < 2:
        raise click.UsageError("give the full name: one word would hide too many people")
    done = forget(open_library(settings), person, redact_source=redact_source)
    told = [
        f"{done.documents} document{'en' * (done.documents != 1)} gewijzigd",
        f"{done.mentions} vermelding{'en' * (done.mentions != 1)} verwijderd",
    ]
    told += [f"beslissingen aangepast: {done.decisions}"] if done.decisions else []
    told += [f"{done.redacted} pagina{'’s' * (done.redacted != 1)} zwart gemaakt"] if redact_source else []
    click.echo(", ".join(told))
    if done.documents and not redact_source:
        click.echo("De bronbestanden noemen de naam nog; --redact-source maakt die ook daar zwart.", err=True)
