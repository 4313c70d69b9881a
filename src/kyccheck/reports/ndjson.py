"""One case a line, each in the shape of the JSON report's `cases`."""

from typing import IO, Final

from kyccheck.batch import Run
from kyccheck.reports import Options
from kyccheck.reports.json import encoded_case

suffix: Final = ".ndjson"


def write(run: Run, out: IO[bytes], options: Options) -> None:  # noqa: ARG001 - a format takes what it needs
    """Write one line of JSON for each case."""
    for case in run.cases:
        out.write(encoded_case(case) + b"\n")
