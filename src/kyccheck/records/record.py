"""A record: one object of one export, under the names of a case's fields, with the place of everything."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from kyccheck.dataclass import dataclass
from kyccheck.values.value import ABSENT, is_filled


@dataclass(frozen=True, slots=True)
class Shape:
    """How the records of one shape (the same keys, or one header) are read. Made once for each shape, not each record.

    `keys` gives for each field the keys it may stand under, best first; `places` where those stand, as the rest of a
    JSON pointer ("/properties/email") or a column ("C"); `ignored` are the keys that no field goes by. `plain` says
    that every field stands under its own name, so that the export's own mapping serves as it is. `columns` are, for
    rows, the columns (from 0) that a field may stand in. `joining` are titles of columns that name other records, each
    with the section that it names.
    """

    keys: dict[str, tuple[str, ...]]
    places: dict[str, str]
    ignored: tuple[str, ...] = ()
    plain: bool = False
    columns: dict[str, tuple[int, ...]] = field(default_factory=dict)
    joining: tuple[tuple[str, str], ...] = ()


MAIN: Final = ("case", "deal")
"""The sections of a ticket and a deal, each of which may be a case by itself."""

OWNING: Final = (*MAIN, "company")
"""What other records belong to."""

NO_SHAPE: Final = Shape({}, {})
"""The shape of what has no fields of its own."""


class Evidence(NamedTuple):
    """A value that was looked at, and where it was read. `file` and `at` are empty where no export carries it."""

    field: str
    value: object
    file: str
    at: str


class Mark(StrEnum):
    """What a reader or the join has found of a record, for whoever looks at it later."""

    ARCHIVED = "archived"
    """Its system has put it away."""
    DELETED = "deleted"
    """An item that its system still tells of, and has deleted."""
    PART = "part"
    """An item that is a part of another one, and does not stand for it."""
    OTHERS = "others"
    """An item that is noted here, and names another deal or ticket of these files."""
    ASIDE = "aside"
    """It belongs to no case: a supplier's bill."""
    REPEATED = "repeated"
    """It stands in the same list as another one with its id, or with all of its words."""
    PRIMARY = "primary"
    """It counts where only one of several can."""
    BESIDE = "beside"
    """Another one was chosen in its place."""
    DIRECT = "direct"
    """A bill or quote that names its case itself, and is not only one of the customer's."""
    LABELLED = "labelled"
    """A contact whose role is the label of an association."""


ENDS: Final = frozenset({Mark.PART, Mark.ARCHIVED, Mark.DELETED, Mark.OTHERS})
"""The marks of an item, company or account that stands for nothing."""


class Several(list[object]):
    """What records about one thing say of a field of which they say several things: for a person to judge."""


