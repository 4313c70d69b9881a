"""`kyccheck checklist list | show ID | lint FILE | test FILE | schema`."""

from pathlib import Path
from typing import Annotated

import typer

from kyccheck.audit.plan import compile_plan
from kyccheck.authoring.lint import warnings
from kyccheck.authoring.mutation import Mutated, mutated
from kyccheck.authoring.schema import checklist_schema
from kyccheck.authoring.trial import case_of, differences, never_failing, trials_of
from kyccheck.checklist.file import find, shipped
from kyccheck.checklist.model import Checklist, Item
from kyccheck.checklist.overlay import load
from kyccheck.cli._given import day_of
from kyccheck.cli._screen import complain, options, put, show
from kyccheck.kept.encoded import encoded
from kyccheck.reports import Options
from kyccheck.reports._page import Page, Span

app = typer.Typer(
    add_completion=False,
    name="checklist",
    help="The checklists themselves: list, show, lint, test, schema.",
    no_args_is_help=True,
)


@app.command("list")
def list_() -> None:
    """List the shipped checklists."""
    page, screen = _page()
    for word in shipped():
        made = load(word)
        page.line(Span(f"{made.id}", "bold"), f"  {made.title} (version {made.version})", hanging=4)
        page.line(f"for {', '.join(made.for_.kinds)} of {', '.join(made.for_.systems)}; {made.about}", indent=4)
    show(page, screen)


@app.command("show")
def show_(word: Annotated[str, typer.Argument(metavar="ID|FILE")]) -> None:
    """Show a checklist: its stages, its items, who owns them, when they are due, and where the procedure says so."""
    _, made = _sound(word)
    page, screen = _page()
    page.line(Span(made.title, "bold"), f"  ({made.id}, version {made.version})", hanging=2)
    page.line(made.about)
    page.blank()
    page.line(Span("Stages", "bold"))
    for stage in made.stages:
        counts = f", counts as {stage.counts_as}" if stage.counts_as else ""
        only = f", only {', '.join(stage.only)} in play" if stage.only else ""
        page.line(Span(stage.id, "cyan"), f"  {stage.title}{counts}{only}", indent=2, hanging=4)
    for name, parameter in made.parameters.items():
        page.blank()
        page.line(Span(f"parameter {name}", "bold"), f"  {', '.join(parameter.value)}", hanging=4)
        if parameter.why:
            page.line(parameter.why, indent=4)
    page.blank()
    page.line(Span("Items", "bold"))
    for item in made.items:
        _item(made, item, page, 2, item.due, item.owner)
    show(page, screen)


def _sound(word: str) -> tuple[Path, Checklist]:
    """A checklist and its file. Raises RefusedError, with file and line, also for an item that cannot be asked."""
    path, made = find(word), load(word)
    compile_plan(made, day_of(None))
    return path, made


def _item(made: Checklist, item: Item, page: Page, indent: int, due: str, owner: str) -> None:
    page.line(Span(item.id, "cyan"), f"  {item.title}", indent=indent, hanging=4)
    when = f"{'on entry to' if item.on_entry else 'due before'} {due}" if due else "always due"
    asks = f"; asks {item.check.kind}" if item.check else "; not stated" if item.not_stated else ""
    condition = f"; only when {item.when.kind} holds" if item.when else ""
    page.line(f"{when}; {made.teams.get(owner, 'nobody')}{asks}{condition}", indent=indent + 4)
    if item.switched_off:
        page.line(Span("switched off: ", "yellow"), item.switched_off, indent=indent + 4)
    if item.cites:
        page.line(Span(item.cites, "dim"), indent=indent + 4)
    for child in item.items:
        _item(made, child, page, indent + 2, child.due or due, child.owner or owner)


@app.command()
def lint(files: Annotated[list[str], typer.Argument(metavar="FILE...")]) -> None:
    """Check that checklists, and the cases beside their items, say what they mean. Exit code 2 where one is refused."""
    for word in files:
        path, made = _sound(word)
        trials_of(path, made)
        for warning in warnings(made):
            complain(f"{warning} (a warning)")
        number = sum(1 for _ in made.asking())
        page, screen = _page()
        page.line(f"{made.file}: fine ({made.id}, {number} items that ask, {len(made.stages)} stages)")
        show(page, screen)


@app.command("test")
def try_out(
    files: Annotated[list[str], typer.Argument(metavar="ID|FILE...")],
    mutate: Annotated[
        Path | None,
        typer.Option(metavar="CASE.json", help="Take away what each item reads of this case: it must not pass then."),
    ] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="The day for --mutate; default today.")] = None,
    at: Annotated[str, typer.Option(metavar="STAGE", help="For --mutate, as if the case stood there.")] = "",
) -> None:
    """Try checklists out on the cases that stand beside their items.

    Exit codes: 0 all is as wanted, 1 something is not, or an item has no case that fails it, 2 a file is refused.
    """
    page, screen = _page()
    fine = True
    for word in files:
        path, made = _sound(word)
        if mutate is None:
            fine = _tried(page, made, path) and fine
        else:
            given = case_of(mutate)
            fine = _mutated(page, made.file, mutated(given, compile_plan(made, day_of(as_of)), at)) and fine
    show(page, screen)
    raise typer.Exit(int(not fine))


def _tried(page: Page, made: Checklist, path: Path) -> bool:
    """Show what came of the cases of a checklist; say whether all is well."""
    trials = trials_of(path, made)
    found, lacking = differences(trials, made), never_failing(trials, made)
    number = len(trials)
    page.line(Span(f"{made.file}: ", "bold"), f"{number} case{'s' * (number != 1)}, {len(found)} not as wanted")
    for one in found:
        page.line(
            f"{one.place.file}:{one.place.line}: case ", Span(one.trial, "bold"), f", {one.about}", indent=2, hanging=4
        )
        page.row("expected", one.expected, indent=4)
        page.row("got", one.got + (f": {one.reason}" if one.reason else ""), indent=4)
    for item in lacking:
        page.line(Span("no case fails item ", "yellow"), Span(item, "bold"), indent=2, hanging=4)
    return not found and not lacking


def _mutated(page: Page, name: str, found: Mutated) -> bool:
    """Show which items passed without something that they read; say whether all of that is explained."""
    wrong = [one for one in found.survivors if not one.explained]
    page.line(Span(f"{name}: ", "bold"), f"{found.changes} changes, {len(wrong)} that an item should not have passed")
    for one in wrong:
        page.line(Span(f"item {one.item} ", "red"), f"is {one.status} with {one.field} {one.how}", indent=2, hanging=4)
    for item, field in dict.fromkeys((one.item, one.field) for one in found.survivors if one.explained):
        instead = dict.fromkeys(
            other for one in found.survivors if (one.item, one.field) == (item, field) for other in one.instead
        )
        why = f"{', '.join(instead)} will do" if instead else "its check can do without"
        page.line(f"item {item} passes without {field}: {why}", indent=2, hanging=4)
    if found.not_passing:
        page.line(f"not passing to begin with, so not tried: {', '.join(found.not_passing)}", indent=2, hanging=4)
    return not wrong


@app.command()
def schema() -> None:
    """Print the JSON Schema of checklists, for editors that check YAML while it is written."""
    put(encoded(checklist_schema(), indent=2) + b"\n")


def _page() -> tuple[Page, Options]:
    screen = options(every=False, quiet=False)
    return Page(screen.width, colour=screen.colour), screen
