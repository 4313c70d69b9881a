"""Nothing that the XML of a workbook asks for is fetched, opened or expanded, in whatever part it stands and whoever reads it."""

import io
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kyccheck.errors import UnreadableError
from kyccheck.read.opened import open_input
from reports.books import finished, written
from support import AS_OF, GOOD, PROJECT

ELSEWHERE = "Canary of another file"
SCRIPT = Path(__file__).with_name("watched.py")

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
)
LONG = f'<!DOCTYPE x [<!ENTITY a9 "{"ha" * 50_000}">]>'
HOSTILE = {
    "nothing": "<!DOCTYPE x>",
    "laughs": LAUGHS,
    "quadratic": LONG,
    "file": '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file://SECRET">]>',
    "address": '<!DOCTYPE x [<!ENTITY a9 SYSTEM "http://127.0.0.1:PORT/a">]>',
    "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:PORT/p">%p;]>',
    "subset": '<!DOCTYPE x SYSTEM "http://127.0.0.1:PORT/x.dtd">',
    "public": '<!DOCTYPE x PUBLIC "-//x//y" "http://127.0.0.1:PORT/x.dtd">',
    "default": '<!DOCTYPE x [<!ATTLIST row hidden CDATA "1">]>',
}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "cp037", "utf-7", "utf-32")
ODD = ("utf-16-le", "utf-16-be", "utf-7", "utf-32", "cp037")
"""Encodings that an XML parser need not know, and does not tell without a mark: such a part is damaged."""
_DECLARED = re.compile(r"<\?xml[^>]*\?>\s*")


def poisoned(text: str, hostile: str, encoding: str, behind: int = 0) -> bytes:
    """A part with a DOCTYPE, behind a comment of this length, and its entity in the first text and the first attribute."""
    body = _DECLARED.sub("", text)
    comment = f"<!--{'x' * behind}-->" if behind else ""
    body = re.sub(r"<(t|v)>[^<]*<", r"<\1>&a9;<", body, count=1)
    name = encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    return f'<?xml version="1.0" encoding="{name}"?>{comment}{hostile}{body}'.encode(encoding, "replace")


