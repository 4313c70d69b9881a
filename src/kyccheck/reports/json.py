"""The whole audit as one JSON document: `"report": "kyccheck/1"`, described by `report.schema.json`.

Same inputs, checklists and as-of day give the same bytes. Everything beyond ASCII is escaped, so that no text from an
export acts on the terminal that shows it.
"""

import json
import sys
from typing import IO, Any, Final

from kyccheck.audit import Audited
from kyccheck.basis import items_of
from kyccheck.batch import Run
from kyccheck.glance import Results
from kyccheck.inputs import Input
from kyccheck.planned import Result
from kyccheck.reports import Options

suffix: Final = ".json"
needs: Final = ("digests",)
NAME: Final = "kyccheck/1"


def write(run: Run, out: IO[bytes], options: Options) -> None:  # noqa: ARG001 - a format takes what it needs
    """Write the report as indented JSON with a final line feed."""
    out.write(encoded(document(run), indent=1) + b"\n")


def document(run: Run) -> dict[str, Any]:
    """The report as plain values, in the order of the contract; `data` and what else is noted go before the changes."""
    return {**head(run), "cases": run.cases, **run.noted, "changes": run.changes}


def head(run: Run) -> dict[str, Any]:
    """The report without its cases: what the audit rests on."""
    return {
        "report": NAME,
        "tool": {"name": "kyccheck", "version": run.version},
        "as_of": run.as_of.isoformat(),
        "inputs": [_input(item) for item in run.inputs],
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
        "problems": [
            {"path": problem.path, "message": problem.message, "at": problem.at or None} for problem in run.problems
        ],
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
    }


def encoded(value: Any, indent: int | None = None) -> bytes:
    """A value as ASCII JSON. No character of it acts on a terminal: DEL is escaped too."""
    if indent is None:
        return _COMPACT(value).replace("\x7f", "\\u007f").encode("ascii")
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, indent=indent, separators=(",", ": "))
    return text.replace("\x7f", "\\u007f").encode("ascii")


_COMPACT: Final = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode


def encoded_case(case: Audited) -> bytes:
    """A case as one line. What many cases share, a result or all of them, is encoded once."""
    head = _quickly({**case, "results": []})
    results: Results = case["results"]
    known: bytes | None = getattr(results, "encoded", None)
    if known is None:
        known = results.encoded = b",".join([_encoded_result(result) for result in results])
    return b"".join((head[:-2], known, b"]}"))


def _encoded_result(result: Result) -> bytes:
    known: bytes | None = getattr(result, "encoded", None)
    if known is None:
        known = result.encoded = _quickly(result)
    return known


def _quickly(value: dict[str, Any]) -> bytes:
    """A value as one line, by orjson where that was loaded for reading, and writes the same bytes.

    (It leaves what is not ASCII as it is, and writes 1e+16 as 1e16.)
    """
    fast = sys.modules.get("orjson")
    if fast is not None and not any(type(item["value"]) is float for item in value.get("evidence", ())):
        try:
            found: bytes = fast.dumps(value)
        except TypeError:  # a number of more than 64 bits
            return encoded(value)
        if found.isascii() and b"\x7f" not in found:
            return found
    return encoded(value)
