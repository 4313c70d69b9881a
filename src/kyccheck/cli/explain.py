"""`kyccheck explain`: one item of one case: what was read and from where, each step, and which rule decided."""

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from kyccheck import __version__
from kyccheck.audit.explain import Explained, explain
from kyccheck.audit.plan import Plan
from kyccheck.batch.choosing import Choosing
from kyccheck.batch.offered import refuse_item
from kyccheck.cli._complaints import complain_of, complain_of_no_case, note_own
from kyccheck.cli._given import given
from kyccheck.cli._options import (
    AsOf,
    Attestations,
    Checklists,
    Encoding,
    Limit,
    MappingFile,
    NoWaivers,
    Paths,
    Redact,
    Waivers,
    decision_files_of,
    refuse_formats,
)
from kyccheck.cli._screen import options, put
from kyccheck.decisions.model import Decisions
from kyccheck.errors import RefusedError
from kyccheck.inputs.reading import Reading
from kyccheck.kept.encoded import encoded
from kyccheck.read.limits import limits_of
from kyccheck.records.case import Case
from kyccheck.records.record import ASKED, Problem, not_there
from kyccheck.reports._explained import as_markdown, page_of

if TYPE_CHECKING:
    from kyccheck.mask.redact import Masks

_FORMATS: Final = ("terminal", "json", "markdown")
_MOST: Final = 3
"""Cases that are explained without being asked for by their ids."""
_MOST_NAMED: Final = 20

app = typer.Typer(add_completion=False)


@app.command("explain")
def explain_(
    item: Annotated[str, typer.Argument(metavar="ITEM", help="An item's id, such as 1c or 9a.", show_default=False)],
    paths: Paths,
    cases: Annotated[
        list[str] | None, typer.Option("--case", metavar="ID", help="Repeatable; needed where there are many.")
    ] = None,
    checklists: Checklists = None,
    as_of: AsOf = None,
    mapping: MappingFile = None,
    encoding: Encoding = "",
    limit: Limit = None,
    waivers: Waivers = None,
    attestations: Attestations = None,
    no_waivers: NoWaivers = False,
    name: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="terminal, json or markdown.")
    ] = "terminal",
    redact: Redact = False,
) -> None:
    """Explain an item: what it asks, what was read from where, each step, which rule decided, what would make it pass.

    Exit codes: 0 it is explained (whatever its status), 2 it cannot be, 3 some input could not be read.
    """
    refuse_formats(name, _FORMATS)
    asked = given(paths, limits_of(limit), checklists, mapping, as_of, encoding)
    refuse_item(item, asked.offers)
    reading = asked.reading()
    decided = decision_files_of(waivers, attestations)
    decisions = asked.decisions(decided, tuple(cases or ()), waivers=not no_waivers)
    masks = asked.masks(decisions, wanted=redact)
    choosing = Choosing(asked.offers, asked_for=asked.asked_for)
    explained = _explained(item, reading, choosing, tuple(cases or ()), decisions, masks)
    if masks is not None:
        reading.problems = masks.problems(reading.problems)
        for one in reading.inputs:
            one.label = masks.file(one.label)
    complain_of(reading.problems)
    note_own(reading.inputs)
    if not explained and not reading.problems:
        complain_of_no_case()
    if name == "json":
        put(encoded(_document(explained, reading, asked.day.isoformat()), indent=1) + b"\n")
    elif explained:
        screen = options(every=False, quiet=False)
        put(page_of(explained, screen) if name == "terminal" else as_markdown(explained))
    raise typer.Exit(3 if reading.problems or not explained else 0)


def _explained(
    item: str,
    reading: Reading,
    choosing: Choosing,
    wanted: tuple[str, ...],
    decisions: Decisions | None,
    masks: "Masks | None",
) -> list[Explained]:
    """The explanation for each case that is asked for. Raises RefusedError where there are many, with their ids."""
    found: list[Explained] = []
    lacking: list[str] = []
    ids: list[str] = []
    met: set[str] = set()
    for case in reading.cases():
        if wanted and case.id not in wanted:
            continue
        met.add(case.id)
        chosen = choosing.plans(case)
        if not _has(item, chosen):
            lacking.append(_lacks(item, case, [plan.checklist.id for plan in chosen]))
            continue
        ids.append(case.id)
        if wanted or len(found) < _MOST:
            one = explain(case, chosen, item, decisions)
            found.append(_masked(masks, case, one) if masks else one)
    if not wanted and len(ids) > _MOST:
        named = ", ".join(ids[:_MOST_NAMED]) + (f" and {len(ids) - _MOST_NAMED} more" if len(ids) > _MOST_NAMED else "")
        raise RefusedError(f"there are {len(ids)} cases; name one with --case: {named}")
    if not found and lacking:
        raise RefusedError(lacking[0])
    if wanted:
        reading.problems += [Problem(ASKED, why) for why in lacking]
        reading.problems += [not_there(word) for word in dict.fromkeys(wanted) if word not in met]
    return found


def _masked(masks: "Masks", case: Case, one: Explained) -> Explained:
    from kyccheck.batch.masking import explained

    return explained(masks, case, one)


def _has(item: str, chosen: list[Plan]) -> bool:
    return any(item == planned.item.id for plan in chosen for planned in plan.items)


def _lacks(item: str, case: Case, names: list[str]) -> str:
    return f"case {case.id} is audited by {', '.join(names) or 'no checklist'}, which has no item {item!r}"


def _document(explained: list[Explained], reading: Reading, as_of: str) -> dict[str, Any]:
    return {
        "report": "kyccheck-explain/1",
        "tool": {"name": "kyccheck", "version": __version__},
        "as_of": as_of,
        "problems": [problem.shown() for problem in reading.problems],
        "cases": explained,
    }
