import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyccheck.history.replay import first_difference, others

REPORT: dict[str, Any] = {
    "tool": {"name": "kyccheck", "version": "1.2.3"},
    "as_of": "2026-11-21",
    "inputs": [{"path": "deal.json", "sha256": "aa", "records": 3}],
    "checklists": [{"id": "kyc", "sha256": "bb", "items": {"1a": {"sha256": "cc"}}}],
    "cases": [
        {"id": "4001", "verdict": "ready", "notes": [], "results": [{"item": "1a", "status": "pass", "reason": "x"}]},
        {"id": "4002", "verdict": "review", "notes": [], "results": [{"item": "1a", "status": "fail", "reason": "y"}]},
    ],
    "changes": None,
    "data": {"4001": {"company": "dd"}},
}


def with_(path: list[Any], value: Any) -> dict[str, Any]:
    """The report with another value at a path."""
    changed = copy.deepcopy(REPORT)
    *way, last = path
    inner: Any = changed
    for step in way:
        inner = inner[step]
    inner[last] = value
    return changed


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (
            ["cases", 1, "results", 0, "status"],
            "pass",
            "case 4002, item 1a, status: 'fail', then 'pass'",
        ),
        (["cases", 0, "verdict"], "review", "case 4001, verdict: 'ready', then 'review'"),
        (["as_of"], "2026-11-22", "as_of: '2026-11-21', then '2026-11-22'"),
        (["inputs", 0, "records"], 4, "inputs 1, records: 3, then 4"),
        (["inputs", 0, "records"], True, "inputs 1, records: 3, then True"),
        (["cases", 1], None, "case 4002: "),
        (["data", "4001", "company"], "ee", "data, 4001, company: 'dd', then 'ee'"),
        (["tool", "version"], "1.3.0", ""),
        (["inputs", 0, "sha256"], "zz", ""),
    ],
)
def test_the_first_difference_is_named_by_where_it_is(path: list[Any], value: Any, expected: str) -> None:
    found = first_difference(REPORT, with_(path, value))
    assert found.startswith(expected) if expected else not found


def test_a_report_is_the_same_as_itself() -> None:
    assert not first_difference(REPORT, copy.deepcopy(REPORT))
    assert not others(REPORT, copy.deepcopy(REPORT))


LEAVES = [
    (["cases", 0, "id"],),
    (["cases", 0, "results", 0, "reason"],),
    (["cases", 1, "results", 0, "item"],),
    (["checklists", 0, "id"],),
]


@given(st.sampled_from(LEAVES), st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)))
def test_no_other_value_is_the_same(leaf: tuple[list[Any]], value: Any) -> None:
    assert first_difference(REPORT, with_(leaf[0], value))
    assert first_difference(with_(leaf[0], value), REPORT)


def test_the_results_come_before_what_was_read() -> None:
    changed = with_(["inputs", 0, "records"], 4)
    changed["cases"][0]["verdict"] = "review"
    assert first_difference(REPORT, changed).startswith("case 4001")


def test_digests_of_data_are_not_looked_at_where_an_input_differs() -> None:
    changed = with_(["data", "4001", "company"], "ee")
    changed["inputs"][0]["sha256"] = "zz"
    assert not first_difference(REPORT, changed)


def test_what_an_older_version_lacked_is_no_difference() -> None:
    old = copy.deepcopy(REPORT)
    del old["data"]
    assert first_difference(old, REPORT).startswith("data: not in the report")
    old["tool"]["version"] = "1.2.2"
    assert not first_difference(old, REPORT)
    del old["cases"]
    assert first_difference(old, REPORT)


def test_each_file_that_is_another_one_is_named() -> None:
    changed = with_(["inputs"], [{"path": "other.json", "sha256": "aa"}, {"path": "new.json", "sha256": "ff"}])
    changed["checklists"][0]["sha256"] = "zz"
    assert others(REPORT, changed) == [
        "input deal.json was there then, and is not now; what it held is now called other.json",
        "input other.json was not there then",
        "input new.json was not there then",
        "checklist kyc has changed: sha256 bb, then zz",
    ]


def test_what_neither_report_has_is_no_difference() -> None:
    without = {name: value for name, value in REPORT.items() if name not in {"changes", "data"}}
    assert not first_difference(without, dict(without))
