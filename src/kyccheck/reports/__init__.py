"""Formats of reports: each is one way to show the answers, and decides nothing.

OPEN: one file a format; its name is the word that users type (`-f markdown`), `suffix` the ending of its files. A
module holds one function:

    write(run, out, options)     writes the report of a finished run to a binary stream
    needs                        optional: what a run is to note for it ("expiring": what runs out within 30 days;
                                 "alignment": values side by side; "digests": of what each case holds)
    binary                       optional: that it is no text, and nothing for a screen
"""

from __future__ import annotations

from kyccheck.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How a report is to look: `every` lists what passed too; the rest is for what is read on a screen."""

    every: bool = False
    quiet: bool = False
    width: int = 80
    colour: bool = False
    ascii: bool = False
