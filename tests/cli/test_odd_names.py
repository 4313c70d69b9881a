"""Names that no file can have are refused like files that are not there; odd ones that it can have are shown."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from support import PROJECT, Kyccheck

LONG = "9" * 400
DEAL = PROJECT / "examples/deal.json"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("audit", LONG), 3),
        (("audit", DEAL, "-c", LONG), 2),
        (("audit", DEAL, "-c", f"{LONG}.yaml"), 2),
        (("audit", DEAL, "-o", f"{LONG}.json"), 2),
        (("audit", DEAL, "-o", f"{LONG}/audit.json"), 2),
        (("audit", DEAL, "--ledger", LONG), 2),
        (("audit", DEAL, "--mapping", LONG), 2),
        (("audit", DEAL, "--waivers", LONG), 2),
        (("audit", DEAL, "--since", LONG), 2),
        (("align", DEAL, "-o", f"{LONG}.csv"), 2),
        (("checklist", "show", LONG), 2),
        (("checklist", "lint", LONG), 2),
        (("checklist", "test", LONG), 2),
        (("verify", LONG, DEAL), 2),
        (("diff", LONG, LONG), 2),
    ],
    ids=lambda value: " ".join(str(word)[-12:] for word in value) if isinstance(value, tuple) else "",
)
def test_a_name_that_is_too_long_is_refused(words: tuple[object, ...], code: int, kyccheck: Kyccheck) -> None:
    ran = kyccheck(*words)
    assert ran.code == code
    assert ran.out == "" or code == 3
    assert "Traceback" not in ran.err
    assert "the output could not be written" not in ran.err


def test_an_overlay_of_such_a_name_is_refused_where_it_stands(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "ours.yaml").write_text(f'extends: "{LONG}"\n')
    ran = kyccheck("audit", DEAL, "-c", "ours.yaml")
    assert ran.code == 2
    assert ran.err.startswith("kyccheck: ours.yaml:1: unknown checklist '999")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_not_utf8_is_no_trouble_in_any_format(tmp_path: Path, kyccheck: Kyccheck) -> None:
    name, ready = os.fsdecode(b"deal\xff.json"), os.fsdecode(b"ready\xff.json")
    shutil.copy(DEAL, tmp_path / name)
    (tmp_path / "out").mkdir()
    old, new = Path("out", name), Path("out", ready)
    for report, given in ((old, DEAL), (new, PROJECT / "examples/ready.json")):
        assert kyccheck("audit", given, "-q", "-o", report).code in (0, 1)
    for words in (("audit", name), ("align", name), ("expiring", name, "--within", "9y"), ("diff", old, new)):
        for form in ("csv", "markdown", "json", "terminal"):
            assert kyccheck(*words, "-f", form).code in (0, 1), (words, form)
    assert "deal\\xff.json" in kyccheck("align", name, "-f", "csv").out
    kept = tmp_path / "kept"
    kept.mkdir()
    shutil.copy(DEAL, kept / name)
    assert kyccheck("audit", kept / name, "-q", "-o", "kept/last.json", "--ledger", "kept/runs.ndjson").code == 1
    ran = kyccheck("audit", kept, "-f", "json")
    assert (ran.code, ran.json["problems"]) == (1, [])
    assert kyccheck("verify", "kept/last.json", kept / name).code == 0
