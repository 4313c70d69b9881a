"""The sections and fields of a case, as fields.yaml has them, and how names of fields are compared."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Any, Final

from kyccheck import registry
from kyccheck.dataclass import dataclass
from kyccheck.late import pattern
from kyccheck.shipped import shipped

NATIVE: Final = "native"
"""The system of what carries the names of a case itself."""

PARTS: Final = {"virtual_numbers": ("number", "country", "type", "channels")}
"""Fields of a list whose members have parts of their own, and these parts."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a section: `name` in the case, `type`, what it is about and called, its other names by system."""

    section: str
    name: str
    type: str
    about: str
    say: str
    names: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a case: a single record, or any number of them (`many`); `one` is what a record of it is called.

    `called` are the words that may open the name of each field ("quotation", of a quote's status); `nested` are the
    fields that are mappings themselves (`package`, `billing_contact`).
    """

    name: str
    about: str
    one: str
    many: bool
    names: tuple[str, ...]
    called: tuple[str, ...]
    fields: dict[str, Field]
    nested: frozenset[str]

    @property
    def some(self) -> str:
        """What several records of it are called."""
        return f"{self.one.removesuffix('y')}ies" if self.one.endswith("y") else f"{self.one}s"


@cache
def sections() -> dict[str, Section]:
    """The sections of a case, in their order."""
    tree = shipped("records/fields.yaml")
    alike = {name: tree[about["like"]]["fields"] if "like" in about else {} for name, about in tree.items()}
    return {name: _section(name, {**about, "fields": alike[name] | about["fields"]}) for name, about in tree.items()}


def _section(section: str, tree: dict[str, Any]) -> Section:
    fields = {name: _field(section, name, dict(about)) for name, about in tree["fields"].items()}
    nested = frozenset(name.partition(".")[0] for name in fields if "." in name)
    called = tuple(tree.get("called", ()))
    one, many, names = tree.get("one", section), "holds" in tree, tuple(tree["names"])
    return Section(section, tree["about"], one, many, names, called, fields, nested)


def _field(section: str, name: str, about: dict[str, Any]) -> Field:
    said = about.pop("say", name.replace("_", " ").replace(".", " ").replace("email", "e-mail"))
    kind, text = about.pop("type"), about.pop("about")
    return Field(section, name, kind, text, said, {system: tuple(names) for system, names in about.items()})


_GAPS: Final = pattern(r"[\s_\-\u2010-\u2015]+")
EDGES: Final = "\ufeff\"'* \u00a0\t\r\n"


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name of a field or section as it is compared: no case, no marks, one blank for "_", "-" and white space."""
    text = unicodedata.normalize("NFKC", name).replace("\u2019", "'").casefold().strip(EDGES)
    return _GAPS.sub(" ", text).strip()


_ENDS: Final = frozenset({
    *("archived", "isarchived", "archivedat", "archivedon", "deleted", "isdeleted", "deletedat", "deletedon"),
    *("mergedto", "mergedtoid", "mergedinto", "mergedintoid", "ismerged", "merged", "spam", "isspam", "trashed"),
})  # fmt: skip
_LIVES: Final = frozenset({"state", "status", "lifecyclestate"})
_MAY_END: Final = frozenset({"case", "deal", "company", "contacts", "tracking", "odb"})
_OF_AN_ACCOUNT: Final = frozenset({
    *("accountstatus", "accountstate", "active", "isactive", "enabled", "inactive", "suspended", "terminated"),
    *("closed", "cancelled", "canceled", "deactivated", "terminatedon", "suspendedon", "closedon", "cancelledon"),
})  # fmt: skip


@lru_cache(maxsize=1024)
def may_end(section: str, key: str) -> bool:
    """Whether a key that is no field says whether a record is there any more ("archived", "mergedToId")."""
    word = folded(key).replace(" ", "")
    return section in _MAY_END and (word in _ENDS or word in _LIVES or (section == "odb" and word in _OF_AN_ACCOUNT))


@cache
def section_names() -> dict[str, str]:
    """Every name of a section, folded, and the section it means."""
    return {folded(name): section.name for section in sections().values() for name in (section.name, *section.names)}


def unknown_field(path: str) -> str:
    """What to say of the path of a field that is none: with the nearest right path, whole, so that it can be copied."""
    section, _, name = path.partition(".")
    known = sections()
    meant = section if section in known else registry.nearest(section, tuple(known))
    if meant is None:
        return f"unknown field {path!r}; {registry.allowed(section, tuple(known))}"
    choices = tuple(known[meant].fields)
    near = (registry.nearest(part, choices) for part in (name, name.rpartition(".")[2]))
    guess = name if name in choices else next(filter(None, near), None)
    if guess is None and meant == section:
        return f"unknown field {path!r}; {registry.allowed(name, choices)}"
    return f"unknown field {path!r}; did you mean {f'{meant}.{guess}' if guess else meant!r}?"


def pointer(*parts: str | int) -> str:
    """A JSON pointer (RFC 6901) of these parts."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
