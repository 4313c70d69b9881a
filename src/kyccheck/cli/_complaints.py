"""What several commands complain of: problems of inputs, cases that are not there, decisions for nothing."""

from collections.abc import Iterable, Sequence
from typing import Final

from kyccheck.batch.run import Run
from kyccheck.cli._screen import complain
from kyccheck.inputs.paths import Input
from kyccheck.records.record import Problem


def complain_of_run(finished: Run) -> None:
    """Say what could not be read or used, that there was no case, and which decisions are for nothing here."""
    complain_of_inputs(finished)
    _complain_of_decisions(finished)


def complain_of_inputs(finished: Run) -> None:
    """Say what could not be read or used, and that there was no case."""
    complain_of(finished.problems)
    note_own(finished.inputs)
    if not finished.cases and not finished.problems:  # a problem has said why
        complain_of_no_case()


def complain_of(problems: Sequence[Problem]) -> None:
    """Say what could not be read or used, one line each; of very many, the first."""
    for problem in problems[:_MOST_PROBLEMS]:
        complain(f"{problem.path}: {problem.message}" + (f" (at {problem.at})" if problem.at else ""))
    if len(problems) > _MOST_PROBLEMS:
        complain(f"and {len(problems) - _MOST_PROBLEMS:,} more problems; a report in JSON (-f json) lists them all")


_MOST_PROBLEMS: Final = 100
"""More would push the report off the screen, and nobody reads them."""


def complain_of_no_case() -> None:
    """Say that there was no case."""
    complain("no case was found: none of the files given holds a deal or a ticket")


def note_own(inputs: Iterable[Input]) -> None:
    """Say which reports of kyccheck's own were set aside, in one line."""
    names = [item.label for item in inputs if item.is_own and item.set_aside]
    if names:
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        complain(f"set aside, since kyccheck wrote them: {', '.join(names[:_MOST_NAMES])}{more}")


_MOST_NAMES: Final = 5


def _complain_of_decisions(finished: Run) -> None:
    """Say which decisions are for nothing here, or were refused: most likely slips, and in no case's own part."""
    said = [one for one in finished.notices() if one["state"] in ("dangling", "refused")]
    if not said:
        return
    from kyccheck.reports._words import listed

    shown = listed(said, _MOST_PROBLEMS)
    for one in shown:
        why = "was refused" if one["state"] == "refused" else "is for nothing that was audited"
        about = f"the {one['kind']} for case {one['case']}, item {one['item']}"
        complain(f"{one['path']}:{one['line']}: {about} {why}")
    if len(said) > len(shown):
        complain(f"and {len(said) - len(shown):,} more decisions that do not count; a report in JSON lists them all")
