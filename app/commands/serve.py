"""`wijkgraaf serve`: the library in a browser."""

import click

from app.settings import Settings


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--password", envvar="WIJKGRAAF_PASSWORD", help="Asked of visitors; a must beyond this machine.")
@click.option("--name", "names", multiple=True, help="Host name under which others reach it; may be given more often.")
@click.option("--no-adding", is_flag=True, help="Do not let visitors add or correct documents.")
@click.option("--open/--no-open", "show", default=False, help="Open a browser.")
@click.pass_obj
def command(
    settings: Settings, host: str, port: int, password: str | None, names: tuple[str, ...], no_adding: bool, show: bool
) -> None:
    """Show the library in a browser, on this machine only unless a password is given.

    Example: wijkgraaf serve --open
    """
    import msgspec
    import uvicorn

    from app.web.application import create_app
    from app.web.options import LOOPBACK, Options

    if host not in LOOPBACK and not password:
        raise click.UsageError("to listen beyond this machine, set a password with --password or WIJKGRAAF_PASSWORD")
    own = Options()
    options = Options(hosts=(*own.hosts, host, *names), password=password, can_add=not no_adding)
    address = f"http://{host}:{port}/"
    click.echo(f"Wijkgraaf staat op {address} (stoppen met Ctrl-C)")
    absolute = msgspec.structs.replace(settings, library=str(settings.folder.resolve()))
    if show:
        click.launch(address)
    uvicorn.run(create_app(absolute, options), host=host, port=port, log_level="warning")