@dataclass(slots=True, eq=False)
class Record:
    """One object of one export.

    `section` is where it belongs in a case, `fields` its values by the names of fields.yaml. `file` and `base` say
    where it stood (a JSON pointer, or `Sheet!` with `row`). `id` and `links` join it: `links` names other records as
    (section, id). `missing` says why a record that another one names is in no file: then only its id is known.
    `empty` marks a section that was exported and holds nothing. What `counts` is an object of the export of its own,
    and is accounted for; what only stands for something, or is a part of another object, does not. `notes` are
    sentences for people, `untold` the fields of the case ("case.solution_type") that it has and whose value no export
    given tells. `elsewhere` says of fields that another record about the same has told in which file, and where in it,
    they stand.
    """

    section: str
    fields: dict[str, object]
    shape: Shape
    file: str = ""
    base: str = ""
    row: int = 0
    system: str = ""
    id: str = ""
    links: tuple[Link, ...] = ()
    missing: str = ""
    notes: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    untold: tuple[str, ...] = ()
    empty: bool = False
    counts: bool = True
    used: bool = False
    elsewhere: dict[str, tuple[str, str]] | None = None

    def mark(self, mark: Mark) -> None:
        """Mark it, once."""
        if mark not in self.marks:
            self.marks = (*self.marks, mark)

    @property
    def names_a_case(self) -> bool:
        """Whether it names a deal or ticket, be it in no file: then it is that one's, whatever else it names."""
        return any(link.section in MAIN and link.id for link in self.links)

    @property
    def own_id(self) -> str:
        """Its id, where that can be one: 0, "N/A" and "-" are nobody's."""
        return self.id if is_filled(self.id) and self.id.strip("0.-") else ""

    @property
    def identity(self) -> str:
        """What it has in common with the same record given again: its own id, or all that it says where it has none."""
        return self.own_id or (repr(sorted(self.fields.items())) if self.fields else "")

    def at(self, name: str = "") -> str:
        """Where a field stands: a JSON pointer (RFC 6901) or `Sheet!C14`."""
        place = self.shape.places.get(name, "")
        return f"{self.base}{place}{self.row}" if self.row else f"{self.base}{place}"

    def origin(self, name: str) -> tuple[str, str]:
        """The file that a field stands in, and where."""
        return (self.elsewhere or {}).get(name) or (self.file, self.at(name))

    def evidence(self, label: str, name: str) -> Evidence:
        """The value of a field and its place; `label` is how the case calls it (`contacts[1].role`)."""
        value = self.fields.get(name, ABSENT)
        if value is ABSENT:
            return Evidence(label, None, self.file, self.at())
        return Evidence(label, value, *self.origin(name))


class Link(NamedTuple):
    """Another record that this one names. `primary` is the one that counts where only one can; `label` its role.

    `either` says that the id of a case may be that of a ticket, or of a deal that is a case by itself or that of one
    ticket alone.
    """

    section: str
    id: str
    primary: bool = False
    label: str = ""
    either: bool = False


ATTACHING: Final = ("notes", "emails", "calls", "meetings", "tasks")
"""What documents are attached to in HubSpot. Only e-mails are a section of a case."""

UNNAMED: Final = "its tags are exported without their names; export the ticket with includes=tags"
"""The note of a ticket of which nobody can tell the tags, though it has some."""

HELD_BACK: Final = "not to go on as it is: "
"""How a note begins that says why the deal or ticket that is the case may not simply go on, and what to do."""

MORE: Final = "further ones"
"""The id of a link to records that an export did not list any more."""


def elsewhere(one: str, own: str, export: str) -> str:
    """Why a record that another one names is in no file, and which export shows it: "contact", its id, "contacts"."""
    if own == MORE:
        return f"further {export} are associated, but the export lists only the first page of them"
    return f"{one} {own} is associated, but is in no file given; add the export of {export}"


class Meaning(NamedTuple):
    """What an export says that an id means: a stage (of the pipeline `within`), a pipeline or an owner, by its name."""

    what: Literal["stage", "pipeline", "owner"]
    id: str
    label: str
    within: str = ""


class Problem(NamedTuple):
    """Something in an input that could not be read or used, for the person who can mend it. `at` may be empty.

    `records` says how many objects of the export it stands for: they were read, and are reported by it.
    """

    path: str
    message: str
    at: str = ""
    records: int = 0

    def shown(self) -> dict[str, str | None]:
        """As reports in JSON show it."""
        return {"path": self.path, "message": self.message, "at": self.at or None}


class Page(NamedTuple):
    """An answer of a system, which may be one page of several.

    `kind` says which objects it lists, `ids` which of them it holds. `more` is what to say where others are missing;
    None where the answer by itself does not speak of any. `total` is how many objects there are in all, `number` which
    one of `pages` it is; 0 where it does not say so. `goes_on` is whether it says that another one follows.
    """

    kind: str
    ids: frozenset[str]
    more: Problem | None
    total: int = 0
    number: int = 0
    pages: int = 0
    goes_on: bool = False


ASKED: Final = "--case"
"""The path of a problem of what was asked for: a case that is not there."""


def not_there(case: str) -> Problem:
    """The problem of a case that was asked for and is not there: left out in silence, it would seem to be ready."""
    return Problem(ASKED, f"no case {case} in the files given")
