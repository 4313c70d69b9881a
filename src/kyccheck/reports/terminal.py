"""The report for a screen: may it go on, and if not, who must do what; then what is open, with what was found where.

Every verdict and status is a word, never a colour alone. What passed is counted (`--all` lists it).
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import IO, TYPE_CHECKING, Final

from kyccheck.audit.verdict import Verdict
from kyccheck.batch.run import Run
from kyccheck.reports import Options
from kyccheck.reports._page import Page, Span
from kyccheck.reports._words import (
    DUTY,
    MEANS,
    STATES,
    Words,
    by_team,
    by_whom,
    decided,
    held_back,
    listed,
    open_results,
    other_notes,
    shown,
)

if TYPE_CHECKING:
    from kyccheck.asking.shown import Audited, ShownResult

suffix: Final = ".txt"
_STYLES: Final = {
    "ready": "green", "return": "red", "review": "yellow", "escalate": "red", "error": "red",
    "pass": "green", "fail": "red", "unknown": "yellow", "waived": "cyan",
}  # fmt: skip
_MOST_EVIDENCE: Final = 6
_MOST_IN_FULL: Final = 20
_MOST_LINES: Final = 50
_BY_A_PERSON: Final = "what no export can show, a person may answer: -o audit.xlsx writes a Sign-off sheet to fill in"


def write(run: Run, out: IO[bytes], options: Options) -> None:
    """Write the report as UTF-8 text, or ASCII with escapes where the screen has no more."""
    page = Page(options.width, colour=options.colour)
    words = Words(run)
    if len(run.cases) != 1:
        _overview(run, page, words, options)
    for case in run.cases if len(run.cases) <= _MOST_IN_FULL or options.every else ():
        if len(run.cases) == 1 or options.every or case["verdict"] != Verdict.READY:
            _case(case, page, words, options)
    for checklist, item, why in run.switched_off():
        page.blank()
        page.line(Span(f"item {item} of {checklist} is switched off: ", "yellow"), why)
    _decisions(run, page, options)
    if run.changes is not None:
        from kyccheck.reports._changes import put_changes

        put_changes(run.changes, page, every=options.every)
    if not options.quiet:
        page.blank()
        if any(run.statuses().get(status) for status in ("review", "unknown")):
            page.line(Span(_BY_A_PERSON, "dim"))
        page.line(Span(_basis(run), "dim"))
        _unused(run, page, options)
    out.write(page.encoded(ascii_only=options.ascii))


def _overview(run: Run, page: Page, words: Words, options: Options) -> None:
    """How many cases there are, and a line for each; of many, for those that are not ready, as far as a screen goes."""
    counts = run.verdicts()
    named = ", ".join(f"{number} {verdict}" for verdict, number in counts.items())
    page.line(Span(f"{len(run.cases)} cases" + (f": {named}" if named else ""), "bold"))
    many = len(run.cases) > _MOST_IN_FULL and not options.every
    listed = (case for case in run.cases if not many or case["verdict"] != Verdict.READY)
    for case in islice(listed, _MOST_LINES if many else None):
        verdict = Span(f"{case['verdict']:9}", _STYLES[case["verdict"]])
        page.line(verdict, f" {case['id']}  {case['title']}", _short(case, words), indent=2, hanging=10)
    if many:
        left = len(run.cases) - counts.get(Verdict.READY, 0) - _MOST_LINES
        more = f"and {left} more; " if left > 0 else ""
        page.line(f"{more}--case ID shows one in full, -o FILE writes them all", indent=2, hanging=2)


def _short(case: Audited, words: Words) -> str:
    counts = Counter(result["status"] for result in open_results(case, words))
    said = [f"{counts[status]} {status}" for status in ("error", "fail", "review", "unknown") if counts[status]]
    named = ", ".join([*said, *held_back(case)])
    return f"  ({named})" if named else ""


def _case(case: Audited, page: Page, words: Words, options: Options) -> None:
    page.blank()
    found = open_results(case, words)
    page.line(Span(f"{case['kind'].capitalize()} {case['id']}", "bold"), f"  {case['title']}", hanging=2)
    page.line(Span(words.verdict(case), _STYLES[case["verdict"]]), hanging=2)
    for why in held_back(case)[case["verdict"] == "review" :]:
        page.line(Span(why, "yellow"), indent=2, hanging=2)
    for team, results in by_team(found).items():
        counts = Counter(result["status"] for result in results)
        named = ", ".join(f"{number} {DUTY[status]}" for status, number in counts.items())
        page.line(f"{words.team(team)}: {named}", indent=2, hanging=2)
    _where(case, page, words)
    for team, results in by_team(found).items():
        page.blank()
        page.line(Span(words.team(team), "bold"))
        for result in results:
            _finding(result, page, words)
    page.blank()
    _decided(case, page, options)
    _settled(case, page, words, options)


def _where(case: Audited, page: Page, words: Words) -> None:
    stage = words.stage(case["stage"]) or (
        f"{case['stage_as_read']} (no meaning given)" if case["stage_as_read"] else ""
    )
    page.row("stands at", stage or "an unknown stage", indent=2)
    if case["next"]:
        page.row("next is", words.stage(case["next"]), indent=2)
    if case["owner"]:
        page.row("owner", case["owner"], indent=2)
    if case["bypassed"]:
        items = ", ".join(case["bypassed"])
        page.line(
            Span("stage bypassed: ", "red"), f"should have held before it came here: {items}", indent=2, hanging=2
        )
    for note in other_notes(case):
        page.line(Span("note: ", "dim"), note, indent=2, hanging=6)


def _finding(result: ShownResult, page: Page, words: Words) -> None:
    status = result["status"]
    head = (Span(f"{status:7} ", _STYLES.get(status, "red")), Span(result["item"], "bold"))
    page.line(*head, f" {result['title']}", indent=2, hanging=8)
    page.row("why", result["reason"], indent=10)
    found = [item for item in result["evidence"] if item["file"]]
    for item in found[:_MOST_EVIDENCE]:
        where = f"  ({item['file']}{' ' + item['at'] if item['at'] else ''})"
        page.row("found", f"{item['field']}: {shown(item['value'])}", Span(where, "dim"), indent=10)
    if len(found) > _MOST_EVIDENCE:
        more = len(found) - _MOST_EVIDENCE
        page.row("", Span(f"and {more} more (the JSON report has them)", "dim"), indent=10)
    if result["fix"]:
        page.row("do", result["fix"], indent=10)
    accepts = words.item(result).accepts
    if accepts:
        page.row("accepted", accepts, indent=10)


def _decided(case: Audited, page: Page, options: Options) -> None:
    """What people's decisions settle: an exception is shown, whatever else is only counted."""
    settled = decided(case)
    if not settled or options.every:
        return
    page.line(Span("Settled by people", "bold"))
    for result in settled:
        status = Span(f"{result['status'].replace('_', ' '):7} ", _STYLES.get(result["status"], "dim"))
        page.line(status, Span(result["item"], "bold"), f" {result['title']}", indent=2, hanging=8)
        page.row("decided", by_whom(result), indent=10)
    page.blank()


