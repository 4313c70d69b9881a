"""Regular expressions that are compiled when they are first used: a start is counted in milliseconds, and uses few."""

from __future__ import annotations

import re
from typing import Any, cast


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled later."""
    return cast("re.Pattern[str]", _Late(source, flags))


class _Late:
    """A pattern, which takes each of its methods over when that is first wanted: from there on it is as fast."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self._source, self._flags), name)  # which keeps what it has compiled
        setattr(self, name, method)
        return method
