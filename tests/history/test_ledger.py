"""A ledger tells of any line that was changed, taken out, put in or swapped."""

import fcntl
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from kyccheck.errors import RefusedError
from kyccheck.history import ledger
from support import PROJECT, Kyccheck


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "audits.ndjson"
    for number in range(4):
        ledger.append(path, {"as_of": f"2026-11-2{number}", "outputs": []})
    return path


def test_a_whole_ledger_holds_and_its_head_is_the_last_line(book: Path) -> None:
    last = json.loads(book.read_text().splitlines()[-1])
    assert ledger.check(book) == (4, last["sha256"], "")
    assert book.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (lambda lines: [lines[0].replace("2026", "2025"), *lines[1:]], 1),
        (lambda lines: [*lines[:3], lines[3].replace("-23", "-24")], 4),
        (lambda lines: lines[1:], 1),
        (lambda lines: [lines[0], *lines[2:]], 2),
        (lambda lines: [lines[0], lines[2], lines[1], lines[3]], 2),
        (lambda lines: [*lines, lines[3]], 5),
        (lambda lines: [*lines[:2], "\n", *lines[2:]], 3),
        (lambda lines: [*lines[:3], lines[3][:-20]], 4),
        (lambda lines: [lines[0].replace(":", ": ", 1), *lines[1:]], 1),
    ],
)
def test_every_change_is_found(book: Path, edit: object, line: int) -> None:
    lines = book.read_text().splitlines(keepends=True)
    book.write_text("".join(edit(lines)))  # type: ignore[operator]
    checked = ledger.check(book)
    assert checked.lines == line - 1
    assert checked.wrong.startswith(f"audits.ndjson:{line}: ")


def long_ledger(number: int) -> list[bytes]:
    """The lines of a ledger of so many runs, made as the README says that they are."""
    made, previous = [], "0" * 64
    for place in range(number):
        line = {
            "ledger": "kyccheck-ledger/1", "line": place + 1, "as_of": "2026-11-21", "version": "1",
            "inputs": [{"path": f"{place}.json", "sha256": hashlib.sha256(b"%d" % place).hexdigest()}], "cases": place,
            "outputs": [], "previous": previous,
        }  # fmt: skip
        previous = hashlib.sha256(json.dumps(line, separators=(",", ":")).encode()).hexdigest()
        made.append(json.dumps({**line, "sha256": previous}, separators=(",", ":")).encode() + b"\n")
    return made


def test_of_a_thousand_lines_none_can_be_changed_taken_out_put_in_or_swapped(tmp_path: Path) -> None:
    """A sample of all bytes that one can change, all lines that one can take out, all pairs that one can swap."""
    lines = long_ledger(1000)
    path = tmp_path / "audits.ndjson"
    path.write_bytes(b"".join(lines))
    whole = ledger.check(path)
    assert (whole.lines, whole.wrong) == (1000, "")
    draw = Random(20261121)  # noqa: S311 - a sample, no secret
    for turn in range(240):
        one, other = sorted(draw.sample(range(1000), 2))
        line = bytearray(lines[one])
        at = draw.randrange(len(line))
        line[at] = draw.choice([byte for byte in range(256) if byte != line[at]])
        edited = {
            0: [*lines[:one], bytes(line), *lines[one + 1 :]],
            1: [*lines[:one], *lines[other:]],
            2: [*lines[:one], lines[other], *lines[one + 1 : other], lines[one], *lines[other + 1 :]],
            3: [*lines[:one], lines[other], *lines[one:]],
        }[turn % 4 if turn > 120 else 0]
        path.write_bytes(b"".join(edited))
        found = ledger.check(path)
        assert found.wrong.startswith(f"audits.ndjson:{one + 1}: "), (turn, one, other, at)
        assert found.lines == one
    path.write_bytes(b"".join(lines[:700]))  # its end is cut off: it holds, and the head that was kept is not in it
    assert ledger.check(path) == (700, json.loads(lines[699])["sha256"], "")
    assert whole.head not in {line["sha256"] for line in ledger.lines(path)}


def test_a_line_whose_digests_were_made_anew_breaks_the_chain(book: Path) -> None:
    lines = [json.loads(line) for line in book.read_text().splitlines()]
    forged = {**lines[1], "as_of": "2020-01-01"}
    del forged["sha256"]
    forged["sha256"] = hashlib.sha256(json.dumps(forged, separators=(",", ":")).encode()).hexdigest()
    lines[1] = forged
    book.write_text("".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines))
    assert ledger.check(book).lines == 2
    assert ledger.check(book).wrong.startswith("audits.ndjson:3: the line before was changed")


