"""A mapping file to start from, out of what an export carries and nothing names."""

from typing import Final

from kyccheck import registry
from kyccheck.checklist.file import shipped
from kyccheck.checklist.overlay import load
from kyccheck.inputs.reading import Reading
from kyccheck.kept.encoded import encoded
from kyccheck.records.case import Case
from kyccheck.records.fields import folded, sections
from kyccheck.values.visible import visible

_KEYS: Final = {"odb": "account_id", "billing": "account_number", "csr": "registration_number", "invoice": "reference"}
"""Fields of records that belong to no case, which are likely to be known elsewhere."""
_CLOSE: Final = 0.8
"""So like the name of a field a name must be: one that is less so is another thing ("size" is no "signed")."""
_WEIGHTY: Final = frozenset({"flag", "date"})
"""Types of which a wrong guess would settle or open an item by itself."""


def suggestion(reading: Reading, cases: list[Case]) -> str:
    """A mapping file to start from: names without a field, with one that is close, and stages without a meaning.

    What a stage or a key means nobody can guess, so that those are comments to fill in.
    """
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
    lines += [
        "# stages:   # write which stage each is (kyccheck checklist show kyc lists them), and take the # away"
    ] * bool(stages)
    lines += [f"#   {_quoted(stage)}:    # which stage is this?" for stage in stages]
    stranded = sorted({record.section for record in reading.unused if record.section in _KEYS})
    lines += ["# joins:   # fields that carry the same key; put the column of your deals, tickets or companies"] * bool(
        stranded
    )
    lines += [f"#   {section}.{_KEYS[section]}: company.customer_number" for section in stranded]
    lines += ["# dates: dmy   # what 03/04/2026 means: dmy or mdy"]
    return "\n".join(lines) + "\n"


def _nearest_field(section: str, key: str) -> str | None:
    """The field of which a name is close to a key; None where a wrong guess would weigh too much."""
    if section not in sections():
        return None
    fields = sections()[section].fields
    names = {folded(name): field.name for field in fields.values() for name in (field.name, field.say)}
    for field in fields.values():
        names |= {folded(name): field.name for others in field.names.values() for name in others}
    near = registry.nearest(folded(key), tuple(names), _CLOSE)
    return names[near] if near and fields[names[near]].type not in _WEIGHTY else None


def _is_known(stage: str) -> bool:
    return any(load(word).stage_of(stage) for word in shipped())


def _quoted(text: str) -> str:
    """Text as a quoted scalar of YAML, safe on any screen."""
    return encoded(text).decode("ascii")
