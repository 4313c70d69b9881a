"""What `inspect` tells, as one document: of each file, of each case, and of what belongs to none."""

from typing import Any

from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.paths import Input
from kyccheck.inputs.reading import Reading
from kyccheck.records.case import Case, describe
from kyccheck.records.record import Record
from kyccheck.values.grid import column


def document(reading: Reading, cases: list[Case], mapping: Mapping) -> dict[str, Any]:
    """Everything about how the files of a call were read."""
    from kyccheck.join.near import near

    found, unseen = near(cases, reading.unused)
    return {
        "inputs": [_input(item, reading) for item in reading.inputs],
        "meanings": [
            {"what": what, "id": own, "means": label, "pipeline": within or None}
            for (what, own), labels in sorted(reading.meanings.items())
            for within, label in sorted(labels.items())
        ],
        "keys": [_key(left, right, reading, cases) for left, rights in mapping.joins.items() for right in rights],
        "cases": [_case(case) for case in cases],
        "unused": [_place(record) for record in reading.unused],
        "might_belong": [
            {**_place(one.record), "name": one.name, "case": one.case.id, "like": one.like, "to_join": one.advice}
            for one in found
        ],
        "not_compared": unseen,
        "problems": [problem.shown() for problem in reading.problems],
    }


def _key(left: str, right: str, reading: Reading, cases: list[Case]) -> dict[str, Any]:
    """What came of one of the mapping's keys: how many records it joined, and which of its fields no file carries."""
    start = f"by the mapping: {left} = {right} ("
    carried = {
        f"{section}.{name}" for item in reading.inputs for section, names in item.names.items() for name in names
    }
    return {
        "key": f"{left} = {right}",
        "joined": sum(join.how.startswith(start) for case in cases for join in case.joins),
        "not_carried": [path for path in (left, right) if path not in carried],
    }


def _input(item: Input, reading: Reading) -> dict[str, Any]:
    tallies = item.tallies
    return {
        "path": item.label,
        "source": item.source or None,
        "told_by": "the command line" if item.given else "its content",
        "marks": list(item.marks),
        "container": item.container or None,
        "encoding": item.encoding or None,
        "parted_by": item.parted_by or None,
        "sha256": item.sha256 or None,
        "sheets": [
            {
                "name": sheet.name,
                "hidden": sheet.hidden,
                "hidden_rows": sheet.unseen.rows,
                "hidden_columns": [column(place) for place in sorted(sheet.unseen.columns)],
                "rows": tally.rows,
                "values": tally.number,
                "values_sha256": tally.sha256(),
            }
            for sheet, tally in (tallies.sheets if tallies else ())
        ],
        "values": tallies.number if tallies else 0,
        "values_sha256": tallies.sha256() if tallies else None,
        "records": item.records,
        "used": item.records - item.reported,
        "reported": item.reported,
        "sections": dict(sorted(item.sections.items())),
        "names": {section: dict(sorted(names.items())) for section, names in sorted(item.names.items())},
        "ignored": {section: _unused(item, section) for section in sorted(item.ignored)},
        "joining": {section: dict(sorted(keys.items())) for section, keys in sorted(item.joining.items())},
        "links": [
            {"section": section, "names": named, "records": number}
            for (section, named), number in sorted(item.links.items())
        ],
        "problems": sum(problem.path == item.label for problem in reading.problems),
        "set_aside": item.set_aside or None,
    }


def _unused(item: Input, section: str) -> list[str]:
    """The names of a section that nothing means in any of its records."""
    used = {*item.names.get(section, {}).values(), *item.joining.get(section, {})}
    return sorted(item.ignored[section] - used)


def _case(case: Case) -> dict[str, Any]:
    by_key = {(join.record.section, join.record.id): join.how for join in case.joins}
    records = [record for members in case.sections().values() for record in members]
    own = records[0].file if records else ""
    return {
        "id": case.id,
        "kind": case.kind,
        "stage": case.stage or None,
        "stage_means": case.stage_means or None,
        "tags": list(case.tags),
        "joined": _joined(case),
        "records": [
            {**_place(record), "how": by_key.get((record.section, record.id)) or _how(record, own)}
            for record in records
            if not record.missing
        ],
        "by_key": [{**_place(join.record), "how": join.how} for join in case.joins],
        "missing": [record.missing for record in records if record.missing],
        "notes": case.notes,
    }


def _joined(case: Case) -> dict[str, int]:
    """How many records each section has; of one that is only named, none was joined."""
    found = {
        section: [record for record in members if not record.missing] for section, members in case.sections().items()
    }
    named = {section for section, members in case.sections().items() if members}
    return {section: len(members) for section, members in found.items() if members or section not in named}


def _how(record: Record, own: str) -> str:
    return "stands in the same file" if record.file == own else "by its id"


def _place(record: Record) -> dict[str, Any]:
    return {
        "section": record.section,
        "id": record.id,
        "called": describe(record),
        "file": record.file,
        "at": record.at() or None,
    }
