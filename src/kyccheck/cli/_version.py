"""The version, where it is asked for."""

from typing import Annotated

import typer

from kyccheck import __version__


def _print(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kyccheck {__version__}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", "-V", help="Print the version and exit.", callback=_print, is_eager=True)
]
