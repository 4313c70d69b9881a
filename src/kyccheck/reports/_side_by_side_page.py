"""The table of alignment for a screen: columns side by side where they fit, else one block a field."""

from __future__ import annotations

from typing import Final

from kyccheck.asking.shown import Audited
from kyccheck.audit.alignment import COLUMNS, RESULTS, Row, Shown
from kyccheck.reports import Options
from kyccheck.reports._page import Page, Span
from kyccheck.reports._side_by_side import RULES, TITLES, SideBySide, counted, origin, pieces, rules

_STYLES: Final = {"aligned": "green", "review": "yellow", "misaligned": "red", "absent": "red"}
_ROOMY: Final = 150
_NARROW: Final = 60
_LABEL: Final = 20


def page_of(table: SideBySide, options: Options) -> bytes:
    """The page, as UTF-8 text, or ASCII with escapes where the screen has no more."""
    page = Page(options.width, colour=options.colour)
    for case, rows, shown in table.cases():
        _case(case, rows, shown, page, options)
    _unpaired(table, page)
    for checklist, item, why in table.run.switched_off():
        page.blank()
        page.line(Span(f"item {item} of {checklist} is switched off: ", "yellow"), why)
    if not options.quiet:
        page.blank()
        page.line(Span(_basis(table, options), "dim"))
    return page.encoded(ascii_only=options.ascii)


def _case(case: Audited, rows: list[Row], shown: list[Row], page: Page, options: Options) -> None:
    page.blank()
    page.line(Span(f"{case['kind'].capitalize()} {case['id']}", "bold"), f"  {case['title']}", hanging=2)
    if not rows:
        page.line("nothing to compare: no item of its checklist holds two sources side by side", hanging=2)
        return
    worst = min((row.result for row in rows), key=RESULTS.index)
    page.line(Span(f"{len(rows)} field{'s' * (len(rows) != 1)}: {counted(rows)}", _STYLES[worst]), hanging=2)
    if shown and options.width >= _ROOMY:
        _side_by_side(shown, page, options)
    for row in shown if options.width < _ROOMY else ():
        _block(row, page, options)


def _side_by_side(rows: list[Row], page: Page, options: Options) -> None:
    """One row a field, with a column for each source."""
    room = options.width - 1 - 2 * 6 - 22 - 10
    source = room * 4 // 5 // 4
    widths = [22, *(source for _ in COLUMNS), 10, room - 4 * source]
    page.blank()
    page.columns([[Span(title, "bold")] for title in ("field", *TITLES.values(), "result", "why")], widths)
    for row in rows:
        sources = [_cell(row, column, options) for column in COLUMNS]
        ends = [Span(row.result, _STYLES[row.result])], [Span(row.why)]
        page.columns([[Span(row.field), Span(f" ({row.item})", "dim")], *sources, *ends], widths)


def _cell(row: Row, column: str, options: Options) -> list[Span]:
    spans: list[Span] = []
    for shown in (one for one in row.shown if one.column == column):
        spans += [Span("\n")] * bool(spans)
        spans += [*_spans(shown, options), Span(rules(row, column)), Span("\n"), Span(origin(shown), "dim")]
    lacking = rules(row, column) if row.result == "absent" else ""
    return spans or [Span(f"(nothing){lacking}" if lacking else "", "dim")]


def _block(row: Row, page: Page, options: Options) -> None:
    """A field in lines of its own: the result, each source, and why."""
    head = (Span(f"{row.result:<11}", _STYLES[row.result]), Span(row.field, "bold"), Span(f"  ({row.item})", "dim"))
    page.line(*head, indent=2, hanging=11)
    for shown in row.shown:
        label = TITLES[shown.column] + rules(row, shown.column)
        _labelled(label, [*_spans(shown, options), Span(f"  ({origin(shown)})", "dim")], page, options)
    _labelled("why", [Span(row.why)], page, options)


def _labelled(label: str, spans: list[Span], page: Page, options: Options) -> None:
    if options.width < _NARROW:
        page.line(Span(f"{label}: ", "dim"), *spans, indent=4, hanging=2)
    else:
        page.line(Span(f"{label:<{_LABEL}}", "dim"), *spans, indent=13, hanging=_LABEL)


def _spans(shown: Shown, options: Options) -> list[Span]:
    """A value, what differs marked by style, or by brackets where there is none."""
    if options.colour:
        return [Span(text, "marked" if differs else "") for text, differs in pieces(shown)]
    return [Span(f"[{text}]" if differs else text) for text, differs in pieces(shown)]


def _unpaired(table: SideBySide, page: Page) -> None:
    unpaired = table.unpaired()
    if not unpaired:
        return
    page.blank()
    page.line(Span("Belongs to no case of the files given", "bold"), hanging=2)
    for one in unpaired:
        where = ", ".join(part for part in (one["file"], one["at"]) if part)
        page.line(f"{one['what']} {one['id']}", f"  {one['name']}", Span(f"  ({where})", "dim"), indent=2, hanging=2)


def _basis(table: SideBySide, options: Options) -> str:
    names = ", ".join(f"{plan.checklist.id} {plan.checklist.version}" for plan in table.run.plans)
    differs = "what differs is underlined" if options.colour else "what differs is in [brackets]"
    return f"as of {table.run.as_of.isoformat()}; checklist {names or 'none'}; {RULES} the source that rules; {differs}"
