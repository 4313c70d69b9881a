"""`kyccheck audit`: audit, print a report, write others."""

import io
from pathlib import Path
from typing import Annotated

import typer

from kyccheck import __version__, registry
from kyccheck.batch import Reading, Run, Wanted, find_inputs, run
from kyccheck.checklist import Checklist, shipped
from kyccheck.cli._asked import PATHS_HELP, day_of, format_by_suffix, format_of, mapping_of
from kyccheck.cli._screen import complain, options, plain_file_options, put, same_file
from kyccheck.errors import RefusedError
from kyccheck.mapping import Mapping
from kyccheck.output import whole
from kyccheck.overlay import load
from kyccheck.plan import Plan, compile_plan

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
    name: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="terminal, json, ndjson, markdown or csv.")
    ] = "terminal",
    outputs: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", metavar="FILE", help="Repeatable; the format follows the suffix."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="List what passed too.")] = False,
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
    read = [item.path for item in inputs] + [Path(word) for word in checklists or []] + [mapping]
    for path in written:
        _refuse_output(path, read)
    names = mapping_of(mapping, inputs, paths)
    plans = plans_for(checklists or [], names, at, tuple(items or ()), day)
    wanted = Wanted(tuple(cases or ()), tuple(items or ()), at, every_evidence=every, asked_for=bool(checklists))
    reading = Reading(inputs, names)
    finished = run(reading, plans, wanted, day, __version__)
    for problem in finished.problems:
        complain(f"{problem.path}: {problem.message}" + (f" (at {problem.at})" if problem.at else ""))
    _report_nothing_found(finished, wanted)
    for path, module in written.items():
        with whole(path) as out:
            module.write(finished, out, plain_file_options(every=every))
    page = io.BytesIO()
    report.write(finished, page, options(every=every, quiet=quiet))
    told = put(page.getvalue())
    raise typer.Exit(_code(finished, fail_on, told=told))


def plans_for(given: list[str], names: Mapping, at: str, items: tuple[str, ...], day: object) -> list[Plan]:
    """The checklists asked for, compiled. Raises RefusedError for words that none of them knows."""
    made = [load(word) for word in given or shipped()]
    ids = [one.id for one in made]
    for word in ids:
        if ids.count(word) > 1:
            raise RefusedError(f"two of the checklists have the id {word!r}; an overlay may give its own id")
    _refuse_unknown(made, names, at, items)
    return [compile_plan(one, day, names.dates or "") for one in made]  # type: ignore[arg-type]  # a date, see day_of


def _refuse_unknown(made: list[Checklist], names: Mapping, at: str, items: tuple[str, ...]) -> None:
    stages = tuple(dict.fromkeys(stage.id for one in made for stage in one.stages))
    known = tuple(dict.fromkeys(item.id for one in made for item in one.walk()))
    if at and not any(one.stage_of(at) for one in made):
        raise RefusedError(f"--at: unknown stage {at!r}; {registry.allowed(at, stages)}")
    for item in items:
        if item not in known:
            raise RefusedError(f"--item: unknown item {item!r}; {registry.allowed(item, known)}")
    for raw, stage in names.stages.items():
        if not any(one.stage_of(stage) for one in made) and not any(load(word).stage_of(stage) for word in shipped()):
            raise RefusedError(
                f"the mapping gives {raw!r} the unknown stage {stage!r}; {registry.allowed(stage, stages)}"
            )


def _refuse_output(path: Path, read: list[Path | None]) -> None:
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


def _code(finished: Run, fail_on: str, *, told: bool) -> int:
    """The exit code: 3 goes before 1."""
    if finished.problems or not finished.cases or not told:
        return 3
    return int(any(case["verdict"] in _NOT_READY[fail_on] for case in finished.cases))
