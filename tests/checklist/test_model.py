"""A checklist says what it means, or is refused with file, line and the nearest right word."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kyccheck.audit.plan import compile_plan
from kyccheck.checklist.file import find, folder, make, shipped
from kyccheck.checklist.model import Checklist
from kyccheck.checklist.overlay import load
from kyccheck.errors import RefusedError
from kyccheck.read.strictyaml import parse
from support import AS_OF

HEAD = """id: small
title: Small
version: "1"
for: {systems: [native], kinds: [deal]}
teams: {sales: Sales, iod: IOD}
stages:
  - {id: draft, title: Draft, team: sales, aliases: [New]}
  - {id: done, title: Done}
"""
BODY = """items:
  - {id: "1", title: One, due: done, owner: sales, check: {present: company.name}}
"""


def checklist(text: str) -> Checklist:
    """The checklist of a text, read and compiled as for an audit."""
    found = make(parse(text.encode(), "mine.yaml"), "mine.yaml", [text.encode()])
    compile_plan(found, AS_OF)
    return found


def refusal(text: str) -> str:
    with pytest.raises(RefusedError) as refused:
        checklist(text)
    return str(refused.value)


def item(rest: str) -> str:
    """A checklist with one good item, and in line 11 another one."""
    return f"{HEAD}{BODY}  - {{{rest}}}\n"


GOOD = 'id: "2", title: Two, check: {present: company.name}'


def test_a_small_checklist_is_read() -> None:
    found = checklist(HEAD + BODY)
    assert (found.id, found.version, found.line, found.teams["iod"]) == ("small", "1", ("draft", "done"), "IOD")
    (only,) = found.walk()
    assert (only.id, only.due, only.owner, only.waivable, only.place.line) == ("1", "done", "sales", True, 10)
    assert [found.stage_of(word) for word in ("draft", "DRAFT ", "new", "Done", "late")] == [
        "draft",
        "draft",
        "draft",
        "done",
        None,
    ]


def test_the_same_bytes_have_the_same_digest_and_others_another_one() -> None:
    assert checklist(HEAD + BODY).sha256 == checklist(HEAD + BODY).sha256
    assert checklist(HEAD + BODY).sha256 != checklist(HEAD + BODY + "# more\n").sha256


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        (GOOD + ", titel: x", ["unknown key 'titel'", "did you mean 'title'"]),
        (GOOD + ", onwer: sales", ["unknown key 'onwer'", "did you mean 'owner'"]),
        (GOOD + ", chekc: x", ["did you mean 'check'"]),
        (GOOD + ", due: dnoe", ["unknown stage 'dnoe'", "did you mean 'done'"]),
        (GOOD + ", owner: sale", ["unknown team 'sale'", "did you mean 'sales'"]),
        (GOOD + ", due: true", ["text"]),
        (GOOD + ", waivable: yes", ["true or false"]),
        (GOOD + ", waivable: 'true'", ["true or false"]),
        (GOOD + ", escalates: 1", ["true or false"]),
        (GOOD + ", since: 2026-13-01", ["date"]),
        (GOOD + ", since: tomorrow", ["date"]),
        (GOOD + ", since: 01/02/2026", ["date"]),
        (GOOD + ", since: 2026-12-01, until: 2026-11-01", ["before it begins"]),
        (GOOD + ", on_entry: true", ["due"]),
        (GOOD + ", not_stated: true", ["not_stated"]),
        (GOOD + ", place: 12", ["unknown key 'place'"]),
        (GOOD + ", items: {}", ["item"]),
        ('id: "2", title: Two', ["needs a check"]),
        ('id: "2", title: Two, items: []', ["needs a check"]),
        ('id: "2", title: Two, check: {}', ["kind"]),
        ('id: "2", title: Two, check: ', ["check"]),
        ('id: "2", title: Two, check: {presnt: company.name}', ["unknown check 'presnt'", "did you mean 'present'"]),
        ('id: "2", title: Two, check: {present: company.nam}', ["unknown field 'company.nam'", "did you mean 'company.name'"]),
        ('id: "2", title: Two, check: {present: company.name, manual: x}', ["one key"]),
        ('id: "2", title: Two, check: {document: csr107}', ["did you mean 'csr106'"]),
        ('id: "2", title: Two, when: {presnt: company.name}, check: {present: company.name}', ["did you mean 'present'"]),
        ('id: "2", title: Two, when: {present: company.nam}, check: {present: company.name}', ["did you mean 'company.name'"]),
        ('id: "2", title: Two, check: {present: {parameter: fields}}', ["unknown parameter 'fields'"]),
        ("id: 2, title: Two, check: {present: company.name}", ["'id'", "text", "quotation marks"]),
        ("id: true, title: Two, check: {present: company.name}", ["'id'", "text", "quotation marks"]),
        ("id: , title: Two, check: {present: company.name}", ["'id'", "text"]),
        ("title: Two, check: {present: company.name}", ["lacks 'id'"]),
        ('id: "2", check: {present: company.name}', ["lacks 'title'"]),
        ('id: "1", title: Two, check: {present: company.name}', ["item '1' stands twice", "line 10"]),
        ('id: "2", title: Two, items: [{id: "1", title: x, check: {present: company}}]', ["item '1' stands twice", "line 10"]),
        ('id: "2", title: Two, id: "3", check: {present: company.name}', ["'id'", "twice"]),
        ('id: "", title: Two, check: {present: company.name}', ["id"]),
    ],
)  # fmt: skip
def test_an_item_is_refused_with_file_line_and_the_nearest_right_word(rest: str, words: list[str]) -> None:
    message = refusal(item(rest))
    assert message.startswith("mine.yaml:11: ")
    assert [word for word in words if word not in message] == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("title: Small", "titel: Small", 2, ["unknown key 'titel'", "did you mean 'title'"]),
        ("version:", "versoin:", 3, ["unknown key 'versoin'", "did you mean 'version'"]),
        ('"1"\nfor', "1\nfor", 3, ["'version'", "text", "quotation marks"]),
        ("id: small", "id: 12", 1, ["'id'", "text", "quotation marks"]),
        ("for: {systems", "for: {system", 4, ["unknown key 'system'", "did you mean 'systems'"]),
        ("kinds: [deal]", "kinds: [deel]", 4, ["'deel'", "did you mean 'deal'"]),
        ("kinds: [deal]", "kinds: []", 4, ["'kinds'", "for no case"]),
        ("systems: [native", "systems: [hubspt", 4, ["unknown system 'hubspt'", "did you mean 'hubspot'"]),
        ("teams: {sales: Sales", "teams: {sales: 1", 5, ["text"]),
        ("team: sales", "team: sale", 7, ["unknown team 'sale'", "did you mean 'sales'"]),
        ("aliases: [New]", "alias: [New]", 7, ["unknown key 'alias'", "did you mean 'aliases'"]),
        ("title: Done}", "title: Done, counts_as: drft}", 8, ["unknown stage 'drft'", "did you mean 'draft'"]),
        ("title: Done}", "title: Done, only: ['9']}", 8, ["unknown item '9'"]),
        ("id: done", "id: draft", 8, ["'draft'", "stages"]),
        ("aliases: [New]", "aliases: [Done]", 8, ["'done'", "two stages"]),
        ("items:", "itmes:", 9, ["unknown key 'itmes'", "did you mean 'items'"]),
        ("title: Small\n", "title: Small\nsha256: x\n", 3, ["unknown key 'sha256'"]),
        ("title: Small\n", "title: Small\nfile: x\n", 3, ["unknown key 'file'"]),
        ("title: Small\n", "title: Small\ntitle: Other\n", 3, ["'title'", "twice", "line 2"]),
        ("teams: {sales: Sales, iod: IOD}", "teams: []", 5, ["mapping"]),
        ("stages:\n", "stages: 5\nx:\n", 6, ["mapping"]),
    ],
)  # fmt: skip
def test_the_head_is_refused_with_file_line_and_the_nearest_right_word(
    old: str, new: str, line: int, words: list[str]
) -> None:
    text = HEAD + BODY
    assert old in text
    message = refusal(text.replace(old, new, 1))
    assert message.startswith(f"mine.yaml:{line}: ")
    assert [word for word in words if word not in message] == []


@pytest.mark.parametrize("key", ["id", "title", "version", "for", "teams", "stages", "items"])
def test_a_key_that_is_missing_is_named(key: str) -> None:
    tree = parse((HEAD + BODY).encode(), "mine.yaml")
    del tree[key]
    with pytest.raises(RefusedError, match=f"lacks '{key}'|asks nothing"):
        make(tree, "mine.yaml", [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["mapping"]), ("- a\n", ["mapping"]), ("text\n", ["mapping"]), ("{}\n", ["lacks"]), (HEAD + "items: []\n", ["asks nothing"]),
        (HEAD + 'items: [{id: "1", title: One, not_stated: true}]\n', ["asks nothing"]), (HEAD + "items:\n", ["item"]),
        (HEAD + "items: {}\n", ["item"]), (HEAD + "items: [1]\n", ["mapping"]),
        (HEAD + 'items: [{id: "1", title: One, items: [{id: "2", title: Two, not_stated: true}]}]\n', ["asks nothing"]),
    ],
)  # fmt: skip
def test_a_checklist_that_asks_nothing_is_refused(text: str, words: list[str]) -> None:
    message = refusal(text)
    assert message.startswith("mine.yaml:")
    assert [word for word in words if word not in message] == []


PARAMETERS = (
    HEAD + "parameters:\n  needed: {value: [company.name, company.city], why: assumed}\n  bare: [company.zip]\n"
)
USING = 'items: [{id: "1", title: One, check: {present: {parameter: %s}}}]\n'


def test_a_parameter_stands_for_its_value() -> None:
    for name, reads in (("needed", ("company.name", "company.city")), ("bare", ("company.zip",))):
        (only,) = checklist(PARAMETERS + USING % name).walk()
        assert only.check is not None
        assert only.check.reads() == reads


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (PARAMETERS + USING % "neded", ["mine.yaml:12", "unknown parameter 'neded'", "did you mean 'needed'"]),
        (HEAD + USING % "needed", ["mine.yaml:9", "unknown parameter 'needed'", "no parameters"]),
        (PARAMETERS.replace("company.city", "company.ctiy") + USING % "needed", ["did you mean 'company.city'"]),
        (PARAMETERS.replace("value:", "valeu:") + USING % "needed", ["valeu"]),
        (PARAMETERS.replace("[company.name, company.city]", "[]") + USING % "needed", ["mine.yaml", "names no field"]),
        (PARAMETERS.replace("[company.name, company.city]", "") + USING % "needed", ["mine.yaml"]),
        (PARAMETERS + USING % "[needed]", ["parameter"]),
    ],
)  # fmt: skip
def test_parameters_are_refused(text: str, words: list[str]) -> None:
    message = refusal(text)
    assert [word for word in words if word not in message] == []


def test_days_of_an_item() -> None:
    found = checklist(item(GOOD + ", since: 2026-01-01, until: 2026-12-31"))
    last = list(found.walk())[-1]
    assert (last.since, last.until) == (date(2026, 1, 1), date(2026, 12, 31))


def test_shipped_checklists_are_found_by_id_and_files_by_path(tmp_path: Path) -> None:
    assert "kyc" in shipped()
    assert find("kyc") == folder() / "kyc.yaml"
    mine = tmp_path / "mine.yaml"
    mine.write_text(HEAD + BODY)
    assert load(str(mine)).id == "small"


@pytest.mark.parametrize(
    ("word", "words"),
    [
        ("kcy", ["unknown checklist 'kcy'", "did you mean 'kyc'"]),
        ("no/such.yaml", ["no such"]),
        ("x.yaml", ["no such"]),
    ],
)
def test_a_checklist_that_is_not_there(word: str, words: list[str]) -> None:
    with pytest.raises(RefusedError) as refused:
        load(word)
    assert [text for text in words if text not in str(refused.value)] == []


def test_a_folder_as_checklist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        load(str(tmp_path))


KEY = re.compile(r"(?m)(?:^|[{,]|- )\s*([a-z_]+):(?=\s|$)")
"""A key of the KYC checklist, in either style."""


def mutations() -> Iterator[Any]:
    """The KYC checklist with one letter of one key changed, for every key."""
    text = (folder() / "kyc.yaml").read_text("utf-8")
    names = re.search(r"(?ms)^teams:\n(.*?)^stages:", text)
    assert names
    for match in KEY.finditer(text):
        start, end = match.span(1)
        line = text.count("\n", 0, start) + 1
        comment = (
            "#" in text[text.rfind("\n", 0, start) + 1 : start] or '"' in text[text.rfind("\n", 0, start) + 1 : start]
        )
        if not comment and not names.start(1) <= start < names.end(1) and match[1] != "mandatory_company_fields":
            middle = (start + end) // 2
            letter = "q" if text[middle] != "q" else "z"
            yield pytest.param(text[:middle] + letter + text[middle + 1 :], line, id=f"{line} {match[1]}")


@pytest.mark.parametrize(("text", "line"), list(mutations()))
def test_one_wrong_letter_in_any_key_of_the_kyc_checklist_is_refused(text: str, line: int) -> None:
    with pytest.raises(RefusedError, match=r"^kyc\.yaml:\d+: ") as refused:
        compile_plan(make(parse(text.encode(), "kyc.yaml"), "kyc.yaml", []), AS_OF)
    found = re.match(r"kyc\.yaml:(\d+):", str(refused.value))
    assert found
    if "unknown key" in str(refused.value):
        assert int(found[1]) == line


def test_there_are_many_keys_to_get_wrong() -> None:
    assert len(list(mutations())) > 250


def test_the_kyc_checklist_itself_is_read() -> None:
    compile_plan(load("kyc"), AS_OF)
