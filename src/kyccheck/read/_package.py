"""A workbook's file: a ZIP package of XML parts, looked over before anything in it is unpacked.

What a spreadsheet program never writes is refused with its limit: a bomb (too many members, too much to unpack, too
tightly packed), two members of one name, paths that lead out, passwords, and XML with a DOCTYPE, which alone can
define entities.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterator
from typing import IO, Any, Final
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from kyccheck.errors import UnreadableError
from kyccheck.read.limits import LIMITS, Limits

_RATIO_FROM: Final = 4 * 1024 * 1024
"""Small members pack well without harm: blank styles, empty rows."""
_START: Final = 4096
_PIECE: Final = 256 * 1024
_BOM: Final = len(b"\xef\xbb\xbf")
_MAIN: Final = "xl/workbook.xml"

Attributes = dict[str, str]


class Package:
    """The parts of a package, by name; names differ in more than case."""

    def __init__(self, handle: IO[bytes], limits: Limits = LIMITS) -> None:
        self.limits = limits
        try:
            self._zip = ZipFile(handle)
        except BadZipFile:
            raise UnreadableError("is a ZIP file that is damaged or cut off; export or copy it again") from None
        members = [member for member in self._zip.infolist() if not member.is_dir()]
        _preflight(members, limits)
        self._members = {member.filename.casefold(): member for member in members}
        for member in members:
            if member.filename.casefold().endswith((".xml", ".rels")):
                with self._zip.open(member) as stream:
                    _refuse_doctype(stream.read(_START), member.filename)

    def __contains__(self, part: str) -> bool:
        """Whether there is such a part."""
        return part.casefold() in self._members

    def size(self, part: str) -> int:
        """How many bytes a part says that it has; 0 where it is missing."""
        return self._members[part.casefold()].file_size if part in self else 0

    def open(self, part: str) -> IO[bytes]:
        """The bytes of a part. Raises UnreadableError where it is missing."""
        member = self._members.get(part.casefold())
        if member is None:
            raise UnreadableError(f"is a damaged workbook: its part {part} is missing; save it anew in Excel")
        return self._zip.open(member)

    def read(self, part: str, start: Callable[[str, Attributes], object]) -> None:
        """Go through a part, and call `start` with the name (without prefix) and the attributes of each element."""
        xml = Xml(start)
        with self.open(part) as stream:
            while piece := stream.read(_PIECE):
                xml.feed(piece)
        xml.close()

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """The parts that a part names, by the ids it uses: the last word of their kind, and their names."""
        folder, name = posixpath.split(part)
        beside = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, tuple[str, str]] = {}

        def start(element: str, given: Attributes) -> None:
            if element == "Relationship" and given.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, given.get("Target", ""))).lstrip("/")
                found[given.get("Id", "")] = (given.get("Type", "").rpartition("/")[2], target)

        if beside in self:
            self.read(beside, start)
        return found

    def main(self) -> str:
        """The name of the workbook's part. Raises UnreadableError where the package is something else."""
        named = (target for kind, target in self.related("").values() if kind == "officeDocument" and target in self)
        main = next(named, _MAIN)
        if main in self and not main.endswith(".bin") and not main.startswith(("word/", "ppt/")):
            return main
        if main.endswith(".bin"):
            raise UnreadableError("is a binary workbook (.xlsb); save it as .xlsx")
        if "content.xml" in self:
            raise UnreadableError("is an OpenDocument file (.ods); save it as .xlsx")
        raise UnreadableError("is a ZIP file and no Excel workbook; unpack it first, or save it as .xlsx")


def _preflight(members: list[ZipInfo], limits: Limits) -> None:
    """Refuse what no spreadsheet program writes, by the package's own table of contents."""
    if len(members) > limits.workbook_parts:
        most = f"holds {len(members):,} members; at most {limits.workbook_parts:,} are read"
        raise UnreadableError(f"{most} {limits.told('workbook_parts')}")
    if sum(member.file_size for member in members) > limits.workbook_bytes:
        most = f"would unpack to more than {limits.workbook_bytes:,} bytes; split it into several workbooks"
        raise UnreadableError(f"{most} {limits.told('workbook_bytes')}")
    twice = [name for name, count in Counter(member.filename.casefold() for member in members).items() if count > 1]
    if twice:
        raise UnreadableError(f"is a damaged workbook: {twice[0][:80]} stands in it twice; save it anew in Excel")
    for member in members:
        _refuse_member(member, limits)


