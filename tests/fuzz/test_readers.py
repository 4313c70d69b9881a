"""Whatever stands in a file, it is read or it is a problem: no other exception, no endless work, in any reader or report.

Small good files of every container and source are damaged, byte by byte and word by word, and go through a whole audit with
all reports. One that breaks off would name its seed; `tests/fuzz/budget.py` says how to run it for longer.
"""

import io
import re
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.budget import budget
from kyccheck import registry
from kyccheck.batch.offered import Shipped
from kyccheck.batch.run import run
from kyccheck.batch.wanted import Wanted
from kyccheck.checklist.file import shipped
from kyccheck.errors import RefusedError
from kyccheck.inputs.mapping import Mapping, load
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from kyccheck.read.strictyaml import parse
from kyccheck.reports import Options
from support import AS_OF, PROJECT

SLOWEST = 5.0


@cache
def seeds() -> dict[str, bytes]:
    """Small good files of each container and source, by name."""
    found = {
        path.relative_to(PROJECT / "examples").as_posix(): path.read_bytes()
        for path in sorted((PROJECT / "examples").rglob("*"))
        if path.suffix in (".json", ".csv", ".xlsx") and path.stat().st_size < 60_000
    }
    return found | {
        "lines.ndjson": b'{"case": {"id": "1", "kind": "deal"}, "deal": {"id": "1"}}\n{"case": {"id": "2", "kind": "deal"}, "company": {"name": "A"}}\n',
        "hubspot.csv": b'Record ID,Deal Name,Deal Stage,Amount,Close Date\n1,Amber,IOD Check,4800,2026-11-02\n2,"Blue, Jacket",Completed,1,\n',
        "xero.csv": b"*ContactName,EmailAddress,*InvoiceNumber,Reference,*InvoiceDate,*DueDate,Total\nAmber,a@b.hk,INV-1,4711,1/11/2026,2/11/2026,10\n",
        "utf16.csv": "\ufeffid;name;stage\r\n1;Ämber;draft\r\n".encode("utf-16-le"),
        "xero.json": b'{"Invoices": [{"InvoiceID": "a-1", "Type": "ACCREC", "InvoiceNumber": "INV-1", "Status": "PAID", "Date": "/Date(1762905600000+0000)/", "Contact": {"ContactID": "c", "Name": "Amber"}}]}',
        "monday.json": b'{"data": {"boards": [{"id": "1", "name": "Orders", "items_page": {"cursor": null, "items": [{"id": "9", "name": "Amber", "column_values": [{"id": "s", "text": "Done", "column": {"title": "Status"}}]}]}}]}}',
    }


WORDS = (
    *(b"null", b"true", b"-1", b"1e308", b"1e-400", b"9" * 401, b"9" * 399, b'""', b'"\\ud800"', b'"\\u0000"', b"NaN", b"[", b"]", b"{", b"}", b"[" * 300),
    *(b'"id"', b'"properties"', b'"results"', b'"associations"', b'"case"', b'"deal"', b'"tags"', b'"included"', b'"data"', b'"name"', b'"value"', b'"type"'),
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n", b"\t", b";", b",", b'"', b"sep=,", b"\xe2\x80\xa8", b"\x1b[2J", b"=1+1", b"#REF!"),
    *(b"<v>", b"</c>", b't="s"', b'r="XFD1048577"', b'r="A0"', b"&#0;", b"&x;", b"<!DOCTYPE a>", b"<![CDATA[", b"1E+400", b"2958466", b"&lt;"),
)  # fmt: skip


def mutated(content: bytes, data: st.DataObject) -> bytes:
    """Some bytes and words of a file changed, taken out, doubled, or taken from elsewhere."""
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, max(len(content) - 1, 0)))
        length = data.draw(st.sampled_from((0, 1, 2, 8, 40, 400)))
        how = data.draw(st.sampled_from(("bytes", "word", "cut", "double", "elsewhere", "token", "flip")))
        if how == "token":
            tokens = [match.span() for match in re.finditer(rb'"[^"]{0,60}"|[\w.]+|[\[\]{}:,<>]', content)]
            if tokens:
                one, other = data.draw(st.sampled_from(tokens)), data.draw(st.sampled_from(tokens))
                content = content[: one[0]] + content[other[0] : other[1]] + content[one[1] :]
            continue
        elsewhere = data.draw(st.integers(0, max(len(content) - 1, 0)))
        piece = content[start : start + length]
        middle = {
            "bytes": data.draw(st.binary(max_size=8)),
            "word": data.draw(st.sampled_from(WORDS)),
            "cut": b"",
            "double": piece * 2,
            "elsewhere": content[elsewhere : elsewhere + length],
            "flip": bytes(byte ^ 1 << elsewhere % 8 for byte in piece[:1]) + piece[1:],
        }[how]
        content = content[:start] + middle + content[start + length :]
    return content


