"""The chase list."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyccheck.reports._cells import passive
from kyccheck.reports.markdown import plain
from support import GOOD, PROJECT, Kyccheck


def test_one_block_a_team_with_the_items_own_words(kyccheck: Kyccheck) -> None:
    text = kyccheck("audit", PROJECT / "examples/deal.json", "-f", "markdown").out
    assert re.findall(r"^### (.*)$", text, re.MULTILINE) == ["Sales"]
    assert "- [ ] **2 Deal is associated with related contacts" in text
    assert "  - Do: Fill e\\-mail" in text or "  - Do: Fill e-mail" in text
    assert "  - Accepted: " in text


def test_a_ready_case_has_no_block(kyccheck: Kyccheck) -> None:
    text = kyccheck("audit", PROJECT / "examples/ready.json", "-f", "markdown").out
    assert "READY: may go on" in text
    assert "###" not in text


@given(st.text())
def test_no_text_makes_markup(text: str) -> None:
    shown = plain(text)
    assert not re.search(r"(?<!\\)[`*_\[\]<>#|!]", shown.replace("\\\\", ""))
    assert "\n" not in shown


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "＝1"])
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert not passive(text).lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kunde;=1+1;x", "Kunde;'=1+1;x"), ("a; @x;\uff1d1", "a;' @x;'\uff1d1"), ("=a;+1", "'=a;'+1"), ("IVR; SMS; -", "IVR; SMS; -"),
    ],
)  # fmt: skip
def test_no_cell_of_a_semicolon_begins_like_a_formula(text: str, shown: str) -> None:
    """Where semicolons part cells, `"a","Kunde;=1+1"` is two cells, and the second a formula."""
    assert passive(text) == shown


def test_what_was_found_is_cut_with_a_word(tmp_path: Path, kyccheck: Kyccheck) -> None:
    contacts = [{"name": f"Ada Lam {number}", "role": ""} for number in range(9)]
    (tmp_path / "case.json").write_text(json.dumps({**GOOD, "contacts": contacts}))
    text = kyccheck("audit", "case.json", "--item", "2", "-f", "markdown").out
    assert text.count("  - Found: ") == 6
    assert re.search(r"^  - and \d+ more, which a report in JSON lists$", text, re.MULTILINE)
