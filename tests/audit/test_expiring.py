"""What runs out is listed soonest first, with what to do; what was renewed or is not needed is not."""

import copy
import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from deciding import CASE, CHECKLIST, attestation, fingerprint, waiver
from support import Kyccheck

FORMS = ("terminal", "json", "csv", "markdown")


def document(**fields: object) -> dict[str, object]:
    return {"type": "br", "name": "br.pdf", "holder": "Amber Quay Limited", **fields}


class Expiring:
    """Runs the command on a case and decisions, in a folder."""

    def __init__(self, folder: Path, kyccheck: Kyccheck) -> None:
        self.folder = folder
        self._kyccheck = kyccheck
        (folder / "small.yaml").write_text(CHECKLIST)

    def __call__(self, documents: list[Any], decisions: str = "", *more: object, case: Any = CASE) -> tuple[int, Any]:
        (self.folder / "case.json").write_text(json.dumps({**copy.deepcopy(case), "documents": documents}))
        arguments: list[object] = [
            "expiring",
            "case.json",
            "-c",
            "small.yaml",
            "-f",
            "json",
            "--as-of",
            "2026-11-21",
            *more,
        ]
        if decisions:
            (self.folder / "decisions.yaml").write_text(decisions)
            arguments += ["--waivers", "decisions.yaml"]
        ran = self._kyccheck(*arguments)
        assert ran.err == ""
        return ran.code, [(one["last_day"], one["expired"], one["case"], one["item"]) for one in ran.json["expiring"]]


@pytest.fixture
def expiring(tmp_path: Path, kyccheck: Kyccheck) -> Expiring:
    return Expiring(tmp_path, kyccheck)


def test_documents_waivers_and_answers_together_soonest_first(expiring: Expiring, tmp_path: Path) -> None:
    text = attestation("bare", fingerprint(tmp_path, "bare"), valid_for="30d") + waiver("phone", expires="2026-11-21")
    documents = [
        document(expires="2026-12-01"),
        document(type="ci", expires="2026-11-01"),
        document(holder="Other Limited", expires="2026-12-22"),
    ]
    code, found = expiring(documents, text)
    assert (code, found) == (1, [
        ("2026-11-01", True, "77", ""), ("2026-11-21", False, "77", "phone"), ("2026-12-01", False, "77", ""),
        ("2026-12-20", False, "77", "bare"),
    ])  # fmt: skip


@pytest.mark.parametrize(("within", "number"), [("9d", 0), ("10d", 1), ("1m", 1), ("1y", 2)])
def test_the_last_day_of_the_window_counts(expiring: Expiring, within: str, number: int) -> None:
    documents = [document(expires="2026-12-01"), document(type="ci", expires="2027-11-21")]
    code, found = expiring(documents, "", "--within", within)
    assert (code, len(found)) == (int(bool(number)), number)


def test_what_was_renewed_is_not_listed(expiring: Expiring, tmp_path: Path) -> None:
    documents = [document(expires="2026-10-01"), document(expires="2028-10-01", name="br-new.pdf")]
    print_ = fingerprint(tmp_path, "bare")
    text = (
        attestation("bare", print_, on="2026-09-01", valid_for="1m")
        + attestation("bare", print_, valid_for="1y").split("\n", 1)[1]
        + waiver("phone", approved_on="2026-09-01", expires="2026-10-01")
        + waiver("phone", expires="2027-06-01").split("\n", 1)[1]
    )
    assert expiring(documents, text) == (0, [])


@pytest.mark.parametrize(
    ("later", "day"),
    [
        ([("2026-12-25", "2027-12-24")], "2026-11-25"),  # nothing is valid between the two
        ([("2026-11-26", "2027-12-24")], ""),
        ([("", "2027-12-24")], ""),
        ([("2026-11-20", "2026-12-01"), ("2026-12-02", "2027-12-24")], ""),  # one after the other
        ([("2026-12-02", "2027-12-24"), ("2026-11-20", "2026-12-01")], ""),
        ([("2026-11-20", "2026-12-01"), ("2026-12-03", "2027-12-24")], "2026-12-01"),
        ([("03/12/2026", "2027-12-24")], "2026-11-25"),  # of two days the later one
        ([("some day", "2027-12-24")], "2026-11-25"),
    ],
)
def test_a_document_that_is_not_issued_yet_is_none_until_it_is(
    later: list[tuple[str, str]], day: str, expiring: Expiring
) -> None:
    papers = [document(issued=issued, expires=expires) for issued, expires in later]
    code, found = expiring([document(expires="2026-11-25"), *papers])
    assert (code, found) == (int(bool(day)), [(day, False, "77", "")] * bool(day))
    code, found = expiring([*papers, document(issued="2025-01-01", expires="2026-11-25")])
    assert (code, found) == (int(bool(day)), [(day, False, "77", "")] * bool(day))


