"""What is remembered of the data has a bound that a small run meets too: memory is flat however many cases follow."""

import importlib
import inspect
from functools import _lru_cache_wrapper
from pathlib import Path

import kyccheck

ROOT = Path(kyccheck.__file__).parent
OF_THE_TOOL = frozenset({
    "checklist.model._stage_words", "checklist.overlay._shipped", "checks._hardly.hardly", "checks._pattern.compiled",
    "checks._value_pair._settling", "checks._value_pair.form_of", "read._elements._place", "read.typed._hints", "read.typed._members_of", "registry.words",
    "sources._hubspot_sections._starts", "values.placeholder._following",
})  # fmt: skip
"""What needs no such bound: words of checklists and of the tool's own tables are asked of it, or the names of columns."""


def test_every_cache_that_data_can_fill_is_bounded() -> None:
    modules = {path.relative_to(ROOT).with_suffix("") for path in ROOT.rglob("*.py")} - {Path("__main__")}
    most = {}
    for path in modules:
        module = importlib.import_module(".".join(("kyccheck", *path.parts)))
        for kept in vars(module).values():
            is_ours = isinstance(kept, _lru_cache_wrapper) and kept.__module__.startswith("kyccheck.")
            if is_ours and inspect.signature(kept).parameters:
                name = f"{kept.__module__}.{kept.__name__}".removeprefix("kyccheck.")
                most[name] = kept.cache_parameters()["maxsize"]
    assert {name for name, size in most.items() if size is None or size > 4096} == OF_THE_TOOL
