"""Personal data goes into reports, and nowhere else: not to standard error, tracebacks, temporary files or names of files."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

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


def test_the_report_does_hold_it(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "case.json").write_text(json.dumps(CASE))
    assert CANARY.search(kyccheck("audit", "case.json", "-f", "json", "--all").raw)


@pytest.mark.parametrize(
    "module",
    [
        "kyccheck.audit.audit",
        "kyccheck.batch.Reading.parts",
        "kyccheck.reports.terminal.write",
        "kyccheck.checks.Look.unusable",
    ],
)
def test_a_defect_anywhere_says_no_personal_data(module: str, tmp_path: Path) -> None:
    """A defect whose own message holds personal data, wherever it happens: one line, exit 70, none of it."""
    (tmp_path / "case.json").write_text(json.dumps(CASE))
    owner, _, name = module.rpartition(".")
    script = (
        "import pydoc, sys, kyccheck.cli as c, kyccheck.batch\n"
        f"owner = pydoc.locate({owner!r})\n"
        f"def fail(*a, **b): raise KeyError('Canary-1 Person', a)\n"
        f"setattr(owner, {name!r}, fail)\n"
        f"if {name!r} == 'audit': kyccheck.making.audit = fail\n"
        "sys.argv = ['kyccheck', 'audit', 'case.json']\n"
        "c.run()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=tmp_path, check=False)
    assert not CANARY.search(done.stderr)
    assert b"Traceback" not in done.stderr
    assert done.returncode == 70 or (name == "unusable" and done.returncode == 1)
