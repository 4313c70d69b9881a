"""What `inspect` tells, for a screen of any width."""

from typing import Any, Final

from kyccheck.records.fields import sections
from kyccheck.reports._page import Page, Span

_SHOWN: Final = 30
"""So many cases, records and problems are listed; the JSON format has all of them."""

_CONTAINERS: Final = {"json": "JSON", "ndjson": "JSON, one document a line", "csv": "CSV", "xlsx": "Excel"}


def fill(page: Page, found: dict[str, Any]) -> None:
    """Put everything on a page: the files, what ids mean, the cases, what belongs to none, what is wrong."""
    for item in found["inputs"]:
        _file(item, page, [problem for problem in found["problems"] if problem["path"] == item["path"]])
    _meanings(found["meanings"], page)
    _keys(found["keys"], page)
    for case in found["cases"][:_SHOWN]:
        _case(case, page)
    _and_more(found["cases"], page)
    _left_over(found, page)
    elsewhere = {item["path"] for item in found["inputs"]}
    _problems([problem for problem in found["problems"] if problem["path"] not in elsewhere], page, "problems")


def _file(item: dict[str, Any], page: Page, problems: list[dict[str, Any]]) -> None:
    page.blank()
    page.line(Span(item["path"], "bold"), f"  {item['source'] or 'not read'}", hanging=2)
    if item["set_aside"]:
        page.line("set aside: ", item["set_aside"], indent=2, hanging=4)
    if item["source"]:
        _how_it_was_read(item, page)
        _columns(item, page)
    _problems(problems, page, "")


def _how_it_was_read(item: dict[str, Any], page: Page) -> None:
    marks = ", ".join(item["marks"])
    told = f"{item['told_by']} says so" if item["told_by"] != "its content" else f"told by {marks or 'its content'}"
    page.line(Span(f"{item['source']}: ", "dim"), told, indent=2, hanging=4)
    container = _CONTAINERS.get(item["container"], item["container"])
    form = [container, item["encoding"], f"separated by {item['parted_by']}" if item["parted_by"] else ""]
    page.line(Span("form: ", "dim"), ", ".join(part for part in form if part), indent=2, hanging=4)
    for sheet in item["sheets"] if item["container"] == "xlsx" else ():
        hidden = ", hidden" if sheet["hidden"] else ""
        said = f"{sheet['name']}{hidden}: {sheet['rows']} rows, {sheet['values']} cells{_unseen(sheet)}"
        page.line(Span("sheet ", "dim"), said, indent=2, hanging=4)
    counts = ", ".join(f"{number} {section}" for section, number in item["sections"].items())
    read = f"{item['records']} records read = {item['used']} used + {item['reported']} reported"
    page.line(f"{read}  ({counts})" if counts else read, indent=2, hanging=2)
    if item["values_sha256"]:
        page.line(
            Span("values: ", "dim"), f"{item['values']} read, digest {item['values_sha256'][:16]}", indent=2, hanging=4
        )


def _unseen(sheet: dict[str, Any]) -> str:
    """What of a sheet is read although people who open it do not see it."""
    rows, columns = sheet["hidden_rows"], sheet["hidden_columns"]
    parts = [f"{rows} of the rows"] if rows else []
    if columns:
        parts.append(f"column{'s' * (len(columns) != 1)} {', '.join(columns)}")
    return f"; hidden in Excel (by a filter, say), and read all the same: {' and '.join(parts)}" if parts else ""


def _columns(item: dict[str, Any], page: Page) -> None:
    """The names read, the field each means, those that join, and those that nothing means."""
    for section, names in item["names"].items():
        told = ", ".join(name if name == key else f"{name} from {key!r}" for name, key in names.items())
        page.line(f"{section}: ", told or "nothing", indent=2, hanging=4)
    for section, keys in item["joining"].items():
        told = ", ".join(f"{key!r} names a {_one(to)}" for key, to in keys.items())
        page.line(f"{section}, joins: ", told, indent=2, hanging=4)
    for link in item["links"]:
        said = f"{link['records']} of {link['section']} name a {_one(link['names'])}"
        page.line(Span("links: ", "dim"), said, indent=2, hanging=4)
    for section, keys in item["ignored"].items():
        page.line(Span(f"{section}, ignored: ", "dim"), ", ".join(keys), indent=2, hanging=4)


