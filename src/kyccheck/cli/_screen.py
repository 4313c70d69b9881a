"""What is printed: reports to standard output, everything else to standard error, and nothing that data could forge."""

import os
import shutil
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

import typer

from kyccheck.reports import Options
from kyccheck.reports._page import Page
from kyccheck.values.visible import visible

_WIDEST: Final = 120


def complain(message: str) -> None:
    """Print one line to standard error."""
    text = f"kyccheck: {visible(message)}\n"
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            sys.stderr.buffer.write(text.encode(sys.stderr.encoding or "ascii", "backslashreplace"))
            sys.stderr.flush()


def put(content: bytes | Iterable[bytes]) -> None:
    """Write to standard output, as a whole or piece by piece. A closed pipe is fine: whoever read has had enough.

    The mark of UTF-8 that CSV files begin with, for Excel, is left out: who reads from a pipe would take it for text.
    Exits with 2 where the report cannot be written: a full disk, standard output that is closed.
    """
    if sys.stdout is None:
        complain("standard output is closed, so the report is lost")
        raise typer.Exit(2)
    try:
        pieces = iter((content,) if isinstance(content, bytes) else content)
        sys.stdout.buffer.write(next(pieces, b"").removeprefix(BOM_UTF8))
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        silence()
    except (OSError, ValueError) as error:
        complain(f"standard output could not be written: {getattr(error, 'strerror', None) or error}")
        silence()
        raise typer.Exit(2) from None


def show(page: Page, screen: Options) -> None:
    """Print a page. Exits with 2 where it cannot be written."""
    put(page.encoded(ascii_only=screen.ascii))


def silence() -> None:
    """Leave nothing that Python would try to write at its end, where nobody listens any more."""
    for stream, number in ((sys.stdout, 1), (sys.stderr, 2)):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), number)


def options(*, every: bool, quiet: bool) -> Options:
    """How a report is to look on this standard output."""
    stream = sys.stdout
    is_terminal = bool(stream and stream.isatty())
    encoding = (getattr(stream, "encoding", None) or "ascii").casefold().replace("-", "").replace("_", "")
    return Options(
        every=every,
        quiet=quiet,
        width=min(shutil.get_terminal_size((80, 24)).columns, 200) or 80,
        colour=_colour(is_terminal=is_terminal),
        ascii=not encoding.startswith("utf"),
    )


def _colour(*, is_terminal: bool) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal and os.environ.get("TERM") != "dumb"


def plain_file_options(*, every: bool) -> Options:
    """How a report is to look in a file."""
    return Options(every=every, width=_WIDEST)


def same_file(path: Path, other: Path | None) -> bool:
    """Whether two paths are one file."""
    with suppress(OSError):
        return other is not None and path.exists() and path.samefile(other)
    return False
