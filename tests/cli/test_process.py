"""What the world does to a run: signals, full disks, folders that take nothing, other runs, odd names, zones and screens."""

import hashlib
import json
import os
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from support import GOOD, PROJECT, Kyccheck

AUDIT = [sys.executable, "-m", "kyccheck", "audit", "--as-of", "2026-11-21"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(PROJECT / "src")}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def many(path: Path, number: int) -> Path:
    """A file with so many cases."""
    cases = [{**GOOD, "case": {**GOOD["case"], "id": str(place)}} for place in range(number)]
    path.write_text("\n".join(json.dumps(case) for case in cases))
    return path


def test_links_to_folders_are_followed_and_rings_of_them_end(tmp_path: Path, kyccheck: Kyccheck) -> None:
    for name in ("exports", "elsewhere"):
        (tmp_path / name).mkdir()
    (tmp_path / "exports/a.json").write_text(json.dumps(GOOD))
    (tmp_path / "elsewhere/b.json").write_text(json.dumps({**GOOD, "case": {**GOOD["case"], "id": "5"}}))
    (tmp_path / "exports/today").symlink_to("../elsewhere")
    (tmp_path / "elsewhere/back").symlink_to("../exports")
    report = kyccheck("audit", "exports", "-f", "json").json
    assert sorted(case["id"] for case in report["cases"]) == sorted(["5", GOOD["case"]["id"]])
    assert [item["path"] for item in report["inputs"]] == ["exports/a.json", "exports/today/b.json"]


def test_a_pipe_behind_many_files_is_read_once(tmp_path: Path) -> None:
    for number in range(33):
        (tmp_path / f"{number}.json").write_text(json.dumps({**GOOD, "case": {**GOOD["case"], "id": f"{number}"}}))
    command = [*AUDIT, *(f"{number}.json" for number in range(33)), "/dev/stdin", "-f", "json"]
    more = "".join(json.dumps({**GOOD, "case": {**GOOD["case"], "id": f"p{n}"}}) + "\n" for n in range(200))
    done = subprocess.run(command, cwd=tmp_path, input=more.encode(), capture_output=True, check=False, env=ENVIRONMENT)
    report = json.loads(done.stdout)
    assert (len(report["cases"]), report["problems"]) == (233, [])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_run_that_is_asked_to_end_leaves_nothing_behind(number: signal.Signals, tmp_path: Path) -> None:
    source = many(tmp_path / "cases.ndjson", 6000)
    (tmp_path / "audit.json").write_bytes(b"old")
    done = subprocess.Popen([*AUDIT, source, "-o", "audit.json"], cwd=tmp_path, stdout=-3, stderr=-1, env=ENVIRONMENT)
    started = time.perf_counter()
    while len(names(tmp_path)) < 3 and time.perf_counter() - started < 30:
        time.sleep(0.002)  # until it writes
    done.send_signal(number)
    _, said = done.communicate(timeout=30)
    if done.returncode == 128 + number:
        assert said.endswith(b"kyccheck: stopped; each file is as it was, or new and whole\n")
        assert (tmp_path / "audit.json").read_bytes() == b"old"
    assert names(tmp_path) == {"cases.ndjson", "audit.json"}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_two_ends_that_come_together_are_one(jobs: str, tmp_path: Path) -> None:
    """A terminal that is closed tells all processes of its group; a supervisor sends one signal after another."""
    content = many(tmp_path / "cases.ndjson", 3000).read_bytes()
    os.mkfifo(tmp_path / "pipe")
    for pause in (0.0, 0.0007, 0.005):
        done = subprocess.Popen(
            [*AUDIT, "pipe", "-j", jobs, "-q", "-o", "audit.json"],
            cwd=tmp_path, stdout=-3, stderr=-1, env=ENVIRONMENT, start_new_session=True,
        )  # fmt: skip
        with (tmp_path / "pipe").open("wb", buffering=0) as pipe:
            pipe.write(content)  # and by now it has read nearly all of it, and waits for more
            os.killpg(done.pid, signal.SIGHUP)
            time.sleep(pause)
            done.send_signal(signal.SIGTERM)
            _, said = done.communicate(timeout=30)
        assert done.returncode in (128 + signal.SIGHUP, 128 + signal.SIGTERM), said
        assert said.splitlines() == [b"kyccheck: stopped; each file is as it was, or new and whole"]
        assert names(tmp_path) == {"cases.ndjson", "pipe"}


STOPPED_WHILE_IT_STARTS = """
import os, signal, sys
signal.signal(signal.SIGINT, getattr(signal, sys.argv.pop(1)))

class Stopping:
    def find_spec(name, path, target=None):
        if name == "typer":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Stopping)
from kyccheck.__main__ import main
main()
"""


