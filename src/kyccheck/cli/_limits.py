"""The option with which several commands raise, for one run, how much of an input is read."""

from typing import Annotated

import typer

Limit = Annotated[
    list[str] | None,
    typer.Option(
        "--limit", metavar="NAME=VALUE", help="Repeatable; a limit of reading, such as document_bytes=1GB (see README)."
    ),
]