def repacked(book: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An audit's own workbook with something to sign off: it has parts of every kind, and all readers take it."""
    case = {**GOOD, "documents": [*GOOD["documents"][:-1], {"name": "scan0042.pdf"}]}
    return written(finished(tmp_path_factory.mktemp("book"), case))


def parts(book: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return archive.namelist()


def read(path: Path) -> tuple[Any, str]:
    """The rows of all sheets, or why there are none."""
    try:
        with open_input(path, path.name) as opened:
            return [(sheet.name, list(sheet.rows)) for sheet in opened.first.sheets], ""
    except UnreadableError as error:
        return None, error.message


@pytest.mark.parametrize(
    ("hostile", "encoding"), [*((hostile, "utf-8") for hostile in HOSTILE), *(("laughs", one) for one in ENCODINGS[1:])]
)
def test_a_doctype_is_refused_in_any_part_and_encoding(
    hostile: str, encoding: str, book: bytes, tmp_path: Path
) -> None:
    """Far down in a part that nobody reads (a theme, a drawing) it changes nothing."""
    path = tmp_path / "in.xlsx"
    path.write_bytes(book)
    good, _ = read(path)
    assert good
    started = time.perf_counter()
    refused = 0
    for part in parts(book):
        for behind in (0, 5000):

            def change(name: str, content: bytes, part: str = part, behind: int = behind) -> bytes:
                return content if name != part else poisoned(content.decode(), HOSTILE[hostile], encoding, behind)

            path.write_bytes(repacked(book, change))
            found, why = read(path)
            refused += bool(why)
            if why:
                assert "DOCTYPE" in why or encoding in ODD
                assert len(why) < 200
            else:
                assert found == good
                assert behind or encoding in ODD, f"{part} in {encoding} is not looked at"
    assert refused > len(parts(book))
    assert time.perf_counter() - started < 20


PASSIVE = (
    (r"<sheetData>", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://SECRET" parse="text"/><sheetData>'),
    (r"\A(?:<\?xml[^>]*\?>)?", '<?xml version="1.0"?><?xml-stylesheet href="http://127.0.0.1:PORT/x.xsl" type="text/xsl"?>'),
    (r"</sheetData>", '<row r="1000000"><c r="A1000000"><f>WEBSERVICE("http://127.0.0.1:PORT/")</f><v>1</v></c></row></sheetData>'),
    (r"</sheetData>", '</sheetData><hyperlinks><hyperlink ref="A1" r:id="rId1" location="http://127.0.0.1:PORT/"/></hyperlinks>'),
    (r"</sheetData>", '</sheetData><picture r:id="http://127.0.0.1:PORT/x.png"/>'),
)  # fmt: skip
"""What else may stand in XML, or in a workbook, that asks for another file, and hinders nobody who does not obey."""
ASKING = {
    "an entity": ((r"<t[ >].*?</t>", "<t>&a9;</t>"),),
    "in passing": PASSIVE,
    "a relationship that leads out": (
        (r'Target="[^"]*"', 'TargetMode="External" Target="http://127.0.0.1:PORT/x.xml"'),
    ),
    "a file as part": ((r'Target="[^"]*"', 'Target="file://SECRET"'),),
    "a path as part": ((r'Target="[^"]*"', 'Target="../../../../../..SECRET"'),),
}
"""What asks: patterns, and what stands in their place."""
COMMANDS = (
    ["audit", "in.xlsx", "-f", "json", "--all"], ["inspect", "in.xlsx", "-f", "json"], ["align", "in.xlsx", "-f", "json"],
    ["explain", "1c", "in.xlsx"], ["expiring", "in.xlsx", "--within", "30d"], ["sign-off", "in.xlsx", "-o", "a.yaml"],
    ["audit", "good.json", "--attestations", "in.xlsx", "-f", "json", "--all"], ["verify", "old.json", "in.xlsx"],
)  # fmt: skip


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A server of this machine, and what anybody asked it for."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    asked.append(connection.recv(1000))

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1], asked
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.mark.parametrize("asking", sorted(ASKING))
def test_no_command_fetches_or_opens_what_a_workbook_asks_for(
    asking: str, book: bytes, tmp_path: Path, listener: tuple[int, list[bytes]]
) -> None:
    port, asked = listener
    secret = tmp_path / "secret.xml"
    secret.write_text(f"<sst><si><t>{ELSEWHERE}</t></si></sst>")

    def filled(text: str) -> str:
        return text.replace("SECRET", str(secret)).replace("PORT", str(port))

    def change(name: str, content: bytes) -> bytes:
        text = content.decode()
        for pattern, other in ASKING[asking]:
            text = re.sub(pattern, filled(other).replace("\\", r"\\"), text, flags=re.DOTALL)
        if asking == "an entity" and "&a9;" in text:
            return poisoned(text, filled(HOSTILE["file" if "sheet1" in name else "address"]), "utf-8", 5000)
        return text.encode()

    (tmp_path / "in.xlsx").write_bytes(repacked(book, change))
    assert asking != "in passing" or read(tmp_path / "in.xlsx")[0]
    (tmp_path / "good.json").write_text(json.dumps(GOOD))
    old = run(["audit", "good.json", "-f", "json"], tmp_path)
    (tmp_path / "old.json").write_bytes(old.stdout.replace(b"good.json", b"in.xlsx"))
    for command in COMMANDS if asking in ("an entity", "in passing") else COMMANDS[:1]:
        done = run(command, tmp_path)
        assert done.returncode in (0, 1, 2, 3), done.stderr
        told = [json.loads(line) for line in (tmp_path / "told").read_text().splitlines()]
        assert {event for event, _ in told} == {"open"}
        opened = [path for _, path in told]
        assert any(path.endswith("in.xlsx") for path in opened)
        assert str(secret) not in opened
        assert not [path for path in opened if "openpyxl" in path], "openpyxl is imported to read"
        assert ELSEWHERE.encode() not in done.stdout + done.stderr
    assert not asked


def run(command: list[str], folder: Path) -> "subprocess.CompletedProcess[bytes]":
    """A run of the tool that is watched: `told` says what it asked for."""
    (folder / "told").unlink(missing_ok=True)
    as_of = [] if command[0] in ("inspect", "sign-off", "verify") else ["--as-of", AS_OF.isoformat()]
    return subprocess.run(
        [sys.executable, SCRIPT, "told", *command, *as_of],
        cwd=folder, capture_output=True, check=False, timeout=60, env={**os.environ, "PYTHONPATH": str(PROJECT / "src")},
    )  # fmt: skip
