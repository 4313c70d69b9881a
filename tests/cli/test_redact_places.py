"""With --redact nothing that people wrote is left: of decisions, of cases that share an id, on files and sheets."""

import copy
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cli.test_redact_command import KEY, texts, told
from support import GOOD, Kyccheck

NAMES = ("a.json", "a.ndjson", "a.md", "a.csv", "a.xlsx", "a.txt")


def write(path: Path, *cases: dict[str, Any]) -> Path:
    path.write_text("".join(f"{json.dumps(case)}\n" for case in cases))
    return path


def a_case(**sections: dict[str, Any]) -> dict[str, Any]:
    case: dict[str, Any] = copy.deepcopy(GOOD)
    for name, fields in sections.items():
        case[name] |= fields
    return case


def left(words: tuple[str, ...], *found: str) -> list[str]:
    return [word for word in words if any(word.casefold() in text.casefold() for text in found)]


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Two cases of one id that have nothing else in common, in a file called by a person's name."""
    first = a_case(
        case={"id": "500", "owner": "Quintus Zimmerwald", "stage": "completed"},
        company={"name": "Amberlux Ltd"},
        odb={"company_name": "Quagmire Freight"},
    )
    first["documents"][0] |= {"name": "BR of Zebulon.pdf", "holder": "Zebulon Hartwig", "expires": "2026-11-30"}
    other = a_case(case={"id": "500", "kind": "ticket", "stage": "completed"}, company={"name": "Berylline Ltd"})
    return write(tmp_path / "Ottokar Wendelin.ndjson", first, other)


CANARIES = ("Quintus", "Zimmerwald", "Amberlux", "Quagmire", "Zebulon", "Hartwig", "Berylline", "Ottokar", "Wendelin")


def test_of_two_cases_with_one_id_nothing_is_left_in_any_format(two: Path, kyccheck: Kyccheck) -> None:
    writing = [word for name in NAMES for word in ("-o", name)]
    plain = told(kyccheck("audit", two, "--all", "-f", "json", *writing))
    assert left(CANARIES, plain, texts(two.with_name("a.xlsx"))) == list(CANARIES), "canaries are there"
    ran = kyccheck("audit", two, "--all", *writing, "--redact", **KEY)
    assert ran.code == 3, ran.err
    assert left(CANARIES, told(ran), *(texts(two.with_name(name)) for name in NAMES)) == []
    label = json.loads(two.with_name("a.json").read_text())["inputs"][0]["path"]
    assert f"case 500 stands twice: in {label} at /0 and in {label} at /1; both were audited" in ran.err


@pytest.mark.parametrize("form", ["terminal", "json", "csv", "markdown"])
def test_of_two_cases_with_one_id_nothing_is_left_side_by_side(two: Path, form: str, kyccheck: Kyccheck) -> None:
    ran = kyccheck("align", two, "--redact", "-f", form, "-o", "b.xlsx", **KEY)
    assert ran.code == 3, ran.err
    assert left(CANARIES, told(ran), texts(two.with_name("b.xlsx"))) == []


DECISIONS = """\
attestations:
- {case: '7', item: 1c, answer: pass, by: Ines Cho, on: 2026-11-01, valid_for: 90d, evidence: "Card of Wilhelmina Brackwater", note: Ask Thessaly, fingerprint: "0123456789abcdef"}
waivers:
- {case: '7', item: '7', reason: "Cheque of Leopoldine, A1234567, follows", requested_by: Sam Ho, approved_by: Mei Tan, approved_on: 2026-11-01, expires: 2026-11-30, ref: leo@korrespond.example, note: Rang Ermintrude}
- {case: '7', item: '4', reason: Bartholomew is away, requested_by: Sam Ho, approved_by: Mei Tan, approved_on: 2026-10-01, expires: 2026-11-02, ref: Sheet of Cuthbertson}
- {case: '8', item: '4', reason: Dagobert is away, requested_by: Sam Ho, approved_by: Mei Tan, approved_on: 2026-11-01, expires: 2026-11-30, ref: Roll of Engelbert}
"""
SAID = (
    *("Wilhelmina", "Brackwater", "Thessaly", "Cheque", "Leopoldine", "A1234567", "korrespond", "Ermintrude"),
    *("Bartholomew", "Cuthbertson", "Dagobert", "Engelbert", "Alphonsine"),
)


@pytest.fixture
def decided(tmp_path: Path) -> Path:
    """A case on which there are decisions of every kind, in a file called by a person's name."""
    case = a_case(case={"id": "7"})
    case["documents"] = [one for one in case["documents"] if one["type"] not in ("deposit_proof", "loe")]
    (tmp_path / "Alphonsine.yaml").write_text(DECISIONS)
    return write(tmp_path / "deal.json", case)


@pytest.mark.parametrize("twice", [False, True])
def test_what_a_person_wrote_of_a_decision_goes_in_every_format(decided: Path, twice: bool, kyccheck: Kyccheck) -> None:
    given = (decided, "--waivers", "Alphonsine.yaml", "--attestations", "Alphonsine.yaml")
    if twice:
        decided.write_text(decided.read_text() * 2)
    writing = [word for name in NAMES for word in ("-o", name)]
    plain = told(kyccheck("audit", *given, "-f", "json"))
    lost = {"Thessaly", "Ermintrude", "Wilhelmina", "Brackwater"} if twice else set[str]()  # notices tell no notes
    assert {*SAID} - {*left(SAID, plain)} <= lost, "canaries are there"
    ran = kyccheck("audit", *given, *writing, "--redact", "--ledger", "l.ndjson", **KEY)
    assert ran.code == (3 if twice else 0), ran.err
    assert left(SAID, told(ran), *(texts(decided.with_name(name)) for name in (*NAMES, "l.ndjson"))) == []
    assert kyccheck("verify", "a.json", *given, **KEY).code == 0


