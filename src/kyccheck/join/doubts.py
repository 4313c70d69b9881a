"""What a key is, and what speaks against a record that carries a case's: others carry it too, or the names differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from kyccheck.join.choice import SENT_ON
from kyccheck.join.claims import Claim
from kyccheck.records.case import describe
from kyccheck.records.fields import sections
from kyccheck.records.record import MAIN, Record
from kyccheck.values.day import as_day
from kyccheck.values.value import as_text, clean, is_filled
from kyccheck.values.written import written

BySection = dict[str, list[Record]]
"""The records of a case so far, by section."""


def key_of(value: object) -> str:
    """A value as it is compared: "" where it is no key."""
    text = clean(as_text(value) or "")
    if not text or not is_filled(text):
        return ""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def keys_of(value: object) -> Iterator[str]:
    """The keys that a value of a case's record holds, several parted by ";"."""
    yield from filter(None, map(key_of, value.split(";") if isinstance(value, str) else [value]))


def several(found: list[Record], by: str, key: str) -> str:
    """What to say of a key that several loose records carry."""
    some = sections()[found[0].section].some
    places = ", ".join(f"{record.file} {record.at()}".strip() for record in found[:3])
    said = key if by == "mapping" else "one e-mail address" if by == "e-mail" else f"the {by} {key}"
    return f"{len(found)} {some} carry {said} ({places}); none of them was joined"


def why_not(claim: Claim, seen: BySection) -> str:
    """Why a record with a key of a case is not the case's after all, "" where nothing speaks against it."""
    if claim.by in ("reference", "number"):
        return _wrong_company(claim, seen) or _wrong_case(claim, seen) or _not_the_noted(claim, seen)
    if claim.by == "customer" and claim.record.section in SENT_ON:
        return _other_number(claim, seen) or _long_before(claim, seen)
    return _wrong_person(claim, seen) if claim.by == "e-mail" else ""


def _wrong_company(claim: Claim, seen: BySection) -> str:
    """Why a bill that names a case, or whose number it notes, is not the case's: it goes to quite another company."""
    from kyccheck.forms import Context, company_name

    billed = claim.record.fields.get("company_name")
    names = [record.fields.get(name) for record in seen.get("company", ()) for name in ("name", "legal_name")]
    names = [name for name in names if is_filled(as_text(name) or "")]
    if not is_filled(as_text(billed) or "") or not names:
        return ""
    if any(company_name.compare(billed, name, Context()).verdict != "misaligned" for name in names):
        return ""
    what, number = claim.record.section, describe(claim.record)
    how = f"refers to {claim.key}" if claim.by == "reference" else "is noted"
    return f"the {what} {number} {how}, but its contact has quite another name; it was not joined"


def _wrong_case(claim: Claim, seen: BySection) -> str:
    """Why a bill whose number a case notes is not the case's: it says that it is for another ticket, or another deal.

    A bill for "deal 5" may still be that of a case without a deal: its ticket may come from another system.
    """
    kind, own = named_instead(claim.record, own_ids(seen)) if claim.by == "number" else ("", "")
    if not kind or ("deal" if kind == "deal" else "case") not in seen:
        return ""
    what = f"the {claim.record.section} {describe(claim.record)}"
    return f"{what} is noted, but it says that it is for {kind} {own}; it was not joined"


def _not_the_noted(claim: Claim, seen: BySection) -> str:
    """Why a bill or quote that refers to a case is not the one that counts: the case notes another one's number."""
    own = as_text(claim.record.fields.get("number")) or ""
    notes = [record for record in seen.get(claim.record.section, ()) if not record.counts]
    told = [text for record in notes if is_filled(text := as_text(record.fields.get("number")) or "")]
    if claim.by != "reference" or not is_filled(own) or not told or _bare(own) in map(_bare, told):
        return ""
    what = f"the {claim.record.section} {describe(claim.record)}"
    return f"{what} refers to {claim.key}, which notes {written(told[0], 60)}; it was not joined"


def _bare(number: str) -> str:
    """The letters and digits of a number."""
    return "".join(filter(str.isalnum, key_of(number)))


