"""What is masked in a text, and what stays."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.asking import native_case
from kyccheck.audit.heart import audit
from kyccheck.audit.plan import compile_plan
from kyccheck.batch.masking import mask_record
from kyccheck.checklist.overlay import load
from kyccheck.decisions.model import Attestation, Decisions
from kyccheck.decisions.period import Period
from kyccheck.mask.personal import Values
from kyccheck.mask.redact import Masks
from kyccheck.read.strictyaml import Place
from kyccheck.records.record import NO_SHAPE, Record
from support import AS_OF


def values(*texts: str) -> Values:
    found = Values(Masks(b"a key of some length").pseudonym)
    found.keep("9876543210")
    for text in texts:
        found.add(text, "name")
    return found


@pytest.mark.parametrize(
    "text",
    [
        "case 9876543210 has no role", "the document expired on 2026-11-20", "10 of 12 seats", "Limited is missing",
        "stands at iod_check", "it costs 4800.00 HKD", "",
    ],
)  # fmt: skip
def test_what_is_nobodys_stays(text: str) -> None:
    assert values("Ada Lam", "+852 2810 4411", "Amber Quay Limited").text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "contact 2 (ADA LAM)", "Lam, Ada", "ada.lam@amber.hk", "call 2810-4411", "call 28104411 now", "on 2026-11-20 28104411",
        "'amber quay' differs", "amberquay", "+44 20 7946 0000", "小明", "Ådà",
    ],
)  # fmt: skip
def test_what_is_somebodys_goes(text: str) -> None:
    masked = values("Ada Lam", "+852 2810 4411", "Amber Quay Limited").text(text).casefold()
    assert not [one for one in ("ada", "lam,", "lam)", "amber", "quay", "4411", "7946", "小明", "ådà") if one in masked]


@pytest.mark.parametrize(
    ("value", "text", "gone"),
    [
        ("Rene\u0301e Go\u0301mez", "names differ: renee gomez / ada", ("renee", "gomez")),
        ("Kru\u0308ger Ho\u0308hne", "words differ: KRUGER / hohne", ("kruger", "hohne")),
        ("Nguye\u0302\u0303n Har\u00adbour Q\u200buay", "nguyen harbour quay", ("nguyen", "harbour", "quay")),
        ("69104418 (Montgomery Lam)", "69104418MONTGOMERYLAM is not 69104418", ("montgomery",)),
        ("BR no. 69104418 - Montgomery Lam", "69104418MONTGOMERYLAM", ("montgomery",)),
        ("Recording for\nMontgomery", '["Recording for\\nMontgomery"]', ("montgomery",)),
        ("Newman", r"C:\newman", ("newman",)),
        ("O\tReeves", r"\tReeves \u0009Reeves", ("reeves",)),
    ],
)  # fmt: skip
def test_however_a_value_is_written_none_of_its_words_stays(value: str, text: str, gone: tuple[str, ...]) -> None:
    masked = values(value).text(text).casefold()
    assert not [word for word in gone if word in masked]


def test_what_says_nothing_and_what_is_kept_is_nobodys() -> None:
    assert values("N/A", " ", "9876543210", "-").text("N/A: case 9876543210 - none") == "N/A: case 9876543210 - none"


def test_one_key_gives_one_pseudonym() -> None:
    one, other = Masks(b"a key of some length"), Masks(b"another key of some length")
    assert one.pseudonym("Ada", "name") == Masks(b"a key of some length").pseudonym("Ada", "name")
    assert one.pseudonym("Ada", "name") != other.pseudonym("Ada", "name")
    assert one.name != other.name


@given(st.lists(st.text(min_size=4), max_size=4), st.text(), st.text())
def test_no_value_is_left_as_it_stands(texts: list[str], before: str, after: str) -> None:
    found = values(*(f"Zeb{text}ulon" for text in texts))
    masked = found.text(before + "".join(f" Zeb{text}ulon " for text in texts) + after)
    assert not [text for text in texts if f"Zeb{text}ulon" in masked]


def test_the_names_of_decisions_are_masked_wherever_a_report_says_them() -> None:
    answer = Attestation("7", "2", "pass", "Ines Cho", AS_OF, "seen", Period(1, "d"), place=Place("decisions.yaml", 3))
    masks = Masks(b"a key of some length", Decisions.of([], [answer]))
    found = masks.collect(native_case({"company": {"id": "1", "name": "Amber Quay"}}))
    assert found.text("Ines Cho answered it") == f"{masks.pseudonym('Ines Cho', 'name')} answered it"
    assert "Cho" not in found.text("(Cho)")


@pytest.mark.parametrize("name", ["Amber Quay Limited", " ", None, 5])
def test_a_record_of_no_case_is_masked_by_its_name_and_its_file(name: object) -> None:
    masks = Masks(b"a key of some length")
    record = Record("odb", {"company_name": name, "plan": "Pro"}, NO_SHAPE, "ada lam.json", "/0")
    mask_record(record, masks)
    told = masks.pseudonym(name, "name") if name == "Amber Quay Limited" else name
    assert record.fields == {"company_name": told, "plan": "Pro"}
    assert record.file == masks.file("ada lam.json") != "ada lam.json"


def test_a_decision_that_does_not_count_is_told_without_names_or_files() -> None:
    old = date(2020, 1, 2)
    answer = Attestation("7", "2", "pass", "Ines Cho", old, "seen", Period(1, "d"), place=Place("ines cho.yaml", 3))
    masks = Masks(b"a key of some length", Decisions.of([], [answer]))
    case = native_case({"company": {"id": "1", "name": "Amber Quay"}})
    audited = audit(case, [compile_plan(load("kyc"), AS_OF)], decisions=masks.decisions)
    (told,), (masked,) = audited["decisions"], masks.after(case, audited)["decisions"]
    assert "Ines Cho" in told["says"]
    assert masked == {
        **told,
        "says": told["says"].replace("Ines Cho", masks.pseudonym("Ines Cho", "name")),
        "path": masks.file("ines cho.yaml"),
    }


def test_a_file_that_a_text_names_does_not_tear_what_a_person_wrote() -> None:
    masks = Masks(b"a key of some length", files=["ada lam.json", "deal.json"])
    found = masks.values("7")
    found.add_whole("Wilhelmina in deal.json by Hildegunde", "text")
    said = found.text("passed: Wilhelmina in deal.json by Hildegunde (ada lam.json Hilda's orders!E3; wide deal.json)")
    text, one, other = (
        masks.pseudonym("Wilhelmina in deal.json by Hildegunde", "text"),
        *map(masks.file, ("ada lam.json", "deal.json")),
    )
    sheet = masks.pseudonym("Hilda's orders", "sheet")
    assert said == f"passed: {text} ({one} {sheet}!E3; wide {other})"


@pytest.mark.parametrize("name", ["O'Brien.json", "Ada 'Q\" Lam.csv", "exports/Ada.json", "Ada", "a!b.xlsx"])
def test_a_file_is_masked_wherever_a_message_names_it(name: str) -> None:
    masks = Masks(b"a key of some length", files=["Ada.json", name])
    said = masks.problem(f"case 7 stands twice: in {name} at /0 and in {name} at /1; {name!r} was the customer's")
    assert said.startswith(f"case 7 stands twice: in {masks.file(name)} at /0 and in {masks.file(name)} at /1; ")
    assert said.endswith(" was the customer's")


@pytest.mark.parametrize(
    ("place", "stays"),
    [
        ("Deals!C14", True), ("Contacts 2!", True), ("CSR106!B2", True), ("Sheet1!A1", True), ("/contacts/1/role", True),
        ("Sign-off!7", True), ("Findings!3", True), ("", True), ("Ada Lam!C14", False), ("Accounts of Ada!3", False),
    ],
)  # fmt: skip
def test_a_sheet_keeps_its_name_only_where_it_is_nobodys(place: str, stays: bool) -> None:
    masks = Masks(b"a key of some length")
    told = masks.place(place)
    assert (told == place, "Ada" in told) == (stays, False)
    assert told.partition("!")[2] == place.partition("!")[2]


def test_a_short_text_of_a_person_goes_as_a_word_and_none_of_the_words_of_a_long_one() -> None:
    found = values()
    found.add_whole("Bo", "text")
    found.add_whole("the customer pays by cheque", "text")
    assert found.text("Bob: seen (Bo); a cheque").startswith("Bob: seen (word-")
    assert found.text("the customer pays, by a cheque") == "the customer pays, by a cheque"
    assert "pays" not in found.text("because the customer pays by cheque.")