def _settled(case: Audited, page: Page, words: Words, options: Options) -> None:
    settled = [result for result in case["results"] if result["status"] not in MEANS]
    if options.every and settled:
        page.line(Span("Settled", "bold"))
        for result in settled:
            status = Span(f"{result['status'].replace('_', ' '):14} ", _STYLES.get(result["status"], "dim"))
            page.line(
                status, Span(result["item"], "bold"), f" {result['title']}: {result['reason']}", indent=2, hanging=15
            )
        return
    counts = Counter(result["status"].replace("_", " ") for result in settled if not words.item(result).items)
    named = ", ".join(f"{number} {status}" for status, number in counts.items())
    if named:
        page.line(Span(f"settled: {named} (--all lists them)", "dim"), hanging=2)


def _decisions(run: Run, page: Page, options: Options) -> None:
    """People's decisions that do not count, each with the reason."""
    notices = run.notices()
    if not notices:
        return
    page.blank()
    page.line(Span(f"{len(notices)} decision{'s' * (len(notices) != 1)} that did not count", "bold"))
    shown = notices if options.every else listed(notices, _MOST_LINES)
    for one in shown:
        about = f"  {one['kind']}, case {one['case']}, item {one['item']}: "
        where = Span(f"  ({one['path']}:{one['line']})", "dim")
        page.line(Span(STATES[one["state"]], "yellow"), about, one["says"], where, indent=2, hanging=4)
    if len(notices) > len(shown):
        page.line(f"and {len(notices) - len(shown)} more; --all lists them", indent=2, hanging=2)


def _unused(run: Run, page: Page, options: Options) -> None:
    """What was read and belongs to none of the cases: it counts nowhere, and is no mistake by itself."""
    left = [item for item in run.inputs if item.unused]
    for item in left if options.every else left[:_MOST_IN_FULL]:
        named = ", ".join(f"{number} of {section}" for section, number in sorted(item.unused.items()))
        page.line(Span(f"{item.label}: belongs to no case here, and counts nowhere: {named}", "dim"), hanging=2)
    if len(left) > _MOST_IN_FULL and not options.every:
        page.line(Span(f"and so in {len(left) - _MOST_IN_FULL} more files; --all lists them", "dim"), hanging=2)


def _basis(run: Run) -> str:
    names = ", ".join(f"{plan.checklist.id} {plan.checklist.version}" for plan in run.plans)
    files = len(run.rests_on())
    read = sum(item.records for item in run.inputs)
    used = read - sum(item.reported for item in run.inputs)
    said = f"as of {run.as_of.isoformat()}; checklist {names or 'none'}; {files} file{'s' * (files != 1)}"
    rest = f", {used} of them used (kyccheck inspect shows the rest)" if used != read else ""
    return f"{said}, {read} records read{rest}"
