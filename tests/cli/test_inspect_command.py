"""`kyccheck inspect` as a user runs it."""

import json
from pathlib import Path

from kyccheck.mapping import load
from support import PROJECT, Kyccheck


def test_every_record_is_used_or_reported(kyccheck: Kyccheck) -> None:
    found = kyccheck("inspect", PROJECT / "examples", "-f", "json").json
    assert found["inputs"]
    for item in found["inputs"]:
        assert item["records"] == item["used"] + item["reported"]
        assert sum(item["sections"].values()) == item["records"]
    assert len(found["unused"]) == sum(item["reported"] for item in found["inputs"])


def test_it_says_what_was_used_ignored_joined_and_missed(tmp_path: Path, kyccheck: Kyccheck) -> None:
    deal = {
        "id": "9", "properties": {"dealname": "x", "dealstage": "s1", "colour": "red"},
        "associations": {"companies": {"results": [{"id": "55", "type": "deal_to_company"}]}},
    }  # fmt: skip
    (tmp_path / "deal.json").write_text(json.dumps(deal))
    shown = kyccheck("inspect", "deal.json").out
    assert "1 records read = 1 used + 0 reported" in shown
    assert "deal, ignored: colour" in shown
    assert "missed: company 55 is associated, but is in no file given" in shown


def test_the_mapping_that_it_suggests_is_a_mapping(tmp_path: Path, kyccheck: Kyccheck) -> None:
    rows = 'Record ID,Company name,Registraton numbr,Favourite colour\n51,Amber Quay Limited,069,"red, or blue"\n'
    (tmp_path / "companies.csv").write_text(rows)
    deal = {"id": "9", "properties": {"dealname": "x", "dealstage": "1038553758"}}
    (tmp_path / "deal.json").write_text(json.dumps(deal))
    ran = kyccheck("inspect", ".", "--suggest")
    assert ran.code == 0
    (tmp_path / "made.yaml").write_text(ran.out)
    made = load([tmp_path / "made.yaml"])
    assert made.fields == {"company.registration_number": ("Registraton numbr",)}
    assert made.stages == {"1038553758": "iod_check"}
    assert "# company: Favourite colour: no field is near" in ran.out


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "cut.json").write_text('{"case": {"id": ')
    ran = kyccheck("inspect", "cut.json", "-f", "json")
    assert ran.code == 3
    assert ran.json["problems"][0]["path"] == "cut.json"
