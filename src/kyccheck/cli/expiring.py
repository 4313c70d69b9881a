"""`kyccheck expiring`: documents, waivers and attestations that run out."""

from typing import Annotated

import typer

from kyccheck import __version__
from kyccheck.audit.expiring import Window
from kyccheck.batch.run import run
from kyccheck.batch.wanted import Wanted
from kyccheck.cli._complaints import complain_of_inputs
from kyccheck.cli._delivery import files_read, refuse_output, write_together
from kyccheck.cli._given import given
from kyccheck.cli._options import (
    Attestations,
    Cases,
    Checklists,
    Encoding,
    Limit,
    MappingFile,
    Outputs,
    Paths,
    Redact,
    Waivers,
    decision_files_of,
    refuse_formats,
)
from kyccheck.cli._redaction import mask_run
from kyccheck.cli._screen import options, plain_file_options, put
from kyccheck.decisions.period import Period
from kyccheck.errors import RefusedError
from kyccheck.read.limits import limits_of
from kyccheck.reports._expiring import FORMATS, SUFFIXES

app = typer.Typer(add_completion=False)


@app.command()
def expiring(
    paths: Paths,
    within: Annotated[str, typer.Option(metavar="PERIOD", help="How far to look ahead: 30d, 6w, 3m or 1y.")] = "30d",
    waivers: Waivers = None,
    attestations: Attestations = None,
    checklists: Checklists = None,
    cases: Cases = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="The day to look from; default today.")] = None,
    mapping: MappingFile = None,
    encoding: Encoding = "",
    limit: Limit = None,
    name: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="terminal, json, csv or markdown.")
    ] = "terminal",
    outputs: Outputs = None,
    redact: Redact = False,
) -> None:
    """List documents, waivers and attestations that run out, soonest first, with what to do.

    Exit codes: 0 nothing does, 1 something does or has done, 2 nothing was looked at, 3 some input could not be read.
    """
    refuse_formats(name, FORMATS, outputs or [], SUFFIXES)
    period = Period.of(within)
    if period is None:
        raise RefusedError(f"--within {within!r} is not a period; write it as 30d, 6w, 3m or 1y")
    asked = given(paths, limits_of(limit), checklists, mapping, as_of, encoding)
    decided = decision_files_of(waivers, attestations)
    read = files_read(asked.inputs, outputs or [], checklists, mapping, *decided)
    for path in outputs or []:
        refuse_output(path, read)
    decisions = asked.decisions(decided, tuple(cases or ()))
    window = Window(period, asked.names.dates or "")
    masks = asked.masks(decisions, wanted=redact)
    wanted = Wanted(tuple(cases or ()), asked_for=asked.asked_for, decisions=decisions, expiring=window, masks=masks)
    finished = run(asked.reading(), asked.offers, wanted, asked.day, __version__)
    mask_run(finished, masks)
    complain_of_inputs(finished)
    found, until, form = finished.expiring, period.last(asked.day), plain_file_options(every=True)
    write_together(outputs or [], lambda path: FORMATS[SUFFIXES[path.suffix.casefold()]](found, asked.day, until, form))
    put(FORMATS[name](found, asked.day, until, options(every=True, quiet=False)))
    raise typer.Exit(3 if finished.problems or not finished.cases else int(bool(finished.expiring)))
