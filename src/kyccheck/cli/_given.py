"""What a command was given to work on: exports and their names, checklists, people's decisions, and the day."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kyccheck.batch.choosing import Offer
from kyccheck.batch.offered import known_to, offers_for
from kyccheck.cli._redaction import masks_of
from kyccheck.errors import RefusedError
from kyccheck.inputs.mapping import Mapping
from kyccheck.inputs.mapping import load as load_mapping
from kyccheck.inputs.paths import Input, find_inputs, mappings_beside
from kyccheck.inputs.reading import Reading
from kyccheck.read.limits import Limits
from kyccheck.values.day import as_day

if TYPE_CHECKING:  # most runs are given no decisions and mask nothing, and a start is counted in milliseconds
    from kyccheck.decisions.model import Decisions
    from kyccheck.mask.redact import Masks


class Given(NamedTuple):
    """What a run works on, each option looked at and each file of it read but the exports and the decisions.

    `mappings` are the files of the mapping `names`; `checklists` are those asked for, and `offers` those to choose
    from: the same, or all that are shipped.
    """

    inputs: list[Input]
    limits: Limits
    day: date
    names: Mapping
    mappings: list[Path]
    checklists: list[str]
    offers: Sequence[Offer]
    encoding: str

    @property
    def asked_for(self) -> bool:
        """Whether checklists were asked for by name."""
        return bool(self.checklists)

    def reading(self) -> Reading:
        """The exports, to be read once."""
        return Reading(self.inputs, self.names, encoding=self.encoding)

    def decisions(self, files: list[Path], cases: tuple[str, ...], *, waivers: bool = True) -> "Decisions | None":
        """People's decisions for these cases (all where none is named), or None where no file of them is given.

        Raises RefusedError, with file and line, for a file that cannot be used.
        """
        if not files:
            return None
        from kyccheck.decisions.files import read

        by_name = {item.path.name: item.path for item in self.inputs if item.path is not None}
        known = known_to(self.checklists)
        return read(files, known, by_name.get, self.limits).only(cases=cases, waivers=waivers)

    def masks(self, decisions: "Decisions | None" = None, *, wanted: bool) -> "Masks | None":
        """The masks of the run, or None where nothing is to be masked."""
        return masks_of(decisions, self.offers, self.inputs, wanted=wanted)


def given(
    paths: list[str],
    limits: Limits,
    checklists: list[str] | None,
    mapping: Path | None,
    as_of: str | None,
    encoding: str,
) -> Given:
    """What the options of a command name.

    Raises RefusedError for what cannot be used: a day that is none, a path, a checklist, a mapping.
    """
    day, inputs, words = day_of(as_of), find_inputs(paths, limits), checklists or []
    names, mappings = mapping_of(mapping, inputs, paths, limits)
    return Given(inputs, limits, day, names, mappings, words, offers_for(words, names, mappings, day), encoding)


def day_of(text: str | None) -> date:
    """The as-of day: as given (2026-11-30), or today. Raises RefusedError for what is no day."""
    if text is None:
        return date.today()  # noqa: DTZ011 - the officer's own day is meant
    day = as_day(text) if len(text) == len("2026-11-30") and text[4] == "-" else None
    if not isinstance(day, date):
        raise RefusedError(f"--as-of {text!r} is not a date; write it as 2026-11-30")
    return day


def mapping_of(
    file: Path | None, inputs: list[Input], arguments: list[str], limits: Limits
) -> tuple[Mapping, list[Path]]:
    """The mapping of a run, and its files: the one given, or those that lie beside the inputs."""
    files = [file] if file else mappings_beside(inputs, arguments)
    return load_mapping(files, limits), files
