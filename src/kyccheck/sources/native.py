"""Cases in kyccheck's own form: sections (`case`, `deal`, `company`, ...) with fields, as `kyccheck fields` lists them.

A document holds one case, a list of them, or {"cases": [...]}; a file may hold one a line. Each section takes the plain
fields, or the raw object of a system (a HubSpot company with its `properties`). A section that is not there was not
exported; one that is null, "" or [] was, and is empty.
"""

from collections.abc import Iterator
from typing import Any

from kyccheck import registry
from kyccheck.fields import NATIVE, folded, pointer, record_of, section_names, sections
from kyccheck.read import Tree
from kyccheck.record import NO_SHAPE, Problem, Record
from kyccheck.sources import Found, Reading, adopter
from kyccheck.value import is_blank

_WRAPPER = "cases"
_MAIN = frozenset({"case", "deal"})


def recognises(document: Any) -> float:
    """How surely a document is native: its keys are names of sections."""
    if isinstance(document, dict) and isinstance(document.get(_WRAPPER), list):
        document = document[_WRAPPER]
    if isinstance(document, list):
        document = next((member for member in document if isinstance(member, dict)), None)
    if not isinstance(document, dict):
        return 0.0
    known = section_names()
    meant = {known[folded(key)] for key, value in document.items() if folded(key) in known and _is_section(value)}
    own = {key for key in document if key in sections() and _is_section(document[key])}
    if meant & _MAIN and own:
        return 0.9
    return 0.4 if len(own) > 1 else 0.0


def _is_section(value: Any) -> bool:
    return value is None or isinstance(value, (dict, list))


def records(tree: Tree, reading: Reading) -> Iterator[Found]:
    """The cases of a document: for each the records that it holds, together."""
    value, base = tree
    if isinstance(value, dict) and isinstance(value.get(_WRAPPER), list):
        value, base = value[_WRAPPER], f"{base}/{_WRAPPER}"
    if not isinstance(value, list):
        yield from _case(value, base, reading)
        return
    if not value:
        yield Problem(reading.file, "holds no case", base)
    for place, member in enumerate(value):
        yield from _case(member, f"{base}/{place}", reading)


def _case(tree: Any, base: str, reading: Reading) -> Iterator[Found]:
    if not isinstance(tree, dict):
        yield Problem(reading.file, "is no case: it should be an object with sections", base)
        return
    known = section_names()
    sheaf: list[Record] = []
    ignored = []
    for key, value in tree.items():
        section = key if key in sections() else known.get(folded(key))
        if section is None:
            ignored.append(key)
            continue
        for found in _section(section, value, base + pointer(key), reading):
            if isinstance(found, Problem):
                yield found
            else:
                sheaf.append(found)
    if not sheaf:
        yield Problem(reading.file, "is no case: it has none of the sections that kyccheck fields lists", base)
        return
    if ignored:
        hints = [f'"{key[:60]}" is no section; {registry.allowed(key, tuple(sections()))}' for key in ignored[:5]]
        sheaf[0].notes = (*sheaf[0].notes, *hints)
    yield tuple(sheaf)


def _section(section: str, value: Any, base: str, reading: Reading) -> Iterator[Record | Problem]:
    if isinstance(value, dict) and isinstance(value.get("results"), list):
        value, base = value["results"], f"{base}/results"
    if is_blank(value):
        yield Record(section, {}, NO_SHAPE, reading.file, base, empty=True, counts=False)
        return
    if isinstance(value, dict):
        yield _record(section, value, base, reading)
        return
    if not isinstance(value, list):
        yield Problem(reading.file, f"{section} should be an object with fields, not a single value", base)
        return
    for place, member in enumerate(value):
        if isinstance(member, dict) and member:
            yield _record(section, member, f"{base}/{place}", reading)
        else:
            yield Problem(reading.file, f"a member of {section} should be an object with fields", f"{base}/{place}")


def _record(section: str, tree: dict[str, Any], base: str, reading: Reading) -> Record:
    if "properties" in tree or "ContactID" in tree or "column_values" in tree:
        module = adopter(tree)
        if module is not None:
            adopted: Record = module.adopt(section, tree, base, reading)
            return adopted
    return record_of(reading.names, section, NATIVE, tree, (reading.file, base))