def _refuse_member(member: ZipInfo, limits: Limits) -> None:
    name = member.filename[:80]
    if member.flag_bits & 1:
        raise UnreadableError("is protected by a password; save it without one")
    if ".." in member.filename.replace("\\", "/").split("/") or member.filename.startswith(("/", "\\")):
        raise UnreadableError(f"holds a member whose name leads out of it ({name}); no spreadsheet program writes that")
    if member.file_size > limits.part_bytes:
        most = f"holds a part of more than {limits.part_bytes:,} bytes ({name}); split the workbook"
        raise UnreadableError(f"{most} {limits.told('part_bytes')}")
    if member.file_size > _RATIO_FROM and member.file_size > limits.packed_times * member.compress_size:
        most = f"holds a part packed more than {limits.packed_times} times ({name}); save it anew in Excel"
        raise UnreadableError(f"{most} {limits.told('packed_times')}")


def _refuse_doctype(start: bytes, name: str) -> None:
    if b"<!DOCTYPE" in start.replace(b"\0", b""):
        raise UnreadableError(f"holds XML with a DOCTYPE ({name[:80]}), which no spreadsheet program writes")


class Xml:
    """One part's XML, fed piece by piece. Names of elements come without prefix.

    `plain` says that its bytes are UTF-8 and no comment, CDATA or instruction stood in what was fed so far: then a
    pattern can tell elements as well as a parser.
    """

    def __init__(
        self,
        start: Callable[[str, Attributes], object],
        end: Callable[[str], object] | None = None,
        text: Callable[[str], object] | None = None,
    ) -> None:
        self.plain = True
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = lambda name, given: start(name[name.find(":") + 1 :], given)
        if end:
            self._parser.EndElementHandler = lambda name: end(name[name.find(":") + 1 :])
        if text:
            self._parser.CharacterDataHandler = text
        self._parser.StartDoctypeDeclHandler = _doctype
        self._parser.XmlDeclHandler = self._declared

    def feed(self, piece: bytes) -> None:
        """Read on. Raises UnreadableError where it is no XML."""
        self.plain = self.plain and not (b"<!" in piece or piece.rfind(b"<?") > _BOM)
        self._parse(piece, final=False)

    def close(self) -> None:
        """Say that nothing follows. Raises UnreadableError where something should."""
        self._parse(b"", final=True)

    def _parse(self, piece: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(piece, final)
        except expat.ExpatError as error:
            raise UnreadableError(
                f"is a damaged workbook: its XML is broken ({error}); save it anew in Excel"
            ) from None

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.plain = self.plain and (encoding or "utf-8").casefold() in ("utf-8", "us-ascii", "ascii")


def is_simple(piece: bytes) -> bool:
    """Whether a piece of XML is elements and text alone, as programs write them, with no line end to be translated."""
    special = (b"!" in piece and b"<!" in piece) or (b"?" in piece and b"<?" in piece)  # one byte is found sooner
    return not special and b"\r" not in piece


def _doctype(*_declaration: Any) -> None:
    raise UnreadableError("holds XML with a DOCTYPE, which no spreadsheet program writes")


def pieces(stream: IO[bytes], end: bytes, first: int, size: int) -> Iterator[tuple[bytes, bool]]:
    """A part in pieces that stop behind the closing tag `end`, as far as one is there, and whether each is whole.

    It is where it begins behind such a tag, or with the part, and stops behind one: any other may begin or stop within
    a character. The first piece has about `first` bytes, so that a look at a part's beginning costs little.
    """
    rest, begins = b"", True
    while piece := stream.read(first):
        first = size
        piece = rest + piece
        cut = piece.rfind(end) + len(end)
        stops = cut >= len(end)
        rest, piece = (piece[cut:], piece[:cut]) if stops else (b"", piece)
        yield piece, begins and stops
        begins = stops
    if rest:
        yield rest, False
