"""A mapping file to start from, out of what an export carries and nothing names."""

from kyccheck import registry
from kyccheck.case import Case
from kyccheck.checklist_file import shipped
from kyccheck.encoded import encoded
from kyccheck.fields import folded, sections
from kyccheck.overlay import load
from kyccheck.reading import Reading
from kyccheck.visible import visible

_KEYS = {"odb": "account_id", "billing": "account_number", "csr": "registration_number", "invoice": "reference"}
"""Fields of records that belong to no case, which are likely to be known elsewhere."""


def suggestion(reading: Reading, cases: list[Case]) -> str:
    """A mapping file to start from: names without a field, each with the nearest one, and stages without a meaning."""
    lines = [
        "# A mapping file to start from: check each line, and take away what is wrong. Save it as kyccheck.yaml.",
        "",
    ]
    near: dict[str, list[str]] = {}
    far: list[str] = []
    for item in reading.inputs:
        for section, keys in sorted(item.ignored.items()):
            for key in sorted(keys):
                field = _nearest_field(section, key)
                if field:
                    near.setdefault(f"{section}.{field}", []).append(key)
                else:
                    far.append(f"{section}: {key}")
    lines += ["fields:"] * bool(near)
    lines += [f"  {field}: [{', '.join(_quoted(key) for key in dict.fromkeys(keys))}]" for field, keys in near.items()]
    lines += [f"  # {visible(name)}: no field is near" for name in dict.fromkeys(far)]
    stages = dict.fromkeys(
        case.stage for case in cases if case.stage and not case.stage_means and not _is_known(case.stage)
    )
    lines += ["stages:"] * bool(stages)
    lines += [f"  {_quoted(stage)}: iod_check   # which stage is this?" for stage in stages]
    stranded = sorted({record.section for record in reading.unused if record.section in _KEYS})
    lines += ["# joins:   # fields that carry the same key; put the column of your deals, tickets or companies"] * bool(
        stranded
    )
    lines += [f"#   {section}.{_KEYS[section]}: company.customer_number" for section in stranded]
    lines += ["# dates: dmy   # what 03/04/2026 means: dmy or mdy"]
    return "\n".join(lines) + "\n"


def _nearest_field(section: str, key: str) -> str | None:
    """The field whose name, or one of whose names, is nearest to a key."""
    if section not in sections():
        return None
    names = {
        folded(name): field.name for field in sections()[section].fields.values() for name in (field.name, field.say)
    }
    for field in sections()[section].fields.values():
        names |= {folded(name): field.name for others in field.names.values() for name in others}
    near = registry.nearest(folded(key), tuple(names))
    return names[near] if near else None


def _is_known(stage: str) -> bool:
    return any(load(word).stage_of(stage) for word in shipped())


def _quoted(text: str) -> str:
    """Text as a quoted scalar of YAML, safe on any screen."""
    return encoded(text).decode("ascii")
