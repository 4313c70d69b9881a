"""What was read and belongs to no case is said in each audit, though it is no mistake by itself."""

import json
from pathlib import Path

from support import GOOD, Kyccheck

RISK = "deal_id,rating,score,assessed_on\n4001,high,1,2026-11-01\n4099,low,1,2026-11-01\n"


def test_a_row_of_no_case_is_said_and_stops_nothing(tmp_path: Path, kyccheck: Kyccheck) -> None:
    case = {name: value for name, value in GOOD.items() if name != "risk"}
    (tmp_path / "case.json").write_text(json.dumps(case))
    (tmp_path / "risk.csv").write_text(RISK)
    ran = kyccheck("audit", "case.json", "risk.csv", "-f", "json", "--as-of", "2026-11-21")
    assert (ran.code, ran.json["problems"]) == (0, [])
    shown = {item["path"]: item.get("unused") for item in ran.json["inputs"]}
    assert shown == {"case.json": None, "risk.csv": {"risk": 1}}
    said = " ".join(kyccheck("audit", "case.json", "risk.csv", "--as-of", "2026-11-21").out.split())
    assert "risk.csv: belongs to no case here, and counts nowhere: 1 of risk" in said


def test_where_all_is_used_nothing_is_said(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "case.json").write_text(json.dumps(GOOD))
    assert "no case" not in kyccheck("audit", "case.json", "--as-of", "2026-11-21").out
