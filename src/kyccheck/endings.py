"""The signals by which somebody ends a run, and what must not be done by half when one comes."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

ENDINGS: Final = tuple(
    signal.Signals[name] for name in ("SIGINT", "SIGTERM", "SIGHUP") if name in signal.Signals.__members__
)
"""Ctrl-C, what `kill` sends, and what a terminal that is closed sends; as far as the system has them."""


@contextmanager
def undisturbed() -> Iterator[None]:
    """Have the end that somebody asks for wait for what must not be done by half: making a file and noting its name."""
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:  # pragma: no cover - Windows
        yield
        return
    before = mask(signal.SIG_BLOCK, ENDINGS)
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)
