"""Virtual numbers as people write them: rows of a table, objects of JSON, or one cell for all of them.

In one cell, entries are parted by ";" or lines. An entry is a number, and after it what is known of country, type and
channels, in this order: with blanks between ("+852 5808 1001 HK local 4ch": the country by its name, or its code in
capitals, the channels with "ch"), or with commas ("+852 5808 1001, Hong Kong, local, 4"), where a part may be left
empty; a number behind a comma begins an entry of its own. An entry that fits neither is kept whole as the number, so
that a person sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, Final

from kyccheck.records.fields import folded
from kyccheck.values.grid import ErrorCell
from kyccheck.values.value import as_id, as_text, clean, is_blank, says_none

_NAMES: Final = {
    "number": (
        *("virtual number", "phone number", "telephone number", "telephone", "phone", "did", "did number"),
        *("号码", "號碼"),
    ),
    "country": ("country code", "country/region", "region", "国家", "國家"),
    "type": ("number type", "kind", "类型", "類型"),
    "channels": ("channel", "number of channels", "no. of channels", "no of channels", "lines", "线路", "線路"),
}  # fmt: skip
_MEMBERS: Final = tuple(_NAMES)
_TITLES: Final = {folded(title): name for name, others in _NAMES.items() for title in (name, *others)}
_ENTRY: Final = re.compile(
    r"(?P<number>\+?\d[\d ().-]*?)"
    r"(?: +(?P<country>[A-Z]{2,3}))?"
    r"(?: +(?P<type>[A-Za-z][A-Za-z-]*(?: [A-Za-z-]+)*?))?"
    r"(?: +(?P<channels>\d+) ?ch(?:annels?)?)?",
    re.ASCII,
)
_NUMBER: Final = re.compile(r"\+?\(?\d[\d ().-]*", re.ASCII)
_FEWEST_DIGITS: Final = 7
_WHOLE: Final = 2
"""An entry that is one begins and ends once."""

_LONGEST: Final = 200
"""Longer entries are no numbers: they are kept whole, unread."""


def member(title: str) -> str | None:
    """What a column or key says of a number ("DID" is its `number`), or None."""
    return _TITLES.get(folded(title))


def from_row(cells: Mapping[str, object]) -> dict[str, object]:
    """The entry of a row: its cells by member. The number is text, whatever a spreadsheet made of it."""
    entry = dict(cells)
    number = entry.get("number")
    if isinstance(number, (str, int, float)) and not isinstance(number, (bool, ErrorCell)):
        entry["number"] = as_id(number)
    return entry


def from_value(value: object) -> object:
    """A list of entries of what one cell or one JSON value says: none of "None" or "N/A".

    Blank stays blank, and a failed formula what it is.
    """
    if isinstance(value, ErrorCell) or is_blank(value):
        return value
    if not isinstance(value, (list, tuple, dict)) and says_none(value):
        return []
    if isinstance(value, (list, tuple)):
        return [read for entry in value for read in _from_member(entry)]
    if isinstance(value, dict):
        return _from_member(value)
    text = as_text(value)
    return value if text is None else _from_text(text)


def _from_text(text: str) -> list[dict[str, object]]:
    return [read for entry in map(clean, re.split(r"[;\r\n]+", text)) if entry for read in _from_entries(entry)]


def _from_entries(text: str) -> list[dict[str, object]]:
    """The entries that commas part: a number behind a comma begins one."""
    parts = [clean(part) for part in text.split(",")]
    starts = [0, *(place for place, part in enumerate(parts) if place and _is_number(part)), len(parts)]
    entries = (", ".join(parts[start:end]) for start, end in pairwise(starts))
    return [_from_entry(entry) for entry in (entries if len(starts) > _WHOLE else [text])]


def _is_number(part: str) -> bool:
    match = _NUMBER.match(part)
    return match is not None and sum(map(str.isdigit, match[0])) >= _FEWEST_DIGITS


def _from_entry(entry: str) -> dict[str, object]:
    if len(entry) > _LONGEST:
        return {"number": entry}
    if "," in entry:
        parts = [clean(part) for part in entry.split(",")]
        if len(parts) > len(_MEMBERS) or not parts[0]:
            return {"number": entry}
        return _with_channels(zip(_MEMBERS, parts, strict=False))
    match = _ENTRY.fullmatch(re.sub(r"\s+", " ", entry))
    return _with_channels(_with_country(match.groupdict()).items()) if match else {"number": entry}


def _with_country(parts: dict[str, str | None]) -> dict[str, str | None]:
    """Parts with the country by its name where the type begins with one: "Hong Kong local"."""
    words = (parts["type"] or "").split()
    if parts["country"] or not words[1:]:
        return parts
    from kyccheck.forms._countries import code_of

    for end in range(len(words), 0, -1):
        if code_of(" ".join(words[:end])):
            return {**parts, "country": " ".join(words[:end]), "type": " ".join(words[end:])}
    return parts


def _with_channels(parts: Iterable[tuple[str, str | None]]) -> dict[str, object]:
    found: dict[str, object] = {name: part for name, part in parts if part}
    channels = re.fullmatch(r"(\d{1,6}) ?(?:ch(?:annels?)?)?", str(found.get("channels", "")), re.ASCII)
    if channels:
        found["channels"] = int(channels[1])
    return found


def _from_member(entry: Any) -> list[object]:
    if isinstance(entry, dict):
        known = {key: member(key) if isinstance(key, str) else None for key in entry}
        names = [name for name in known.values() if name]
        if any(name not in (None, key) for key, name in known.items()) and len(set(names)) == len(names):
            entry = {known[key] or key: value for key, value in entry.items()}
        return [from_row(entry)]
    if isinstance(entry, str) and not is_blank(entry):
        return [*_from_entries(clean(entry))]
    return [{"number": as_text(entry)} if isinstance(entry, (int, float)) and not isinstance(entry, bool) else entry]
