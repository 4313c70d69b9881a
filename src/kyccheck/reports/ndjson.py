"""One case a line, each in the shape of the JSON report's `cases`."""

from __future__ import annotations

from typing import IO, Final

from kyccheck.batch.run import Run
from kyccheck.reports import Options

suffix: Final = ".ndjson"


def write(run: Run, out: IO[bytes], options: Options) -> None:  # noqa: ARG001 - a format takes what it needs
    """Write one line of JSON for each case."""
    out.writelines(run.cases.lines())
