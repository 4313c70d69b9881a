"""A script: runs the tool, and tells what it asks of the world: files that it opens, connections, other programs.

`watched.py TOLD ARGUMENT...` runs `kyccheck ARGUMENT...` and writes one line of JSON to the file TOLD for each event of
the interpreter that opens a file (its path), or that concerns a connection or another program (the event's name).
"""

import json
import os
import sys

TOLD = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
OUTSIDE = ("socket.", "subprocess.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.", "os.system", "os.exec", "os.spawn", "os.posix_spawn")  # fmt: skip


def heard(event: str, given: tuple[object, ...]) -> None:
    if event == "open" and isinstance(given[0], (str, bytes)):
        os.write(TOLD, json.dumps(["open", os.fsdecode(given[0])]).encode() + b"\n")
    elif event.startswith(OUTSIDE):
        os.write(TOLD, json.dumps([event, ""]).encode() + b"\n")


def main() -> None:
    from kyccheck import cli

    sys.addaudithook(heard)
    sys.argv = ["kyccheck", *sys.argv[2:]]
    cli.run()


if __name__ == "__main__":
    main()
