"""Sheets and lists beside ODB's accounts that nobody can read, and that seem to hold settings all the same."""

from __future__ import annotations

from typing import Any, Final

from kyccheck.records.fields import folded, pointer, section_names
from kyccheck.records.record import Problem
from kyccheck.sources import _numbers
from kyccheck.sources._house import fields_named, names_section
from kyccheck.sources._near_section import held_by, near_section
from kyccheck.sources._odb_header import SECTION
from kyccheck.sources._second_table import body
from kyccheck.sources._table import from_header, opening
from kyccheck.values.grid import Sheet

_PHONES: Final = ("phone", "telephone")
"""Titles of a virtual number that lists of people have, too."""


def sheet_unread(sheet: Sheet, file: str) -> Problem | None:
    """What to say of a sheet of neither accounts nor numbers; None where it holds no row, or nothing of ODB."""
    headed = from_header(sheet, _tells)
    header = opening(headed)
    if not _tells(header) and not _is_named_so(sheet.name, header):
        return None
    rows = sum(1 for _ in body(headed))
    said = f'the sheet "{sheet.name[:60]}" was not read: {_why(header)}'
    return Problem(file, said, f"{sheet.name}!", records=rows) if rows else None


def may_hold_settings(sheet: Sheet) -> bool:
    """Whether a sheet that is hidden seems to hold settings of accounts."""
    return _tells(opening(from_header(sheet, _tells))) or _is_named_so(sheet.name, opening(sheet))


def list_unread(key: str, value: Any, base: str, file: str) -> Problem | None:
    """What to say of what stands beside the accounts in JSON; None where it holds nothing of ODB."""
    number, keys = held_by(value)
    if not number or not (_tells(keys) or _is_named_so(key, keys)):
        return None
    return Problem(file, f'"{key[:60]}" was not read: {_why(keys)}', base + pointer(key), records=number)


def _tells(header: tuple[str, ...]) -> bool:
    """Whether titles tell of numbers or accounts: a number, or a setting beside the account, deal or so that has it."""
    titles = [title for title in header if title]
    if len(titles) < 2:
        return False
    fields = fields_named(titles, SECTION)
    if fields - {"account_id"} and ("account_id" in fields or any(map(names_section, titles))):
        return True
    if "account_id" in fields and any(_numbers.member(title) == "channels" for title in titles):
        return True
    return any(_numbers.member(title) == "number" and title.casefold() not in _PHONES for title in titles)


def _is_named_so(name: str, header: tuple[str, ...]) -> bool:
    return near_section(name, header) == SECTION or section_names().get(folded(name)) == SECTION


def _why(header: tuple[str, ...]) -> str:
    """What a sheet lacks to be read."""
    if any(_numbers.member(title) == "number" for title in header):
        return "its numbers do not name their account; add a column Account ID"
    return "it has not the columns of accounts (Account ID and two settings) or of virtual numbers (Account ID, Number)"
