"""Personal data goes into reports, and nowhere else: not to standard error, tracebacks, temporary files or names of files."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import sign_off_book
from kyccheck.checklist.overlay import load
from kyccheck.decisions.files import Known, read
from kyccheck.errors import RefusedError
from support import GOOD, PROJECT, Kyccheck

CANARY = re.compile(rb"(?i)canary\W?\d+|88\d{6}77")


def with_canaries(tree: Any, keys: tuple[str, ...], number: list[int]) -> Any:
    """A case whose every text under these keys is one of a kind."""
    if isinstance(tree, dict):
        return {key: with_canaries(part, (*keys, key), number) for key, part in tree.items()}
    if isinstance(tree, list):
        return [with_canaries(part, keys, number) for part in tree]
    number[0] += 1
    kinds = {
        "email": f"canary{number[0]}@canary{number[0]}.hk", "to": f"canary{number[0]}@canary.hk", "phone": f"+85288{number[0]:06}77",
        "number": f"88{number[0]:06}77", "registration_number": f"88{number[0]:06}77",
    }  # fmt: skip
    if keys[-1] in kinds:
        return kinds[keys[-1]]
    said = keys[-1] in (
        "name",
        "holder",
        "address",
        "billing_address",
        "company_name",
        "by",
        "title",
        "owner",
        "subject",
        "plan",
        "url",
    )
    return f"Canary-{number[0]} Person" if said else tree


CASE = with_canaries(GOOD, (), [0])


def breaks() -> dict[str, Any]:
    """Documents that are broken in as many ways, each full of canaries."""
    text = json.dumps(CASE)
    twice = text.replace('"deal":', '"company": {"name": "Canary-900"}, "deal":', 1)
    return {
        "whole.json": text,
        "cut.json": text[: len(text) // 2],
        "twice.json": twice,
        "key.json": json.dumps({**CASE, "Canary-901 Person": {"Canary-902": 1}, "company": {"Canary-903": "x", "name": "Canary-904"}}),
        "samekey.json": '{"case": {"id": "1", "Canary-905 Lam": 1, "Canary-905 Lam": 2}}',
        "number.json": '{"case": {"id": "1"}, "company": {"name": "Canary-906", "phone": 1e999}}',
        "half.json": '{"case": {"id": "1"}, "company": {"name": "Canary-907 \\ud800"}}',
        "list.json": json.dumps([CASE, "Canary-908", {"company": {"name": "Canary-909"}}]),
        "types.json": json.dumps({**CASE, "contacts": ["Canary-910", 5, {"name": ["Canary-911"], "email": {"a": "canary912@canary.hk"}}]}),
        "lines.ndjson": f'{text}\n{{"case": "Canary-913"\n"Canary-914"\n{text[:80]}\n',
        "ragged.csv": "Record ID,Deal Name,Deal Stage\n1,Canary-915\n2,Canary-916,x,Canary-917\n",
        "quote.csv": 'Record ID,Deal Name,Deal Stage\n1,"Canary-918,draft\n2,Canary-919,draft\n',
        "latin.csv": "Record ID,Deal Name,Deal Stage\n1,Canary-920 \xe9,draft\n".encode("latin-1"),
        "hubspot.json": json.dumps({"results": [{"id": "7", "properties": {"dealname": "Canary-921", "dealstage": "x"}}, {"properties": {"dealname": "Canary-922"}}]}),
        "ticket.json": json.dumps({"tickets": [{"id": 5, "subject": "Canary-923", "customer": {"firstName": "Canary-924", "lastName": "Canary-925"}, "tags": ["BD.01"]}]}),
        "orphans.json": json.dumps({"results": [{"id": "9", "properties": {"firstname": "Canary-926", "email": "canary927@canary.hk"}}]}),
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(breaks()))
def test_no_personal_data_on_standard_error(name: str, tmp_path: Path) -> None:
    content = breaks()[name]
    (tmp_path / "tmp").mkdir()
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "src"), "TMPDIR": str(tmp_path / "tmp")}
    for command in (
        ["audit", name, "-o", "a.json", "-o", "a.xlsx", "-o", "a.csv", "--all"], ["inspect", name], ["align", name],
        ["explain", "1c", name], ["expiring", name, "--within", "30d"],
    ):  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "kyccheck", *command],
            cwd=tmp_path,
            capture_output=True,
            env=environment,
            check=False,
        )
        assert done.returncode in (0, 1, 2, 3)
        assert not CANARY.search(done.stderr), done.stderr
    assert list((tmp_path / "tmp").iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} <= {name, "tmp", "a.json", "a.xlsx", "a.csv"}


NAMED = "Canary-930 Person"
BOARD = [
    ["Orders"],
    ["Group"],
    ["Name", "Status", "Item ID (auto generated)"],
    [NAMED, "Done", ""],
    [NAMED, "Done", 2950676901],
]
FORM = [
    ["Deal ID", NAMED],
    ["Company name", "Canary-931"],
    ["Plan", "Pro"],
    ["Signature", ""],
    ["+85288000931 77", "", ""],
    ["Virtual number", "+8528800093177"],
]


def misplaced() -> dict[str, dict[str, Any]]:
    """Sheets, by file, with people in the cells of ids."""
    deals = [["deal", "name", "company", "stage"], ["9001", "Canary-932", NAMED, "draft"]]
    account = ["Account ID", "HubSpot deal", "Company name", "Billing address", "Plan"]
    return {
        "hubspot": {"Deals": [["Record ID", "Deal Name", "Deal Stage", "Associated Contact IDs"], ["9001", "x", "draft", f"{NAMED} (canary933@canary.hk)"], [f"{NAMED} A123456(7)", "x", "draft", "71"]]},
        "native": {"Deals": deals, "Companies": [["id", "name"], [NAMED, "Canary-934"], [NAMED, "Canary-935"]], "Contacts": [["deal", "id", "name"], [NAMED, "1", "Canary-936"], ["", "canary937@canary.hk", "x"]]},
        "odb": {"ODB": [account, ["A1", NAMED, "Canary-941", "Canary-942", "Pro"]], "Virtual numbers": [["Account ID", "Virtual number", "Country", "Type"], ["Canary-938 Person", "+8528800093877", "HK", "local"], ["A1; Canary-939 Person", "+8528800093977", "HK", "local"]]},
        "csr": {"CSR 106": FORM},
        "board": {"orders": BOARD},
        "twice": {"Deals": [["id", "name", "stage"], ["canary940@canary.hk", "x", "draft"], ["canary940@canary.hk", "y", "draft"]]},
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(misplaced()))
def test_people_in_the_cells_of_ids_are_not_named_on_standard_error(
    name: str, tmp_path: Path, kyccheck: Kyccheck
) -> None:
    book = openpyxl.Workbook()
    for title, rows in misplaced()[name].items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(tmp_path / f"{name}.xlsx")
    (tmp_path / "deals.json").write_text(
        json.dumps({"results": [{"id": "9001", "properties": {"dealname": "x", "dealstage": "draft"}}]})
    )
    for command in ("audit", "align", "inspect", "expiring"):
        ran = kyccheck(command, f"{name}.xlsx", "deals.json", *(("--within", "30d") if command == "expiring" else ()))
        assert name == "twice" or command == "inspect" or f"{name}.xlsx: " in ran.err
        assert not CANARY.search(ran.err.encode()), ran.err
        assert "123456" not in ran.err


def test_only_what_keeps_aside_or_writes_outputs_makes_temporary_files() -> None:
    """`aside` makes those without a name, `output` the parts beside the files that a user asked for."""
    package = PROJECT / "src/kyccheck"
    users = {
        path.relative_to(package).as_posix() for path in package.rglob("*.py") if "tempfile" in path.read_text("utf-8")
    }
    assert users == {"kept/spill.py", "output.py"}


def test_a_case_that_is_tried_is_never_in_a_file(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "case.json").write_text(json.dumps(GOOD))
    arguments = ("checklist", "test", "kyc", "--mutate", "case.json", "--as-of", "2026-11-21")
    assert kyccheck(*arguments, TMPDIR=str(tmp_path / "none")).code == 0
    assert {path.name for path in tmp_path.iterdir()} == {"case.json"}


def test_the_report_does_hold_it(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "case.json").write_text(json.dumps(CASE))
    assert CANARY.search(kyccheck("audit", "case.json", "-f", "json", "--all").raw)


@pytest.mark.parametrize(
    "module",
    [
        "kyccheck.audit.heart.audit",
        "kyccheck.batch.run.Reading.parts",
        "kyccheck.reports.terminal.write",
        "kyccheck.asking.look.Look.unusable",
    ],
)
def test_a_defect_anywhere_says_no_personal_data(module: str, tmp_path: Path) -> None:
    """A defect whose own message holds personal data, wherever it happens: one line, exit 70, none of it."""
    (tmp_path / "case.json").write_text(json.dumps(CASE))
    owner, _, name = module.rpartition(".")
    script = (
        "import pydoc, sys, kyccheck.cli as c, kyccheck.batch.run\n"
        f"owner = pydoc.locate({owner!r})\n"
        f"def fail(*a, **b): raise KeyError('Canary-1 Person', a)\n"
        f"setattr(owner, {name!r}, fail)\n"
        f"if {name!r} == 'audit': kyccheck.batch.making.audit = fail\n"
        "sys.argv = ['kyccheck', 'audit', 'case.json']\n"
        "c.run()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=tmp_path, check=False)
    assert not CANARY.search(done.stderr)
    assert b"Traceback" not in done.stderr
    assert done.returncode == 70 or (name == "unusable" and done.returncode == 1)


WAIVER: dict[str, Any] = {
    "case": "4001", "item": "7", "reason": "Canary-1 asked", "requested_by": "Canary-2 Ho", "approved_by": "Canary-3 Tan",
    "approved_on": "2026-11-01", "expires": "2026-11-30", "ref": "Canary-4", "note": "call Canary-5",
}  # fmt: skip
ATTESTATION: dict[str, Any] = {
    "case": "4001", "item": "1c", "answer": "pass", "by": "Canary-6 Lam", "on": "2026-11-20", "evidence": "copy of Canary-7's card",
    "valid_for": "90d", "note": "said by Canary-8",
}  # fmt: skip
ODD: tuple[Any, ...] = (
    None,
    "",
    " ",
    True,
    7,
    "N/A",
    ["Canary-900"],
    {"Canary-901": "Canary-902"},
    "Canary-903 Person",
    "2026-02-30",
    "9999y",
)


def damaged(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The entry as YAML (which takes JSON), damaged in as many ways, with the key that was."""
    for key, value in entry.items():
        for odd in ODD:
            yield key, json.dumps({**entry, key: odd})
        yield key, json.dumps({(f"{key}x" if name == key else name): one for name, one in entry.items()})
        yield key, json.dumps({name: one for name, one in entry.items() if name != key})
        whole = json.dumps(entry)
        yield key, whole.replace(f'"{key}":', f'"{key}": "Canary-904", "{key}":')
        yield key, whole.replace(f'"{key}":', f'"{key}" ')
        yield key, whole.replace(f'"{value}"', f'"{value}')
        yield key, whole.replace(f'"{value}"', f'"\\q{value}"')
        yield key, whole.replace(f'"{value}"', f'&a "{value}"')
        yield key, whole.replace(f'"{value}"', f'!!python/name:os.system "{value}"')
        yield key, whole.replace(f'"{value}"', f"@{value}")
        yield key, whole.replace(f'"{value}"', f"\t- {value}: Canary-905: x")
    yield (
        "twice",
        f"{json.dumps(entry)}\n- {json.dumps({**entry, 'note': '', 'expires': '2026-12-30', 'answer': 'fail'})}",
    )
    yield "same", json.dumps({**WAIVER, "approved_by": "Canary-2 Ho"})


