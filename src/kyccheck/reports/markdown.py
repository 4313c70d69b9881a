"""The chase list: what is open, by the team that must supply it, ready to paste into a ticket.

Each team's block says by itself which case it is about, so that it can be pasted alone. Beside what is open it has
what people's decisions still cover, where these run out within 30 days.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import IO, Final

from kyccheck.asking.shown import Audited, ShownResult
from kyccheck.batch.run import Run
from kyccheck.reports import Options
from kyccheck.reports._words import (
    DUTY,
    MEANS,
    STATES,
    Words,
    by_team,
    by_whom,
    decided,
    held_back,
    last_day,
    listed,
    open_results,
    other_notes,
    shown,
)
from kyccheck.values.visible import visible

suffix: Final = ".md"
_MARKS: Final = re.compile(r"([\\`*_\[\]<>#!|~&@])")
"""What may begin markup inside a line. Round and curly brackets and a plus do so nowhere but behind one of these."""
_AHEAD: Final = timedelta(days=30)
_MOST_FOUND: Final = 6
_LINK: Final = re.compile(r"(?i)(https?|ftp|mailto|javascript|data|www)([:.])")


def write(run: Run, out: IO[bytes], options: Options) -> None:
    """Write one block for each team of each case that is not ready."""
    blank = b""
    for part in _parts(run, options):
        text = "\n".join(part).encode("utf-8", "backslashreplace")
        content = text.rstrip(b"\n")
        if content:
            out.write(blank + content)
            blank = b""
        blank += text[len(content) :] + b"\n"
    out.write(b"\n")


def _parts(run: Run, options: Options) -> Iterator[list[str]]:
    """The lines of each case, and of what stands behind them; they may end with blank ones."""
    words = Words(run)
    for case in run.cases:
        lines: list[str] = []
        _case(case, lines, words, options, run.as_of + _AHEAD)
        yield lines
    yield from _behind(run)


def _behind(run: Run) -> Iterator[list[str]]:
    """What is said beside the cases; nothing where there is nothing to say."""
    lines: list[str] = []
    _decisions(run, lines)
    if run.changes is not None:
        from kyccheck.reports._changes import markdown_lines

        lines += [*markdown_lines(run.changes), ""]
    lines += [f"Item {plain(item)} is switched off: {plain(why)}" for _, item, why in run.switched_off()]
    for problem in run.problems:
        lines.append(f"- Could not be used: {plain(problem.path)}: {plain(problem.message)}")
    if not run.cases and not run.problems:
        lines.append("No case was found.")
    if lines:
        yield lines


def _case(case: Audited, lines: list[str], words: Words, options: Options, soon: date) -> None:
    name = f"{plain(case['kind'].capitalize())} {plain(case['id'])}"
    lines += [f"## {name}: {plain(case['title'])}", ""]
    lines += [f"**{plain(words.verdict(case))}**", ""]
    lines += [f"**{plain(why)}**\n" for why in held_back(case)[case["verdict"] == "review" :]]
    if case["bypassed"]:
        lines += [f"Stage bypassed; should have held before: {plain(', '.join(case['bypassed']))}", ""]
    lines += [f"Note: {plain(note)}\n" for note in other_notes(case)]
    ending = [result for result in decided(case) if last_day(result) <= soon.isoformat()]
    for team, results in by_team([*open_results(case, words), *ending]).items():
        lines += [f"### {plain(words.team(team))}", "", f"{name}, {plain(case['title'])}: {_counted(results)}", ""]
        for result in results:
            lines += _finding(result, words) if result["status"] in DUTY else _ending(result)
        lines.append("")
    if options.every:
        settled = [result for result in case["results"] if result["status"] not in MEANS]
        lines += ["### Settled", ""] + [
            f"- {plain(result['item'])} {plain(result['title'])}: {plain(result['status'].replace('_', ' '))}"
            for result in settled
        ]
        lines.append("")


def _counted(results: list[ShownResult]) -> str:
    """What a team has to do, in numbers."""
    counts = Counter(DUTY.get(result["status"], "settled, but only for some days more") for result in results)
    return ", ".join(f"{number} {duty}" for duty, number in counts.items())


def _ending(result: ShownResult) -> list[str]:
    """An item that a decision settles for some days more."""
    lines = [f"- [ ] **{plain(result['item'])} {plain(result['title'])}**: {plain(by_whom(result))}"]
    return lines + ([f"  - Do before that: {plain(result['fix'])}"] if result["fix"] else [])


def _decisions(run: Run, lines: list[str]) -> None:
    """People's decisions that do not count, each with the reason."""
    notices = run.notices()
    if notices:
        lines += ["## Decisions that did not count", ""]
    shown = listed(notices)
    for one in shown:
        about = f"{one['kind']}, case {one['case']}, item {one['item']}"
        where = f"({one['path']}:{one['line']})"
        lines.append(f"- **{STATES[one['state']]}** {plain(about)}: {plain(one['says'])} {plain(where)}")
    if len(notices) > len(shown):
        lines.append(f"- and {len(notices) - len(shown)} more for nothing here, which a report in JSON lists")
    lines += [""] * bool(notices)


def _finding(result: ShownResult, words: Words) -> list[str]:
    """An item to tick off: what, why, what was found, what to do, what is accepted."""
    head = f"- [ ] **{plain(result['item'])} {plain(result['title'])}** ({DUTY[result['status']]})"
    lines = [f"{head}: {plain(result['reason'])}"]
    found = [item for item in result["evidence"] if item["file"]]
    for item in found[:_MOST_FOUND]:
        where = f" ({plain(item['file'] or '')} {plain(item['at'] or '')})"
        lines.append(f"  - Found: {plain(item['field'])}: {plain(shown(item['value']))}{where}")
    if len(found) > _MOST_FOUND:
        lines.append(f"  - and {len(found) - _MOST_FOUND} more, which a report in JSON lists")
    if result["fix"]:
        lines.append(f"  - Do: {plain(result['fix'])}")
    accepts = words.item(result).accepts
    if accepts:
        lines.append(f"  - Accepted: {plain(accepts)}")
    return lines


def plain(text: str) -> str:
    """Text that Markdown shows as it is: no mark, no link, no HTML of it is obeyed."""
    return _LINK.sub(r"\1\\\2", _MARKS.sub(r"\\\1", visible(text)))
