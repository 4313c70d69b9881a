"""What pipelines wrap a system's objects in: `["stream", {...}]`, `{"stream", "data"}`, and those inside a `record`."""

from __future__ import annotations

from typing import Any, NamedTuple

from kyccheck.values.value import clean


class Piped(NamedTuple):
    """An object out of its wrapper: the stream without the pipeline's own prefix, the object, and where it stands."""

    stream: str
    value: dict[str, Any]
    at: str


def unpiped(document: Any) -> Piped | None:
    """The object that a pipeline's line or pair wraps; None for what is no such wrapper."""
    if isinstance(document, list):
        return Piped(_word(document[0]), document[1], "/1") if _is_pair(document) else None
    if not isinstance(document, dict) or not ("stream" in document or "record" in document):
        return None
    stream = document.get("stream")
    for key in ("data", "record"):
        if isinstance(stream, str) and isinstance(document.get(key), dict):
            return Piped(_word(stream), document[key], f"/{key}")
    inner = unpiped(document.get("record")) if isinstance(document.get("record"), dict) else None
    return inner._replace(at=f"/record{inner.at}") if inner else None


def without_stream(members: list[Any]) -> list[Any]:
    """The members of a list; of a pair `["stream", {...}]` the object alone."""
    return members[1:] if _is_pair(members) else members


def _is_pair(members: list[Any]) -> bool:
    return len(members) == 2 and isinstance(members[0], str) and isinstance(members[1], dict)


def _word(stream: str) -> str:
    """The name of a stream: "acmeCo/deals" and "hubspot.deals" are "deals"."""
    return clean(stream).casefold().replace(".", "/").rpartition("/")[2]
