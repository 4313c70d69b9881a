"""What users meet when something they gave cannot be used."""

from __future__ import annotations


class KycCheckError(Exception):
    """Something a user gave cannot be used; the message is one line, for the person who can mend it.

    `where` is a file with a line, a path or an option; the message says what is wrong and what is allowed.
    """

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(f"{where}: {message}" if where else message)
        self.message = message
        self.where = where


class RefusedError(KycCheckError):
    """A definition (checklist, mapping, waiver, attestation) or an option is refused: nothing is audited."""


class UnreadableError(KycCheckError):
    """An input cannot be read: one problem of the report, and the rest goes on."""
