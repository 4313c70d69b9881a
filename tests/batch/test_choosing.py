"""Which of the shipped checklists are for a case: by its system, kind, stage and tags."""

from functools import cache
from pathlib import Path

import pytest

from kyccheck.audit.plan import Plan, compile_plan
from kyccheck.batch.choosing import Choosing
from kyccheck.checklist.model import For
from kyccheck.checklist.overlay import load
from kyccheck.records.case import Case
from kyccheck.records.record import UNNAMED
from support import AS_OF


class Offered:
    """A shipped checklist, compiled once."""

    def __init__(self, name: str) -> None:
        self.plan = plan_of(name)

    @property
    def about(self) -> For:
        return self.plan.checklist.for_


@cache
def plan_of(name: str) -> Plan:
    return compile_plan(load(name), AS_OF)


def chosen(case: Case, *, asked_for: bool = False, offers: tuple[str, ...] = ("kyc", "bd", "co")) -> list[str]:
    found = Choosing([Offered(name) for name in offers], asked_for=asked_for).plans(case)
    return [plan.checklist.id for plan in found]


@pytest.mark.parametrize(
    ("system", "kind", "stage", "tags", "ids"),
    [
        ("hubspot", "deal", "", (), ["kyc"]), ("hubspot", "ticket", "anything", (), ["kyc"]), ("hubspot", "Deal", "", (), ["kyc"]),
        ("teamwork", "deal", "", (), []), ("teamwork", "ticket", "", (), []), ("monday", "deal", "", (), []), ("hubspot", "other", "", (), []),
        ("native", "deal", "", (), ["kyc"]), ("", "deal", "", (), ["kyc"]), ("native", "ticket", "", (), ["kyc"]),
        ("native", "ticket", "CO.01", (), ["co"]), ("native", "ticket", "bd02", (), ["bd"]),
        ("teamwork", "ticket", "", ("BD.02 SCOPE",), ["bd"]), ("teamwork", "ticket", "", ("BD.02 SCOPE", "CO.01"), ["co"]),
        ("teamwork", "ticket", "", ("$KORP",), []), ("hubspot", "deal", "", ("$KORP",), ["kyc"]),
        ("teamwork", "ticket", "BD.01", ("CO.01",), ["bd"]), ("native", "deal", "iod_check", ("CO.01",), ["kyc"]),
    ],
)  # fmt: skip
def test_checklists_for_a_case(system: str, kind: str, stage: str, tags: tuple[str, ...], ids: list[str]) -> None:
    assert chosen(Case("1", kind, {}, system=system, stage=stage, tags=tags)) == ids


@pytest.mark.parametrize(
    ("stage", "tags", "noted"),
    [("bd04", ("CO.01",), True), ("co01", ("BD.04 COMPLETE",), False), ("bd04", ("BD.04 COMPLETE",), False), ("bd04", (), False)],
)  # fmt: skip
def test_a_tag_of_the_next_pipeline_is_noted_where_only_the_one_before_is_asked(
    stage: str, tags: tuple[str, ...], noted: bool
) -> None:
    case = Case("1", "ticket", {}, system="teamwork", stage=stage, tags=tags)
    assert len(chosen(case)) == 1
    assert len(chosen(case)) == 1  # of a case whose id another one bears, it is asked twice
    said = "its tags name a stage of co already, but it stands at one of bd: only bd was asked"
    assert case.notes == [said] * noted


def test_checklists_that_were_asked_for_need_no_tag_and_stand_beside_each_other() -> None:
    assert chosen(Case("1", "ticket", {}, system="teamwork"), asked_for=True) == ["bd", "co"]
    both = Case("1", "ticket", {}, system="teamwork", tags=("BD.02 SCOPE", "CO.01"))
    assert chosen(both, asked_for=True) == ["bd", "co"]
    assert chosen(Case("1", "ticket", {}, system="hubspot"), asked_for=True, offers=("bd", "co")) == []


