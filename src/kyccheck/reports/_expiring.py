"""What runs out, as a list: for a screen, JSON, CSV or Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from kyccheck.audit.expiring import Expiring
from kyccheck.kept.encoded import encoded
from kyccheck.reports import Options
from kyccheck.reports._cells import csv_of
from kyccheck.reports._page import Page, Span
from kyccheck.reports.markdown import plain

_COLUMNS: Final = ("last_day", "expired", "what", "case", "item", "owner", "to_do")


def terminal(found: Sequence[Expiring], as_of: date, until: date, options: Options) -> bytes:
    """A paragraph for each, the soonest first."""
    page = Page(options.width, colour=options.colour)
    gone = sum(one.day < as_of for one in found)
    ahead = len(found) - gone
    number = f"{ahead} run{'s' * (ahead == 1)} out until {until}" + (f"; expired: {gone}" if gone else "")
    page.line(Span(number if found else f"nothing runs out until {until}", "bold"))
    for one in found:
        page.blank()
        style, word = ("red", "  expired") if one.day < as_of else ("yellow", "")
        page.line(Span(one.day.isoformat(), style), Span(word, style), f"  {one.what}", hanging=2)
        about = [f"case {one.case}"] + [f"item {one.item}"] * bool(one.item) + [f"owner {one.owner}"] * bool(one.owner)
        page.line(", ".join(about), indent=2, hanging=2)
        page.row("do", one.todo, indent=2)
    return page.encoded(ascii_only=options.ascii)


def json(found: Sequence[Expiring], as_of: date, until: date, options: Options) -> bytes:  # noqa: ARG001 - one shape
    """An object with the list."""
    rows = [dict(zip(_COLUMNS, _row(one, as_of), strict=True)) for one in found]
    return encoded({"as_of": as_of.isoformat(), "until": until.isoformat(), "expiring": rows}, indent=1) + b"\n"


def csv_(found: Sequence[Expiring], as_of: date, until: date, options: Options) -> bytes:  # noqa: ARG001 - the same
    """A header and a row for each, for a spreadsheet."""
    rows = (_row(one, as_of) for one in found)
    return csv_of(_COLUMNS, ((day, "yes" if gone else "", *more) for day, gone, *more in rows))


def markdown(found: Sequence[Expiring], as_of: date, until: date, options: Options) -> bytes:  # noqa: ARG001 - the same
    """A list to tick off."""
    lines = [f"## Runs out until {until}", ""] if found else [f"Nothing runs out until {until}."]
    for one in found:
        gone = " (expired)" if one.day < as_of else ""
        about = [f"case {plain(one.case)}"] + [f"item {plain(one.item)}"] * bool(one.item)
        about += [plain(one.owner)] * bool(one.owner)
        lines.append(f"- [ ] **{one.day}{gone}** {plain(one.what)}; {', '.join(about)}")
        lines.append(f"  - Do: {plain(one.todo)}")
    return ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace")


def _row(one: Expiring, as_of: date) -> tuple[object, ...]:
    return one.day.isoformat(), one.day < as_of, one.what, one.case, one.item, one.owner, one.todo


FORMATS: Final[dict[str, Callable[[Sequence[Expiring], date, date, Options], bytes]]] = {
    "terminal": terminal,
    "json": json,
    "csv": csv_,
    "markdown": markdown,
}
SUFFIXES: Final = {".txt": "terminal", ".json": "json", ".csv": "csv", ".md": "markdown"}