def test_what_has_run_out_is_listed_beside_what_is_not_issued_yet(expiring: Expiring) -> None:
    papers = [document(expires="2026-11-01"), document(issued="2026-11-22", expires="2028-01-01")]
    assert expiring(papers) == (1, [("2026-11-01", True, "77", "")])
    assert expiring([document(issued="2026-11-22", expires="2026-12-01")])[1] == [("2026-12-01", False, "77", "")]


@pytest.mark.parametrize(
    ("later", "day"),
    [
        ([("2026-12-20", "2027-12-31")], "2026-11-25"),  # nothing covers the item between the two
        ([("2026-11-26", "2027-12-31")], ""),
        ([("2026-11-26", "2026-12-01"), ("2026-12-02", "2027-12-31")], ""),
        ([("2026-11-26", "2026-12-01"), ("2026-12-03", "2027-12-31")], "2026-12-01"),
    ],
)
def test_a_waiver_that_is_not_approved_yet_is_none_until_it_is(
    later: list[tuple[str, str]], day: str, expiring: Expiring
) -> None:
    given = [("2026-11-01", "2026-11-25"), *later]
    for order in (given, given[::-1]):
        lines = [waiver("phone", approved_on=on, expires=last).split("\n", 1)[1] for on, last in order]
        assert expiring([], "waivers:\n" + "".join(lines))[1] == [(day, False, "77", "phone")] * bool(day)


def test_a_waiver_of_the_ticket_does_not_renew_that_of_the_deal(expiring: Expiring) -> None:
    soon, later = waiver("phone"), waiver("phone", expires="2027-12-31", approved_on="2026-11-20", kind="ticket")
    assert expiring([], soon + later.split("\n", 1)[1])[1] == [("2026-11-30", False, "77", "phone")]
    assert expiring([], soon + later.split("\n", 1)[1].replace("ticket", "deal"))[1] == []


@pytest.mark.parametrize(
    ("answers", "day"),
    [
        ([("2026-11-20", "5d"), ("2026-12-20", "1y")], "2026-11-25"),
        ([("2026-11-20", "5d"), ("2026-11-26", "1y")], ""),
        ([("2026-11-20", "5d"), ("2026-11-26", "5d"), ("2026-12-20", "1y")], "2026-12-01"),
        ([("2026-11-20", "1y"), ("2026-11-26", "5d")], "2026-12-01"),  # the newer one counts, though it ends sooner
        ([("2026-11-19", "1y"), ("2026-11-20", "5d")], "2026-11-25"),
    ],
)
def test_an_answer_that_is_not_given_yet_is_none_until_it_is(
    answers: list[tuple[str, str]], day: str, expiring: Expiring, tmp_path: Path
) -> None:
    print_ = fingerprint(tmp_path, "bare")
    for order in (answers, answers[::-1]):
        lines = [attestation("bare", print_, on=on, valid_for=period).split("\n", 1)[1] for on, period in order]
        assert expiring([], "attestations:\n" + "".join(lines))[1] == [(day, False, "77", "bare")] * bool(day)


