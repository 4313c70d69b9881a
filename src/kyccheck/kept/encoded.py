"""Values as JSON of ASCII: what every report and note of a run is written in.

Everything beyond ASCII is escaped, so that no text from an export acts on the terminal that shows it.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from kyccheck.audit.glance import Results
from kyccheck.audit.planned import Shareable

if TYPE_CHECKING:
    from kyccheck.asking.shown import Audited, ShownResult


def encoded(value: Any, indent: int | None = None) -> bytes:
    """A value as ASCII JSON. No character of it acts on a terminal: DEL is escaped too."""
    if indent is None:
        return _COMPACT(value).replace("\x7f", "\\u007f").encode("ascii")
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, indent=indent, separators=(",", ": "))
    return text.replace("\x7f", "\\u007f").encode("ascii")


_COMPACT: Final = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode


def encoded_case(case: Audited) -> tuple[bytes, bytes]:
    """A case as one line, in two parts: all but its results (with the brackets that hold them), and these.

    What many cases share, a result or all of them, is encoded once.
    """
    results = case["results"]
    case["results"] = []
    head = compact(case)
    case["results"] = results
    known: bytes | None = getattr(results, "encoded", None)
    if known is None:
        known = b",".join([_encoded_result(result) for result in results])
        if isinstance(results, Results):
            results.encoded = known
    return head, known


def as_line(head: bytes, results: bytes) -> bytes:
    """The line of which these are the parts, with its line feed."""
    return b"".join((head[:-2], results, b"]}\n"))


def _encoded_result(result: ShownResult) -> bytes:
    known: bytes | None = getattr(result, "encoded", None)
    if known is None:
        known = encoded(result) if any(type(item["value"]) is float for item in result["evidence"]) else compact(result)
        if isinstance(result, Shareable):
            result.encoded = known
    return known


def compact(value: Any) -> bytes:
    """A value without fractions as one line, by orjson where that was loaded for reading, and writes the same bytes.

    (It leaves what is not ASCII as it is, and writes 1e+16 as 1e16.)
    """
    orjson = sys.modules.get("orjson")
    if orjson is not None:
        try:
            found: bytes = orjson.dumps(value)
        except TypeError:  # a number of more than 64 bits
            return encoded(value)
        if found.isascii() and b"\x7f" not in found:
            return found
    return encoded(value)


def decoded(line: bytes) -> Any:
    """What was written as one line, with its line feed; by orjson where that was loaded already, and loses nothing."""
    orjson = sys.modules.get("orjson")
    if orjson is not None:
        with suppress(orjson.JSONDecodeError):
            value = orjson.loads(line)
            if orjson.dumps(value) == line[:-1]:
                return value
    return json.loads(line)
