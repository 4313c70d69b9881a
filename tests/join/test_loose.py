"""Loose records, and which of them name which."""

from pathlib import Path

import pytest

from checks.asking import read_files
from join.test_pool import COMPANY, deal
from kyccheck.join.loose import Loose
from kyccheck.records.record import NO_SHAPE, Link, Record


def test_records_that_name_one_are_given_by_their_section() -> None:
    loose = Loose()
    for section, own in (("deal", "91"), ("odb", "A1"), ("deal", "92")):
        loose.add(Record(section, {}, NO_SHAPE, "a.json", id=own, links=(Link("company", "51"),)))
    assert [record.id for record in loose.naming_one("company", "51")] == ["91", "92", "A1"]
    assert [record.id for record in loose.naming_one("company", "51", "odb", "risk")] == ["A1"]
    assert loose.naming_one("company", "52") == []


def test_a_case_does_not_go_through_the_other_deals_of_its_company(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = 0
    naming_one = Loose.naming_one

    def counted(self: Loose, *words: str) -> list[Record]:
        nonlocal looked_at
        found = naming_one(self, *words)
        looked_at += len(found)
        return found

    monkeypatch.setattr(Loose, "naming_one", counted)
    deals = [deal(str(100 + place), companies=["51"]) for place in range(200)]
    found = read_files(tmp_path, {"deals.json": deals, "companies.json": [COMPANY]})
    assert [len(case.records["company"]) for case in found.cases] == [1] * 200
    assert looked_at < 1000, "each of 200 looks at some of its own, not at 200"