@pytest.mark.parametrize(("handler", "code", "said"), [("default_int_handler", -2, b""), ("SIG_IGN", 0, b"kyccheck ")])
def test_ctrl_c_before_it_has_begun_shows_no_traceback(handler: str, code: int, said: bytes) -> None:
    command = [sys.executable, "-c", STOPPED_WHILE_IT_STARTS, handler, "--version"]
    done = subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT)
    assert (done.returncode, done.stderr) == (code, b"")
    assert done.stdout.startswith(said)


ENDED_WHILE_LANDING = """
import os, signal, sys
from pathlib import Path
from kyccheck.cli import run

replace, replaced = Path.replace, []

def ending(self, target):
    replaced.append(target)
    if len(replaced) == 2:
        os.kill(os.getpid(), signal.SIGTERM)
    return replace(self, target)

Path.replace = ending
run()
"""


def test_the_files_of_a_run_and_its_line_in_the_ledger_stay_together(tmp_path: Path, kyccheck: Kyccheck) -> None:
    """Ended between the first file's name and the second's: both are new, and the ledger tells of both."""
    written = ["-o", "a.json", "-o", "b.json", "--ledger", "l.ndjson"]
    deal = PROJECT / "examples/deal.json"
    kyccheck("audit", deal, *written, "--as-of", "2026-01-02")
    done = subprocess.run(
        [sys.executable, "-c", ENDED_WHILE_LANDING, "audit", deal, *written, "--as-of", "2026-03-02"],
        cwd=tmp_path, capture_output=True, check=False, env=ENVIRONMENT,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (128 + signal.SIGTERM, b"")
    assert done.stderr.endswith(b"kyccheck: stopped; each file is as it was, or new and whole\n")
    for name in ("a.json", "b.json"):
        assert json.loads((tmp_path / name).read_bytes())["as_of"] == "2026-03-02"
    lines = [json.loads(line) for line in (tmp_path / "l.ndjson").read_text().splitlines()]
    assert [line["as_of"] for line in lines] == ["2026-01-02", "2026-03-02"]
    for one in lines[-1]["outputs"]:
        assert one["sha256"] == hashlib.sha256((tmp_path / one["path"]).read_bytes()).hexdigest()


def test_killed_at_any_moment_the_file_is_old_or_new_and_the_next_run_sweeps(tmp_path: Path) -> None:
    source = many(tmp_path / "cases.ndjson", 300)
    (tmp_path / "audit.json").write_bytes(b"old")
    random, left, seen = Random(7), 0, set()  # noqa: S311 - moments, no secrets
    for _ in range(12):
        done = subprocess.Popen(
            [*AUDIT, source, "-o", "audit.json"], cwd=tmp_path, stdout=-3, stderr=-3, env=ENVIRONMENT
        )
        time.sleep(random.uniform(0.05, 0.5))
        done.kill()
        done.wait()
        content = (tmp_path / "audit.json").read_bytes()
        seen.add(content if content == b"old" else json.loads(content)["report"])
        left += len(names(tmp_path)) > 2
    assert seen <= {b"old", "kyccheck/1"}
    part = tmp_path / ".audit.json.abcdefgh.part"
    part.write_bytes(b"Ada Lam")  # as a killed run leaves it
    subprocess.run([*AUDIT, source, "-o", "audit.json"], cwd=tmp_path, check=True, capture_output=True, env=ENVIRONMENT)
    assert names(tmp_path) == {"cases.ndjson", "audit.json"}


def test_twenty_runs_at_once_do_not_mix(tmp_path: Path) -> None:
    source = many(tmp_path / "cases.ndjson", 50)
    runs = [
        subprocess.Popen(
            [*AUDIT, source, "-q", "-o", "audit.json"], cwd=tmp_path, stdout=-3, stderr=-1, env=ENVIRONMENT
        )
        for _ in range(20)
    ]
    assert [done.communicate(timeout=60)[1] for done in runs] == [b""] * 20
    assert [done.returncode for done in runs] == [0] * 20
    assert json.loads((tmp_path / "audit.json").read_bytes())["summary"]["cases"] == 50
    assert names(tmp_path) == {"cases.ndjson", "audit.json"}


def test_a_run_that_waited_for_another_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "audit.json").write_bytes(b"old")
    code = "import sys; from pathlib import Path; from kyccheck.lock import held\nwith held(Path('audit.json')): print(); input()"
    holder = subprocess.Popen(
        [sys.executable, "-c", code], stdin=-1, stdout=-1, stderr=-3, cwd=tmp_path, env=ENVIRONMENT
    )
    assert holder.stdout
    holder.stdout.readline()
    second = [*AUDIT, str(PROJECT / "examples/ready.json"), "-o", "audit.csv", "-o", "audit.json"]
    done = subprocess.run(second, cwd=tmp_path, capture_output=True, env=ENVIRONMENT, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (
        f"kyccheck: audit.json: is being written by another run (process {holder.pid}); waited 10 s\n"
    )
    assert (tmp_path / "audit.json").read_bytes() == b"old"
    assert names(tmp_path) == {"audit.json", ".audit.json.lock"}
    holder.communicate(b"\n")
    assert names(tmp_path) == {"audit.json"}


@pytest.mark.parametrize("suffix", ["json", "ndjson", "md", "csv", "xlsx"])
def test_a_disk_that_is_full_leaves_the_old_file(suffix: str, tmp_path: Path) -> None:
    source = many(tmp_path / "cases.ndjson", 20)
    (tmp_path / f"audit.{suffix}").write_bytes(b"old")

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))

    done = subprocess.run(
        [*AUDIT, source, "--all", "-o", f"audit.{suffix}"], cwd=tmp_path, capture_output=True, preexec_fn=small, env=ENVIRONMENT, check=False
    )  # fmt: skip
    assert done.returncode == 2
    assert b"cannot be written: File too large" in done.stderr
    assert b"Traceback" not in done.stderr
    assert (tmp_path / f"audit.{suffix}").read_bytes() == b"old"
    assert names(tmp_path) == {"cases.ndjson", f"audit.{suffix}"}