def _one(section: str) -> str:
    """What one record of a section is called."""
    if section == "case":
        return "ticket"
    return sections()[section].one if section in sections() else section


def _meanings(meanings: list[dict[str, Any]], page: Page) -> None:
    if meanings:
        page.blank()
        page.line(Span("ids that an export gives a meaning", "bold"))
    for one in meanings:
        within = f" (pipeline {one['pipeline']})" if one["pipeline"] else ""
        page.line(f"{one['what']} {one['id']}: {one['means']}{within}", indent=2, hanging=4)


def _keys(keys: list[dict[str, Any]], page: Page) -> None:
    if keys:
        page.blank()
        page.line(Span("keys that the mapping joins by", "bold"))
    for one in keys:
        lacking = f"; no file carries {' or '.join(one['not_carried'])}" if one["not_carried"] else ""
        page.line(f"{one['key']}: {one['joined']} joined{lacking}", indent=2, hanging=4)


def _case(case: dict[str, Any], page: Page) -> None:
    page.blank()
    stage = f"  stage {case['stage'] or 'not given'}"
    meant = f", which means {case['stage_means']}" if case["stage_means"] else ""
    tags = f"  tags {', '.join(case['tags'])}" if case["tags"] else ""
    page.line(Span(f"{case['kind']} {case['id']}", "bold"), f"{stage}{meant}{tags}", hanging=2)
    page.line("joined: ", ", ".join(f"{count} {name}" for name, count in case["joined"].items()), indent=2, hanging=8)
    for join in case["by_key"]:
        where = f"{join['section']} {join['called']} ({join['file']})"
        page.line("by a key: ", f"{where}: {join['how']}", indent=2, hanging=8)
    for missing in case["missing"]:
        page.line(Span("missed: ", "yellow"), missing, indent=2, hanging=8)
    for note in case["notes"]:
        page.line("note: ", note, indent=2, hanging=6)


def _left_over(found: dict[str, Any], page: Page) -> None:
    if found["unused"]:
        page.blank()
        page.line(Span("belongs to no case", "bold"))
    for record in found["unused"][:_SHOWN]:
        where = f"{record['file']} {record['at'] or ''}".strip()
        page.line(f"{record['section']} {record['id']}  ({where})", indent=2, hanging=4)
    _and_more(found["unused"], page)
    if found["might_belong"]:
        page.blank()
        page.line(Span("might belong to a case (similar name; joined only when you say so)", "bold"))
    for one in found["might_belong"][:_SHOWN]:
        said = f"{one['section']} {one['name']} ({one['file']}) might belong to case {one['case']} ({one['like']})"
        page.line(f"{said}; to join them, {one['to_join']}, or name a key of both under joins", indent=2, hanging=4)
    _and_more(found["might_belong"], page)
    if found["not_compared"]:
        page.line(f"{found['not_compared']} more were not compared by name", indent=2, hanging=4)


def _problems(problems: list[dict[str, Any]], page: Page, title: str) -> None:
    if title and problems:
        page.blank()
        page.line(Span(title, "bold"))
    for problem in problems[:_SHOWN]:
        where = " ".join(part for part in (problem["path"] if title else "", problem["at"] or "") if part)
        page.line(
            Span("problem: ", "red"),
            f"{where}: {problem['message']}" if where else problem["message"],
            indent=2,
            hanging=4,
        )
    _and_more(problems, page)


def _and_more(members: list[Any], page: Page) -> None:
    if len(members) > _SHOWN:
        page.line(f"and {len(members) - _SHOWN} more (-f json has all)", indent=2, hanging=4)
