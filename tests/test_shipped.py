"""The package's own tables are read as YAML says."""

import yaml

from kyccheck.shipped import shipped
from support import PROJECT


def test_tables_are_what_yaml_says() -> None:
    names = sorted(path.name for path in (PROJECT / "src" / "kyccheck").glob("*.yaml"))
    assert names == ["documents.yaml", "fields.yaml"]
    for name in names:
        text = (PROJECT / "src" / "kyccheck" / name).read_text("utf-8")
        assert shipped(name) == yaml.safe_load(text)
