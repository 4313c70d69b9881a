"""What becomes of a finished run: the files that it is written to, the ledger, the screen."""

import io
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import ModuleType
from typing import IO, Final

from kyccheck.batch.run import Run
from kyccheck.cli._ledger import enter, refuse_ledger
from kyccheck.cli._screen import options, plain_file_options, put, same_file
from kyccheck.endings import undisturbed
from kyccheck.errors import RefusedError
from kyccheck.files import is_folder
from kyccheck.inputs.paths import Input
from kyccheck.output import together

_FEW: Final = 1000
"""The report of so many cases is made in memory."""
_CHUNK: Final = 1024 * 1024


class Delivery:
    """Where a run goes: its report to standard output, others to files, a line to a ledger.

    `every` lists what passed too, `quiet` leaves out the summary.
    """

    def __init__(
        self, report: ModuleType, written: dict[Path, ModuleType], ledger: Path | None, *, every: bool, quiet: bool
    ) -> None:
        self.report, self.written, self.ledger = report, written, ledger
        self.every, self.quiet = every, quiet

    def needs(self, word: str) -> bool:
        """Whether one of the reports needs something that is only made where it is wanted."""
        return any(word in getattr(module, "needs", ()) for module in (self.report, *self.written.values()))

    def refuse(self, read: list[Path | None]) -> None:
        """Refuse files that cannot be written, or that would destroy what is read."""
        for path in self.written:
            refuse_output(path, read)
        if self.ledger is not None:
            refuse_ledger(self.ledger, [*read, *self.written])

    def deliver(self, finished: Run) -> bool:
        """Write it everywhere. False where the ledger did not get it.

        Raises RefusedError for a file that cannot be written, and exits with 2 where the screen does not get it.
        """
        with together(self.written) as files:
            for path, module in self.written.items():
                with files.part(path) as out, self._told(path, finished):
                    module.write(finished, out, plain_file_options(every=self.every))
            with undisturbed():  # the ledger tells of files that are there
                files.land()
                is_entered = self.ledger is None or enter(self.ledger, finished, list(self.written))
        page = self._page(len(finished.cases))
        self.report.write(finished, page, options(every=self.every, quiet=self.quiet))
        page.seek(0)
        put(iter(lambda: page.read(_CHUNK), b""))
        return is_entered

    def _told(self, path: Path, finished: Run) -> AbstractContextManager[None]:
        """What tells somebody at a screen that a long report is being written."""
        if self.quiet or len(finished.cases) <= _FEW:
            return nullcontext()
        from kyccheck.cli._progress import writing

        return writing(path.name)

    def _page(self, cases: int) -> IO[bytes]:
        """Where the report for the screen is made, before anything of it is shown."""
        if cases <= _FEW:
            return io.BytesIO()
        from kyccheck.kept.spill import file_for

        return file_for(self)


def write_together(paths: Iterable[Path], content_of: Callable[[Path], bytes]) -> None:
    """Write the files of a run, or none of them. Raises RefusedError for one that cannot be written."""
    written = tuple(dict.fromkeys(paths))
    with together(written) as files:
        for path in written:
            with files.part(path) as out:
                out.write(content_of(path))


def files_read(
    inputs: Iterable[Input], written: Collection[Path], checklists: list[str] | None, *others: Path | None
) -> list[Path | None]:
    """The files that a run reads, which nothing may be written to.

    In a folder of exports the report of the last night is none of them: it is set aside, and may be written anew.
    """
    read = [item.path for item in inputs if not _is_written_anew(item, written)]
    return [*read, *(Path(word) for word in checklists or []), *others]


def _is_written_anew(item: Input, written: Collection[Path]) -> bool:
    return item.in_folder and any(same_file(path, item.path) for path in written) and item.is_report()


def refuse_output(path: Path, read: list[Path | None]) -> None:
    """Refuse a file to write that is none, or that would destroy what is read."""
    if any(same_file(path, other) for other in read):
        raise RefusedError("is read by this audit; writing the report there would destroy it", str(path))
    if is_folder(path):
        raise RefusedError("is a folder; name a file", str(path))
    if not is_folder(path.absolute().parent):
        raise RefusedError("its folder does not exist", str(path))
