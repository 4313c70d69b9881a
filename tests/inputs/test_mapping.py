import json
from pathlib import Path
from typing import Any

import pytest

from checks.asking import ask_case, read_files
from kyccheck.errors import RefusedError
from kyccheck.inputs.mapping import Mapping, load, refuse_stage
from support import GOOD, Kyccheck


def mapping(folder: Path, *texts: str) -> Mapping:
    paths = [folder / f"map{number}.yaml" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text)
    return load(paths)


def refusal(folder: Path, *texts: str) -> str:
    with pytest.raises(RefusedError) as refused:
        mapping(folder, *texts)
    return str(refused.value)


FULL = """fields: {company.registration_number: [br_no, "BR No."], "contacts[].role": funktion}
stages: {"1038553758": iod_check, Prüfung: iod_check}
dates: dmy
documents: {csr106: [order form]}
"""


def test_all_that_it_may_say(tmp_path: Path) -> None:
    found = mapping(tmp_path, FULL)
    assert found.fields == {"company.registration_number": ("br_no", "BR No."), "contacts.role": ("funktion",)}
    assert found.stages == {"1038553758": "iod_check", "Prüfung": "iod_check"}
    assert found.dates == "dmy"
    assert found.phrases == (("order form", "csr106"),)


@pytest.mark.parametrize("text", ["", "# nothing\n", "{}\n", "fields: {}\nstages: {}\n"])
def test_an_empty_one_says_nothing(text: str, tmp_path: Path) -> None:
    assert mapping(tmp_path, text) == Mapping()


def test_several_are_one_and_may_say_the_same_twice(tmp_path: Path) -> None:
    found = mapping(
        tmp_path,
        "fields: {company.name: Firma}\nstages: {a: x}\ndates: dmy\n",
        "fields: {company.name: Nom}\nstages: {a: x, b: y}\ndates: dmy\n",
    )
    assert found.fields == {"company.name": ("Firma", "Nom")}
    assert (found.stages, found.dates) == ({"a": "x", "b": "y"}, "dmy")


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("stages: {a: x}\n", "stages: {a: y}\n"), ["'a'", "'x'", "'y'"]), (("dates: dmy\n", "dates: mdy\n"), ["dmy", "mdy"]),
        (("fields: {company.name: Firma}\n", "fields: {company.city: firma}\n"), ["two fields", "company.name", "company.city"]),
        (("documents: {sof: order}\n", "documents: {csr106: Order}\n"), ["two types of document", "sof", "csr106"]),
    ],
)  # fmt: skip
def test_two_that_contradict_each_other_are_refused(texts: tuple[str, ...], words: list[str], tmp_path: Path) -> None:
    message = refusal(tmp_path, *texts)
    assert message.startswith("map1.yaml")
    assert [word for word in words if word not in message] == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("feilds: {}\n", 1, ["unknown key 'feilds'", "did you mean 'fields'"]),
        ("fields:\n  company.nam: [x]\n", 2, ["unknown field 'company.nam'", "did you mean 'company.name'"]),
        ("fields:\n  compny.name: [x]\n", 2, ["unknown field 'compny.name'", "did you mean 'company.name'"]),
        ("fields:\n  company: [x]\n", 2, ["'company'"]),
        ("documents:\n  sof: [order form]\n  csr106: [Order-Form]\n", 3, ["'Order-Form'", "sof and csr106"]),
        ("fields:\n  name: [x]\n", 2, ["'name'"]),
        ("fields:\n  company.name: 12\n", 2, ["text"]),
        ("fields:\n  company.name: {a: b}\n", 2, ["text"]),
        ("fields: [company.name]\n", 1, ["mapping"]),
        ("stages: {1038553758: iod_check}\n", 1, ["keys are text", "1038553758", "quotation marks"]),
        ("stages: {a: 12}\n", 1, ["text"]),
        ("stages: {a: true}\n", 1, ["text"]),
        ("stages: {a: }\n", 1, ["text"]),
        ("stages: [a]\n", 1, ["mapping"]),
        ("x: y\n", 1, ["unknown key 'x'"]),
        ("\ndates: ymd\n", 2, ["'ymd'", "mdy"]),
        ("\ndates: \n", 2, ["dmy", "mdy"]),
        ("\ndates: null\n", 2, ["dmy", "mdy"]),
        ("documents: {csr107: [x]}\n", 1, ["'csr107'", "did you mean 'csr106'"]),
        ("documents: {csr106: 106}\n", 1, ["text"]),
        ("stages: {a: x, a: y}\n", 1, ["'a'", "twice"]),
        ("- a\n", 1, ["mapping"]),
        ("joins:\n  odbb.account_id: company.no\n", 2, ["unknown section in 'odbb.account_id'", "did you mean 'odb'"]),
        ("joins:\n  odb.account_id: compny.no\n", 2, ["unknown section in 'compny.no'", "did you mean 'company'"]),
        ("joins: {odb: company.no}\n", 1, ["'odb' names no field"]), ("joins: {odb.account_id: 'company. '}\n", 1, ["names no field"]),
        ("joins: {deal.no: odb.account_id}\n", 1, ["'deal.no' is of a deal or ticket"]),
        ("joins: {odb.account_id: [company.no, odb.no]}\n", 1, ["joined with its own section"]),
        ("text\n", 1, ["mapping"]),
    ],
)  # fmt: skip
def test_refused_with_file_line_and_the_nearest_right_word(
    text: str, line: int, words: list[str], tmp_path: Path
) -> None:
    message = refusal(tmp_path, text)
    assert message.startswith(f"map0.yaml:{line}: "), message
    assert [word for word in words if word not in message] == []


