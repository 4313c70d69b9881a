"""What several commands take: their options, and formats."""

import os
import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from types import ModuleType
from typing import Annotated, Final

import typer

from kyccheck import registry
from kyccheck.errors import RefusedError

PATHS_HELP: Final = "Files, folders, - for standard input, or SOURCE=PATH."

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help=PATHS_HELP, show_default=False),
]
Checklists = Annotated[
    list[str] | None,
    typer.Option("--checklist", "-c", metavar="ID|FILE", help="Repeatable; default: every shipped one for the case."),
]
Cases = Annotated[list[str] | None, typer.Option("--case", metavar="ID", help="Repeatable; audit only these cases.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The day of the audit; default today.")]
MappingFile = Annotated[
    Path | None,
    typer.Option("--mapping", metavar="FILE", help="Names of fields and stages; default: kyccheck.yaml beside."),
]
Encoding = Annotated[str, typer.Option("--encoding", metavar="NAME", help="Of CSV files without a mark (cp1252).")]
Limit = Annotated[
    list[str] | None,
    typer.Option(
        "--limit", metavar="NAME=VALUE", help="Repeatable; a limit of reading, such as document_bytes=1GB (see README)."
    ),
]
Waivers = Annotated[
    list[Path] | None, typer.Option("--waivers", metavar="FILE", help="Repeatable; approved exceptions, YAML.")
]
Attestations = Annotated[
    list[Path] | None,
    typer.Option(
        "--attestations", metavar="FILE", help="Repeatable; people's answers: YAML, or a filled audit workbook."
    ),
]
NoWaivers = Annotated[bool, typer.Option("--no-waivers", help="Run as if nothing were waived.")]
Outputs = Annotated[
    list[Path] | None,
    typer.Option("--output", "-o", metavar="FILE", help="Repeatable; the format follows the suffix."),
]
Redact = Annotated[bool, typer.Option("--redact", help="Mask personal data in everything written.")]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", metavar="N", help="Processes at once; default: all cores for large inputs."),
]
FailOn = Annotated[str, typer.Option("--fail-on", metavar="review|fail|never", help="What exit code 1 means.")]


def jobs_of(number: int | None) -> int:
    """How many processes may work at once: as given, or as many as there are cores."""
    if number is not None and number < 1:
        raise RefusedError(f"--jobs {number}: at least 1 must do the work")
    if number is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return number


def decision_files_of(waivers: list[Path] | None, attestations: list[Path] | None) -> list[Path]:
    """The files of people's decisions that were given, in the order in which they are read."""
    return [*(waivers or []), *(attestations or [])]


def format_of(word: str) -> ModuleType:
    """The report behind a format's name.

    Raises RefusedError with the nearest right word, and for a format that is no text where the screen would get it.
    """
    refuse_formats(word, registry.words("kyccheck.reports"))
    module = registry.load("kyccheck.reports", word)
    if getattr(module, "binary", False) and sys.stdout is not None and sys.stdout.isatty():
        raise RefusedError(f"-f {word} cannot be shown on a screen; write it to a file: -o audit{module.suffix}")
    return module


def format_by_suffix(path: Path) -> ModuleType:
    """The report that a file's suffix asks for. Raises RefusedError for a suffix that none has."""
    modules = [registry.load("kyccheck.reports", word) for word in registry.words("kyccheck.reports")]
    by_suffix: dict[str, ModuleType] = {module.suffix: module for module in modules}
    _refuse_suffix(path, by_suffix)
    return by_suffix[path.suffix.casefold()]


def refuse_formats(
    word: str, words: Collection[str], files: Iterable[Path] = (), suffixes: Collection[str] = ()
) -> None:
    """Refuse a format's name that is none of these words, and files of which the suffix says no format."""
    if word not in words:
        raise RefusedError(f"unknown format {word!r}; {registry.allowed(word, tuple(words))}")
    for path in files:
        _refuse_suffix(path, suffixes)


def _refuse_suffix(path: Path, suffixes: Collection[str]) -> None:
    if path.suffix.casefold() not in suffixes:
        said = f"unknown file ending {path.suffix!r}" if path.suffix else "has no file ending"
        raise RefusedError(f"{said}; {registry.allowed(path.suffix, tuple(sorted(suffixes)))}", str(path))
