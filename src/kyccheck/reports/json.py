"""The whole audit as one JSON document: `"report": "kyccheck/1"`, described by `report.schema.json`.

Same inputs, checklists and as-of day give the same bytes. Everything beyond ASCII is escaped, so that no text from an
export acts on the terminal that shows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any, Final

from kyccheck.batch.basis import Digests, items_of
from kyccheck.batch.run import Run
from kyccheck.inputs.paths import Input
from kyccheck.kept.encoded import encoded
from kyccheck.reports import Options

suffix: Final = ".json"
needs: Final = ("digests",)
NAME: Final = "kyccheck/1"


def write(run: Run, out: IO[bytes], options: Options) -> None:  # noqa: ARG001 - a format takes what it needs
    """Write the report with a final line feed: indented, but for cases and digests, which stand one a line."""
    out.write(encoded(head(run), indent=1).removesuffix(b"\n}"))
    out.write(b',\n "cases": [')
    _put_lines((line[:-1] for line in run.cases.lines()), b"]", out)
    for name, member in {**run.noted, "changes": run.changes}.items():
        out.write(b",\n " + encoded(name) + b": ")
        if isinstance(member, Digests):
            out.write(b"{")
            _put_lines(member.lines(), b"}", out)
        else:
            out.write(encoded(member, indent=1).replace(b"\n", b"\n "))
    out.write(b"\n}\n")


def _put_lines(lines: Iterable[bytes], end: bytes, out: IO[bytes]) -> None:
    """Write the members of a list or an object, one a line."""
    parted = b""
    for line in lines:
        out.write(parted + b"\n  " + line)
        parted = b","
    out.write((b"\n " if parted else b"") + end)


def document(run: Run) -> dict[str, Any]:
    """The report as plain values, in the order of the contract; `data` and what else is noted go before the changes."""
    return {**head(run), "cases": list(run.cases), **beside(run), "changes": run.changes}


def beside(run: Run) -> dict[str, Any]:
    """What is noted beside the cases, as plain values: options and mapping files, and all digests."""
    return {name: one.by_case() if isinstance(one, Digests) else one for name, one in run.noted.items()}


def head(run: Run) -> dict[str, Any]:
    """The report without its cases: what the audit rests on."""
    return {
        "report": NAME,
        "tool": {"name": "kyccheck", "version": run.version},
        "as_of": run.as_of.isoformat(),
        "inputs": [_input(item) for item in run.rests_on()],
        "checklists": [
            {
                "id": plan.checklist.id,
                "version": plan.checklist.version,
                "sha256": plan.checklist.sha256,
                "title": plan.checklist.title,
                "items": items_of(plan),
            }
            for plan in run.plans
        ],
        "decisions": _decisions(run),
        "summary": {"cases": len(run.cases), "verdicts": run.verdicts(), "statuses": run.statuses()},
        "problems": [problem.shown() for problem in run.problems],
    }


def _decisions(run: Run) -> list[dict[str, Any]]:
    """The files of attestations and waivers, each with what of it does not count, and why."""
    notices = run.notices()
    files = run.decisions.files if run.decisions else ()
    return [
        {
            "path": file.path,
            "sha256": file.sha256,
            "notices": [one for one in notices if one["path"] == file.path],
        }
        for file in files
    ]


def _input(item: Input) -> dict[str, Any]:
    return {
        "path": item.label,
        "sha256": item.sha256 or None,
        "source": item.source or None,
        "records": item.records,
        "used": item.records - item.reported,
        "reported": item.reported,
        **({"unused": dict(sorted(item.unused.items()))} if item.unused else {}),
    }
