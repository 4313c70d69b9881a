"""Audits a folder of NDJSON files with Dask, each file a partition, on all cores of this machine.

    pip install "kyccheck[scale]"
    python audit_with_dask.py exports/ audits/ --as-of 2026-11-21

Writes for each file of `exports/` one of that name into `audits/`: a line for each case, the same as
`kyccheck audit exports/ -f ndjson` prints, and no other order. What could not be used is said on standard error. The
exit codes are those of kyccheck: 0 every case is ready, 1 some case is not, 2 refused, 3 something could not be used.

Dask starts workers, hands each one file after the other, and brings back what `audit_part` returns: counts and ids,
not cases. On a cluster, give `compute` a `dask.distributed` client and folders that all workers see.
"""

import argparse
import json
import os
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dask import bag

import kyccheck


class Part(NamedTuple):
    """What one file came to."""

    verdicts: Counter[str]
    ids: list[str]
    problems: list[str]


def audit_part(path: Path, out: Path, checklists: list[str], as_of: date) -> Part:
    """Audit one file into another of its name, line by line: memory stays flat. A worker compiles checklists once."""
    label = f"{path.parent.name}/{path.name}"
    os.umask(0o077)  # audits hold personal data
    part = Part(Counter(), [], [])
    unfinished = out / f".{path.name}.part"
    try:
        with path.open("rb") as lines, unfinished.open("w", encoding="ascii") as written:
            for found in kyccheck.audit_cases(lines, checklists, as_of, file=label):
                if isinstance(found, kyccheck.Problem):
                    part.problems.append(f"{label}: {found.message} (line {found.number + 1})")
                else:
                    written.write(json.dumps(found, separators=(",", ":")) + "\n")
                    part.verdicts[found["verdict"]] += 1
                    part.ids.append(found["id"])
        unfinished.replace(out / path.name)
    except OSError as error:
        part.problems.append(f"{label}: {error.strerror}")
    return part


def main() -> int:
    """Audit the folder; the exit code."""
    asking = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asking.add_argument("exports", type=Path)
    asking.add_argument("audits", type=Path)
    asking.add_argument("--as-of", type=date.fromisoformat, default=date.today())
    asking.add_argument("-c", "--checklist", action="append", default=[], metavar="ID|FILE")
    asking.add_argument("--workers", type=int, default=os.cpu_count())
    asked = asking.parse_args()
    try:
        kyccheck.audit_cases([], asked.checklist, asked.as_of)  # what is refused is refused here, before workers start
    except kyccheck.RefusedError as error:
        print(f"audit_with_dask: {error}", file=sys.stderr)
        return 2
    asked.audits.mkdir(exist_ok=True)
    if asked.audits.samefile(asked.exports):
        print("audit_with_dask: the audits would be written over the exports; name another folder", file=sys.stderr)
        return 2
    files = sorted(asked.exports.resolve().glob("*.ndjson"))
    parts = bag.from_sequence(files, npartitions=len(files) or 1).map(
        audit_part, asked.audits.resolve(), asked.checklist, asked.as_of
    )
    return said(parts.compute(scheduler="processes", num_workers=asked.workers))


def said(parts: list[Part]) -> int:
    """Say what all files came to together; the exit code."""
    verdicts = sum((part.verdicts for part in parts), Counter[str]())
    problems = [problem for part in parts for problem in part.problems]
    often = Counter(own for part in parts for own in part.ids)
    problems += [f"case {own!r} stands {number} times; each was audited" for own, number in often.items() if number > 1]
    problems += [] if verdicts or problems else ["no case was found"]
    for problem in problems:
        print(f"audit_with_dask: {problem}", file=sys.stderr)
    print(", ".join(f"{number} {verdict}" for verdict, number in sorted(verdicts.items())))
    return 3 if problems else int(verdicts.keys() != {"ready"})


if __name__ == "__main__":
    sys.exit(main())
