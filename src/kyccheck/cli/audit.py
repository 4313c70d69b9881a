"""`kyccheck audit`: audit, print a report, write others."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kyccheck import __version__, registry
from kyccheck.audit.verdict import Verdict
from kyccheck.batch.offered import refuse_unknown
from kyccheck.batch.run import Run, run
from kyccheck.batch.wanted import Wanted
from kyccheck.cli._complaints import complain_of_run
from kyccheck.cli._delivery import Delivery, files_read
from kyccheck.cli._given import given
from kyccheck.cli._options import (
    AsOf,
    Attestations,
    Cases,
    Checklists,
    Encoding,
    FailOn,
    Jobs,
    Limit,
    MappingFile,
    NoWaivers,
    Outputs,
    Paths,
    Redact,
    Waivers,
    decision_files_of,
    format_by_suffix,
    format_of,
    jobs_of,
)
from kyccheck.cli._progress import Progress, sum_up
from kyccheck.cli._redaction import mask_run
from kyccheck.cli._since import compared, noted
from kyccheck.cli._version import Version
from kyccheck.errors import RefusedError
from kyccheck.inputs.mapping import Mapping
from kyccheck.read.limits import limits_of

if TYPE_CHECKING:  # few outputs look ahead, and a start is counted in milliseconds
    from kyccheck.audit.expiring import Window
    from kyccheck.batch.basis import Digest
    from kyccheck.history.earlier import Earlier
    from kyccheck.mask.redact import Masks

_NOT_READY = {
    "review": frozenset(Verdict) - {Verdict.READY},
    "fail": frozenset(Verdict) - {Verdict.READY, Verdict.REVIEW},
    "never": frozenset[Verdict](),
}


app = typer.Typer(add_completion=False)


@app.command()
def audit(
    paths: Paths,
    checklists: Checklists = None,
    cases: Cases = None,
    items: Annotated[
        list[str] | None,
        typer.Option("--item", metavar="ID", help="Repeatable; list only these items; the verdict rests on all."),
    ] = None,
    at: Annotated[str, typer.Option(metavar="STAGE", help="As if the case stood there.")] = "",
    as_of: AsOf = None,
    mapping: MappingFile = None,
    encoding: Encoding = "",
    limit: Limit = None,
    waivers: Waivers = None,
    attestations: Attestations = None,
    no_waivers: NoWaivers = False,
    name: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="NAME", help="terminal, json, ndjson, markdown, csv; workbook into a file."
        ),
    ] = "terminal",
    outputs: Outputs = None,
    since: Annotated[
        Path | None, typer.Option(metavar="REPORT.json", help="Add what changed since that audit.", show_default=False)
    ] = None,
    book: Annotated[
        Path | None, typer.Option("--ledger", metavar="FILE", help="Enter the run in this ledger.", show_default=False)
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="List what passed too.")] = False,
    redact: Redact = False,
    fail_on: FailOn = "review",
    jobs: Jobs = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
    version: Version = False,  # noqa: ARG001 - it is told, and ends the run, before anything else is looked at
) -> None:
    """Audit cases, print a report, and write others.

    Exit codes: 0 every case is ready, 1 some case is not, 2 nothing was audited, 3 some input could not be read.
    """
    report = format_of(name)
    if fail_on not in _NOT_READY:
        raise RefusedError(f"--fail-on {fail_on!r}; {registry.allowed(fail_on, tuple(_NOT_READY))}")
    asked = given(paths, limits_of(limit), checklists, mapping, as_of, encoding)
    written = {path: format_by_suffix(path) for path in outputs or []}
    delivery = Delivery(report, written, book, every=every, quiet=quiet)
    decided = decision_files_of(waivers, attestations)
    own = [*written, book] if book is not None else list(written)
    delivery.refuse(files_read(asked.inputs, own, checklists, mapping, since, *decided))
    earlier = _earlier(since)
    refuse_unknown(asked.offers, at, items or [])
    decisions = asked.decisions(decided, tuple(cases or ()), waivers=not no_waivers)
    masks = asked.masks(decisions, wanted=redact)
    wanted = Wanted(
        tuple(cases or ()),
        tuple(items or ()),
        at,
        every_evidence=every,
        asked_for=asked.asked_for,
        decisions=decisions,
        alignment=delivery.needs("alignment"),
        expiring=_a_month_ahead(asked.names) if delivery.needs("expiring") else None,
        digest=_digest(masks) if earlier or book or delivery.needs("digests") else None,
        masks=masks,
        jobs=jobs_of(jobs),
    )
    reading = asked.reading()
    with Progress(reading, quiet=quiet) as progress:
        finished = run(reading, asked.offers, wanted, asked.day, __version__, progress)
    mask_run(finished, masks)
    if wanted.digest is not None:
        finished.noted = noted(finished, asked, masks, waivers=not no_waivers)
    if earlier is not None:
        finished.changes = compared(finished, earlier, masks)
    complain_of_run(finished)
    if not quiet:
        sum_up(finished)
    raise typer.Exit(_code(finished, fail_on, entered=delivery.deliver(finished)))


def _earlier(since: Path | None) -> "Earlier | None":
    if since is None:
        return None
    from kyccheck.history.earlier import read

    return read(since)


def _digest(masks: "Masks | None") -> "Digest":
    from kyccheck.batch.basis import plain_digest

    return masks.digest if masks else plain_digest


def _a_month_ahead(names: Mapping) -> "Window":
    from kyccheck.audit.expiring import Window
    from kyccheck.decisions.period import Period

    return Window(Period(30, "d"), names.dates or "")


def _code(finished: Run, fail_on: str, *, entered: bool) -> int:
    """The exit code: 3 goes before 1."""
    if finished.problems or not finished.cases or not entered:
        return 3
    return int(not _NOT_READY[fail_on].isdisjoint(finished.verdicts()))