@pytest.mark.parametrize("step", ["mkstemp", "fsync", "replace"])
def test_each_step_of_writing_may_fail(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kyccheck.errors import RefusedError
    from kyccheck.output import whole

    def fail(*_given: Any, **_named: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(
        {"mkstemp": "tempfile.mkstemp", "fsync": "os.fsync", "replace": "pathlib.Path.replace"}[step], fail
    )
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(RefusedError, match="No space left"), whole(tmp_path / "a") as out:
        out.write(b"new")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == {"a"}


@pytest.mark.parametrize(
    "name", ["a" * 250 + ".json", "名" * 80 + ".json", " .json", "-.json", "\n.json", "\x1b[2J.json"]
)
def test_outputs_of_odd_names(name: str, tmp_path: Path, kyccheck: Kyccheck) -> None:
    ran = kyccheck("audit", PROJECT / "examples/ready.json", "-o", f"./{name}")
    assert ran.code == 0, ran.err
    assert names(tmp_path) == {name}
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_folder_is_said(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "shut").mkdir(mode=0o500)
    ran = kyccheck("audit", PROJECT / "examples/ready.json", "-o", "shut/a.json")
    assert (ran.code, "cannot be written" in ran.err) == (2, True)


@pytest.mark.skipif(
    os.geteuid() == 0 and not shutil.which("setpriv"), reason="root may enter each folder, and nothing takes that away"
)
def test_a_folder_that_may_not_be_entered_is_a_problem_and_no_end(tmp_path: Path) -> None:
    (tmp_path / "exports/shut").mkdir(parents=True)
    (tmp_path / "exports/ready.json").write_bytes((PROJECT / "examples/ready.json").read_bytes())
    (tmp_path / "exports/shut/deal.json").write_bytes((PROJECT / "examples/deal.json").read_bytes())
    (tmp_path / "exports/shut").chmod(0o644)
    rights = "-dac_override,-dac_read_search"
    as_others = ["setpriv", "--bounding-set", rights, "--inh-caps", rights] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_others, *AUDIT, "exports", "-f", "json"], cwd=tmp_path, capture_output=True, check=False, env=ENVIRONMENT
    )
    (tmp_path / "exports/shut").chmod(0o755)
    assert done.returncode == 3
    assert done.stderr.splitlines()[0] == b"kyccheck: exports/shut/deal.json: cannot be read: Permission denied"
    assert json.loads(done.stdout)["summary"]["cases"] == 1


ODD_NAMES = [
    b"bad\xff\x1b[2J.json",
    b"new\nline.json",
    b"-o.json",
    b"\xe2\x80\xae.json",
    b"a b'\"$(x).json",
    b"=1+1.json",
    b"[red].json",
]


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
@pytest.mark.parametrize("report", ["terminal", "json", "csv", "markdown"])
def test_names_of_files_are_shown_and_not_obeyed(locale: str, report: str, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "exports")
    os.mkdir(folder)  # noqa: PTH102 - a name in bytes
    for name in ODD_NAMES:
        for content, beside in ((json.dumps(GOOD).encode(), b""), (b"{", b"x")):
            with open(folder + b"/" + beside + name, "wb") as handle:  # noqa: PTH123 - the same
                handle.write(content)
    environment = {**ENVIRONMENT, "LC_ALL": locale, "PYTHONWARNINGS": "error"}
    done = subprocess.run(
        [*AUDIT, "exports", "-f", report], cwd=tmp_path, capture_output=True, env=environment, check=False
    )
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
    for stream in (done.stdout, done.stderr):
        assert b"\x1b" not in stream
        assert b"\xe2\x80\xae" not in stream
        assert b"\nline" not in stream