@pytest.mark.parametrize("item", ["1c", "4", "7"])
@pytest.mark.parametrize("form", ["terminal", "json", "markdown"])
def test_what_a_person_wrote_of_a_decision_goes_from_an_explanation(
    decided: Path, item: str, form: str, kyccheck: Kyccheck
) -> None:
    given = ("--waivers", "Alphonsine.yaml", "--attestations", "Alphonsine.yaml")
    ran = kyccheck("explain", item, decided, *given, "-f", form, "--redact", **KEY)
    assert (ran.code, left(SAID, told(ran))) == (0, []), ran.err


@pytest.mark.parametrize("form", ["terminal", "json", "csv", "markdown"])
def test_of_what_runs_out_nothing_of_a_person_is_left(two: Path, form: str, kyccheck: Kyccheck) -> None:
    (two.parent / "Alphonsine.yaml").write_text(DECISIONS.replace("case: '7'", "case: '500'"))
    given = (
        two,
        "--waivers",
        "Alphonsine.yaml",
        "--attestations",
        "Alphonsine.yaml",
        "--within",
        "90d",
        "-f",
        form,
        "--as-of",
        "2026-11-21",
    )
    known = ("Quintus", "Zimmerwald", "Zebulon", "Dagobert", "Engelbert", "Mei Tan", "Ines Cho")
    assert {*left(known, told(kyccheck("expiring", *given)))} >= {*known[:5]}, "canaries are there"
    ran = kyccheck("expiring", *given, "--redact", **KEY)
    assert ran.code == 3, ran.err
    assert left((*CANARIES, *SAID, "Mei Tan", "Ines Cho"), told(ran)) == []
    assert "2026-11-30" in ran.out


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    """An order whose sheet is called by a person's name, beside one that belongs to nobody."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Rosamund Accounts"
    sheet.append(["Account ID", "Company name", "Deal ID", "Plan"])
    sheet.append(["ODB-1", "Harbour Light Ltd", "7", "Voice"])
    sheet.append(["ODB-Griselda", "Nobody's Ltd", "", "Voice"])
    book.create_sheet("Peregrine list").append(["Weather", "Wind"])
    book.save(tmp_path / "Theodora.xlsx")
    case = a_case(case={"id": "7"}, deal={"id": "7"})
    case.pop("odb")
    case["Xanthippe"] = [{"x": "1"}]
    return write(tmp_path / "deal.json", case)


SHEETS = ("Rosamund", "Griselda", "Peregrine", "Theodora", "Xanthippe", "Seraphina", "Melisande")


def test_no_name_of_a_file_or_sheet_is_left(sheets: Path, kyccheck: Kyccheck) -> None:
    mapping = sheets.with_name("Melisande.yaml")
    mapping.write_text("dates: dmy\n")
    given = (sheets, "Theodora.xlsx", "--mapping", mapping)
    writing = [word for name in NAMES for word in ("-o", name)]
    plain = kyccheck("audit", *given, "--all", "-f", "json", "-o", "Seraphina.json")
    assert left(SHEETS, told(plain)) == [one for one in SHEETS if one not in ("Griselda", "Seraphina")], (
        "canaries are there"
    )
    kyccheck("audit", *given, "--redact", "-o", "Seraphina.json", **KEY)
    ran = kyccheck(
        *("audit", *given, "--all", *writing, "--redact", "--since", "Seraphina.json", "--ledger", "l.ndjson"), **KEY
    )
    assert ran.code in (1, 3), ran.err
    assert left(SHEETS, told(ran), *(texts(sheets.with_name(name)) for name in (*NAMES, "l.ndjson"))) == []
    assert kyccheck("verify", "Seraphina.json", *given, **KEY).code in (0, 3)
    changes = json.loads(sheets.with_name("a.json").read_text())["changes"]
    assert changes["inputs"] == {"new": [], "gone": [], "changed": []}


@pytest.mark.parametrize("form", ["terminal", "json", "csv", "markdown"])
def test_no_name_of_a_sheet_is_left_side_by_side_or_explained(sheets: Path, form: str, kyccheck: Kyccheck) -> None:
    ran = kyccheck("align", sheets, "Theodora.xlsx", "--redact", "-f", form, "-o", "b.xlsx", **KEY)
    assert left(SHEETS, told(ran), texts(sheets.with_name("b.xlsx"))) == [], ran.err
    if form != "csv":
        ran = kyccheck("explain", "9c", sheets, "Theodora.xlsx", "--redact", "-f", form, **KEY)
        assert left(SHEETS, told(ran)) == [], ran.err


def test_what_every_workbook_has_stays(tmp_path: Path, kyccheck: Kyccheck) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Deals"
    sheet.append(["Deal ID", "Deal name", "Deal stage"])
    sheet.append(["7", "Harbour", "draft"])
    contacts = book.create_sheet("Contacts 2")
    contacts.append(["Deal", "Name", "Email", "Role"])
    contacts.append(["7", "Rosamund Vale", "", ""])
    book.save(tmp_path / "book.xlsx")
    ran = kyccheck("audit", "book.xlsx", "--redact", "-f", "json", "--all", **KEY)
    assert "Deals!" in ran.out + ran.err
    assert "Contacts 2!" in ran.out + ran.err
