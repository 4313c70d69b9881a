"""`kyccheck sign-off`: takes the answers out of a filled audit workbook."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from kyccheck import __version__
from kyccheck.batch.offered import known_to
from kyccheck.batch.run import run
from kyccheck.batch.wanted import Wanted
from kyccheck.cli._complaints import complain_of_inputs
from kyccheck.cli._given import Given, given
from kyccheck.cli._options import PATHS_HELP, Encoding, Limit, MappingFile
from kyccheck.cli._screen import options, same_file, show
from kyccheck.decisions.attestation_file import added
from kyccheck.decisions.files import Known, contents, is_book, read_book, read_yaml
from kyccheck.decisions.filled import Filled, RefusedRow, Typed
from kyccheck.decisions.model import Attestation, Decisions, Waiver
from kyccheck.errors import RefusedError
from kyccheck.output import together
from kyccheck.read.limits import Limits, limits_of
from kyccheck.read.strictyaml import Place
from kyccheck.reports._page import Page, Span

app = typer.Typer(add_completion=False)


@app.command()
def sign_off(
    book: Annotated[Path, typer.Argument(metavar="BOOK.xlsx", help="The filled audit workbook.", show_default=False)],
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH...]", help=f"The exports, to hold the answers against. {PATHS_HELP}"),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The YAML file to add to; made if need be.")
    ] = None,
    checklists: Annotated[
        list[str] | None, typer.Option("--checklist", "-c", metavar="ID|FILE", help="Repeatable; those of the audit.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="The day of the check; default today.")] = None,
    mapping: MappingFile = None,
    encoding: Encoding = "",
    limit: Limit = None,
) -> None:
    """Take the answers out of a filled workbook, and add them to a file of attestations.

    Exit codes: 0 every answer was taken, 1 some row was refused, 2 nothing was done, 3 no answer is filled in, or some
    export could not be read.
    """
    if output is None:
        raise RefusedError("name the file to add to: -o attestations.yaml")
    if same_file(output, book) or output.suffix.casefold() not in (".yaml", ".yml"):
        raise RefusedError("attestations are written to a .yaml file", str(output))
    known, limits = known_to(checklists or []), limits_of(limit)
    if not is_book(contents(book, limits)):
        raise RefusedError("is not a workbook (.xlsx)", book.name)
    held = _Held(read_book(book, book.name, known))
    if paths:
        held = _held_against(held.filled, given(paths, limits, checklists, mapping, as_of, encoding))
    filled = held.filled
    with together([output]) as files:  # what stands there is read once no other run can change it
        before = contents(output, limits) if output.exists() else b""
        standing = read_yaml(before, output.name, known, limits) if before.strip() else []
        new, refused = _new(filled, [one for one in standing if not isinstance(one, Waiver)], output.name)
        if new:
            content = added(before, output.name, new, limits)
            _verify(content, output.name, known, limits)
            with files.part(output) as out:
                out.write(content)
    _report(held, new, refused, output)
    is_done = held.is_complete and bool(filled.taken or refused)
    raise typer.Exit(int(bool(refused)) if is_done else 3)


class _Held(NamedTuple):
    """The answers as they stand against the exports.

    Where not all exports could be read, it is not complete, and `unchecked` are the answers about cases that may be
    in the others.
    """

    filled: Filled
    unchecked: tuple[Typed, ...] = ()
    is_complete: bool = True


def _verify(content: bytes, label: str, known: Known, limits: Limits) -> None:
    """Let nothing be written that would be refused when it is read."""
    read_yaml(content, label, known, limits)


def _held_against(filled: Filled, asked: Given) -> _Held:
    """The answers that count for what the exports show now; the others are refused, or not checked."""
    numbered = [replace(one, place=Place(one.place.file, number)) for number, one in enumerate(filled.taken)]
    decisions = Decisions.of((), numbered)  # told apart by their numbers: two sheets may have a row of one number
    finished = run(
        asked.reading(), asked.offers, Wanted(asked_for=asked.asked_for, decisions=decisions), asked.day, __version__
    )
    complain_of_inputs(finished)
    is_complete = bool(finished.cases) and not finished.problems
    against = {one["line"]: one["says"] for one in finished.notices() if one["state"] != "unused"}
    kept: list[tuple[Attestation, Typed]] = []
    unchecked, refused = [], list(filled.refused)
    for number, (one, row) in enumerate(zip(filled.taken, filled.rows, strict=True)):
        if not is_complete and one.case not in finished.decided:
            unchecked.append(row)
        elif number in against:
            refused.append(row.refuse(against[number]))
        else:
            kept.append((one, row))
    taken, rows = tuple(one for one, _ in kept), tuple(row for _, row in kept)
    return _Held(Filled(taken, rows, tuple(refused)), tuple(unchecked), is_complete)


def _new(filled: Filled, standing: Sequence[Attestation], label: str) -> tuple[list[Attestation], list[RefusedRow]]:
    """The answers that the file does not hold yet; those that contradict one of its own are refused."""
    said = {(one.case, one.checklist, one.item, one.on): one for one in standing}
    known = {replace(one, sha256="", note="", kind=None, refuted="") for one in standing}
    new, refused = [], list(filled.refused)
    for one, row in zip(filled.taken, filled.rows, strict=True):
        other = said.get((one.case, one.checklist, one.item, one.on))
        if other is not None and other.answer != one.answer:
            refused.append(row.refuse(f"{label}:{other.place.line} answers {other.answer} on the same day"))
        elif one not in known:
            new.append(one)
    return new, refused


def _report(held: _Held, new: list[Attestation], refused: list[RefusedRow], output: Path) -> None:
    filled, screen = held.filled, options(every=False, quiet=False)
    page = Page(screen.width, colour=screen.colour)
    old = len(filled.taken) - len(new) - (len(refused) - len(filled.refused))
    page.line(Span(f"{len(new)} answer{'s' * (len(new) != 1)} added to {output.name}", "bold"))
    for one in new:
        page.line(f"case {one.case}, item {one.item}: {one.said()}, until {one.until}", indent=2, hanging=4)
    if old:
        page.line(f"{old} stood there already", indent=2)
    if not filled.taken and not refused and not held.unchecked:
        page.line("no row of the Sign-off sheet is filled in", indent=2)
    _list(page, "refused", "red", refused)
    why = "no such case is in what could be read of the exports; mend them, and sign off again"
    _list(page, "not checked, and not added", "yellow", [row.refuse(why) for row in held.unchecked])
    show(page, screen)


def _list(page: Page, what: str, style: str, rows: Sequence[RefusedRow]) -> None:
    """Rows whose answers were not added, with all that was typed and the reason."""
    if not rows:
        return
    page.blank()
    page.line(Span(f"{len(rows)} row{'s' * (len(rows) != 1)} {what}", style))
    for row, why in rows:
        page.line(
            Span(f"{row.where()}: ", "bold"),
            f"case {row.cells['case']}, item {row.cells['item']} ({row.typed()}): {why}",
            indent=2,
            hanging=4,
        )
