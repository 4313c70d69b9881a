"""The checklists ship in the wheel from the top of the project, and are found from each way to install."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from support import PROJECT

PROBE = "from kyccheck.checklist.file import folder, shipped; print(folder()); print(*shipped())"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, PROJECT],
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_one_copy_of_each_checklist(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for path in (PROJECT / "checklists").rglob("*.yaml"):
        place = path.relative_to(PROJECT).as_posix()
        assert [name for name in names if name.endswith(place)] == [f"kyccheck/{place}"]
    assert "kyccheck/records/fields.yaml" in names
    assert "kyccheck/py.typed" in names
    assert "kyccheck/reports/report.schema.json" in names


def test_they_are_found_from_a_wheel(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "v", system_site_packages=False)
    site = next((tmp_path / "v").glob("lib/python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site)
    # The libraries of this environment, but not its kyccheck: the wheel's own comes first.
    others = next(path for path in sys.path if path.endswith("site-packages"))
    (site / "others.pth").write_text(others)
    done = subprocess.run(
        [tmp_path / "v/bin/python", "-c", PROBE], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    found, words = done.stdout.splitlines()
    assert Path(found) == site / "kyccheck" / "checklists"
    assert "kyc" in words.split()


def test_they_are_found_from_a_checkout_and_an_editable_install(tmp_path: Path) -> None:
    # An editable install and a checkout are the same: the code runs from src, the checklists lie two folders above.
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(PROJECT / 'src')!r}); {PROBE}"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    found, words = done.stdout.splitlines()
    assert Path(found) == PROJECT / "checklists"
    assert "kyc" in words.split()