def test_one_name_for_two_fields_of_a_section_is_refused(tmp_path: Path) -> None:
    assert "ref" in refusal(tmp_path, "fields: {company.name: [ref], company.registration_number: [ref]}\n")


DEAL: dict[str, Any] = {
    "id": "9001",
    "properties": {"dealname": "Amber", "dealstage": "1038553758", "br_no": "69104418"},
}


def test_stages_are_given_a_meaning(tmp_path: Path) -> None:
    found = read_files(tmp_path, {"deals.json": [DEAL]}, Mapping(stages={"1038553758": "iod_check"}))
    assert (found.case.stage, found.case.stage_means) == ("1038553758", "iod_check")


@pytest.mark.parametrize("written", ["in review", "IN REVIEW", " In Review "])
def test_words_of_stages_are_compared_without_case(written: str, tmp_path: Path) -> None:
    found = read_files(
        tmp_path,
        {"a.json": {"case": {"id": "7", "stage": written}, "deal": {"id": "7"}}},
        Mapping(stages={"In Review": "iod_check"}),
    )
    assert found.case.stage_means == "iod_check"


@pytest.mark.parametrize("name", ["order form.pdf", "Amber_Order-Form.pdf", "ORDER FORM v2.docx"])
def test_words_of_file_names_tell_a_type(name: str, tmp_path: Path) -> None:
    assert status_of_a_file(name, "Order Form", tmp_path) == "pass"


@pytest.mark.parametrize("name", ["reorder formal.pdf", "order.pdf", "form.pdf"])
def test_words_of_file_names_are_compared_whole(name: str, tmp_path: Path) -> None:
    assert status_of_a_file(name, "order form", tmp_path) == "review"


@pytest.mark.parametrize("name", ["order form template.pdf", "order form sample.pdf", "blank order form.pdf"])
def test_a_file_that_says_that_it_is_not_the_real_thing_is_none_by_a_mapping_either(name: str, tmp_path: Path) -> None:
    assert status_of_a_file(name, "order form", tmp_path) == "review"


def status_of_a_file(name: str, words: str, folder: Path) -> str:
    """What a check for the CSR 106 says of a file of this name, where a mapping has words for that form."""
    files = {"a.json": {"case": {"id": "7"}, "documents": [{"name": name}]}}
    case = read_files(folder, files, Mapping(documents={"csr106": (words,)})).case
    return str(ask_case("document: csr106", case).status)


def test_a_name_that_is_added_does_not_take_away_the_fields_own(tmp_path: Path) -> None:
    added = Mapping(fields={"company.registration_number": ("br number of old",)})
    company = {"id": "5", "properties": {"registration_number": "1", "name": "Amber"}}
    case = read_files(tmp_path, {"a.json": {"case": {"id": "7"}, "company": company}}, added).case
    assert case.value("company", "registration_number") == "1"


def test_a_refused_stage_is_told_where_it_stands_or_at_least_by_name(tmp_path: Path) -> None:
    for name, text in (("a.yaml", "dates: dmy\n"), ("b.yaml", ""), ("c.yaml", "dates: dmy\nstages:\n  x: y\n")):
        (tmp_path / name).write_text(text)
    paths = [tmp_path / name for name in ("a.yaml", "b.yaml", "c.yaml")]
    assert str(refuse_stage(paths, "x", "is wrong")) == "c.yaml:3: is wrong"
    assert str(refuse_stage(paths[:2], "x", "is wrong")) == "is wrong"  # given by a program, and by no file


def test_a_link_that_leads_nowhere_is_not_passed_over(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "case.json").write_text(json.dumps(GOOD))
    (tmp_path / "kyccheck.yaml").symlink_to("gone.yaml")
    ran = kyccheck("audit", "case.json")
    assert (ran.code, "kyccheck.yaml: cannot be read" in ran.err) == (2, True)
