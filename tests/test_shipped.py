"""The package's own tables are read as YAML says."""

import yaml

from kyccheck.shipped import shipped
from support import PROJECT


def test_tables_are_what_yaml_says() -> None:
    package = PROJECT / "src" / "kyccheck"
    names = sorted(path.relative_to(package).as_posix() for path in package.rglob("*.yaml"))
    assert names == ["records/documents.yaml", "records/fields.yaml"]
    for name in names:
        assert shipped(name) == yaml.safe_load((package / name).read_text("utf-8"))
