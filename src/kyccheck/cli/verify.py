"""`kyccheck verify`: does an audit again and says "same", or what changed; or looks a ledger of audits through."""

from pathlib import Path
from typing import Annotated, Any

import typer

from kyccheck import __version__
from kyccheck.batch.basis import plain_digest
from kyccheck.batch.run import Run, run
from kyccheck.batch.wanted import Wanted
from kyccheck.checklist.file import shipped
from kyccheck.checklist.overlay import load
from kyccheck.cli._complaints import complain_of
from kyccheck.cli._given import given
from kyccheck.cli._options import PATHS_HELP, Limit, decision_files_of
from kyccheck.cli._redaction import mask_run, masks_of
from kyccheck.cli._screen import complain, put
from kyccheck.cli._since import noted
from kyccheck.errors import RefusedError
from kyccheck.history import ledger
from kyccheck.history.earlier import Earlier, read
from kyccheck.history.replay import first_difference, others
from kyccheck.mask.redact import Masks
from kyccheck.read.limits import Limits, limits_of
from kyccheck.reports.json import document
from kyccheck.values.visible import visible

app = typer.Typer(add_completion=False)


@app.command()
def verify(
    report: Annotated[
        Path | None, typer.Argument(metavar="[REPORT.json]", help="The report to hold the exports against.")
    ] = None,
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH...]", help=PATHS_HELP)] = None,
    checklists: Annotated[
        list[str] | None, typer.Option("--checklist", "-c", metavar="ID|FILE", help="Files of checklists it used.")
    ] = None,
    mapping: Annotated[Path | None, typer.Option(metavar="FILE", help="As in that audit; default: beside.")] = None,
    waivers: Annotated[list[Path] | None, typer.Option(metavar="FILE", help="Repeatable; as in that audit.")] = None,
    attestations: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Repeatable; as in that audit.")
    ] = None,
    limit: Limit = None,
    book: Annotated[Path | None, typer.Option("--ledger", metavar="FILE", help="A ledger to look through.")] = None,
    head: Annotated[str, typer.Option(metavar="SHA256", help="A head of the ledger that was kept elsewhere.")] = "",
) -> None:
    """Replay an audit from its report and the same files, or look a ledger through.

    Exit codes: 0 the same, 1 something differs (it is said what), 2 nothing could be compared, 3 some input could not
    be read that could be read then.
    """
    if report is None and book is None:
        raise RefusedError("name a report and its exports, or a ledger: --ledger audits.ndjson")
    if head and book is None:
        raise RefusedError("--head is for a ledger: name it with --ledger")
    code = _ledger(book, head, report if not paths else None) if book is not None else 0
    if report is not None and (paths or book is None):
        if not paths:
            raise RefusedError("name the exports that were audited: kyccheck verify REPORT.json PATH...")
        decided = decision_files_of(waivers, attestations)
        code = max(code, _replayed(report, paths, checklists or [], mapping, decided, limits_of(limit)))
    raise typer.Exit(code)


def _say(*lines: str, code: int = 0) -> int:
    """Print lines, and give the exit code that goes with them."""
    put("".join(f"{visible(line)}\n" for line in lines).encode("utf-8", "backslashreplace"))
    return code


def _ledger(path: Path, head: str, report: Path | None) -> int:
    checked = ledger.check(path)
    if checked.wrong:
        return _say(checked.wrong, f"{checked.lines} line(s) before it hold; their head is {checked.head}", code=1)
    after = _after(path, head.strip().casefold(), checked)
    if after is None:
        return _say(f"{path.name}: no line has the head {head}: lines were taken out, or all were made anew", code=1)
    told = f", {after} line(s) after the head given" if head else ""
    _say(f"{path.name}: {checked.lines} line(s), whole{told}", f"head {checked.head}")
    return _recorded(path, read(report)) if report is not None else 0


def _after(path: Path, head: str, checked: ledger.Checked) -> int | None:
    """How many lines stand after a head; None where no line has it."""
    if not head or head == ledger.BEGINNING:
        return checked.lines
    return next((checked.lines - one["line"] for one in ledger.lines(path) if one["sha256"] == head), None)


