"""`kyccheck audit`: audit, print a report, write others."""

import gc
import io
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kyccheck import __version__, registry
from kyccheck.batch import Run, Wanted, run
from kyccheck.checklist import about_of, shipped
from kyccheck.choosing import Offer
from kyccheck.cli._asked import PATHS_HELP, day_of, decisions_of, format_by_suffix, format_of, mapping_files, mapping_of
from kyccheck.cli._compared import compared, noted
from kyccheck.cli._entered import enter, refuse_ledger
from kyccheck.cli._redacted import HELP as REDACT_HELP
from kyccheck.cli._redacted import masks_of, one_after_the_other
from kyccheck.cli._screen import complain, options, plain_file_options, put, same_file
from kyccheck.errors import RefusedError
from kyccheck.inputs import find_inputs
from kyccheck.mapping import Mapping, refuse_stage
from kyccheck.output import together
from kyccheck.overlay import load
from kyccheck.plan import Plan, compile_plan
from kyccheck.reading import Reading

if TYPE_CHECKING:  # few outputs look ahead, and a start is counted in milliseconds
    from kyccheck.basis import Noting
    from kyccheck.earlier import Earlier
    from kyccheck.expiring import Window
    from kyccheck.redact import Masks

_NOT_READY = {"review": ("return", "review", "escalate", "error"), "fail": ("return", "escalate", "error"), "never": ()}


app = typer.Typer(add_completion=False)