@pytest.mark.parametrize("kind", ["waivers", "attestations"])
def test_a_refused_decision_says_where_and_no_personal_data(kind: str, tmp_path: Path, kyccheck: Kyccheck) -> None:
    """A refusal names keys, items and answers, which are words of a list; of all else that people write it says the line."""
    path = tmp_path / "decisions.yaml"
    known = Known([load("kyc")])
    said: list[str] = []
    for key, text in damaged(WAIVER if kind == "waivers" else ATTESTATION):
        path.write_text(f"{kind}:\n- {text}\n")
        try:
            read([path], known)
        except RefusedError as error:
            said += [str(error)] if key not in ("item", "checklist", "answer") else []
    assert len(said) > 60
    assert not [one for one in said if CANARY.search(one.encode())]
    path.write_text(
        f"{kind}:\n- {json.dumps({**(WAIVER if kind == 'waivers' else ATTESTATION), 'by_whom': 'Canary-9'})}\n"
    )
    ran = kyccheck("audit", PROJECT / "examples/deal.json", f"--{kind}", path)
    assert (ran.code, ran.out) == (2, "")
    assert "decisions.yaml:2: unknown key 'by_whom'" in ran.err
    assert not CANARY.search(ran.err.encode())


def test_a_refused_row_says_what_was_typed_in_the_report_alone(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "case.json").write_text(json.dumps(CASE))
    rows = sign_off_book.rows(kyccheck("audit", "case.json", "-f", "json").json)
    sign_off_book.write(tmp_path / "filled.xlsx", rows)
    sign_off_book.fill(tmp_path / "filled.xlsx", {**sign_off_book.ANSWER, "by": "", "evidence": "Canary-950's card"})
    ran = kyccheck("audit", "case.json", "--attestations", "filled.xlsx", "-f", "json")
    assert "Canary-950" in ran.out
    assert not CANARY.search(ran.err.encode())
    assert not CANARY.search(kyccheck("sign-off", "filled.xlsx", "-o", "a.yaml").err.encode())
