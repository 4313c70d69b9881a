"""A record that stands twice in a section of a native case is one record, as it is in a workbook."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.asking import ask_case, members, native_case, read_files
from kyccheck.join import joined
from kyccheck.records.record import NO_SHAPE, Mark, Record

ADA = {"id": "5", "name": "Ada Lam", "email": "ada@x.hk"}
NAMELESS = {"name": "Ada Lam", "email": "ada@x.hk"}
TWO = "count: {in: contacts, at_least: 2}"
EACH = "each: {in: contacts, check: {present: email}, at_least: 2}"


@pytest.mark.parametrize(
    "contacts",
    [
        [ADA, ADA], [ADA, {**ADA, "id": 5}], [ADA, {**ADA, "id": " 5 "}], [ADA, {"id": "5", "name": "Ada Lam"}],
        [NAMELESS, NAMELESS], [NAMELESS, dict(reversed(NAMELESS.items()))], [ADA, ADA, ADA],
        [ADA, {"id": "5", "properties": {"email": "ada@x.hk"}}],
    ],
)  # fmt: skip
def test_one_that_says_the_same_counts_once(contacts: list[Any], tmp_path: Path) -> None:
    found = read_files(tmp_path, {"in.json": {"case": {"id": "7", "kind": "deal"}, "contacts": contacts}})
    assert found.case.raw is None
    assert (len(members(found.case, "contacts")), found.problems) == (1, [])
    assert (found.inputs["in.json"].records, found.inputs["in.json"].reported) == (1 + len(contacts), 0)
    assert found.case.notes == ["contact Ada Lam stands there more than once, and counts as one"]
    assert [ask_case(check, found.case).status for check in (TWO, EACH)] == ["fail", "fail"]


@pytest.mark.parametrize(
    "contacts",
    [
        [ADA, {**ADA, "id": "6"}],
        [NAMELESS, {**NAMELESS, "email": "bo@x.hk"}],
        [ADA, NAMELESS],
        [{}, {}],
        *[
            [{**ADA, "id": own}, {"id": own, "name": "Bo Lee"}]
            for own in (0, "0", "0.0", "N/A", "-", "tbc", "null", "", None)
        ],
    ],
)
def test_others_stay_two(contacts: list[Any]) -> None:
    assert len(members(native_case({"contacts": contacts}), "contacts")) == 2


def test_two_with_one_id_and_other_words_are_for_a_person_to_judge() -> None:
    case = native_case({"contacts": [ADA, {**ADA, "email": "bo@x.hk"}, {"id": "6", "email": "cy@x.hk"}]})
    assert members(case, "contacts")[0].fields["email"] == ["ada@x.hk", "bo@x.hk"]
    assert ask_case(EACH, case).status == "review"


def test_documents_with_one_id_are_one() -> None:
    paper = {"id": "8", "type": "certificate", "name": "a.pdf"}
    check = "count: {in: documents, where: {one_of: {field: type, values: [certificate]}}, at_least: 2}"
    assert ask_case(check, native_case({"documents": [paper, {**paper, "id": "9"}]})).status == "pass"
    assert ask_case(check, native_case({"documents": [paper, paper]})).status == "fail"
    told = ask_case("document: certificate", native_case({"documents": [paper, {**paper, "type": "br"}]}))
    assert told.status != "pass"


def test_a_company_given_twice_is_one() -> None:
    company = {"id": "51", "name": "Amber Quay"}
    assert ask_case("present: company.name", native_case({"company": [company, company]})).status == "pass"


def test_a_stage_may_be_gone_through_twice() -> None:
    case = native_case({"history": [{"stage": "draft"}, {"stage": "iod_check"}, {"stage": "draft"}]})
    assert len(members(case, "history")) == 3


ids = st.sampled_from(["5", " 5", "5\u200b", "6", "a b", "", 5, 5.0, 6, True, None, ["5"], {"a": "5"}])
contact = st.fixed_dictionaries({}, optional={"id": ids, "name": st.sampled_from(["Ada Lam", "Bo Yu", ["x"]])})


@given(st.lists(contact, max_size=25))
def test_what_is_told_at_a_glance_holds_nothing_twice(contacts: list[Any]) -> None:
    case = native_case({"contacts": json.loads(json.dumps(contacts))})
    if case.raw is not None:
        assert len(members(case, "contacts")) == len(contacts)
    ask_case(TWO, case)


@pytest.mark.parametrize("own", [0, "N/A", "-"])
def test_of_several_with_no_id_of_their_own_each_goes_with_its_like(own: Any, tmp_path: Path) -> None:
    ada, bo = {**ADA, "id": own}, {**ADA, "id": own, "name": "Bo Lee"}
    found = read_files(tmp_path, {"in.json": {"case": {"id": "7", "kind": "deal"}, "contacts": [ada, bo, bo]}})
    assert [record.fields["name"] for record in members(found.case, "contacts")] == ["Ada Lam", "Bo Lee"]


def test_a_further_one_whose_first_went_elsewhere_stands_for_itself() -> None:
    notes: list[str] = []
    again = Record("contacts", dict(ADA), NO_SHAPE, "in.json", "/contacts/1", id="5", marks=(Mark.REPEATED,))
    assert joined([again], (), notes)["contacts"] == (again,)
    assert notes == []
