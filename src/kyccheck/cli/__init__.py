"""The command line: the only place that prints, exits, or asks what day it is.

One file a command, named by the word that users type (sign_off.py is `sign-off`); it holds `app`, a Typer application
with that one command. Only the command that runs is imported.
"""

import gc
import os
import signal
import sys
from types import FrameType
from typing import Any, Final

import typer
from typer.core import TyperGroup
from typer.main import get_command

from kyccheck import registry
from kyccheck.cli._screen import complain, silence
from kyccheck.cli._version import Version
from kyccheck.endings import ENDINGS
from kyccheck.errors import KycCheckError, RefusedError


class _Commands(TyperGroup):
    """The commands: the files of this folder."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the interface of a group
        return [word.replace("_", "-") for word in registry.words(__name__)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        commands = tuple(self.list_commands(ctx))
        if cmd_name not in commands:
            raise RefusedError(f"unknown command {cmd_name!r}; {registry.allowed(cmd_name, commands)}")
        return get_command(registry.load(__name__, cmd_name.replace("-", "_")).app)


app = typer.Typer(
    name="kyccheck",
    add_completion=False,
    cls=_Commands,
    help="Audits KYC and order-provisioning checklists against what the systems export.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def main(version: Version = False) -> None:
    """Audits KYC and order-provisioning checklists against what the systems export."""


_TELLING: Final = frozenset({"--help", "-h", "--version", "-V"})
"""What only writes to standard output, and would not notice that this is closed."""


class _Interrupted(BaseException):
    """Ctrl-C, or an end that somebody else asks for: no error of anybody's, and past whoever catches those."""


def _interrupt(number: int, _frame: FrameType | None) -> None:
    for other in ENDINGS:  # once is enough: what is half written is being taken away
        signal.signal(other, _take_no_notice)  # of SIG_IGN, Python complains where the signal is there already
    raise _Interrupted(128 + number)


def _take_no_notice(_number: int, _frame: FrameType | None) -> None:
    """The run is ending already."""


def _heed_endings() -> None:
    for number in ENDINGS:
        if signal.getsignal(number) != signal.SIG_IGN:  # nohup stays what it is
            signal.signal(number, _interrupt)


def run() -> None:
    """Run the command line; every way out has its exit code."""
    _heed_endings()
    if sys.stdout is None and not _TELLING.isdisjoint(sys.argv):
        complain("standard output is closed")
        sys.exit(2)
    code = 70
    # A start makes much that stays, and what a run keeps holds no cycles: to look for some after every few hundred
    # objects took a tenth of the one, and a fifth of the other.
    gc.set_threshold(200_000, 50, 100)
    try:
        app()
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else int(done.code is not None)
        if isinstance(done.__context__, BrokenPipeError):
            code = 0  # of the help; 1, which Typer makes of it, is that of an audit
    except KycCheckError as error:
        complain(str(error))
        code = 2
    except OSError as error:
        complain(f"the output could not be written: {error.strerror or type(error).__name__}")
        code = 2
    except _Interrupted as stopped:
        complain("stopped; each file is as it was, or new and whole")
        code = stopped.args[0]
    except Exception as error:  # noqa: BLE001 - whatever it is, it has its exit code
        if os.environ.get("KYCCHECK_DEBUG"):
            from traceback import print_exc

            print_exc()
        else:
            complain(
                f"a defect of kyccheck ({type(error).__name__}). Please report it with the output of KYCCHECK_DEBUG=1, "
                "after taking out what is confidential."
            )
    silence()
    gc.freeze()  # what is left ends with the process, and need not be looked through once more
    for number in ENDINGS:
        signal.signal(number, signal.SIG_IGN)  # its exit code is settled
    sys.exit(code)
