"""The chase list: what is open, by the team that must supply it, ready to paste into a ticket."""

import re
from typing import IO, Any, Final

from kyccheck.batch import Run
from kyccheck.reports import Options
from kyccheck.reports._words import MEANS, Words, by_team, open_results, shown
from kyccheck.visible import visible

suffix: Final = ".md"
_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~&@])")
_LINK: Final = re.compile(r"(?i)(https?|ftp|mailto|javascript|data|www)([:.])")


def write(run: Run, out: IO[bytes], options: Options) -> None:
    """Write one block for each team of each case that is not ready."""
    words = Words(run)
    lines: list[str] = []
    for case in run.cases:
        _case(case, lines, words, options)
    for plan in run.plans:
        off = [item for item in plan.checklist.walk() if item.switched_off]
        lines += [f"Item {plain(item.id)} is switched off: {plain(item.switched_off)}" for item in off]
    for problem in run.problems:
        lines.append(f"- Could not be used: {plain(problem.path)}: {plain(problem.message)}")
    if not run.cases and not run.problems:
        lines.append("No case was found.")
    out.write(("\n".join(lines).strip("\n") + "\n").encode("utf-8", "backslashreplace"))


def _case(case: dict[str, Any], lines: list[str], words: Words, options: Options) -> None:
    lines += [f"## {plain(case['kind'].capitalize())} {plain(case['id'])}: {plain(case['title'])}", ""]
    lines += [f"**{plain(words.verdict(case))}**", ""]
    if case["bypassed"]:
        lines += [f"Stage bypassed; should have held before: {plain(', '.join(case['bypassed']))}", ""]
    lines += [f"Note: {plain(note)}\n" for note in case["notes"]]
    for team, results in by_team(open_results(case, words)).items():
        lines += [f"### {plain(words.team(team))}", ""]
        for result in results:
            lines += _finding(result, words)
        lines.append("")
    if options.every:
        settled = [result for result in case["results"] if result["status"] not in MEANS]
        lines += ["### Settled", ""] + [
            f"- {plain(result['item'])} {plain(result['title'])}: {plain(result['status'].replace('_', ' '))}"
            for result in settled
        ]
        lines.append("")


def _finding(result: dict[str, Any], words: Words) -> list[str]:
    """An item to tick off: what, why, what was found, what to do, what is accepted."""
    lines = [f"- [ ] **{plain(result['item'])} {plain(result['title'])}**: {plain(result['reason'])}"]
    for item in [item for item in result["evidence"] if item["file"]][:3]:
        where = f" ({plain(item['file'])} {plain(item['at'] or '')})"
        lines.append(f"  - Found: {plain(item['field'])}: {plain(shown(item['value']))}{where}")
    if result["fix"]:
        lines.append(f"  - Do: {plain(result['fix'])}")
    accepts = words.item(result).accepts
    if accepts:
        lines.append(f"  - Accepted: {plain(accepts)}")
    return lines


def plain(text: str) -> str:
    """Text that Markdown shows as it is: no mark, no link, no HTML of it is obeyed."""
    return _LINK.sub(r"\1\\\2", _MARKS.sub(r"\\\1", visible(text)))