def test_nothing_is_added_to_what_is_no_whole_ledger(book: Path) -> None:
    book.write_text(book.read_text()[:-5])
    before = book.read_bytes()
    with pytest.raises(RefusedError, match="last line is not whole"):
        ledger.append(book, {})
    assert book.read_bytes() == before


def test_runs_at_once_do_not_mix(tmp_path: Path) -> None:
    path = tmp_path / "audits.ndjson"
    with ThreadPoolExecutor(8) as pool:
        heads = list(pool.map(lambda number: ledger.append(path, {"number": number}), range(40)))
    checked = ledger.check(path)
    assert (checked.lines, checked.wrong) == (40, "")
    assert {line["sha256"] for line in ledger.lines(path)} == {*heads}


def test_audits_enter_themselves_and_verify_says_the_head(tmp_path: Path, kyccheck: Kyccheck) -> None:
    example = PROJECT / "examples/deal.json"
    first = kyccheck("audit", example, "--ledger", "audits.ndjson", "-o", "a.json")
    second = kyccheck("audit", example, "--ledger", "audits.ndjson", "-o", "b.csv")
    assert (first.code, second.code) == (1, 1)
    ran = kyccheck("verify", "--ledger", "audits.ndjson")
    head = ran.out.split("head ")[1].strip()
    assert ran.code == 0
    assert f"ledger head {head}" in second.err
    one, two = ledger.lines(tmp_path / "audits.ndjson")
    assert [output["path"] for output in (*one["outputs"], *two["outputs"])] == ["a.json", "b.csv"]
    assert one["inputs"] == two["inputs"]
    assert one["cases"] == 1
    assert kyccheck("verify", "a.json", "--ledger", "audits.ndjson").code == 0
    kept = first.err.split("ledger head ")[1].split()[0]
    assert "1 line(s) after the head" in kyccheck("verify", "--ledger", "audits.ndjson", "--head", kept).out
    (tmp_path / "audits.ndjson").write_text((tmp_path / "audits.ndjson").read_text().splitlines(keepends=True)[0])
    cut = kyccheck("verify", "--ledger", "audits.ndjson", "--head", head)
    assert (cut.code, "taken out" in cut.out) == (1, True)
    (tmp_path / "a.json").write_text((tmp_path / "a.json").read_text().replace('"status":"fail"', '"status":"pass"'))
    assert kyccheck("verify", "a.json", "--ledger", "audits.ndjson").code == 1


@pytest.mark.parametrize("name", ["deal.json", "a.json", "."])
def test_a_ledger_is_a_file_of_its_own(name: str, tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "deal.json").write_bytes((PROJECT / "examples/deal.json").read_bytes())
    ran = kyccheck("audit", "deal.json", "-o", "a.json", "--ledger", name)
    assert (ran.code, ran.out) == (2, "")
    assert not (tmp_path / "a.json").exists()


def test_a_link_to_a_ledger_is_refused_before_anything_is_audited(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "link.ndjson").symlink_to("real.ndjson")
    ran = kyccheck("audit", PROJECT / "examples/deal.json", "--ledger", "link.ndjson", "-o", "a.json")
    assert (ran.code, ran.err) == (2, "kyccheck: link.ndjson: is a link; name the file that it leads to\n")
    assert [path.name for path in tmp_path.iterdir()] == ["link.ndjson"]


def test_of_a_damaged_ledger_the_other_lines_are_still_told(book: Path) -> None:
    lines = book.read_bytes().splitlines(keepends=True)
    book.write_bytes(b"".join([lines[0], b"{\n", *lines[2:]]))
    assert [line["line"] for line in ledger.lines(book)] == [1, 3, 4]


def test_a_ledger_that_cannot_be_read_or_is_held_is_said(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RefusedError, match="cannot be read: No such file"):
        ledger.check(book.parent / "other.ndjson")
    monkeypatch.setattr(ledger, "_SECONDS", 0.1)
    before = book.read_bytes()
    with book.open("rb") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(RefusedError, match="is held by another run"):
            ledger.append(book, {})
    assert book.read_bytes() == before
