"""The command line: the only place that prints, exits, or asks what day it is. One file a command."""

import os
import signal
import sys
from types import FrameType

import typer

from kyccheck import __version__
from kyccheck.cli import audit, checklist, fields, inspect, kinds
from kyccheck.cli._screen import complain, silence
from kyccheck.errors import KycCheckError

app = typer.Typer(
    name="kyccheck",
    help="Audits KYC and order-provisioning checklists against what the systems export.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(audit.audit)
app.command()(inspect.inspect)
app.add_typer(checklist.app, name="checklist")
app.command()(kinds.kinds)
app.command()(fields.fields)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kyccheck {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: bool = typer.Option(
        False, "--version", "-V", help="Print the version and exit.", callback=_version, is_eager=True
    ),
) -> None:
    """Audits KYC and order-provisioning checklists against what the systems export."""


class _Interrupted(BaseException):
    """Ctrl-C: no error of anybody's, and past whoever catches those."""


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise _Interrupted


def run() -> None:
    """Run the command line; every way out has its exit code."""
    signal.signal(signal.SIGINT, _interrupt)
    code = 70
    try:
        app()
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else int(done.code is not None)
    except KycCheckError as error:
        complain(str(error))
        code = 2
    except BrokenPipeError:
        code = 141
    except _Interrupted:
        complain("stopped; files of earlier runs are as they were")
        code = 130
    except Exception as error:
        if os.environ.get("KYCCHECK_DEBUG"):
            raise
        complain(
            f"a defect of kyccheck ({type(error).__name__}). Please report it with the output of KYCCHECK_DEBUG=1, "
            "after taking out what is confidential."
        )
    silence()
    sys.exit(code)
