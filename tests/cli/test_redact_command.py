"""With --redact no personal value is left in anything that is written."""

import copy
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import sign_off_book
from reports.test_json import SCHEMA
from support import GOOD, Kyccheck, Ran

KEY = {"KYCCHECK_REDACT_KEY": "a key of some length 0123"}
CANARIES = (
    "Zebulon", "Quixworth", "zq@quixmail.example", "quixmail", "31415926", "3141 5926", "Marigold", "Wharfinger", "77812345",
    "7781 2345", "Przybyl", "przybyl", "Ottoline", "Featherstone", "Lanternhouse", "90210777", "Obadiah", "Pemberquill",
    "王小明", "小明", "Ångquist", "angquist", "Thimblerig",
)  # fmt: skip


@pytest.fixture
def case() -> dict[str, Any]:
    """A case with canaries in every personal field, and with something wrong wherever a reason can quote them."""
    case: dict[str, Any] = copy.deepcopy(GOOD)
    case["case"] |= {
        "id": "4001",
        "title": "Thimblerig - voice",
        "owner": "Obadiah Pemberquill",
        "summary": "Call Zebulon Quixworth at 3141 5926",
    }
    case["deal"] |= {"name": "Thimblerig - voice"}
    case["company"] |= {
        "name": "Marigold Wharfinger Limited", "registration_number": "77812345", "address": "9 Lanternhouse Alley",
        "phone": "+852 3141 5926",
    }  # fmt: skip
    case["contacts"] = [
        {
            "id": "61",
            "name": "Zebulon Quixworth",
            "email": "zq@quixmail.example",
            "phone": "+852 3141 5926",
            "role": "billing",
        },
        {
            "id": "62",
            "first_name": "Ottoline",
            "last_name": "Przybył",
            "email": "no mail of Ottoline",
            "phone": "3141 5926 ext",
            "role": "",
        },
        {"id": "63", "name": "王小明", "email": "", "phone": "", "role": None},
        {"id": "64", "name": "Eva Ångquist", "email": "eva@quixmail", "phone": "12", "role": ""},
    ]
    case["documents"][0] |= {
        "number": "7781 2399",
        "holder": "Marygold Wharfinger Ltd",
        "name": "Featherstone passport.pdf",
    }
    case["documents"].append(
        {
            "type": "ci",
            "name": "Featherstone.pdf",
            "number": "90210777",
            "holder": "Marigold Featherstone Limited",
            "expires": "2020-01-01",
        }
    )
    case["odb"] |= {
        "company_name": "Marigold Wharfingers Limited", "billing_address": "8 Lanternhouse Alley",
        "billing_contact": {"name": "Zebulon Quixwort", "email": "zq@quixmail.example", "phone": "+852 3141 5927"},
        "virtual_numbers": [{"number": "+85290210777", "country": "HK", "type": "local", "channels": 4}],
    }  # fmt: skip
    case["approvals"][0]["by"] = "Obadiah Pemberquill"
    case["emails"][0]["to"] = "zq@quixmail.example"
    return case


@pytest.fixture
def folder(tmp_path: Path, case: dict[str, Any]) -> Path:
    (tmp_path / "Zebulon Quixworth.json").write_text(json.dumps(case))
    (tmp_path / "Featherstone.yaml").write_text(
        "waivers:\n  - {case: '4001', item: '2', reason: as Ottoline asked, requested_by: Ottoline Przybył, approved_by: Zebulon Quixworth, approved_on: 2026-11-01, expires: 2026-11-30}\n"
        "  - {case: '9', item: '2', reason: it follows, requested_by: Ottoline Przybył, approved_by: Zebulon Quixworth, approved_on: 2026-11-01, expires: 2026-11-30}\n"
    )
    return tmp_path


def texts(path: Path) -> str:
    """All text of a file; of a workbook that of all its parts."""
    content = path.read_bytes()
    if path.suffix != ".xlsx":
        return content.decode("utf-8-sig") + (
            json.dumps(json.loads(content), ensure_ascii=False) if path.suffix == ".json" else ""
        )
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def leaks(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary.casefold() in text.casefold()]


def told(ran: Ran) -> str:
    return f"{ran.out}\n{ran.err}"


