"""Every result as a row of CSV (UTF-8 with a mark, for Excel): case, item, status, reason and what was found.

A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final

from kyccheck.asking.shown import Audited, ShownNotice, ShownResult
from kyccheck.batch.run import Run
from kyccheck.reports import Options
from kyccheck.reports._cells import write_csv
from kyccheck.reports._words import held_back, other_notes, shown

suffix: Final = ".csv"
_COLUMNS: Final = ("case", "kind", "title", "stage", "verdict", "checklist", "item", "what", "status", "owner", "due")
_MORE: Final = ("reason", "fix", "found", "fingerprint", "decision")
_SINCE: Final = ("change", "before", "open_since", "days", "cause", "why_changed")
"""Columns of an audit that was compared with an earlier one; what is gone by now has rows at the end."""
_ITSELF: Final = "the case itself"
_SAME: Final = ("",) * len(_SINCE)


def write(run: Run, out: IO[bytes], options: Options) -> None:  # noqa: ARG001 - a format takes what it needs
    """Write a header and a row for each result, before them what is said of the case beside them.

    Behind all cases come decisions for no case or item that is listed, what is gone since, and the cases that changed.
    """
    since = _SINCE if run.changes is not None else ()
    write_csv((*_COLUMNS, *_MORE, *since), _rows(run, len(since)), out)


def _rows(run: Run, since: int) -> Iterator[tuple[object, ...]]:
    """The rows of the table; `since` is how many columns it has of what is said since the earlier audit."""
    changed, apart = _changed(run), run.notices_apart()
    for case in run.cases:
        for row in _of_itself(case):
            yield (*row, *[""] * (4 + since))
        for result in case["results"]:
            more = changed.pop((case["id"], result["checklist"], result["item"]), _SAME) if since else ()
            yield (*_row(case, result), _decision(case, result), *more)
        apart += [one for one in case["decisions"] if not _is_shown(one, case)]
    for one in apart:
        about = (one["case"], "", "", "", "", "", one["item"], *[""] * (len(_COLUMNS) + len(_MORE) - 8))
        yield (*about, _noticed(one), *[""] * since)
    for (number, checklist, item), more in changed.items():
        about = (number, "", "", "", "", checklist, item, *[""] * (len(_COLUMNS) + len(_MORE) - 7))
        yield (*about, *more)
    yield from _changed_cases(run)


def _changed(run: Run) -> dict[tuple[str, str, str], tuple[object, ...]]:
    """What is said of each finding since the earlier audit, by case, checklist and item."""
    found = run.changes["findings"] if run.changes is not None else ()
    return {
        (one["case"], one["checklist"], one["item"]): (
            *(one["change"], one["from"] or "", one["since"], one["age"]),
            *(", ".join(one["causes"]), one["why"] or ""),
        )
        for one in found
    }


def _changed_cases(run: Run) -> Iterator[tuple[object, ...]]:
    """Rows of the cases that are new, gone, better or worse."""
    for one in run.changes["cases"] if run.changes is not None else ():
        about = (one["case"], "", one["title"], "", one["to"] or "", "", "", _ITSELF)
        yield (
            *about,
            *[""] * (len(_COLUMNS) + len(_MORE) - len(about)),
            *(one["change"], one["from"] or "", "", ""),
            *(", ".join(one["causes"]), one["why"] or ""),
        )


def _row(case: Audited, result: ShownResult) -> tuple[object, ...]:
    found = "; ".join(f"{item['field']}={_found(item['value'])}" for item in result["evidence"])
    said = (result["checklist"], result["item"], result["title"], result["status"], result["owner"], result["due"])
    return (*_about(case), *said, result["reason"], result["fix"], found, result["fingerprint"] or "")


def _found(value: object) -> object:
    """A value that was found: whole, and in words where it is none that an export writes."""
    return shown(value) if value is None or isinstance(value, bool) else value


def _of_itself(case: Audited) -> Iterator[tuple[object, ...]]:
    """Rows, up to the reason, of what is said of a case beside its items."""
    about = _about(case)
    for why in held_back(case):
        yield (*about, "", "", _ITSELF, "review", "", "", why)
    if case["bypassed"]:
        items = ", ".join(case["bypassed"])
        yield (*about, "", "", "stage bypassed", "", "", "", f"should have held before it came here: {items}")
    for note in other_notes(case):
        yield (*about, "", "", _ITSELF, "", "", "", note)


def _about(case: Audited) -> tuple[object, ...]:
    return case["id"], case["kind"], case["title"], case["stage"] or case["stage_as_read"], case["verdict"]


def _is_shown(one: ShownNotice, case: Audited) -> bool:
    """Whether a decision that does not count is told in the row of its item: of one checklist alone."""
    listed = [result["item"] for result in case["results"]]
    return listed.count(one["item"]) == 1


def _decision(case: Audited, result: ShownResult) -> str:
    """What people decided on the item: what counts, and what does not."""
    attestation, waiver = result["attestation"], result["waiver"]
    mine = [one for one in case["decisions"] if one["item"] == result["item"] and _is_shown(one, case)]
    said = [f"waived by {waiver['approved_by']} until {waiver['expires']}"] if waiver else []
    if attestation and attestation["counts"]:
        said.append(f"answered {attestation['answer']} by {attestation['by']} until {attestation['valid_until']}")
    return "; ".join([*said, *(_noticed(one) for one in mine)])


def _noticed(one: ShownNotice) -> str:
    """A decision that does not count, and why."""
    return f"{one['kind']} {one['state']}: {one['says']}"