def _recorded(path: Path, report: Earlier) -> int:
    """Say which line has a report among its outputs."""
    for line in ledger.lines(path):
        if any(one["sha256"] == report.basis.sha256 for one in line["outputs"]):
            return _say(f"{report.basis.name} was written by the audit of line {line['line']}")
    why = "it was changed, or never entered"
    return _say(f"{report.basis.name} is no output of any audit in {path.name}: {why}", code=1)


def _replayed(
    path: Path,
    paths: list[str],
    checklists: list[str],
    mapping: Path | None,
    decided: list[Path],
    limits: Limits,
) -> int:
    """Audit again, and say whether it comes out the same."""
    report = read(path)
    _refuse_decisions(report, decided, _masks(report))
    again = _again(report, paths, checklists, mapping, decided, limits)
    old, new = report.document, document(again)
    changed, found = others(old, new), first_difference(old, new)
    if report.basis.version != __version__:
        complain(
            f"{path.name} was made by version {report.basis.version or 'that it does not say'}; this is {__version__}"
        )
    if old.get("changes") is not None:
        complain("what changed since an earlier audit is not looked at here")
    before = {str(one.get("path")) for one in old.get("problems", []) if isinstance(one, dict)}
    unread = [problem for problem in again.problems if problem.path not in before]
    complain_of(unread)
    if not changed and not found:
        return _say(f"same: {len(again.cases)} case(s) as of {again.as_of}")
    last = f"first difference: {found}" if found else "the results are the same"
    return _say(*changed, last, code=3 if unread else 1)


def _masks(report: Earlier) -> Masks | None:
    """The masks of a report that was masked. Raises RefusedError where the key is not that of the report."""
    name = report.basis.head.get("redacted")
    masks = masks_of(None, (), (), wanted=bool(name))
    if masks is not None and masks.name != name:
        raise RefusedError("it was masked by another key than the one given", report.basis.name)
    return masks


def _refuse_decisions(report: Earlier, given: list[Path], masks: Masks | None) -> None:
    """Refuse to audit again without the decisions that counted then."""
    known = {masks.file(path.name) if masks else path.name for path in given}
    for one in report.document.get("decisions") or []:
        if one.get("path") not in known and Path(str(one.get("path"))).name not in known:
            raise RefusedError(f"it counts decisions of {one.get('path')}: give that with --waivers or --attestations")


def _again(
    report: Earlier,
    paths: list[str],
    checklists: list[str],
    mapping: Path | None,
    decided: list[Path],
    limits: Limits,
) -> Run:
    """The audit, as the report says that it was done."""
    told: dict[str, Any] = report.document.get("options") or {}
    words, encoding = _checklists(told.get("checklists") or [], checklists), told.get("encoding") or ""
    asked = given(paths, limits, words, mapping, report.basis.as_of.isoformat(), encoding)
    cases, items = tuple(told.get("cases") or ()), tuple(told.get("items") or ())
    waivers = bool(told.get("waivers", True))
    decisions = asked.decisions(decided, cases, waivers=waivers)
    masks = asked.masks(decisions, wanted=bool(report.basis.head.get("redacted")))
    wanted = Wanted(
        cases,
        items,
        told.get("at") or "",
        every_evidence=bool(told.get("all")),
        asked_for=asked.asked_for,
        decisions=decisions,
        digest=masks.digest if masks else plain_digest,
        masks=masks,
    )
    again = run(asked.reading(), asked.offers, wanted, asked.day, __version__)
    mask_run(again, masks)
    again.noted = noted(again, asked, masks, waivers=waivers)
    return again


def _checklists(ids: list[str], given: list[str]) -> list[str]:
    """What was asked for, by id, as files given or shipped; all that is given where the report does not say."""
    if not ids:
        return given
    made = {load(word).id: word for word in given}
    for word in ids:
        if word not in made and word not in shipped():
            raise RefusedError(f"it was audited by checklist {word!r}, which is not shipped: give its file with -c")
    return [made.get(word, word) for word in ids]