@pytest.mark.parametrize("options", [[], ["--all"], ["--at", "draft"]])
def test_no_canary_is_left_in_any_format(folder: Path, options: list[str], kyccheck: Kyccheck) -> None:
    names = ("a.json", "a.ndjson", "a.md", "a.csv", "a.xlsx", "a.txt")
    arguments = ("audit", "Zebulon Quixworth.json", "--waivers", "Featherstone.yaml", *options)
    writing = [word for name in names for word in ("-o", name)]
    assert len(leaks(told(kyccheck(*arguments, "--all", "-f", "json")).encode().decode("unicode_escape"))) > 12, (
        "canaries are there"
    )
    ran = kyccheck(*arguments, *writing, "--redact", "--ledger", "l.ndjson", **KEY)
    assert ran.code == 1, ran.err
    assert leaks(told(ran)) == []
    for name in (*names, "l.ndjson"):
        assert leaks(texts(folder / name)) == [], name
    report = json.loads((folder / "a.json").read_text())
    jsonschema.validate(report, SCHEMA)
    assert report["cases"][0]["id"] == "4001"


@pytest.mark.parametrize("item", ["1a", "1b", "1c", "2", "9a", "9b", "9d"])
@pytest.mark.parametrize("form", ["terminal", "json", "markdown"])
def test_no_canary_is_left_in_an_explanation(folder: Path, item: str, form: str, kyccheck: Kyccheck) -> None:
    ran = kyccheck("explain", item, folder / "Zebulon Quixworth.json", "-f", form, "--redact", **KEY)
    assert ran.code == 0, ran.err
    text = told(ran) + (json.dumps(ran.json, ensure_ascii=False) if form == "json" else "")
    assert leaks(text) == []


@pytest.mark.parametrize("name", ["a.json", "a.md", "a.csv", "a.xlsx", "a.txt"])
def test_no_canary_is_left_side_by_side(folder: Path, name: str, kyccheck: Kyccheck) -> None:
    odb = [{"account_id": "A9", "company_name": "Zebulon Featherstone"}]
    (folder / "odb.json").write_text(json.dumps({"odb": odb}))
    ran = kyccheck("align", folder / "Zebulon Quixworth.json", "-o", name, "--redact", **KEY)
    assert ran.code == 1, ran.err
    assert leaks(told(ran)) == []
    assert leaks(texts(folder / name)) == []


def test_statuses_verdicts_and_counts_are_those_of_the_audit(folder: Path, kyccheck: Kyccheck) -> None:
    plain = kyccheck("audit", folder / "Zebulon Quixworth.json", "-f", "json").json
    masked = kyccheck("audit", folder / "Zebulon Quixworth.json", "-f", "json", "--redact", **KEY).json
    assert masked["summary"] == plain["summary"]
    for one, other in zip(plain["cases"], masked["cases"], strict=True):
        assert (one["verdict"], one["stage"], one["next"]) == (other["verdict"], other["stage"], other["next"])
        for result, same in zip(one["results"], other["results"], strict=True):
            assert {key: result[key] for key in ("item", "status", "title", "fix")} == {
                key: same[key] for key in ("item", "status", "title", "fix")
            }
            assert [seen["field"] for seen in result["evidence"]] == [seen["field"] for seen in same["evidence"]]


def test_reports_of_one_key_can_be_compared(folder: Path, case: dict[str, Any], kyccheck: Kyccheck) -> None:
    arguments = ("audit", folder / "Zebulon Quixworth.json", "--redact", "-o")
    kyccheck(*arguments, "a.json", **KEY)
    kyccheck(*arguments, "b.json", **KEY)
    assert (folder / "a.json").read_bytes() == (folder / "b.json").read_bytes()
    case["contacts"][1]["role"] = "technical"
    (folder / "Zebulon Quixworth.json").write_text(json.dumps(case))
    kyccheck(*arguments, "c.json", "--since", "a.json", **KEY)
    changes = json.loads((folder / "c.json").read_text())["changes"]
    assert changes["inputs"]["changed"] == [json.loads((folder / "a.json").read_text())["inputs"][0]["path"]]
    assert leaks(json.dumps(changes)) == []
    (folder / "other").mkdir()
    ran = kyccheck(*arguments, "d.json", "--since", "a.json", KYCCHECK_REDACT_KEY="another key of some length")
    assert (ran.code, "in another way" in ran.err) == (2, True)


