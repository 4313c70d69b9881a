"""What is told once all inputs are read, so that records read are records used and records reported."""

from __future__ import annotations

from typing import Final

from kyccheck.inputs.paths import Input
from kyccheck.kept.sightings import Sightings
from kyccheck.records.fields import sections
from kyccheck.records.record import Mark, Problem, Record
from kyccheck.values.written import called


def report_twice(seen: Sightings, problems: list[Problem]) -> set[str]:
    """Report cases that bear an id which another one bore before; their ids."""
    found = set()
    for first, other in seen.twice():
        found.add(other.id)
        message = f"{called('case', other.id)} stands twice: in {first.said()} and in {other.said()}; both were audited"
        problems.append(Problem(other.file, message, other.base))
    return found


def report_unused(unused: list[Record], inputs: list[Input], problems: list[Problem], *, some_case: bool) -> None:
    """Count what no case has taken, and report inputs of which that is so for all; `some_case`: there is one at all.

    A file of what can belong to no case (bills from suppliers, credit notes) is counted, and is no problem.
    """
    by_label = {item.label: item for item in inputs}
    for record in unused:
        item = by_label[record.file]
        item.reported += 1
        is_ours = record.section in sections() or record.section == "notes"  # not an export's name of a stream
        item.unused[record.section if is_ours else "others"] += 1
    told = {problem.path for problem in problems}
    told |= {record.file for record in unused} - {record.file for record in unused if Mark.ASIDE not in record.marks}
    for item in inputs:
        # Of two records with one id, one went into the other: where there is no case, none of them was used.
        nothing_used = item.reported == item.records or not some_case
        if item.source and item.records and nothing_used and item.label not in told:
            kinds = ", ".join(_counted(number, section) for section, number in sorted(item.sections.items()))
            problems.append(Problem(item.label, f"belongs to no deal or ticket of the files given ({kinds})"))


def _counted(number: int, section: str) -> str:
    """Records of a section in words: "1 contact", "2 companies", "3 CSR 106 forms"."""
    if section in _COUNTED:
        one, some = _COUNTED[section]
    elif section in sections():
        one, some = sections()[section].one, sections()[section].some
    else:
        return f"{number} {section}"  # an export's own name of a stream, as it is
    return f"1 {one}" if number == 1 else f"{number} {some}"


_COUNTED: Final = {"notes": ("note", "notes"), "risk": ("risk rating", "risk ratings")}
