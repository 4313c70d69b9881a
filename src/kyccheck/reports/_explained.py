"""An explanation as a page, and as Markdown: the same lines, each a label and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from kyccheck.asking.answer import OPEN
from kyccheck.audit.explain import Explained
from kyccheck.reports import Options
from kyccheck.reports._page import Page, Span
from kyccheck.reports._words import shown
from kyccheck.reports.markdown import plain

_STYLES: Final = {
    "pass": "green",
    "fail": "red",
    "review": "yellow",
    "unknown": "yellow",
    "error": "red",
    "waived": "cyan",
}
_MOST_READ: Final = 12
_ROOMY: Final = 60


class Line(NamedTuple):
    """One line of an explanation: how deep it stands, its label, its status where it has one, and its text."""

    depth: int
    label: str
    text: str
    status: str = ""


def lines(found: Explained) -> Iterator[Line]:
    """The explanation of one item of one case, line by line."""
    yield Line(0, "asks", found["asks"])
    if found["cites"]:
        yield Line(0, "cited", found["cites"])
    yield Line(0, "due", f"{found['due']}; {found['owner'] or 'nobody'} sees to it")
    yield Line(0, "stands at", _stage(found))
    yield Line(0, "result", found["reason"], found["status"])
    if found["would_be"]:
        yield Line(0, "if asked", found["would_be"]["reason"], found["would_be"]["status"])
    for condition in found["applies"]:
        yield Line(0, "applies", "only when this holds; it was asked first")
        yield from _step(condition, 1)
    if found["check"]:
        yield Line(0, "check", "what was asked, and what each part said")
        yield from _step(found["check"], 1)
    for child in found["items"]:
        yield Line(0, "item", f"{child['item']} {child['title']}: {child['reason']}", child["status"])
    yield from _decisions(found)
    yield from _way_out(found)


def _stage(found: Explained) -> str:
    told = f'"{found["stage_as_read"]}", which has no meaning here' if found["stage_as_read"] else ""
    stage = found["stage"] or told or "no stage that an export gives"
    return f"{stage}, so it is {'in play' if found['in_play'] else 'not in play yet'}"


def _step(step: dict[str, Any], depth: int) -> Iterator[Line]:
    about = f"{step['of']}: " if step["of"] else ""
    yield Line(depth, "asked", f"{about}{step['asks']}", step["status"])
    if step["passes_when"]:
        yield Line(depth + 1, "passes", f"when {step['passes_when']}")
    yield Line(depth + 1, "because", step["reason"])
    if step["compared"]:
        for pair in step["compared"]:
            yield from _pair(pair, depth + 1)
    else:
        yield from _read(step["read"], depth + 1)
    for part in step["parts"]:
        yield from _step(part, depth + 1)


def _read(read: list[dict[str, Any]], depth: int) -> Iterator[Line]:
    for item in read[:_MOST_READ]:
        where = ", ".join(part for part in (item["file"], item["at"]) if part)
        value = shown(item["value"]) if where else "in no export given"
        yield Line(depth, "read", f"{item['field']}: {value}" + (f"  ({where})" if where else ""))
    if len(read) > _MOST_READ:
        yield Line(depth, "read", f"and {len(read) - _MOST_READ} more (--format json has them)")


def _pair(pair: dict[str, Any], depth: int) -> Iterator[Line]:
    rules = f"; the {pair['authority']} rules" if pair["authority"] else ""
    yield Line(depth, "compared", f"{pair['field']}, by the form {pair['form']}{rules}", pair["status"])
    yield from _read(pair["read"], depth + 1)
    for step in pair["steps"]:
        instead = f"{step['instead']}, " if step["instead"] else ""
        both = '"{}" and "{}"'.format(*step["values"])
        yield Line(depth + 1, "step", f"{instead}{both}: {step['verdict']}, {step['why']}")
        if any(step["normal"]) and step["normal"] != step["values"]:
            yield Line(depth + 1, "normal", f'"{step["normal"][0]}" and "{step["normal"][1]}"')
    yield Line(depth + 1, "decided", pair["why"])


def _decisions(found: Explained) -> Iterator[Line]:
    """Which answers and exceptions were looked at, and why each counted or not."""
    attestation, waiver = found["attestation"], found["waiver"]
    if attestation and attestation["counts"]:
        answered = attestation["answer"].replace("_", " ")
        said = f"{attestation['by']} answered {answered} on {attestation['on']}"
        said += f"; it counts until {attestation['valid_until']}: {attestation['evidence']}"
        yield Line(0, "answer", said + _place(attestation))
    if waiver:
        said = "approved by {approved_by} on {approved_on}; it counts until {expires}: {reason}".format(**waiver)
        yield Line(0, "waiver", said + _place(waiver))
    for one in found["not_counted"] or ():
        yield Line(0, "decision", f"does not count: {one['says']}{_place(one)}")
    if found["not_counted"] == [] and not attestation and not waiver:
        yield Line(0, "decision", "none of the answers and waivers given is for this item")


def _place(decision: dict[str, Any]) -> str:
    return f"  ({decision['path']}:{decision['line']})"


def _way_out(found: Explained) -> Iterator[Line]:
    """What would make the item pass."""
    status = found["would_be"]["status"] if found["would_be"] else found["status"]
    if status not in OPEN:
        return
    if found["fix"]:
        yield Line(0, "to pass", found["fix"])
    if found["accepts"]:
        yield Line(0, "accepted", found["accepts"])
    if not found["has_question"]:
        yield Line(0, "or", "people's decisions on its sub-items: it only sums them up")
        return
    if found["fingerprint"]:
        yield Line(0, "or", f"a person attests it, for these values (fingerprint {found['fingerprint']})")
    if found["waivable"]:
        yield Line(0, "or", "a waiver: approved by another than who asks for it, with a reason and a last day")
    else:
        yield Line(0, "no waiver", "this item cannot be waived")


def page_of(explained: list[Explained], options: Options) -> bytes:
    """The explanations for a screen."""
    page = Page(options.width, colour=options.colour)
    for found in explained:
        page.blank()
        about = f"  of {found['kind']} {found['id']}  {found['title']}"
        page.line(Span(f"Item {found['item']}", "bold"), about, hanging=2)
        step, label = (3, 10) if options.width >= _ROOMY else (1, 0)
        for line in lines(found):
            status = Span(f"{line.status.replace('_', ' ')}: " if line.status else "", _STYLES.get(line.status, "dim"))
            head = Span(f"{line.label:<10}" if label else f"{line.label}: ", "dim")
            page.line(head, status, line.text, indent=2 + step * line.depth, hanging=label or 2)
    return page.encoded(ascii_only=options.ascii)


def as_markdown(explained: list[Explained]) -> bytes:
    """The explanations to paste into a ticket."""
    found: list[str] = []
    for one in explained:
        found += [f"## Item {plain(one['item'])} of {plain(one['kind'])} {plain(one['id'])}: {plain(one['title'])}", ""]
        for line in lines(one):
            status = f"**{plain(line.status.replace('_', ' '))}**: " if line.status else ""
            found.append(f"{'  ' * line.depth}- {line.label}: {status}{plain(line.text)}")
        found.append("")
    return ("\n".join(found).strip("\n") + "\n").encode("utf-8", "backslashreplace")
