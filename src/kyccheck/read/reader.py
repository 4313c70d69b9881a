"""A file that is read once, front to back."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from typing import IO, Final

from kyccheck.errors import UnreadableError
from kyccheck.read.limits import Limits

_CHUNK: Final = 256 * 1024


class Reader:
    """A file read once, front to back, with a look ahead and a digest of all that was read."""

    def __init__(self, handle: IO[bytes], label: str, limits: Limits) -> None:
        self.digest = hashlib.sha256()
        self.limits = limits
        self._handle = handle
        self._label = label
        self._ahead = b""
        self.done = 0

    def descriptor(self) -> int | None:
        """That of a file whose bytes can be read again where they stand; None where they cannot."""
        is_from_its_start = self._handle.seekable() and self._handle.tell() == self.done
        return self._handle.fileno() if is_from_its_start else None

    def size(self) -> int:
        """How many bytes the file holds; 0 where that cannot be known."""
        try:
            return os.fstat(self._handle.fileno()).st_size
        except OSError:
            return 0

    def peek(self) -> bytes:
        """What it begins with; it comes again in its chunks."""
        while len(self._ahead) < _CHUNK and (chunk := self._next()):
            self._ahead += chunk
        return self._ahead

    def chunks(self) -> Iterator[bytes]:
        """The rest of it, once."""
        if self._ahead:
            ahead, self._ahead = self._ahead, b""
            yield ahead
        while chunk := self._next():
            yield chunk

    def beginning(self, name: str) -> tuple[bytes, bool]:
        """The file as far as the limit of this name lets it be held, and whether that is all of it."""
        parts, size = [], 0
        for chunk in self.chunks():
            size += len(chunk)
            parts.append(chunk)
            if size > getattr(self.limits, name):
                return b"".join(parts), False
        return b"".join(parts), True

    def too_large(self, name: str) -> UnreadableError:
        """The error of a file that is over the limit of this name."""
        most = f"is larger than {getattr(self.limits, name):,} bytes in one document"
        return UnreadableError(f"{most} {self.limits.told(name)}", self._label)

    def rewound(self) -> IO[bytes]:
        """The file from its start, to be read in any order; its digest is complete."""
        if not self._handle.seekable():
            content, is_whole = self.beginning("workbook_bytes")
            if not is_whole:
                raise self.too_large("workbook_bytes")
            return io.BytesIO(content)
        for _ in self.chunks():
            pass
        handle, self._handle = self._handle, io.BytesIO()  # what is read again is not counted again
        handle.seek(0)
        return handle

    def _next(self) -> bytes:
        try:
            chunk = self._handle.read(_CHUNK)
        except OSError as error:
            raise UnreadableError(f"cannot be read: {error.strerror}", self._label) from None
        self.digest.update(chunk)
        self.done += len(chunk)
        return chunk
