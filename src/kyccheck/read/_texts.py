"""Text of a workbook: as XML and Excel write it, and those texts that its cells share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kyccheck.errors import UnreadableError
from kyccheck.read._package import Attributes, Package, Xml, is_simple, pieces

_FIRST: Final = 65_536
_PIECE: Final = 524_288
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SOME_ENTITY: Final = re.compile(r"&[^;]{0,8};?")
_ENTITY: Final = re.compile(r"&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));|&")
_ENTITIES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NAMED: Final = {f"&{name};" for name in _ENTITIES}
_SHARED: Final = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')


def shared_texts(package: Package, part: str) -> list[str | None]:
    """The texts that the cells of a workbook share, in their order; None where one is empty."""
    if package.size(part) > package.limits.text_bytes:
        most = f"holds more than {package.limits.text_bytes:,} bytes of text in {part}; split the workbook"
        raise UnreadableError(f"{most} {package.limits.told('text_bytes')}")
    found: list[str | None] = []
    strings = _Strings(found)
    xml = Xml(strings.start, strings.end, strings.text)
    with package.open(part) as stream:
        for piece, whole in pieces(stream, b"</si>", _FIRST, _PIECE):
            if not (whole and xml.plain and found and is_simple(piece)):
                xml.feed(piece)
                continue
            parts = _SHARED.split(piece.decode())
            texts = texts_from_xml(parts[1::2], "".join(parts[1::2]))
            if not any(parts[::2]):
                found += texts if "" not in texts else [text or None for text in texts]
                continue
            for gap, text in zip(parts[::2], [*texts, ""], strict=True):
                xml.feed(gap.encode())
                found.append(text or None)
            found.pop()
    xml.close()
    return found


class _Strings:
    """The elements of the shared texts: `si` with `t` in it, or with runs that each have one; not how it is spoken."""

    def __init__(self, found: list[str | None]) -> None:
        self._found = found
        self._parts: list[str] = []
        self._taking = self._spoken = False

    def start(self, name: str, _given: Attributes) -> None:
        if name == "si":
            self._parts = []
        self._spoken = self._spoken or name == "rPh"
        self._taking = name == "t" and not self._spoken

    def end(self, name: str) -> None:
        self._taking = False
        if name == "rPh":
            self._spoken = False
        elif name == "si":
            self._found.append(unescaped("".join(self._parts)) or None)

    def text(self, text: str) -> None:
        if self._taking:
            self._parts.append(text)


def from_xml(text: str) -> str:
    """Text as it stands in XML, without the marks of XML and of Excel."""
    return unescaped(_ENTITY.sub(_character, text)) if "&" in text else unescaped(text)


def _character(entity: re.Match[str]) -> str:
    if entity[3]:
        return _ENTITIES[entity[3]]
    code = int(entity[1], 16) if entity[1] else int(entity[2]) if entity[2] else 0
    if not code or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        raise UnreadableError("is a damaged workbook: its XML holds an unknown entity; save it anew in Excel")
    return chr(code)


def unescaped(text: str) -> str:
    """Text without Excel's way to write characters that XML cannot hold (`_x000D_`, and `_x005F_` for "_")."""
    if "_x" not in text:
        return text
    found = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    try:
        return found.encode("utf-16", "surrogatepass").decode("utf-16")  # halves of one character come together
    except UnicodeDecodeError:
        return text


def texts_from_xml(texts: Sequence[str], joined: str) -> Sequence[str]:
    """Text as it stands in XML, of many cells; nearly all of it is as it should be."""
    if "_x" in joined:
        return list(map(from_xml, texts))
    if "&" not in joined:
        return texts
    entities = set(_SOME_ENTITY.findall(joined))
    if not entities <= _NAMED:
        return list(map(from_xml, texts))
    for entity in sorted(entities - {"&amp;"}):
        texts = [text.replace(entity, _ENTITIES[entity[1:-1]]) for text in texts]
    return [text.replace("&amp;", "&") for text in texts]
