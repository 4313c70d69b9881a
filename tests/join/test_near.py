"""What is left over and looks like a case's company: asked about, never joined."""

import json
from pathlib import Path
from typing import Any

import pytest

from kyccheck.join.near import near
from kyccheck.records.case import Case
from kyccheck.records.record import NO_SHAPE, Record
from support import Kyccheck


def case(own: str, name: str, **fields: Any) -> Case:
    company = Record("company", {"name": name, **fields}, NO_SHAPE, "case.json")
    return Case(own, "deal", {"company": (company,)})


def left(section: str, own: str = "1", **fields: Any) -> Record:
    return Record(section, fields, NO_SHAPE, "left.json", id=own)


def asked(cases: list[Case], *records: Record) -> list[tuple[str, str]]:
    return [(one.record.id, one.case.id) for one in near(cases, records)[0]]


KIOSK = case("7", "Harbour Kiosk Limited", aliases=["Pier Snacks"])


@pytest.mark.parametrize(
    "record",
    [
        left("billing", name="HARBOUR KIOSK LTD."), left("odb", company_name="Harbor Kiosk Limited"), left("csr", company_name="Harbour Kiosk"),
        left("invoice", company_name="The Harbour Kiosk Limited"), left("company", name="Kiosk", legal_name="Harbour Kiosk Limited"),
        left("billing", name="Pier Snacks"), left("tracking", name="Harbour Kiosk Limited"), left("billing", name="HarbourKiosk Limited"),
    ],
)  # fmt: skip
def test_a_similar_name_is_asked_about(record: Record) -> None:
    assert asked([KIOSK], record) == [("1", "7")]


@pytest.mark.parametrize(
    "record",
    [
        left("billing", name="Zenith Paper Limited"), left("odb", company_name="Harbour Kiosk (Singapore) Limited"), left("billing", name="N/A"),
        left("contacts", name="Harbour Kiosk Limited"), left("notes", name="Harbour Kiosk Limited"), left("odb", account_id="A1"),
    ],
)  # fmt: skip
def test_another_name_or_no_company_is_not_asked_about(record: Record) -> None:
    assert asked([KIOSK], record) == []


def test_a_chinese_name_is_found_too() -> None:
    assert asked([case("7", "海港小食有限公司")], left("billing", name="海港小食有限公司")) == [("1", "7")]


def test_the_cost_is_bounded_and_what_was_left_out_is_counted() -> None:
    cases = [case(str(number), f"Harbour Kiosk {number} Limited") for number in range(150)]
    records = [left("billing", str(number), name=f"Harbour Kiosk {number} Ltd") for number in range(2000)]
    found, unseen = near(cases, records)
    assert (found[0].record.id, found[0].case.id) == ("0", "0")
    assert 0 < unseen < 2000


def test_inspect_says_what_to_do(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "case.json").write_text(json.dumps({"case": {"id": "7"}, "company": {"name": "Harbour Kiosk Limited"}}))
    odb = {"account_id": "A-100", "company_name": "Harbour Kiosk Ltd", "billing_address": "1 Pier Road"}
    (tmp_path / "odb.json").write_text(json.dumps([odb]))
    ran = kyccheck("inspect", ".", "-f", "json")
    (found,) = ran.json["might_belong"]
    assert (found["id"], found["name"], found["case"], found["like"]) == (
        "A-100",
        "Harbour Kiosk Ltd",
        "7",
        "Harbour Kiosk Limited",
    )
    assert "odb" not in ran.json["cases"][0]["joined"]
    shown = " ".join(kyccheck("inspect", ".").out.split())
    assert 'might belong to case 7 (Harbour Kiosk Limited); to join them, give it a column "Deal ID"' in shown