def repacked(content: bytes, data: st.DataObject) -> bytes:
    """A workbook of which one part was damaged, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = data.draw(st.sampled_from(names))
        gone = data.draw(st.integers(0, 9)) == 0
        for name in names:
            if name != chosen:
                new.writestr(name, old.read(name))
            elif not gone:
                new.writestr(name, mutated(old.read(name), data))
    return out.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@cache
def offers() -> list[Shipped]:
    return [Shipped(word, AS_OF, "") for word in shipped()]


def audited(path: Path) -> None:
    """A whole audit of a file, with all reports but the workbook; also as inspect reads it."""
    started = time.process_time()
    for detailed in (False, True):
        reading = Reading(find_inputs([str(path)]), Mapping(), detailed=detailed)
        finished = run(reading, offers(), Wanted(alignment=True), AS_OF, "0")
        used = sum(item.records for item in finished.inputs)
        assert finished.cases or finished.problems or not used, "records without a case or a problem"
        assert not any(result["status"] == "error" for case in finished.cases for result in case["results"])
        for name in ("terminal", "json", "ndjson", "markdown", "csv"):
            out = io.BytesIO()
            registry.load("kyccheck.reports", name).write(finished, out, Options())
            text = out.getvalue().decode()
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text.replace("\r\n", "\n"))
    assert time.process_time() - started < SLOWEST


@budget(2)
@given(st.data())
def test_any_damaged_file_is_read_or_a_problem(folder: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(seeds())))
    content = seeds()[name]
    is_book = name.endswith(".xlsx") and data.draw(st.booleans())
    path = folder / f"in{Path(name).suffix}"
    path.write_bytes(repacked(content, data) if is_book else mutated(content, data))
    audited(path)


@budget(4)
@given(st.data())
def test_damaged_files_side_by_side(folder: Path, data: st.DataObject) -> None:
    """Files that belong together, each damaged: what is joined, or not."""
    together = [name for name in sorted(seeds()) if name.startswith(("hubspot/", "onboarding/"))]
    exports = folder / "exports"
    exports.mkdir(exist_ok=True)
    for name in together:
        content = seeds()[name]
        (exports / name.replace("/", "-")).write_bytes(mutated(content, data) if data.draw(st.booleans()) else content)
    audited(exports)


YAMLS = [
    path.read_bytes()
    for path in (*sorted((PROJECT / "checklists").rglob("*.yaml")), *sorted((PROJECT / "examples").rglob("*.yaml")))
]


@budget()
@given(st.data())
def test_any_damaged_yaml_is_read_or_refused(data: st.DataObject) -> None:
    content = mutated(data.draw(st.sampled_from(YAMLS))[:20_000], data)
    started = time.process_time()
    refused = refusal(lambda: parse(content, "a.yaml"))
    assert refused is None or refused.where.startswith("a.yaml")
    assert time.process_time() - started < SLOWEST


MAPPING = (PROJECT / "examples" / "kyccheck.yaml").read_bytes()
OVERLAY = (PROJECT / "examples" / "more-kyc-fields.yaml").read_bytes()
DECIDED = [(PROJECT / "examples" / f"{name}.yaml").read_bytes() for name in ("waivers", "attestations")]


@budget(4)
@given(st.data())
def test_any_damaged_checklist_mapping_or_decision_is_taken_or_refused(folder: Path, data: st.DataObject) -> None:
    from kyccheck.audit.plan import compile_plan
    from kyccheck.checklist.overlay import load as load_checklist
    from kyccheck.decisions.files import Known
    from kyccheck.decisions.files import read as read_decisions

    kyc = load_checklist("kyc")

    def take(path: Path, kind: str) -> Any:
        if kind == "mapping":
            return load([path])
        if kind == "overlay":
            return compile_plan(load_checklist(str(path)), AS_OF)
        return read_decisions([path], Known([kyc], [kyc]))

    kind = data.draw(st.sampled_from(("mapping", "overlay", "decisions")))
    content = {"mapping": MAPPING, "overlay": OVERLAY, "decisions": data.draw(st.sampled_from(DECIDED))}[kind]
    path = folder / f"{kind}.yaml"
    path.write_bytes(mutated(content, data))
    refused = refusal(lambda: take(path, kind))
    assert refused is None or "\n" not in str(refused)


def refusal(attempt: Callable[[], Any]) -> RefusedError | None:
    try:
        attempt()
    except RefusedError as error:
        return error
    return None
