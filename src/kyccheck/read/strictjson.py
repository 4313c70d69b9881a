"""JSON as a strict reader takes it: what others would take with something lost is refused, with line and column.

Keys that stand twice, NaN, numbers without measure, half characters, more than 200 levels of nesting.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from kyccheck.errors import UnreadableError
from kyccheck.late import pattern
from kyccheck.read.limits import LIMITS, Limits

_BLANKS: Final = b" \t\r\n"
_UTF_8: Final = b"\xef\xbb\xbf"


def parse_line(line: bytes, limits: Limits = LIMITS) -> Any:
    """A document by orjson, where writing it again gives the same bytes but for blanks: then nothing was lost.

    (orjson keeps the last of two equal keys, and turns a number of 20 digits into a float, without a word.)
    """
    return line_parser(limits)(line)


@lru_cache(4)
def line_parser(limits: Limits) -> Callable[[bytes], Any]:
    """`parse_line` for many lines: what they have in common is looked up once."""
    from orjson import JSONDecodeError, JSONEncodeError, dumps, loads

    most = limits.depth

    def parsed(line: bytes) -> Any:
        try:
            value = loads(line)
            written = dumps(value)
            is_whole = written == line.strip() or _is_whole(written, line)
            if is_whole and line.count(b"[") + line.count(b"{") <= most:
                return value
        except (JSONDecodeError, JSONEncodeError):
            pass
        return parse(line, limits=limits)

    return parsed


def parse_report(content: bytes) -> Any:
    """A document that this tool wrote, however large: no key may stand twice. Raises ValueError, NotStrictError."""
    if len(content) >= _LARGE:
        from orjson import dumps, loads

        value = loads(content)
        if _is_whole(dumps(value), content):
            return value
    return decoder(LIMITS).decode(content.decode("utf-8-sig"))


_LARGE: Final = 1024 * 1024
"""A document of so many bytes is read by orjson first; of a smaller one its import costs more than it saves."""


def _is_whole(written: bytes, line: bytes) -> bool:
    """Whether a value, written again, says all that a line says, which has other blanks, or escapes for letters.

    Blanks within texts do not matter, since the texts were read from this line; a key or a digit more in it would.
    """
    if b"\\u" in line:
        written = written.decode().encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00")
    return written.translate(None, _BLANKS) == line.translate(None, _BLANKS)


def encoding_of(opening: bytes) -> str:
    """The encoding that the mark of a JSON document tells; UTF-8, with its mark or without one, where it tells none."""
    return "utf-16" if opening[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig" if opening[:3] == _UTF_8 else "utf-8"


def decode(content: bytes, label: str = "") -> str:
    """Bytes as text: UTF-8, or UTF-16 where its mark says so. Raises UnreadableError with the offset otherwise."""
    encoding = encoding_of(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        name = "UTF-16" if encoding == "utf-16" else "UTF-8"
        raise UnreadableError(f"is not {name} text (byte {error.start:,}); save it as UTF-8", label) from None


def parse(content: bytes, label: str = "", limits: Limits = LIMITS) -> Any:
    """The value of a JSON document.

    Raises UnreadableError, with line and column where they are known, for all that is not strict JSON.
    """
    text = decode(content, label)
    refuse_depth(text, limits, label)
    try:
        value = decoder(limits).decode(text)
    except json.JSONDecodeError as error:
        cut = "; the file may be cut off" if error.pos >= len(text.rstrip()) else ""
        place = f"line {error.lineno}, column {error.colno}"
        raise UnreadableError(f"is not JSON: {error.msg.removesuffix(' at')} at {place}{cut}", label) from None
    except NotStrictError as error:
        raise UnreadableError(f"is not strict JSON: {error}", label) from None
    except RecursionError:
        raise _too_deep(limits, label) from None
    refuse_half_characters(value, text, label)
    return value


class NotStrictError(Exception):
    """Something that Python's JSON accepts, and JSON does not."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise NotStrictError(f'the key "{_key_shown(twice)}" stands twice in one object')
    return mapping


def _key_shown(key: str) -> str:
    """A key for a message: one that could be a person's name is not shown."""
    return key if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,40}", key) else "…"


def _constant(word: str) -> Any:
    raise NotStrictError(f"{word} is not a number")


@lru_cache(4)
def decoder(limits: Limits) -> json.JSONDecoder:
    """What reads strict JSON: no key twice, no number without measure."""
    most = limits.digits

    def to_float(digits: str) -> float:
        number = float(digits)
        if number in (float("inf"), float("-inf")):
            raise NotStrictError(f"a number is out of all measure ({digits[:20]}…)")
        if len(digits) > most:
            raise NotStrictError(f"a number is out of all measure ({digits[:20]}…) {limits.told('digits')}")
        return number

    def to_int(digits: str) -> int:
        if len(digits) > most:
            raise NotStrictError(f"a number has more than {most} digits ({digits[:20]}…) {limits.told('digits')}")
        return int(digits)

    return json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_constant, parse_float=to_float, parse_int=to_int)


_STRING: Final = pattern(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKET: Final = pattern(r"[\[\]{}]")
_HALF_CHARACTER: Final = pattern(r"\\u[dD][89a-fA-F]")


def refuse_depth(text: str, limits: Limits, label: str) -> None:
    """Refuse deep nesting before the parser meets it; few brackets cannot nest deep."""
    if text.count("[") + text.count("{") <= limits.depth:
        return
    depth = 0
    for bracket in _BRACKET.finditer(_STRING.sub("", text)):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > limits.depth:
            raise _too_deep(limits, label)


def _too_deep(limits: Limits, label: str) -> UnreadableError:
    return UnreadableError(f"has more than {limits.depth} levels of nesting {limits.told('depth')}", label)


def refuse_half_characters(value: Any, text: str, label: str) -> None:
    """Refuse halves of a character, which text of JSON may name and no text holds."""
    if not _HALF_CHARACTER.search(text):
        return
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise UnreadableError("holds half a character (a lone surrogate such as \\ud800)", label) from None
