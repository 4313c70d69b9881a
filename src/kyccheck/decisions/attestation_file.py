"""A file of attestations, added to without rewriting what is there: comments, order and layout stay as they are.

New entries go behind the last one under `attestations:`, each once. What comes out is read again before it is kept:
it must say all that the file said before, and the new entries, and nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, Final

from kyccheck.decisions.model import Attestation
from kyccheck.errors import RefusedError
from kyccheck.read.limits import Limits
from kyccheck.read.strictyaml import Mapping, parse
from kyccheck.read.strictyaml import Sequence as Tree

_KEY: Final = "attestations"
_HEAD: Final = """\
# People's answers, taken out of filled audit workbooks by `kyccheck sign-off`. An answer counts until its last day, and
# as long as the item reads the same data.

attestations:
"""
_WRITTEN: Final = ("case", "checklist", "item", "answer", "by", "on", "evidence", "valid_for", "fingerprint")
_PLAIN: Final = frozenset({"answer", "on", "valid_for"})
_EMPTY: Final = re.compile(r"(:\s*)\[\s*\]")
_LAYOUT: Final = re.compile(r"\s*(?:#.*)?")


def added(content: bytes, label: str, attestations: Sequence[Attestation], limits: Limits | None = None) -> bytes:
    """The content of a file with these attestations behind its own; an empty file gets a heading.

    Raises RefusedError for a file whose layout does not let one.
    """
    if not attestations:
        return content
    if not content.strip():
        return (_HEAD + "".join(entry(one, "  ") for one in attestations)).encode()
    tree = parse(content, label, limits)
    if not isinstance(tree, Mapping):
        raise RefusedError("holds something other than decisions", label)
    text = content.decode("utf-8")
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += line_end
    if _KEY in tree and not tree[_KEY]:  # written as an empty list: [] makes room for entries below it
        line = tree.lines[_KEY] - 1
        lines[line] = _EMPTY.sub(r"\1", lines[line], count=1)
    place = _place(tree, lines)
    indent = _indent(tree.get(_KEY), lines)
    new = "".join(entry(one, indent) for one in attestations).replace("\n", line_end)
    if _KEY not in tree:
        new = f"{line_end}{_KEY}:{line_end}{new}"
    made = "".join([*lines[:place], new, *lines[place:]]).encode("utf-8")
    if not _says(made, tree, len(attestations), label, limits):
        how = "write its attestations one below the other, each behind a dash"
        raise RefusedError(f"cannot be added to as it is laid out; {how}", label)
    return made


def _place(tree: Mapping, lines: list[str]) -> int:
    """Behind which line new entries go: before what follows `attestations`, and the blank lines and comments above it.

    A line is what ends in a line feed; YAML counts no others in what this project writes or reads.
    """
    following = [line for line in tree.lines.values() if _KEY in tree and line > tree.lines[_KEY]]
    place = min(following) - 1 if following else len(lines)
    first = tree.lines[_KEY] if _KEY in tree else 0
    while place > first and _LAYOUT.fullmatch(lines[place - 1].rstrip("\r\n")):
        place -= 1
    return place


def _indent(members: Any, lines: list[str]) -> str:
    """How far the entries stand from the edge."""
    if isinstance(members, Tree) and members.lines:
        line = lines[members.lines[0] - 1]
        return line[: len(line) - len(line.lstrip(" "))]
    return "  "


def entry(one: Attestation, indent: str) -> str:
    """An attestation as YAML, one key a line."""
    keys = [f"{name}: {_scalar(name, getattr(one, name))}" for name in _WRITTEN if str(getattr(one, name))]
    return f"{indent}- {keys[0]}\n" + "".join(f"{indent}  {key}\n" for key in keys[1:])


def _scalar(name: str, value: object) -> str:
    """A value as YAML: text between quotation marks, with everything that does not show as an escape."""
    text = str(value)
    return text if name in _PLAIN else f'"{"".join(_escaped(character) for character in text)}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character == " " or unicodedata.category(character)[0] not in "CZ":
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _says(content: bytes, before: Mapping, number: int, label: str, limits: Limits | None) -> bool:
    """Whether a file says what it said before, and so many attestations more."""
    try:
        after = parse(content, label, limits)
    except RefusedError:
        return False
    old = before.get(_KEY) or []
    if not isinstance(after, Mapping) or any(after.get(key) != before[key] for key in before if key != _KEY):
        return False
    members = after.get(_KEY)
    return isinstance(members, list) and members[: len(old)] == old and len(members) == len(old) + number