@app.command()
def audit(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help=PATHS_HELP, show_default=False)],
    checklists: Annotated[
        list[str] | None,
        typer.Option(
            "--checklist", "-c", metavar="ID|FILE", help="Repeatable; default: every shipped one for the case."
        ),
    ] = None,
    cases: Annotated[
        list[str] | None, typer.Option("--case", metavar="ID", help="Repeatable; only these cases.")
    ] = None,
    items: Annotated[
        list[str] | None, typer.Option("--item", metavar="ID", help="Repeatable; show only these items.")
    ] = None,
    at: Annotated[str, typer.Option(metavar="STAGE", help="As if the case stood there.")] = "",
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="The day of the audit; default today.")] = None,
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Names of fields and stages; default: kyccheck.yaml beside.")
    ] = None,
    encoding: Annotated[str, typer.Option(metavar="NAME", help="Of CSV files without a mark (cp1252).")] = "",
    waivers: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Repeatable; approved exceptions, YAML.")
    ] = None,
    attestations: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Repeatable; people's answers: YAML, or a filled audit workbook."),
    ] = None,
    no_waivers: Annotated[bool, typer.Option("--no-waivers", help="Run as if nothing were waived.")] = False,
    name: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="terminal, json, ndjson, markdown or csv.")
    ] = "terminal",
    outputs: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", metavar="FILE", help="Repeatable; the format follows the suffix."),
    ] = None,
    since: Annotated[
        Path | None, typer.Option(metavar="REPORT.json", help="Add what changed since that audit.", show_default=False)
    ] = None,
    book: Annotated[
        Path | None, typer.Option("--ledger", metavar="FILE", help="Enter the run in this ledger.", show_default=False)
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="List what passed too.")] = False,
    redact: Annotated[bool, typer.Option("--redact", help=REDACT_HELP)] = False,
    fail_on: Annotated[str, typer.Option(metavar="review|fail|never", help="What exit code 1 means.")] = "review",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Audit cases, print a report, and write others.

    Exit codes: 0 every case is ready, 1 some case is not, 2 nothing was audited, 3 some input could not be read.
    """
    report = format_of(name)
    if fail_on not in _NOT_READY:
        raise RefusedError(f"--fail-on {fail_on!r}; {registry.allowed(fail_on, tuple(_NOT_READY))}")
    day = day_of(as_of)
    inputs = find_inputs(paths)
    written = {path: format_by_suffix(path) for path in outputs or []}
    decided = [*(waivers or []), *(attestations or [])]
    read = [item.path for item in inputs] + [Path(word) for word in checklists or []] + [mapping, since, *decided]
    for path in written:
        refuse_output(path, read)
    if book is not None:
        refuse_ledger(book, [*read, *written])
    earlier = _earlier(since)
    names = mapping_of(mapping, inputs, paths)
    offers = offers_for(checklists or [], names, day)
    _refuse_unknown(offers, at, tuple(items or ()))
    _refuse_unknown_meanings(offers, names, mapping_files(mapping, inputs, paths))
    needs = {word for module in (report, *written.values()) for word in getattr(module, "needs", ())}
    decisions = decisions_of(decided, checklists or [], inputs, tuple(cases or ()), waivers=not no_waivers)
    masks = masks_of(decisions, wanted=redact)
    noting = _noting(masks) if earlier or book or "digests" in needs else None
    wanted = Wanted(
        tuple(cases or ()),
        tuple(items or ()),
        at,
        every_evidence=every,
        asked_for=bool(checklists),
        decisions=decisions,
        alignment="alignment" in needs,
        expiring=_a_month_ahead(names) if "expiring" in needs else None,
        after=one_after_the_other(noting, masks.after if masks else None),
    )
    reading = Reading(inputs, names, encoding=encoding)
    # What a run keeps holds no cycles: looking for them after every few hundred objects took a fifth of its time.
    gc.set_threshold(200_000, 50, 100)
    finished = run(reading, offers, wanted, day, __version__)
    if masks is not None:
        from kyccheck.redacted import mask

        mask(finished, masks)
    if noting is not None:
        mappings = mapping_files(mapping, inputs, paths)
        finished.noted = noted(wanted, offers, mappings, waivers=not no_waivers, encoding=encoding)
        finished.noted["redacted"] = masks.name if masks else None
        finished.noted["data"] = noting.by_case
    if earlier is not None:
        finished.changes = compared(finished, earlier)
    for problem in finished.problems:
        complain(f"{problem.path}: {problem.message}" + (f" (at {problem.at})" if problem.at else ""))
    _report_nothing_found(finished, wanted)
    complain_of_decisions(finished)
    with together(written) as files:
        for path, module in written.items():
            with files.part(path) as out:
                module.write(finished, out, plain_file_options(every=every))
        files.land()
        is_entered = book is None or enter(book, finished, list(written))
    page = io.BytesIO()
    report.write(finished, page, options(every=every, quiet=quiet))
    told = put(page.getvalue())
    raise typer.Exit(_code(finished, fail_on, told=told and is_entered))


def _earlier(since: Path | None) -> "Earlier | None":
    if since is None:
        return None
    from kyccheck.earlier import read

    return read(since)


def _noting(masks: "Masks | None") -> "Noting":
    from kyccheck.basis import Noting, plain_digest

    return Noting(masks.digest if masks else plain_digest)


def _a_month_ahead(names: Mapping) -> "Window":
    from kyccheck.expiring import Window
    from kyccheck.period import Period

    return Window(Period(30, "d"), names.dates or "")


class Shipped:
    """A shipped checklist, read and compiled when the first case comes that it may be for."""

    def __init__(self, word: str, day: date, date_order: str) -> None:
        self.about = about_of(shipped()[word])
        self.word = word
        self._day, self._order = day, date_order

    @cached_property
    def plan(self) -> Plan:
        """The checklist, compiled."""
        return compile_plan(load(self.word), self._day, self._order)


def offers_for(given: list[str], names: Mapping, day: date) -> Sequence[Offer]:
    """The checklists asked for, or all that are shipped. Raises RefusedError for one that cannot be used."""
    order = names.dates or ""
    if not given:
        return [Shipped(word, day, order) for word in shipped()]
    made = [load(word) for word in given]
    ids = [one.id for one in made]
    for word in ids:
        if ids.count(word) > 1:
            raise RefusedError(f"two of the checklists have the id {word!r}; an overlay may give its own id")
    return [compile_plan(one, day, order) for one in made]


def _refuse_unknown(offers: Sequence[Offer], at: str, items: tuple[str, ...]) -> None:
    """Refuse stages and items that no checklist knows. Checklists are only read as far as it takes to find them."""
    if at and not any(offer.plan.checklist.stage_of(at) for offer in offers):
        raise RefusedError(f"--at: unknown stage {at!r}; {registry.allowed(at, _stages(offers))}")
    for item in items:
        known = tuple(dict.fromkeys(known.id for offer in offers for known in offer.plan.checklist.walk()))
        if item not in known:
            raise RefusedError(f"--item: unknown item {item!r}; {registry.allowed(item, known)}")


def _refuse_unknown_meanings(offers: Sequence[Offer], names: Mapping, files: list[Path]) -> None:
    """Refuse a mapping whose stage no checklist knows."""
    for raw, stage in names.stages.items():
        likely = sorted(shipped(), key=lambda word: stage not in shipped()[word].read_text("utf-8", "replace"))
        if any(load(word).stage_of(stage) for word in likely) or any(_knows(offer, stage) for offer in offers):
            continue
        hint = registry.allowed(stage, _stages(offers))
        raise refuse_stage(files, raw, f"the mapping gives {raw!r} the unknown stage {stage!r}; {hint}")


def _knows(offer: Offer, stage: str) -> bool:
    return offer.plan.checklist.stage_of(stage) is not None


def _stages(offers: Sequence[Offer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stage.id for offer in offers for stage in offer.plan.checklist.stages))


def refuse_output(path: Path, read: list[Path | None]) -> None:
    """Refuse a file to write that is none, or that would destroy what is read."""
    if any(same_file(path, other) for other in read):
        raise RefusedError("is read by this audit; writing the report there would destroy it", str(path))
    if path.is_dir():
        raise RefusedError("is a folder; name a file", str(path))
    if not path.absolute().parent.is_dir():
        raise RefusedError("its folder does not exist", str(path))


def _report_nothing_found(finished: Run, wanted: Wanted) -> None:
    if finished.cases or finished.problems:
        return
    if wanted.cases:
        complain(f"no case {', '.join(wanted.cases)} in the files given")
    else:
        complain("no case was found: none of the files given holds a deal or a ticket")


def complain_of_decisions(finished: Run) -> None:
    """Say which decisions are for nothing here, or were refused: most likely slips, and in no case's own part."""
    for one in finished.notices():
        if one["state"] in ("dangling", "refused"):
            why = "was refused" if one["state"] == "refused" else "is for nothing that was audited"
            about = f"the {one['kind']} for case {one['case']}, item {one['item']}"
            complain(f"{one['path']}:{one['line']}: {about} {why}")


def _code(finished: Run, fail_on: str, *, told: bool) -> int:
    """The exit code: 3 goes before 1."""
    if finished.problems or not finished.cases or not told:
        return 3
    return int(any(case["verdict"] in _NOT_READY[fail_on] for case in finished.cases))
