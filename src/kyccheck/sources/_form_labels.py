"""What the cells of a form mean as labels, under the heading that counts where they stand."""

from __future__ import annotations

from kyccheck.records.names import Names
from kyccheck.records.parted import BETWEEN
from kyccheck.sources._form import NUMBERS
from kyccheck.sources._form_further import kind_of
from kyccheck.sources._form_table import said
from kyccheck.sources._house import names_section
from kyccheck.sources._labels import SECTION


class Labels:
    """The labels of a form on its way: the heading that counts, and those under which a label stood."""

    def __init__(self, names: Names) -> None:
        self.heading = ""
        self.served: set[str] = set()
        self._names = names

    def is_label(self, value: object) -> bool:
        """Whether a cell is a label by itself, whatever heading it stands under."""
        return any(self._names.field(SECTION, SECTION, text) or names_section(text) for text in said(value))

    def field(self, value: object) -> str:
        """The field that a cell means as a label under the last heading, or ""; "named deal" for an id of a deal."""
        for text in said(value) if self.heading else ():
            if name := self._names.field(SECTION, SECTION, f"{self.heading} {text}"):
                self.served.add(self.heading)
                return name
        for text in said(value):
            if name := self._names.field(SECTION, SECTION, text):
                return "" if kind_of(name) not in BETWEEN and self._among(said(value))[0] == name else name
            if section := names_section(text):
                return f"named {section}"
        return ""

    def further(self, value: object) -> tuple[str, int]:
        """The field that a cell means as a further label of it ("Plan 2"), and its number; "" and 0 of others."""
        texts = said(value)
        return self._among((*(f"{self.heading} {text}" for text in texts if self.heading), *texts))

    def _among(self, texts: tuple[str, ...]) -> tuple[str, int]:
        for text in texts:
            name, number = self._names.further(SECTION, SECTION, text)
            if name and name != NUMBERS:  # what stands in no table of them is said by `stray`
                return name, number
        return "", 0

    def says(self, value: object) -> bool:
        """Whether a cell is a label, be it of a setting that is said a further time."""
        return bool(self.field(value) or self.is_label(value) or self.further(value)[0])
