"""The command kyccheck, and `python -m kyccheck`."""

from __future__ import annotations

import signal


def main() -> None:
    """Run the command line. Whoever stops it before it has begun sees no more than that it has stopped."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # not where Ctrl-C is ignored (nohup)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from kyccheck.cli import run

    run()


if __name__ == "__main__":
    main()
