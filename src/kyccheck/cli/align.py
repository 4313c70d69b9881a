"""`kyccheck align`: the alignment items side by side, one row a field."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

import typer

from kyccheck import __version__, registry
from kyccheck.batch.run import Run, run
from kyccheck.batch.wanted import Wanted
from kyccheck.cli._complaints import complain_of_inputs
from kyccheck.cli._delivery import files_read, refuse_output, write_together
from kyccheck.cli._given import given
from kyccheck.cli._options import (
    AsOf,
    Cases,
    Checklists,
    Encoding,
    FailOn,
    Limit,
    MappingFile,
    Outputs,
    Paths,
    Redact,
    refuse_formats,
)
from kyccheck.cli._screen import complain, options, plain_file_options, put
from kyccheck.errors import RefusedError
from kyccheck.read.limits import limits_of
from kyccheck.reports import Options
from kyccheck.reports._side_by_side import SideBySide

_COUNTS: Final = {"review": ("misaligned", "absent", "review"), "fail": ("misaligned", "absent"), "never": ()}
_SUFFIXES: Final = {".txt": "terminal", ".json": "json", ".csv": "csv", ".md": "markdown", ".xlsx": "xlsx"}

app = typer.Typer(add_completion=False)


@app.command()
def align(
    paths: Paths,
    only: Annotated[
        str, typer.Option("--only", metavar="differing", help="Leave out what aligns.", show_default=False)
    ] = "",
    checklists: Checklists = None,
    cases: Cases = None,
    as_of: AsOf = None,
    mapping: MappingFile = None,
    encoding: Encoding = "",
    limit: Limit = None,
    name: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="terminal, json, csv, markdown; xlsx with -o.")
    ] = "terminal",
    outputs: Outputs = None,
    redact: Redact = False,
    fail_on: FailOn = "review",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Show each ODB setting beside the deal, the company, the identity document and the CSR 106 form.

    Exit codes: 0 everything aligns, 1 something does not (with --fail-on fail, what is only for a person to judge does
    not count), 2 nothing was compared, 3 some input could not be read, or nothing was there to compare.
    """
    _refuse_words(only, name, fail_on, outputs or [])
    asked = given(paths, limits_of(limit), checklists, mapping, as_of, encoding)
    written = {path: _SUFFIXES.get(path.suffix.casefold(), "xlsx") for path in outputs or []}
    read = files_read(asked.inputs, written, checklists, mapping)
    for path in written:
        refuse_output(path, read)
    reading = asked.reading()
    masks = asked.masks(wanted=redact)
    wanted = Wanted(tuple(cases or ()), asked_for=asked.asked_for, alignment=True, masks=masks)
    finished = run(reading, asked.offers, wanted, asked.day, __version__)
    if masks is not None:
        from kyccheck.batch.masking import mask, mask_record

        mask(finished, masks)
        for record in reading.unused:
            mask_record(record, masks)
    complain_of_inputs(finished)
    if finished.cases and not finished.alignment:
        complain("nothing to compare: no item of the checklists used holds two sources side by side")
    table = SideBySide(finished, reading.unused, only == "differing")
    write_together(written, lambda path: _formats()[written[path]](table, plain_file_options(every=False)))
    screen = options(every=False, quiet=quiet)
    put(_formats()["terminal" if name == "xlsx" else name](table, screen))
    raise typer.Exit(_code(finished, fail_on))


def _refuse_words(only: str, name: str, fail_on: str, outputs: list[Path]) -> None:
    if only not in ("", "differing"):
        raise RefusedError(f"--only {only!r}; allowed: differing")
    telling = [path for path in outputs if path.suffix or name != "xlsx"]  # without one it is the workbook asked for
    refuse_formats(name, _SUFFIXES.values(), telling, _SUFFIXES)
    if name == "xlsx" and not outputs:
        raise RefusedError("a workbook cannot be shown on a screen; name its file: -o alignment.xlsx")
    if fail_on not in _COUNTS:
        raise RefusedError(f"--fail-on {fail_on!r}; {registry.allowed(fail_on, tuple(_COUNTS))}")


def _formats() -> dict[str, Callable[[SideBySide, Options], bytes]]:
    """What makes each format. Imported here: a start takes what it shows."""
    from kyccheck.reports import _side_by_side_files as files
    from kyccheck.reports._side_by_side_page import page_of

    return {
        "terminal": page_of,
        "json": lambda table, _: files.as_json(table),
        "csv": lambda table, _: files.as_csv(table),
        "markdown": lambda table, _: files.as_markdown(table),
        "xlsx": lambda table, _: files.as_xlsx(table),
    }


def _code(finished: Run, fail_on: str) -> int:
    """The exit code: 3 goes before 1."""
    if finished.problems or not finished.alignment:
        return 3
    return int(any(row.result in _COUNTS[fail_on] for row in finished.alignment))
