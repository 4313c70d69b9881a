"""`kyccheck inspect`: how each file was read."""

from typing import Annotated, Any

import typer

from kyccheck.cli._complaints import complain_of, note_own
from kyccheck.cli._given import mapping_of
from kyccheck.cli._inspect_json import document
from kyccheck.cli._inspect_page import fill
from kyccheck.cli._options import Encoding, Limit, MappingFile, Paths, refuse_formats
from kyccheck.cli._screen import options, put
from kyccheck.cli._suggest import suggestion
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.kept.encoded import encoded
from kyccheck.read.limits import limits_of
from kyccheck.reports._page import Page

app = typer.Typer(add_completion=False)


@app.command()
def inspect(
    paths: Paths,
    mapping: MappingFile = None,
    encoding: Encoding = "",
    limit: Limit = None,
    suggest: Annotated[bool, typer.Option("--suggest", help="Print a mapping file to start from.")] = False,
    name: Annotated[str, typer.Option("--format", "-f", metavar="NAME", help="terminal or json.")] = "terminal",
) -> None:
    """Show how each file was read: its source and why, the names used and ignored, the joins made and missed.

    With -f json also how many values were read, and their digest: SHA-256 of each filled cell or JSON scalar in the
    order of the file, as JSON writes it, a line feed behind each; of a workbook, of its sheets' digests, one a line.

    Exit codes: 0 all was read, 2 nothing was, 3 some input could not be read or used, or no case was found.
    """
    refuse_formats(name, ("terminal", "json"))
    limits = limits_of(limit)
    inputs = find_inputs(paths, limits)
    asked, _ = mapping_of(mapping, inputs, paths, limits)
    reading = Reading(inputs, asked, detailed=True, encoding=encoding)
    cases = list(reading.cases())
    code = 3 if reading.problems or not cases else 0
    if suggest:
        complain_of(reading.problems)
        note_own(reading.inputs)
        put(suggestion(reading, cases).encode("ascii", "backslashreplace"))
        raise typer.Exit(code)
    found = document(reading, cases, asked)
    content = encoded(found, indent=1) + b"\n" if name == "json" else _page(found)
    put(content)
    raise typer.Exit(code)


def _page(found: dict[str, Any]) -> bytes:
    screen = options(every=False, quiet=False)
    page = Page(screen.width, colour=screen.colour)
    fill(page, found)
    return page.encoded(ascii_only=screen.ascii)