def test_the_key_is_the_users(folder: Path, kyccheck: Kyccheck) -> None:
    arguments = ("audit", folder / "Zebulon Quixworth.json", "-f", "ndjson", "--redact")
    ran = kyccheck(*arguments)
    assert "no key is set" in ran.err
    assert ran.out != kyccheck(*arguments).out
    (folder / "key").write_text("a key of some length 0123\n")
    assert kyccheck(*arguments, **KEY).out == kyccheck(*arguments, KYCCHECK_REDACT_KEY_FILE=str(folder / "key")).out
    assert kyccheck(*arguments, KYCCHECK_REDACT_KEY="short").code == 2
    assert kyccheck(*arguments, KYCCHECK_REDACT_KEY_FILE=str(folder / "none")).code == 2


def test_a_masked_report_is_replayed_by_its_key(folder: Path, kyccheck: Kyccheck) -> None:
    given = (folder / "Zebulon Quixworth.json", "--waivers", "Featherstone.yaml")
    kyccheck("audit", *given, "--redact", "-o", "a.json", **KEY)
    ran = kyccheck("verify", "a.json", *given, **KEY)
    assert (ran.code, leaks(told(ran))) == (0, [])
    assert kyccheck("verify", "a.json", *given, KYCCHECK_REDACT_KEY="another key of some length").code == 2


def test_a_decision_that_does_not_count_and_an_order_of_nobody_are_masked(folder: Path, kyccheck: Kyccheck) -> None:
    (folder / "answers.yaml").write_text(
        "attestations:\n- {case: nobody, item: '1c', answer: pass, by: Zebulon Quixworth, on: 2026-11-20, evidence: card of Zebulon Quixworth, valid_for: 90d}\n"
    )
    (folder / "odb.csv").write_text("Account ID,Company name,Plan\nA1,Featherstone Quixworth Ltd,Pro\n")
    for command in (["audit"], ["align"]):
        ran = kyccheck(
            *command,
            "Zebulon Quixworth.json",
            "odb.csv",
            *(["--attestations", "answers.yaml"] if command == ["audit"] else []),
            "-f",
            "json",
            "--redact",
            **KEY,
        )
        assert ran.code in (1, 3), ran.err
        assert not [word for word in ("Quixworth", "Featherstone", "Zebulon") if word in ran.out + ran.err], command


def test_what_people_typed_in_vain_is_masked_too(folder: Path, case: dict[str, Any], kyccheck: Kyccheck) -> None:
    """A row that is refused, an answer that no longer fits, and two cases of one id."""
    plain = kyccheck("audit", "Zebulon Quixworth.json", "-f", "json").json
    made = sign_off_book.rows(plain)
    sign_off_book.write(folder / "filled.xlsx", made)
    said = {**sign_off_book.ANSWER, "by": "Zebulon Quixworth", "evidence": "card of Marigold Featherstone"}
    sign_off_book.fill(folder / "filled.xlsx", {**said, "answer": "maybe"}, said, *([said] * (len(made) - 2)))
    case["company"]["name"] = case["deal"]["name"] = "Thistledown Wharfinger"
    (folder / "Zebulon Quixworth.json").write_text(json.dumps([case, case]))
    ran = kyccheck("audit", "Zebulon Quixworth.json", "--attestations", "filled.xlsx", "-f", "json")
    states = {one["state"] for file in ran.json["decisions"] for one in file["notices"]} | {
        one["state"] for found in ran.json["cases"] for one in found["decisions"]
    }
    assert "refused" in states
    assert "Quixworth" in ran.out
    ran = kyccheck("audit", "Zebulon Quixworth.json", "--attestations", "filled.xlsx", "-f", "json", "--redact", **KEY)
    assert ran.code in (1, 3), ran.err
    left = re.findall(".{60}(?:Quixworth|Featherstone|Zebulon|Thistledown|Wharfinger).{20}", ran.out + ran.err)
    assert left == []