def test_tags_that_nobody_can_read_begin_with_the_first_procedure() -> None:
    assert chosen(Case("1", "ticket", {}, system="teamwork", notes=[UNNAMED])) == ["bd"]
    assert chosen(Case("1", "ticket", {}, system="teamwork", notes=["another"])) == []
    assert chosen(Case("1", "ticket", {}, system="teamwork", notes=[UNNAMED], tags=("CO.02",))) == ["co"]


def test_of_several_stages_a_case_stands_at_the_latest() -> None:
    for tags in (("BD.01", "BD.03 QUOTE", "BD.02"), ("BD.03 QUOTE", "BD.01")):
        case = Case("1", "ticket", {}, system="teamwork", tags=tags)
        assert chosen(case) == ["bd"]
        assert (case.stage_means, case.stage) == ("bd03", "BD.03 QUOTE")


def test_a_stage_that_was_read_is_kept_beside_what_the_tags_say() -> None:
    case = Case("1", "ticket", {}, system="teamwork", stage="Active", tags=("BD.02",))
    assert chosen(case) == ["bd"]
    assert (case.stage_means, case.stage) == ("bd02", "Active")
    told = Case("1", "ticket", {}, system="teamwork", stage="BD.01", tags=("BD.03 QUOTE",))
    assert chosen(told) == ["bd"]
    assert (told.stage_means, told.stage) == ("", "BD.01"), "a stage that has a meaning needs no tag to tell it"


def test_a_tag_of_a_stage_outside_the_line_hides_none_on_it(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(
        "{id: small, title: Small, version: '1', teams: {sales: Sales}, for: {systems: [teamwork], kinds: [ticket]},\n"
        " stages: [{id: begun, title: Begun}, {id: done, title: Done}, {id: lost, title: Lost, only: ['1']}],\n"
        " items: [{id: '1', title: One, owner: sales, check: {present: case.title}}]}\n"
    )
    plan = compile_plan(load(str(tmp_path / "small.yaml")), AS_OF)
    for tags in (("lost", "begun"), ("begun", "lost")):
        case = Case("1", "ticket", {}, system="teamwork", tags=tags)
        assert Choosing([plan], asked_for=False).plans(case) == [plan]
        assert case.stage_means == "begun"


def test_a_plan_is_told_by_the_id_of_its_checklist_used_already_or_not() -> None:
    choosing = Choosing([Offered(name) for name in ("kyc", "bd", "co")], asked_for=False)
    assert choosing.plans(Case("1", "deal", {}, system="hubspot")) == [plan_of("kyc")]
    assert [choosing.plan(name) for name in ("co", "bd", "kyc")] == [plan_of(name) for name in ("co", "bd", "kyc")]


def test_why_no_checklist_is_for_a_case_names_those_on_offer_and_tags_that_nobody_can_read() -> None:
    choosing = Choosing([Offered(name) for name in ("bd", "co")], asked_for=False)
    case = Case("7", "ticket", {}, system="hubspot", notes=["two files name it", UNNAMED])
    assert choosing.why_none(case, "name one") == f"case 7: no checklist (bd, co) is for it; name one; {UNNAMED}"


def test_many_cases_are_each_told_by_what_they_are() -> None:
    choosing = Choosing([Offered(name) for name in ("kyc", "bd", "co")], asked_for=False)
    for number in range(1100):
        case = Case("1", "deal", {}, system="hubspot", stage=f"stage {number}")
        assert [plan.checklist.id for plan in choosing.plans(case)] == ["kyc"]
        other = Case("1", "ticket", {}, system="teamwork", stage=f"stage {number}")
        assert choosing.plans(other) == []
        tagged = Case("1", "ticket", {}, system="teamwork", stage=f"stage {number}", tags=("CO.01",))
        assert [plan.checklist.id for plan in choosing.plans(tagged)] == ["co"]
        named = Case("1", "ticket", {}, system="teamwork", stage=f"stage {number}", notes=[UNNAMED])
        assert [plan.checklist.id for plan in choosing.plans(named)] == ["bd"]
