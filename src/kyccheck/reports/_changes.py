"""What changed since an earlier audit, in words: for a screen, Markdown, CSV and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from kyccheck.history.changes import CASES, FINDINGS
from kyccheck.kept.encoded import encoded
from kyccheck.reports import Options
from kyccheck.reports._cells import csv_of
from kyccheck.reports._page import Page, Span
from kyccheck.reports.markdown import plain

_MOST: Final = 30
_STYLES: Final = {"new": "red", "worse": "red", "better": "green", "settled": "green", "open": "yellow", "gone": "dim"}
_WORDS: Final = {"open": "still open"}
COLUMNS: Final = (
    *("change", "what_changed", "case", "title", "checklist", "item", "what", "owner", "from", "to", "since", "age"),
    *("cause", "causes", "why"),
)
"""The columns of a table of changes."""

Changes = dict[str, Any]


def page_of(changes: Changes, options: Options) -> bytes:
    """The changes as a page of their own."""
    page = Page(options.width, colour=options.colour)
    put_changes(changes, page, every=options.every)
    return page.encoded(ascii_only=options.ascii)


def put_changes(changes: Changes, page: Page, *, every: bool) -> None:
    """Put a block of changes on a page: counts, then what became another, each with its cause."""
    page.blank()
    page.line(Span(headline(changes), "bold"))
    for line in counted(changes):
        page.line(line, indent=2, hanging=2)
    rows = list(_told(changes))
    for change, text, why in rows if every else rows[:_MOST]:
        page.line(Span(f"{change:8} ", _STYLES[change]), text, Span(f"  {why}", "dim"), indent=2, hanging=9)
    if len(rows) > _MOST and not every:
        page.line(f"and {len(rows) - _MOST} more; --all lists them, -o FILE writes them all", indent=2, hanging=2)


def headline(changes: Changes) -> str:
    """What is compared with what."""
    since = changes["since"]
    return f"Changes since {since['as_of']} ({since['report'] or 'the earlier report'})"


def counted(changes: Changes) -> Iterator[str]:
    """The numbers, in sentences."""
    summary = changes["summary"]
    cases, found = summary["cases"], summary["findings"]
    yield "cases: " + ", ".join(f"{cases[word]} {word}" for word in (*CASES, "same"))
    oldest = max((one["age"] for one in changes["findings"] if one["change"] == "open"), default=None)
    days = "" if oldest is None else f" (the oldest for {_days(oldest)})"
    still = {word: f"{found[word]} {_WORDS.get(word, word)}" + days * (word == "open") for word in FINDINGS}
    yield "findings: " + ", ".join(still.values())
    if summary["causes"]:
        yield "causes: " + ", ".join(f"{number} {cause}" for cause, number in summary["causes"].items())
    for name in ("inputs", "checklists"):
        parts = [
            f"{word}: {', '.join(sorted(changes[name][word])[:5])}" for word in changes[name] if changes[name][word]
        ]
        if parts:
            yield f"{name} {'; '.join(parts)}"


def _days(number: int) -> str:
    return f"{number} day{'s' * (number != 1)}"


def _told(changes: Changes) -> Iterator[tuple[str, str, str]]:
    """Each change as its word, what it is about, and why; the oldest of what is still open first."""
    for one in changes["cases"]:
        ways = " -> ".join(word for word in (one["from"], one["to"]) if word)
        yield one["change"], f"case {one['case']}  {one['title']}: {ways}", because(one)
    still = sorted((one for one in changes["findings"] if one["change"] == "open"), key=lambda one: -one["age"])
    lost = {one["case"] for one in changes["cases"] if one["change"] == "gone"}  # said once, of the case
    apart = [one for one in changes["findings"] if one["change"] != "open" and one["case"] not in lost]
    for one in [*apart, *still]:
        ways = " -> ".join(word.replace("_", " ") for word in dict.fromkeys((one["from"], one["to"])) if word)
        age = f", open for {_days(one['age'])}" if one["change"] == "open" else ""
        yield one["change"], f"case {one['case']}, item {one['item']} {one['what']}: {ways}{age}", because(one)


def because(one: dict[str, Any]) -> str:
    """The causes of a change and the sentence on them, or ""."""
    return f"({', '.join(one['causes'])}: {one['why']})" if one["causes"] else ""


def markdown(changes: Changes, options: Options) -> bytes:  # noqa: ARG001 - one shape for all formats
    """The changes as a document."""
    return ("\n".join(markdown_lines(changes)) + "\n").encode("utf-8", "backslashreplace")


def markdown_lines(changes: Changes) -> list[str]:
    """The changes as lines of Markdown."""
    lines = [f"## {plain(headline(changes))}", "", *(f"- {plain(line)}" for line in counted(changes)), ""]
    lines += [f"- **{change}** {plain(text)} {plain(why)}".rstrip() for change, text, why in _told(changes)]
    return lines


def rows(changes: Changes) -> Iterator[tuple[Any, ...]]:
    """A row for each change, under COLUMNS; None where a cell has nothing to say."""
    for one in changes["cases"]:
        about = (one["case"], one["title"], None, None, None, None)
        yield (one["change"], "case", *about, one["from"], one["to"], None, None, *_cause(one))
    for one in changes["findings"]:
        about = (one["case"], one["title"], one["checklist"], one["item"], one["what"], one["owner"])
        yield (one["change"], "finding", *about, one["from"], one["to"], one["since"], one["age"], *_cause(one))


def _cause(one: dict[str, Any]) -> tuple[str | None, str, str | None]:
    return one["cause"], ", ".join(one["causes"]), one["why"]


def as_csv(changes: Changes, options: Options) -> bytes:  # noqa: ARG001 - one shape for all formats
    """A header and a row for each change, for a spreadsheet."""
    return csv_of(COLUMNS, (["" if cell is None else cell for cell in row] for row in rows(changes)))


def as_json(changes: Changes, options: Options) -> bytes:  # noqa: ARG001 - one shape for all formats
    """The object that stands under `changes` in a report made with --since."""
    return encoded(changes, indent=1) + b"\n"


FORMATS: Final[dict[str, Callable[[Changes, Options], bytes]]] = {
    "terminal": page_of,
    "json": as_json,
    "markdown": markdown,
    "csv": as_csv,
}
SUFFIXES: Final = {".txt": "terminal", ".json": "json", ".md": "markdown", ".csv": "csv"}