@pytest.mark.parametrize(
    ("new", "number"),
    [
        ({"holder": "AMBER QUAY LTD."}, 0),  # one name, as papers write it
        ({"holder": "Amber Quay Limited", "number": "87654321"}, 0),  # renewed, with a number of its own
        ({"holder": "", "number": "12345678"}, 0),
        ({"holder": "Amber Quay (Hong Kong) Limited", "number": "12345678-000-11-26-4"}, 0),
        ({"holder": "Amber Quay (Hong Kong) Limited"}, 1),
        ({"holder": "Opal Pier Limited", "number": "87654321"}, 1),
        ({"holder": "Opal Pier Limited", "number": "N/A"}, 1),
        ({"holder": "", "number": "n/a"}, 1),
        ({"type": "ci", "number": "12345678"}, 1),
    ],
)
def test_a_renewed_document_is_told_by_its_number_or_its_holder(
    new: dict[str, str], number: int, expiring: Expiring
) -> None:
    old = document(expires="2026-11-25", number="12345678")
    later = document(expires="2028-11-25", issued="2026-11-01", **new)
    for papers in ([old, later], [later, old]):
        assert len(expiring(papers)[1]) == number


def test_papers_that_a_third_one_ties_together_are_one_line(expiring: Expiring) -> None:
    by_number = {"type": "br", "name": "a.pdf", "number": "12345678", "expires": "2026-11-25"}
    by_name = document(name="b.pdf", expires="2026-11-28")
    both = document(name="c.pdf", number="12345678", expires="2028-11-25")
    assert expiring([by_number, by_name, both]) == (0, [])


@pytest.mark.parametrize(("number", "listed"), [(48, 47), (200, 200)])
def test_of_very_many_papers_only_those_written_alike_take_each_others_place(
    number: int, listed: int, expiring: Expiring
) -> None:
    papers = [
        document(expires="2026-12-01", holder=f"Holder {place} Limited", number=f"N{place}") for place in range(number)
    ]
    papers += [
        document(expires="2030-12-01", holder="holder 3  LIMITED", number="B3"),
        document(expires="2026-12-02", holder="Holder 4 Ltd.", number="B4"),
        document(expires="2026-12-03", holder="Other Limited", number="n5"),
    ]
    _, found = expiring(papers)
    assert len(found) == listed


def test_what_is_not_needed_any_more_is_not_listed(expiring: Expiring) -> None:
    good = {**CASE, "company": {**CASE["company"], "phone": "+852 2810 4410"}}
    assert expiring([], waiver("phone"), case=good) == (0, [])
    assert expiring([], waiver("phone", expires="2026-11-02"), case=good) == (0, [])
    assert expiring([], waiver("phone", expires="2026-11-02"))[1] == [("2026-11-02", True, "77", "phone")]


def test_a_decision_for_a_case_that_is_not_there_runs_out_too(expiring: Expiring) -> None:
    assert expiring([], waiver("phone", case="78"))[1] == [("2026-11-30", False, "78", "phone")]


def test_an_answer_that_is_stale_does_not_run_out(expiring: Expiring) -> None:
    assert expiring([], attestation("bare", "0" * 16, valid_for="10d")) == (0, [])


def test_a_day_that_could_be_two_is_the_earlier_one(expiring: Expiring) -> None:
    assert expiring([document(expires="03/12/2026")])[1] == [("2026-03-12", True, "77", "")]
    (expiring.folder / "kyccheck.yaml").write_text("dates: dmy\n")
    assert expiring([document(expires="03/12/2026")])[1] == [("2026-12-03", False, "77", "")]


@pytest.mark.parametrize("expires", ["", None, "soon", [], {"a": 1}, True])
def test_what_is_no_day_does_not_run_out(expiring: Expiring, expires: object) -> None:
    assert expiring([document(expires=expires)]) == (0, [])


def test_every_format_says_the_same_and_nothing_acts(tmp_path: Path, kyccheck: Kyccheck) -> None:
    evil = "=1+1 \x1b[31m <b>x</b>"
    (tmp_path / "small.yaml").write_text(CHECKLIST)
    (tmp_path / "case.json").write_text(json.dumps({**CASE, "documents": [document(name=evil, expires="2026-12-01")]}))
    arguments = ("expiring", "case.json", "-c", "small.yaml", "--as-of", "2026-11-21")
    outs = {form: kyccheck(*arguments, "-f", form, "-o", f"out{suffix}") for form, suffix in zip(FORMS, (".txt", ".json", ".csv", ".md"), strict=True)}  # fmt: skip
    for form, ran in outs.items():
        assert (ran.code, "2026-12-01" in ran.out, "\x1b" in ran.out) == (1, True, False), form
    assert (tmp_path / "out.json").read_bytes() == outs["json"].raw
    assert (tmp_path / "out.csv").read_bytes() == b"\xef\xbb\xbf" + outs["csv"].raw  # with a mark, for Excel
    assert (tmp_path / "out.md").read_bytes() == outs["markdown"].raw
    assert "<b>" not in outs["markdown"].out
    (row,) = list(csv.DictReader(io.StringIO(outs["csv"].out)))
    assert (row["owner"], row["to_do"].startswith("Get a new")) == ("Sam Ho", True)