@pytest.mark.parametrize(
    ("columns", "colour"),
    [
        *((columns, {}) for columns in ("1", "10", "20", "40", "200", "0", "x", "99999999")),
        ("80", {"NO_COLOR": "1"}), ("10", {"FORCE_COLOR": "1"}), ("80", {"TERM": "dumb"}), ("80", {"NO_COLOR": "1", "FORCE_COLOR": "1"}),
    ],
)  # fmt: skip
def test_verdict_and_id_are_there_on_any_screen(columns: str, colour: dict[str, str], kyccheck: Kyccheck) -> None:
    ran = kyccheck("audit", PROJECT / "examples/deal.json", COLUMNS=columns, **colour)
    assert ran.code == 1
    plain = " ".join(re.sub(r"\x1b\[[\d;]*m", "", ran.out).split())
    assert "9876543210" in plain
    assert "NOT READY" in plain
    assert ("\x1b[" in ran.out) == (colour == {"FORCE_COLOR": "1"})


def test_equal_bytes_in_any_zone_locale_and_order_of_hashes(tmp_path: Path) -> None:
    """Each format, with ten hash seeds, zones, locales and folders of files that come in another order."""
    random, zones = Random(1), ["Asia/Hong_Kong", "Asia/Dubai", "America/New_York", "UTC", "Pacific/Kiritimati"]  # noqa: S311 - an order, no secret
    outputs = [f"a.{suffix}" for suffix in ("json", "ndjson", "md", "csv", "xlsx")]
    paths = sorted((PROJECT / "examples" / "hubspot").iterdir())
    found = []
    for seed in range(10):
        folder = tmp_path / str(seed)
        (folder / "exports").mkdir(parents=True)
        for path in random.sample(paths, len(paths)):
            (folder / "exports" / path.name).write_bytes(path.read_bytes())
        environment = {
            **ENVIRONMENT, "PYTHONHASHSEED": str(seed), "TZ": zones[seed % len(zones)], "LC_ALL": ("C", "C.UTF-8", "POSIX")[seed % 3],
        }  # fmt: skip
        options = [word for name in outputs for word in ("-o", name)]
        done = subprocess.run(
            [*AUDIT, "exports", "--all", *options], cwd=folder, capture_output=True, env=environment, check=False
        )
        assert done.returncode == 1
        found.append([done.stderr, *((folder / name).read_bytes() for name in outputs)])
    assert all(one == found[0] for one in found)


@pytest.mark.parametrize(("zone", "day"), [("Etc/GMT-14", 0), ("Etc/GMT+12", 0)])
def test_the_day_is_one_stated_day(zone: str, day: int, kyccheck: Kyccheck) -> None:
    """Without --as-of it is the day of the machine's zone, and every report says which; with it no zone matters."""
    environment = {**ENVIRONMENT, "TZ": zone}
    code = f"import datetime; print(datetime.date.today() + datetime.timedelta({day}))"
    today = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment, check=True, text=True
    ).stdout.strip()
    told = subprocess.run(
        [sys.executable, "-m", "kyccheck", "audit", "examples/ready.json", "-f", "json"], cwd=PROJECT, capture_output=True, env=environment, check=False
    )  # fmt: skip
    assert json.loads(told.stdout)["as_of"] == today
    assert kyccheck("audit", PROJECT / "examples/ready.json", "-f", "json", TZ=zone).json["as_of"] == "2026-11-21"


def test_a_hundred_files_and_one_is_bad(tmp_path: Path, kyccheck: Kyccheck) -> None:
    (tmp_path / "exports").mkdir()
    for number in range(100):
        case = {**GOOD, "case": {**GOOD["case"], "id": str(number)}}
        (tmp_path / "exports" / f"{number}.json").write_text(json.dumps(case) if number != 50 else '{"case": {')
    ran = kyccheck("audit", "exports", "-f", "json")
    assert ran.code == 3
    assert ran.json["summary"]["cases"] == 99
    assert [problem["path"] for problem in ran.json["problems"]] == ["exports/50.json"]
    assert [line.partition(" ")[2][:16] for line in ran.err.splitlines()] == ["exports/50.json:", "99 cases as of 2"]


@pytest.mark.parametrize("what", ["fifo", "device", "loop", "dangling"])
def test_a_folder_of_other_things_than_files(what: str, tmp_path: Path, kyccheck: Kyccheck) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "ok.json").write_text(json.dumps(GOOD))
    if what == "fifo":
        os.mkfifo(folder / "pipe.json")
    else:
        target = {"device": Path("/dev/zero"), "loop": folder, "dangling": Path("nowhere")}[what]
        (folder / "link.json").symlink_to(target)
    ran = kyccheck("audit", "exports", "-f", "json")
    assert ran.json["summary"]["cases"] == 1
    assert "Traceback" not in ran.err
