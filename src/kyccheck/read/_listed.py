"""A JSON list that is too long to be held whole: its members, read one by one as if each stood on a line of its own."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from kyccheck.errors import UnreadableError
from kyccheck.read.limits import Limits
from kyccheck.read.strictjson import NotStrictError, decoder, refuse_depth, refuse_half_characters
from kyccheck.read.trees import Tree
from kyccheck.records.record import Problem

_START: Final = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*\[[ \t\r\n]*[{\[]")
_BLANK: Final = re.compile(r"[ \t\r\n]*")
_PIECE: Final = 1024 * 1024
_TAIL: Final = 64
"""An error so close to the end of what was read may be for want of the rest: no token but a text is longer."""


def holds_documents(content: bytes) -> bool:
    """Whether what begins so is a list of objects or lists."""
    return _START.match(content[:_PIECE]) is not None


def opened(chunks: Iterable[bytes], label: str, limits: Limits) -> tuple[Any, Iterator[Tree | Problem]]:
    """The first member of a list, and all of them, the first one again. Raises UnreadableError."""
    trees = _Listed(chunks, label, limits).trees()
    first = next(trees)

    def again() -> Iterator[Tree | Problem]:
        yield first
        yield from trees

    return first.value, again()


class _Listed:
    """A list in the making: the text that was read and not yet used, and the place in it."""

    def __init__(self, chunks: Iterable[bytes], label: str, limits: Limits) -> None:
        self._pieces = _pieces(chunks, label)
        self._label = label
        self._limits = limits
        self._text = ""
        self._at = 0

    def trees(self) -> Iterator[Tree]:
        """The members. Raises UnreadableError where the list breaks off, with the number of the member."""
        self._expect("[", 0)
        place = 0
        while True:
            yield Tree(self._member(place), f"/{place}")
            place += 1
            if self._next(place) == "]":
                break
            self._expect(",", place)
        self._expect("]", place)
        if self._next(place):
            raise self._broken(place, "something follows the list")

    def _member(self, place: int) -> Any:
        if self._next(place) not in ("{", "["):
            raise self._broken(place + 1, "in a list so long each member is an object")
        while True:
            try:
                value, end = decoder(self._limits).raw_decode(self._text, self._at)
                break
            except json.JSONDecodeError as error:
                is_short = error.pos > len(self._text) - _TAIL or error.msg.startswith("Unterminated string")
                if not (is_short and self._more(place)):
                    raise self._broken(place + 1, error.msg.removesuffix(" at")) from None
            except NotStrictError as error:
                raise UnreadableError(f"is not strict JSON: {error}, in member {place + 1} of its list") from None
            except RecursionError:
                most = f"has more than {self._limits.depth} levels of nesting"
                raise UnreadableError(f"{most} {self._limits.told('depth')}", self._label) from None
        own = self._text[self._at : end]
        refuse_depth(own, self._limits, self._label)
        refuse_half_characters(value, own, self._label)
        self._at = end
        return value

    def _next(self, place: int) -> str:
        """The next character that is no blank, which stays there; "" at the end."""
        while True:
            found = _BLANK.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more(place):
                return ""

    def _expect(self, mark: str, place: int) -> None:
        found = self._next(place)
        if found != mark:
            cut = "" if found else "; the file may be cut off"
            raise self._broken(place, f"Expecting {mark!r}{cut}")
        self._at += 1

    def _more(self, place: int) -> bool:
        """Read on: as much again as is not used yet, so that a long member is not read over and over. False at the end.

        Raises UnreadableError for a member out of all measure.
        """
        rest = [self._text[self._at :]]
        size, wanted = 0, max(len(rest[0]), _PIECE)
        if len(rest[0]) > self._limits.line_bytes:
            most = f"member {place + 1} of its list has more than {self._limits.line_bytes:,} bytes"
            raise UnreadableError(f"{most} {self._limits.told('line_bytes')}", self._label)
        while size < wanted and (piece := next(self._pieces, "")):
            rest.append(piece)
            size += len(piece)
        self._text, self._at = "".join(rest), 0
        return size > 0

    def _broken(self, place: int, why: str) -> UnreadableError:
        return UnreadableError(f"is not JSON: {why}, in or behind member {place} of its list", self._label)


def _pieces(chunks: Iterable[bytes], label: str) -> Iterator[str]:
    """The bytes as text, piece by piece. Raises UnreadableError with the offset where they are none."""
    decode = codecs.getincrementaldecoder("utf-8")()
    given = 0
    for chunk in chunks:
        content = chunk.removeprefix(codecs.BOM_UTF8) if not given else chunk
        for start in range(0, len(content), _PIECE):
            held = len(decode.getstate()[0])
            try:
                text = decode.decode(content[start : start + _PIECE])
            except UnicodeDecodeError as error:
                at = given + len(chunk) - len(content) + start - held + error.start
                raise UnreadableError(f"is not UTF-8 text (byte {at:,}); save it as UTF-8", label) from None
            if text:
                yield text
        given += len(chunk)
    if decode.getstate()[0]:
        raise UnreadableError(f"is not UTF-8 text (byte {given:,}); the file may be cut off", label)
