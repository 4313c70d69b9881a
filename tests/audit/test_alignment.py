import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from changing import ODD, PLACES, Changes, changed, kyc, read
from kyccheck.asking.answer import WORST_FIRST, Status
from kyccheck.asking.shown import ShownResult
from kyccheck.audit.alignment import COLUMNS, RESULTS, Row, rows
from kyccheck.audit.heart import audit
from kyccheck.audit.plan import Plan
from kyccheck.batch.run import run
from kyccheck.batch.wanted import Wanted
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import find_inputs
from kyccheck.inputs.reading import Reading
from support import AS_OF, GOOD

PAPER = {"type": "br", "name": "br 2.pdf", "number": "69104418", "holder": "AMBER QUAY LTD", "country": "Hong Kong"}


def disagreements(found: tuple[Row, ...], results: list[ShownResult]) -> list[tuple[str, str, list[Row]]]:
    """The items whose worst row is not their status, though all that is asked of them is whether things align."""
    off = []
    told = {"aligned": Status.PASS, "review": Status.REVIEW, "misaligned": Status.FAIL}
    for result in results:
        own = [row for row in found if row.item == result["item"]]
        if result["item"] in ("1c", "9a", "9b", "9c", "9d") and result["status"] != "not_applicable":
            worst = {
                min((told.get(row.result, absent) for row in own), key=WORST_FIRST.index, default=Status.PASS)
                for absent in (Status.FAIL, Status.UNKNOWN)
            }
            may_apply = result["reason"].startswith("it is unclear whether this applies")
            agree = Status.PASS not in worst if may_apply else result["status"] in worst
            off += [] if agree else [(result["item"], result["status"], own)]
    return off


def asked(case: dict[str, Any], plan: Plan, folder: Path) -> tuple[tuple[Row, ...], list[ShownResult]]:
    made = read(case, folder)
    if made is None:
        return (), []
    return rows(made, [plan]), audit(made, [plan], "completed")["results"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from([*ODD, ..., "twice"])), min_size=1, max_size=3))
def test_the_worst_row_of_an_item_is_its_status(tmp_path_factory: pytest.TempPathFactory, changes: Changes) -> None:
    assert disagreements(*asked(changed(changes), kyc(), tmp_path_factory.getbasetemp())) == []


SIDES = ("company", "documents", "csr", "odb", "contacts")


def test_every_single_change_shows_in_the_rows_as_in_the_audit(kyc_plan: Plan, tmp_path: Path) -> None:
    for place in (place for place in PLACES if place[0] in SIDES):
        for value in ("", None, "N/A", ["a"], ..., "twice", "Zenith Foods Limited", 7):
            assert disagreements(*asked(changed([(place, value)]), kyc_plan, tmp_path)) == [], (place, value)


def by_field(case: dict[str, Any], plan: Plan, folder: Path) -> dict[str, Row]:
    """The rows, by item and field: of several of one name the first."""
    return {f"{row.item} {row.field}": row for row in reversed(asked(case, plan, folder)[0])}


def test_a_case_of_which_everything_aligns(kyc_plan: Plan, tmp_path: Path) -> None:
    found = by_field(GOOD, kyc_plan, tmp_path)
    assert [*reversed(found)] == [
        "1c company name", "1c company country", "1c company registration number", "9a company name",
        "9a registration number", "9b billing address", "9b billing contact name", "9b billing contact e-mail", "9b billing contact phone",
        "9c plan", "9c quantity", "9c term", "9c add-ons", "9d virtual number +85258081001",
    ]  # fmt: skip
    assert {row.result for row in found.values()} == {"aligned"}
    assert all(len(row.shown) == 2 and row.authority and row.why for row in found.values())
    assert not any(shown.marked for row in found.values() for shown in row.shown)
    assert (found["9c plan"].case, found["9c plan"].title, found["9c plan"].checklist) == (
        "4001",
        "Amber Quay - voice",
        "kyc",
    )


def values(row: Row) -> dict[str, str]:
    """The values of a row by their column, with what differs in brackets."""
    found = dict[str, str]()
    for shown in row.shown:
        ends = {place: "[" for place, _ in shown.marked} | {place: "]" for _, place in shown.marked}
        found[shown.column] = "".join(
            ends.get(place, "") + shown.text[place : place + 1] for place in range(len(shown.text) + 1)
        )
    return found