def test_exit_codes(tmp_path: Path, kyccheck: Kyccheck) -> None:
    assert kyccheck("expiring", "none.json").code == 3
    for arguments in (["x.json", "--within", "soon"], ["x.json", "-f", "yaml"], ["x.json", "-o", "x.pdf"]):
        assert kyccheck("expiring", *arguments).code == 2
    (tmp_path / "w.yaml").write_text("waivers: [x]")
    assert kyccheck("expiring", "x.json", "--waivers", "w.yaml").code == 2


def test_only_the_cases_named_count(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "small.yaml").write_text(CHECKLIST)
    two = [{**CASE, "case": {**CASE["case"], "id": word}, "documents": [document(expires="2026-12-01")]} for word in ("77", "78")]  # fmt: skip
    (tmp_path / "cases.json").write_text(json.dumps(two))
    (tmp_path / "decisions.yaml").write_text(waiver("bare"))
    arguments = ("expiring", "cases.json", "-c", "small.yaml", "--as-of", "2026-11-21", "--waivers", "decisions.yaml")
    ran = kyccheck(*arguments, "--case", "78", "-f", "json", "-o", "a.csv", "-o", "b.md")
    assert (ran.code, [one["case"] for one in ran.json["expiring"]]) == (1, ["78"])
    assert ("78" in (tmp_path / "a.csv").read_text(), "78" in (tmp_path / "b.md").read_text()) == (True, True)
    assert kyccheck(*arguments, "--case", "79").code == 3
    for read in ("cases.json", "decisions.yaml", "small.yaml"):
        (tmp_path / "link.json").unlink(missing_ok=True)
        (tmp_path / "link.json").hardlink_to(tmp_path / read)
        assert kyccheck(*arguments, "-o", "link.json").code == 2


def test_an_encoding_can_be_named(tmp_path: Path, kyccheck: Kyccheck) -> None:
    table = "Record ID,Deal Name,Deal Stage\n1,Caf\xe9,draft\n"
    (tmp_path / "deals.csv").write_bytes(table.encode("cp1252"))
    ran = kyccheck("expiring", "deals.csv", "-c", "kyc")
    assert (ran.code, "--encoding cp1252" in ran.err) == (3, True)
    ran = kyccheck("expiring", "deals.csv", "-c", "kyc", "--encoding", "cp1252")
    assert (ran.code, ran.err) == (0, "")


def test_a_run_notes_what_runs_out_only_where_an_output_wants_it(tmp_path: Path) -> None:
    from datetime import date

    from deciding import plan_of
    from kyccheck.audit.expiring import Window
    from kyccheck.batch.run import run
    from kyccheck.batch.wanted import Wanted
    from kyccheck.decisions.period import Period
    from kyccheck.inputs.mapping import Mapping
    from kyccheck.inputs.paths import find_inputs
    from kyccheck.inputs.reading import Reading

    (tmp_path / "case.json").write_text(json.dumps({**CASE, "documents": [document(expires="2026-12-01")]}))
    for window, number in ((None, 0), (Window(Period(9, "d")), 0), (Window(Period(30, "d")), 1)):
        reading = Reading(find_inputs([str(tmp_path / "case.json")]), Mapping())
        found = run(reading, [plan_of(tmp_path)], Wanted(expiring=window), date(2026, 11, 21), "1")
        assert len(found.expiring) == number
    ((day, what, case, item, owner, todo),) = found.expiring
    assert (day, case, item, owner) == (date(2026, 12, 1), "77", "", "Sam Ho")
    assert "br.pdf" in what
    assert todo
