"""What several commands complain of: problems of inputs, and cases that are not there."""

from collections.abc import Iterable

from kyccheck.batch import Run, Wanted
from kyccheck.cli._screen import complain
from kyccheck.record import Problem


def complain_of(problems: Iterable[Problem]) -> None:
    """Say what could not be read or used, one line each."""
    for problem in problems:
        complain(f"{problem.path}: {problem.message}" + (f" (at {problem.at})" if problem.at else ""))


def complain_of_no_case(finished: Run, wanted: Wanted) -> None:
    """Say that there was no case, where no problem has said why."""
    if finished.cases or finished.problems:
        return
    if wanted.cases:
        complain(f"no case {', '.join(wanted.cases)} in the files given")
    else:
        complain("no case was found: none of the files given holds a deal or a ticket")