def _other_number(claim: Claim, seen: BySection) -> str:
    """Why a customer's bill may be for another case: all that it refers to is a number like the case's own."""
    number = key_of(claim.record.fields.get("reference")).removeprefix("#").strip()
    if not number.isdecimal() or len(number) not in {len(own) for own in own_ids(seen) if own.isdecimal()}:
        return ""
    what = f"the {claim.record.section} {describe(claim.record)}"
    return f"{what} of the same customer refers to {number}, which may be another ticket; it was not joined"


_LATE: Final = timedelta(days=30)
"""How long after its first bill or quote a ticket may be opened."""


def _long_before(claim: Claim, seen: BySection) -> str:
    """Why a customer's bill is not for this case: it went out long before the case was opened."""
    made = [day for section in MAIN for main in seen.get(section, ()) for day in _days(main.fields.get("created"))]
    out = _days(claim.record.fields.get(SENT_ON[claim.record.section]))
    if not made or not out or max(out) >= min(made) - _LATE:
        return ""
    what = f"the {claim.record.section} {describe(claim.record)}"
    when = f"went out on {max(out)}, long before this one was opened ({min(made)})"
    return f"{what} of the same customer names no ticket, and {when}; it was not joined"


def _days(value: object) -> list[date]:
    """The days that a value may mean, whichever of day and month comes first."""
    return [day for order in ("dmy", "mdy") if isinstance(day := as_day(value, order), date)]


REFERENCE: Final = re.compile(r"(?:(deal|ticket|case)(?: id| no\.?| number)? ?)?[#:]? ?(\S+)")
"""What a bill refers to, as a key: what kind of thing, where it says so, and its id."""

_WITHIN: Final = re.compile(
    r"(?<![^\W_])(deal|ticket|tkt|case)[ -]?(?:id|no|number|ref|reference)?[ .:#-]{0,3}"
    r"(?!(?:19|20)\d\d(?!\d))(\d{3,})(?!\w)"
)
"""The same among other words ("Ticket 4711 - deposit"): the number of a deal or ticket, and not a year."""


def named_instead(record: Record, own: set[str]) -> tuple[str, str]:
    """The deal or ticket, none of these, that a bill or quote says it is for: what it is called, and its id.

    Both are "" where it says so in no words, and where it names one of these as well.
    """
    reference = key_of(record.fields.get("reference"))
    whole = REFERENCE.fullmatch(reference)
    match = whole if whole is not None and whole[1] and re.search(r"\d", whole[2]) else _WITHIN.search(reference)
    if match is None or not own.isdisjoint((match[2], *re.findall(r"\w+", reference))):
        return "", ""
    return "ticket" if match[1] == "tkt" else match[1], match[2]


def own_ids(seen: BySection) -> set[str]:
    """The ids of a case, as keys: of its ticket, and of its deal."""
    return {key_of(record.id) for section in MAIN for record in seen.get(section, ())}


def _wrong_person(claim: Claim, seen: BySection) -> str:
    """Why a contact with the address of one of the case's is not that one: others have it too, or the names differ."""
    sharing = [record for record in seen["contacts"] if has_address(record, claim.key)]
    if len(sharing) > 1:
        return f"{len(sharing)} contacts of the case have one e-mail address; no other record was joined by it"
    owned, other = claim.owner, claim.record
    own_ids = [as_text(record.fields.get("id")) for record in (owned, other)]
    if owned.system == other.system and all(own_ids) and owned.id != other.id:
        return f"two contacts of {owned.system} ({owned.id} and {other.id}) have one e-mail address; they stay two"
    from kyccheck.forms import Context, person_name

    mine, theirs = (_full_name(record.fields) for record in (claim.owner, claim.record))
    if mine and theirs and person_name.compare(mine, theirs, Context()).verdict != "aligned":
        return f"a contact in {claim.record.file} has the e-mail address of {mine} and another name; it was not joined"
    return ""


def has_address(record: Record, key: str) -> bool:
    """Whether a record is a contact with this e-mail address."""
    return record.section == "contacts" and key_of(record.fields.get("email")) == key


def _full_name(fields: dict[str, object]) -> str:
    """What a contact is called, "" where that is not filled."""
    whole = as_text(fields.get("name")) or ""
    parts = [as_text(fields.get(name)) or "" for name in ("first_name", "last_name")]
    said = whole if is_filled(whole) else " ".join(part for part in parts if is_filled(part))
    return clean(said)
