"""What the deal or ticket of a case that an export holds together names, as a raw object of HubSpot does.

It names by ids, as loose exports do, and so the same holds: what it names stands in the case, is taken from a loose
export, or is missing. A record of the case without an id may be any of those named. Notes are no section of a case:
where it has documents, these are what the notes attach.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kyccheck.join.loose import missing, with_link
from kyccheck.records.fields import sections
from kyccheck.records.record import MAIN, MORE, Link, Record

Finds = Callable[[Link, Record], list[Record]]
"""The loose records to which a link of a record leads: of a note, its documents. None where it is in no file."""


def named_by(sheaf: tuple[Record, ...]) -> Iterator[tuple[Record, Link]]:
    """What the deal and the ticket of a case name, each with the one that names it; of deals only the ticket's own."""
    for main in sheaf:
        if main.section in MAIN and main.links:
            beside = MAIN if main.section == "deal" else ("case",)
            yield from ((main, link) for link in main.links if link.id and link.section not in beside)


def with_named(sheaf: tuple[Record, ...], find: Finds) -> list[Record]:
    """The records of a case, in the light of what names them; behind them those that it does not hold itself."""
    found, beside = list(sheaf), dict[tuple[str, str], Record]()
    places = {(one.section, one.id): at for at, one in reversed([*enumerate(sheaf)])}  # the first of each id
    for main, link in named_by(sheaf):
        place = places.get(link[:2])
        if place is not None:
            found[place] = with_link(found[place], link)
        elif not _tells_itself(link.section, sheaf):
            for record in find(link, main) or [_missing(link, main)]:
                key = (record.section, record.id)
                beside[key] = with_link(beside.get(key, record), link)
    for section in {section for section, _ in beside}:
        _stand_for(section, found, beside)
    return [*found, *beside.values()]


def _shown_as(section: str) -> str:
    return "documents" if section == "notes" else section


def _tells_itself(section: str, sheaf: tuple[Record, ...]) -> bool:
    """Whether a section is none of a case's, or is that of documents that the case holds itself."""
    return _shown_as(section) not in sections() or (
        section == "notes" and any(record.section == "documents" for record in sheaf)
    )


def _missing(link: Link, main: Record) -> Record:
    record = missing(link.section, link.id, main)
    return replace(record, section=_shown_as(link.section), fields={}) if link.section == "notes" else record


def _stand_for(section: str, found: list[Record], beside: dict[tuple[str, str], Record]) -> None:
    """Let the case's own records without an id stand for as many of those that are missing."""
    nameless = sum(1 for record in found if record.section == section and not (record.id or record.empty))
    gone = [key for key, record in beside.items() if key[0] == section and record.missing and key[1] != MORE]
    if not nameless or not gone:
        return
    last = beside[gone[-1]]
    for key in gone:
        del beside[key]
    if len(gone) > nameless:
        some = sections()[section].some
        why = f"{len(gone)} {some} are associated, of which the file given can hold {nameless} (those without an id)"
        beside[section, ""] = replace(last, id="", fields={}, notes=(), marks=(), untold=(), missing=why)
