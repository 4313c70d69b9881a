"""A file of attestations is added to, and nothing that stood there changes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kyccheck.decisions import attestation_file
from kyccheck.decisions.attestation_file import added
from kyccheck.decisions.model import Attestation
from kyccheck.decisions.period import Period
from kyccheck.errors import RefusedError
from kyccheck.read.strictyaml import parse

ONE = Attestation("77", "1c", "pass", "Ada Lam", date(2026, 11, 20), "BR copy", Period(90, "d"), "0" * 16, "kyc")
ENTRY = parse(added(b"", "x", [ONE]), "x")["attestations"][0]


def test_a_new_file_has_a_heading_and_the_answer() -> None:
    assert added(b"", "x", [ONE]).startswith(b"# ")
    assert ENTRY == {
        "case": "77", "checklist": "kyc", "item": "1c", "answer": "pass", "by": "Ada Lam", "on": "2026-11-20",
        "evidence": "BR copy", "valid_for": "90d", "fingerprint": "0" * 16,
    }  # fmt: skip


OLD = '{case: "1", item: "2", answer: fail, by: B, on: 2026-01-01, evidence: "x, y", valid_for: 1y}'


@pytest.mark.parametrize(
    "text",
    [
        f"attestations:\n  - {OLD}\n",
        f"attestations:\n- {OLD}",
        f"# ours\nattestations: # all\n    - {OLD} # seen\n    # the end\n",
        f"attestations:\n  - {OLD}\n\n# exceptions\nwaivers:\n  - {{case: '1'}}\n",
        f"waivers: []\nattestations:\n  - {OLD}\n# nothing below\n\n\n",
        "attestations:\n",
        "attestations:\nwaivers: []\n",
        "waivers:\n  - {case: '1'}",
        f"attestations:\r\n  - {OLD}\r\nwaivers: []\r\n",
        f"---\nattestations:\n  - {OLD}\n",
        f"\ufeffattestations:\n  - {OLD}\n",
        'attestations:\n  - case: "1"\n    note: |\n      long\n\n      text\n  - case: "2"\n    note: x\n',
    ],
)
def test_what_stood_there_stays(text: str) -> None:
    content = text.encode()
    before = parse(content, "x")
    made = added(content, "x", [ONE, ONE])
    after = parse(made, "x")
    assert after["attestations"] == [*(before.get("attestations") or []), ENTRY, ENTRY]
    assert after.get("waivers") == before.get("waivers")
    lines = made.decode().splitlines()
    assert [line for line in text.splitlines() if line not in lines] == []
    assert ("\r\n" in text) == (b"\r\n" in made)
    assert b"\r\n" not in made or made.count(b"\r\n") == made.count(b"\n")


@pytest.mark.parametrize("text", ["attestations: []\n", "# ours\nattestations: [ ]  # none yet\nwaivers: []\n"])
def test_an_empty_list_makes_room_for_the_first_answer(text: str) -> None:
    made = added(text.encode(), "x", [ONE])
    assert parse(made, "x")["attestations"] == [ENTRY]
    assert ("# none yet" in text) == (b"# none yet" in made)
    assert parse(made, "x").get("waivers") == parse(text.encode(), "x").get("waivers")


@pytest.mark.parametrize("text", [f"attestations: [{OLD}]\n", "attestations: [\n]\n", f"{{attestations: [{OLD}]}}", "[]", f"attestations:\n  - {OLD}\n...\n"])  # fmt: skip
def test_a_layout_that_cannot_be_added_to_is_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        added(text.encode(), "x", [ONE])


@given(
    some.text(alphabet=some.characters(exclude_categories=["Cs"])),
    some.text(alphabet='"\\\n\t#:{}[]-\x85\u2028é漢😀 '),
)
def test_whatever_was_typed_comes_back(by: str, evidence: str) -> None:
    one = Attestation("77", "1c", "pass", by, date(2026, 11, 20), evidence, Period(90, "d"), "0" * 16, "kyc")
    for start in (b"", b"attestations:\n", b'waivers: []\nattestations:\n  - {case: "1"}\n'):
        entry = parse(added(start, "x", [one]), "x")["attestations"][-1]
        assert (entry.get("by", ""), entry.get("evidence", "")) == (by, evidence)


def test_nothing_to_add_changes_nothing() -> None:
    for content in (b"", b"attestations: []\n", b"what is no YAML: ["):
        assert added(content, "a.yaml", []) == content


@pytest.mark.parametrize(
    "after", [b"attestations: []\n", b"waivers: []\nattestations: []\n", b"[]\n", b"a: [\n", b"waivers: [x]\n"]
)
def test_what_stood_in_a_file_must_stand_in_it_again(after: bytes) -> None:
    """Whatever the layout of a file makes of what is added."""
    before = parse(b"waivers: [x]\nattestations: []\n", "a.yaml")
    assert not attestation_file._says(after, before, 0, "a.yaml", None)  # noqa: SLF001 - no layout is known that gets so far
    assert attestation_file._says(b"waivers: [x]\nattestations: []\n", before, 0, "a.yaml", None)  # noqa: SLF001 - the same
