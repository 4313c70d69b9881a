"""`kyccheck inspect`: how each file was read."""

from pathlib import Path
from typing import Annotated, Any

import typer

from kyccheck.batch import Input, Reading, find_inputs
from kyccheck.case import Case
from kyccheck.cli._asked import PATHS_HELP, mapping_of
from kyccheck.cli._screen import options, put
from kyccheck.cli._suggest import suggestion
from kyccheck.errors import RefusedError
from kyccheck.reports._page import Page, Span
from kyccheck.reports.json import encoded

app = typer.Typer(add_completion=False)


@app.command()
def inspect(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help=PATHS_HELP, show_default=False)],
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Names of fields and stages; default: kyccheck.yaml beside.")
    ] = None,
    encoding: Annotated[str, typer.Option(metavar="NAME", help="Of CSV files without a mark (cp1252).")] = "",
    suggest: Annotated[bool, typer.Option("--suggest", help="Print a mapping file to start from.")] = False,
    name: Annotated[str, typer.Option("--format", "-f", metavar="NAME", help="terminal or json.")] = "terminal",
) -> None:
    """Show how each file was read: its source, its records, the names used and ignored, the joins made and missed."""
    if name not in ("terminal", "json"):
        raise RefusedError(f"unknown format {name!r}; allowed: terminal, json")
    inputs = find_inputs(paths)
    reading = Reading(inputs, mapping_of(mapping, inputs, paths), detailed=True, encoding=encoding)
    cases = list(reading.cases())
    if suggest:
        told = put(suggestion(reading, cases).encode("ascii", "backslashreplace"))
        raise typer.Exit(0 if told else 3)
    found = _document(reading, cases)
    content = encoded(found, indent=1) + b"\n" if name == "json" else _page(found)
    told = put(content)
    raise typer.Exit(3 if reading.problems or not cases or not told else 0)


def _document(reading: Reading, cases: list[Case]) -> dict[str, Any]:
    return {
        "inputs": [_input(item) for item in reading.inputs],
        "cases": [_case(case) for case in cases],
        "unused": [
            {"section": record.section, "id": record.id, "file": record.file, "at": record.at() or None}
            for record in reading.unused
        ],
        "problems": [
            {"path": problem.path, "message": problem.message, "at": problem.at or None} for problem in reading.problems
        ],
    }


def _input(item: Input) -> dict[str, Any]:
    return {
        "path": item.label,
        "source": item.source or None,
        "container": item.container or None,
        "sha256": item.sha256 or None,
        "records": item.records,
        "used": item.records - item.reported,
        "reported": item.reported,
        "sections": dict(sorted(item.sections.items())),
        "names": {section: dict(sorted(names.items())) for section, names in sorted(item.names.items())},
        "ignored": {section: sorted(keys) for section, keys in sorted(item.ignored.items())},
        "set_aside": item.set_aside or None,
    }


def _case(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "kind": case.kind,
        "stage": case.stage or None,
        "stage_means": case.stage_means or None,
        "joined": {section: len(records) for section, records in case.sections().items()},
        "missing": [record.missing for records in case.sections().values() for record in records if record.missing],
        "notes": case.notes,
    }


def _page(found: dict[str, Any]) -> bytes:
    screen = options(every=False, quiet=False)
    page = Page(screen.width, colour=screen.colour)
    for item in found["inputs"]:
        _file(item, page)
    for case in found["cases"]:
        page.blank()
        page.line(Span(f"{case['kind']} {case['id']}", "bold"), f"  stage {case['stage'] or 'not given'}", hanging=2)
        joined = ", ".join(f"{number} {section}" for section, number in case["joined"].items())
        page.line("joined: ", joined, indent=2, hanging=8)
        for missing in case["missing"]:
            page.line(Span("missed: ", "yellow"), missing, indent=2, hanging=8)
        for note in case["notes"]:
            page.line("note: ", note, indent=2, hanging=6)
    if found["unused"]:
        page.blank()
        page.line(Span("belongs to no case", "bold"))
        for record in found["unused"]:
            page.line(
                f"{record['section']} {record['id']}  ({record['file']} {record['at'] or ''})", indent=2, hanging=4
            )
    if found["problems"]:
        page.blank()
        page.line(Span("problems", "bold"))
        for problem in found["problems"]:
            page.line(f"{problem['path']} {problem['at'] or ''}: {problem['message']}", indent=2, hanging=4)
    text = page.text()
    return text.encode("ascii" if screen.ascii else "utf-8", "backslashreplace")


def _file(item: dict[str, Any], page: Page) -> None:
    page.blank()
    page.line(Span(item["path"], "bold"), f"  {item['source'] or 'not read'}", hanging=2)
    if item["set_aside"]:
        page.line("set aside: ", item["set_aside"], indent=2, hanging=4)
        return
    if not item["source"]:
        return
    counts = ", ".join(f"{number} {section}" for section, number in item["sections"].items())
    page.line(
        f"{item['records']} records read = {item['used']} used + {item['reported']} reported  ({counts})",
        indent=2,
        hanging=2,
    )
    for section, names in item["names"].items():
        told = ", ".join(name if name == key else f"{name} from {key!r}" for name, key in names.items())
        page.line(f"{section}: ", told or "nothing", indent=2, hanging=4)
    for section, keys in item["ignored"].items():
        page.line(Span(f"{section}, ignored: ", "dim"), ", ".join(keys), indent=2, hanging=4)
