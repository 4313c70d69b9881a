"""`kyccheck diff`: what changed between two reports, and why."""

from pathlib import Path
from typing import Annotated

import typer

from kyccheck.cli._delivery import refuse_output, write_together
from kyccheck.cli._options import Outputs, refuse_formats
from kyccheck.cli._screen import complain, options, plain_file_options, put
from kyccheck.history.changes import compare, is_same
from kyccheck.history.earlier import read
from kyccheck.reports._changes import FORMATS, SUFFIXES

app = typer.Typer(add_completion=False)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD.json", help="The earlier report.", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW.json", help="The later report.", show_default=False)],
    name: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="terminal, json, markdown or csv.")
    ] = "terminal",
    outputs: Outputs = None,
    every: Annotated[bool, typer.Option("--all", help="List all of them on the screen.")] = False,
) -> None:
    """Show what changed between two JSON reports: cases, findings with their age, and the cause of each.

    Exit codes: 0 nothing changed, 1 something did, 2 one of them is no report, 3 it could not be printed, or one of
    the two audits was incomplete.
    """
    refuse_formats(name, FORMATS, outputs or [], SUFFIXES)
    for path in outputs or []:
        refuse_output(path, [old, new])
    before, after = read(old), read(new)
    changes = compare(before, after.basis, after.cases)
    for one in (before, after):
        if not one.basis.is_complete:
            complain(f"{one.basis.name}: this audit was incomplete, so what is missing may not be gone")
    form = plain_file_options(every=True)
    write_together(outputs or [], lambda path: FORMATS[SUFFIXES[path.suffix.casefold()]](changes, form))
    put(FORMATS[name](changes, options(every=every, quiet=False)))
    is_whole = before.basis.is_complete and after.basis.is_complete
    raise typer.Exit(3 if not is_whole else int(not is_same(changes)))