def change(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def apply(case: dict[str, Any]) -> None:
        *above, last = path.split(".")
        target: Any = case
        for part in above:
            target = target[int(part)] if isinstance(target, list) else target[part]
        if value is ...:
            del target[last]
        else:
            target[last] = value

    return apply


@pytest.mark.parametrize(
    ("path", "value", "field", "result", "shown", "why"),
    [
        ("odb.company_name", "AMBER QUAY LTD", "9a company name", "aligned", {"identity": "Amber Quay Limited", "odb": "AMBER QUAY LTD"}, "same after writing out Ltd."),
        ("odb.company_name", "Amber Key Limited", "9a company name", "misaligned", {"identity": "Amber [Quay] Limited", "odb": "Amber [Key] Limited"}, "words differ: key / quay"),
        ("odb.company_name", "Amber Quay Pte. Ltd.", "9a company name", "review", {"identity": "Amber Quay Limited", "odb": "Amber Quay [Pte]. Ltd."}, "legal form differs: Pte. Ltd. / Limited"),
        ("odb.company_name", "", "9a company name", "absent", {"identity": "Amber Quay Limited", "odb": ""}, "the ODB account company name is blank"),
        ("odb.company_name", ..., "9a company name", "absent", {"identity": "Amber Quay Limited"}, "nothing shows the ODB account company name"),
        ("odb", ..., "9a company name", "absent", {"identity": "Amber Quay Limited"}, "no export given carries it"),
        ("documents", [], "9a company name", "absent", {"odb": "Amber Quay Limited"}, "there is no document"),
        ("company.name", "Amber Key Limited", "1c company name", "misaligned", {"record": "Amber [Key] Limited", "identity": "Amber [Quay] Limited"}, "words differ"),
        ("company.country", "Singapore", "1c company country", "misaligned", {"record": "[Singapore]", "identity": "[HK]"}, "Singapore"),
        ("documents.0.number", "69104481", "1c company registration number", "misaligned", {"record": "691044[18]", "identity": "691044[81]"}, "69104418 is not 69104481"),
        ("odb.billing_contact.phone", "+852 2810 4141", "9b billing contact phone", "misaligned", {"record": "+852 2810 4[41]1", "odb": "+852 2810 4[14]1"}, "numbers differ"),
        ("odb.billing_address", "Flat 5, 21/F, 88 Queen's Road Central", "9b billing address", "misaligned", {"odb": "Flat 5, [21]/F, 88 Queen's Road Central", "record": "Flat 5, [12]/F, 88 Queen's Road Central, [Hong Kong]"}, "floor differs: 21 / 12"),
        ("odb.billing_address", "Flat 5, 12/F, 88 Queen's Rd Centrel, Hong Kong", "9b billing address", "review", {"odb": "Flat 5, 12/F, 88 Queen's Rd [Centrel], Hong Kong"}, "spelling differs"),
        ("odb.package.add_ons", ["IVR"], "9c add-ons", "misaligned", {"csr": "IVR, [Recording]", "odb": "IVR"}, "only the CSR 106 form has Recording"),
        ("odb.virtual_numbers.0.channels", 40, "9d virtual number +85258081001", "misaligned", {"odb": "+85258081001, HK, local, [40 channels]", "csr": "+85258081001, HK, local, [4 channels]"}, "channels: 40 is not 4"),
        ("odb.virtual_numbers", [], "9d virtual number +85258081001", "absent", {"csr": "+85258081001, HK, local, 4 channels"}, "virtual numbers are blank"),
    ],
)  # fmt: skip
def test_what_differs_is_shown_with_its_words(
    path: str, value: Any, field: str, result: str, shown: dict[str, str], why: str, kyc_plan: Plan, tmp_path: Path
) -> None:
    case = copy.deepcopy(GOOD)
    change(path, value)(case)
    row = by_field(case, kyc_plan, tmp_path)[field]
    assert row.result == result
    assert shown.items() <= values(row).items()
    assert why in row.why
    assert "rules" not in row.why


def test_numbers_of_one_side_are_rows_of_their_own(kyc_plan: Plan, tmp_path: Path) -> None:
    case = copy.deepcopy(GOOD)
    case["odb"]["virtual_numbers"].append({"number": "+85258081002", "country": "HK"})
    case["csr"]["virtual_numbers"].insert(0, {"number": "+85258081003", "country": "HK"})
    found = by_field(case, kyc_plan, tmp_path)
    one, two, three = (found[f"9d virtual number +8525808100{last}"] for last in "123")
    assert (one.result, two.result, three.result) == ("aligned", "absent", "absent")
    assert two.why == "only the ODB account has it, the CSR 106 form has not"
    assert three.why == "only the CSR 106 form has it, the ODB account has not"
    assert [(shown.column, shown.at) for shown in one.shown] == [
        ("csr", "/csr/virtual_numbers/1"),
        ("odb", "/odb/virtual_numbers/0"),
    ]
    assert [(shown.column, shown.at) for shown in two.shown] == [("odb", "/odb/virtual_numbers/1")]


def test_an_order_without_numbers_has_no_row_of_them(kyc_plan: Plan, tmp_path: Path) -> None:
    case = copy.deepcopy(GOOD)
    case["odb"]["virtual_numbers"] = case["csr"]["virtual_numbers"] = []
    assert not [field for field in by_field(case, kyc_plan, tmp_path) if field.startswith("9d")]
    del case["csr"]["virtual_numbers"]
    assert by_field(case, kyc_plan, tmp_path)["9d virtual numbers"].result == "absent"


def test_a_brand_and_its_registered_name_are_both_shown(kyc_plan: Plan, tmp_path: Path) -> None:
    case = copy.deepcopy(GOOD)
    case["company"] |= {"name": "Amberly", "legal_name": "Amber Quay Limited"}
    row = by_field(case, kyc_plan, tmp_path)["1c company name"]
    assert row.result == "review"
    assert [(shown.column, shown.text) for shown in row.shown] == [
        ("record", "Amberly"),
        ("record", "Amber Quay Limited"),
        ("identity", "Amber Quay Limited"),
    ]
    assert row.why.endswith("; the registered name aligns: the same as written")
    case["company"]["aliases"] = ["Amberly", "AMBER QUAY LTD"]
    row = by_field(case, kyc_plan, tmp_path)["1c company name"]
    assert row.result == "aligned"
    assert 'another name of this customer on record, "AMBER QUAY LTD": same after writing out Ltd.' in row.why


def test_each_identity_document_has_its_row(kyc_plan: Plan, tmp_path: Path) -> None:
    case = copy.deepcopy(GOOD)
    case["documents"].append({**PAPER, "holder": "Zenith Foods Limited"})
    rows = asked(case, kyc_plan, tmp_path)[0]
    made = [row for row in rows if (row.item, row.field, row.authority) == ("9a", "company name", "identity document")]
    assert [(row.result, row.shown[0].at) for row in made] == [
        ("aligned", "/documents/0/holder"),
        ("misaligned", "/documents/5/holder"),
    ]


def test_rows_are_of_known_words_and_say_where_values_stand(kyc_plan: Plan, tmp_path: Path) -> None:
    case = copy.deepcopy(GOOD)
    case["odb"] |= {"company_name": None, "billing_address": "N/A"}
    for row in asked(case, kyc_plan, tmp_path)[0]:
        assert row.result in RESULTS
        assert [shown.column for shown in row.shown] == sorted((shown.column for shown in row.shown), key=COLUMNS.index)
        assert all(shown.file == "case.json" and shown.at.startswith("/") for shown in row.shown)


def test_a_run_tells_the_rows_only_where_they_are_wanted(kyc_plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(GOOD))
    plain, wanted = (
        run(Reading(find_inputs([str(path)]), Mapping()), [kyc_plan], Wanted(alignment=alignment), AS_OF, "0")
        for alignment in (False, True)
    )
    assert plain.alignment == ()
    assert len(wanted.alignment) == 17
    assert list(plain.cases) == list(wanted.cases)


def test_a_number_in_the_place_of_a_list_aligns_with_nothing(tmp_path: Path) -> None:
    changes: Changes = [(("csr", "virtual_numbers"), 0), (("odb", "virtual_numbers"), 0)]
    found, results = asked(changed(changes), kyc(), tmp_path)
    assert disagreements(found, results) == []
    assert [row.result for row in found if row.item == "9d"] != ["aligned"]
