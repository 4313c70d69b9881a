"""The steps of a history in their order, as far as anybody can tell it, and what may have followed what where not."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain, pairwise
from typing import Final, NamedTuple

from kyccheck.asking.answer import Status
from kyccheck.checks._moment import Moment


class Step(NamedTuple):
    """A stage that was entered: when, the day and the time as they were written, and its place in the file."""

    moment: Moment
    place: int
    stage: str
    day: date
    entered: str

    @property
    def said(self) -> str:
        """The step in a sentence."""
        return f"{self.stage} ({self.entered})"


class Turn(NamedTuple):
    """What one step after another one is worth: a pass, what is wrong with it, or what a person must be asked."""

    status: Status
    reason: str = ""


FINE: Final = Turn(Status.PASS)
Turning = Callable[[Step | None, Step | None], Turn]
"""What a step is worth after another one (None: as the first); None after a step: as the last of all."""
Before = Callable[[Step, Step], bool]
"""Whether a step came before another one."""


class Came(NamedTuple):
    """The steps that may stand directly before `step`: the last ones of the group before, or others of its own group.

    None among them: `step` may be the first. Where `step` is None, it is the end that they may stand before.
    """

    step: Step | None
    outside: tuple[Step | None, ...] = ()
    inside: tuple[Step | None, ...] = ()

    @property
    def after(self) -> tuple[Step | None, ...]:
        """All of them."""
        return self.outside + self.inside


class Sequence:
    """Steps in an order which nothing speaks against: by moments, those that tell the same as the file has them.

    Exports list a history from its first entry to its last, or the other way round: which, the moments tell.
    `is_told` says whether no other order is possible, if the file's is trusted with what tells the same.
    """

    def __init__(self, steps: list[Step]) -> None:
        ways = {one.moment.is_before(two.moment) for one, two in pairwise(steps) if _is_told(one, two)}
        way = -1 if ways == {False} else 1
        self.steps = sorted(steps, key=lambda step: (step.moment, way * step.place))
        self._way = 0 if len(ways) > 1 else way  # a file in no order tells nothing
        self.is_told = all(self.by_file(one, two) for one, two in pairwise(self.steps))

    def by_file(self, one: Step, two: Step) -> bool:
        """Whether a step came before another one, the order of the file trusted with what tells the same."""
        if one.moment.is_before(two.moment):
            return True
        return self._way * one.place < self._way * two.place and one.moment.is_like(two.moment)

    def by_moment(self, one: Step, two: Step) -> bool:
        """Whether a step came before another one beyond doubt."""
        return one.moment.is_before(two.moment)

    def fails(self, turn: Turning) -> bool:
        """Whether something is wrong in every order: some step, or the first of a group, whatever came right before."""

        def wrong(pairs: Iterable[tuple[Step | None, Step | None]]) -> bool:
            return all(turn(*pair).status is Status.FAIL for pair in pairs)

        return any(
            wrong((one, came.step) for came in group for one in came.outside)
            or any(wrong((one, came.step) for one in came.after) for came in group)
            for group in self._came(self.by_moment)
        )

    def doubt(self, before: Before, turn: Turning) -> tuple[Step, Step] | None:
        """Two steps on whose order the answer hangs; None where every order that is possible is worth the same."""
        for came in chain.from_iterable(self._came(before)):
            turns = [turn(one, came.step) for one in came.after]
            if len(set(turns)) > 1:
                trouble = next(one for one, found in zip(came.after, turns, strict=True) if found is not FINE)
                return _doubtful(came.step, came.after, trouble)
        return None

    def _came(self, before: Before) -> Iterator[list[Came]]:
        """After what each step may have come, group by group; at last, what may have been the last."""
        lasts: tuple[Step | None, ...] = (None,)
        for group in self._groups():
            told = before
            if len(group) > _MOST:  # one of each stage, in any order: more than is possible, and never less
                group = list({step.stage: step for step in group}.values())  # noqa: PLW2901 - the same, made smaller
                told = _never
            firsts = {step for step in group if not any(told(one, step) for one in group)}
            yield [
                Came(
                    step,
                    lasts if step in firsts else (),
                    tuple(one for one in group if one is not step and _may_touch(one, step, group, told)),
                )
                for step in group
            ]
            lasts = tuple(step for step in group if not any(told(step, one) for one in group))
        yield [Came(None, lasts)]

    def _groups(self) -> Iterator[list[Step]]:
        """The steps in groups, each of which came before the next one beyond doubt."""
        firsts = list(_earliest(self.steps))
        group: list[Step] = []
        latest: dict[bool, Moment] = {}
        for step, coming in zip(self.steps, firsts, strict=True):
            if group and all(one.is_before(two) for one in latest.values() for two in coming.values()):
                yield group
                group = []
            group.append(step)
            known = latest.get(step.moment.zoned, step.moment)
            latest[step.moment.zoned] = max(known, step.moment, key=lambda one: one.end)
        yield group


_MOST: Final = 12
"""The most steps whose order is not told that are looked at pair by pair."""


def why(one: Step, two: Step) -> str:
    """Why the order of two steps cannot be told."""
    unclear = next((step for step in (one, two) if not step.moment.clear), None)
    if unclear is not None:
        return f"the time of {unclear.stage} cannot be read"
    days = [step for step in (one, two) if step.moment.is_day]
    if any(":" in step.entered for step in days):
        return "midnight is how systems write a day without a time"
    if len(days) == 2:
        return "neither has a time"
    if one.moment.zoned is not two.moment.zoned:
        return "only one of them names its time zone"
    return "only one of them has a time" if days else "their times do not tell it"


def _doubtful(step: Step | None, others: tuple[Step | None, ...], trouble: Step | None) -> tuple[Step, Step]:
    """Two steps whose order is not told, for which `step` may have followed `trouble` and another one of `others`."""
    tried = [(trouble, step), *((one, step) for one in others), *((trouble, one) for one in others)]
    pairs = [(one, two) for one, two in tried if one is not None and two is not None and one is not two]
    one, two = next((pair for pair in pairs if not _is_told(*pair)), pairs[0])
    return min(one, two), max(one, two)


def _is_told(one: Step, two: Step) -> bool:
    return one.moment.is_before(two.moment) or two.moment.is_before(one.moment)


def _may_touch(one: Step, two: Step, group: list[Step], before: Before) -> bool:
    """Whether a step may have come right before another one: it was not after it, and none must lie between."""
    return not before(two, one) and not any(before(one, third) and before(third, two) for third in group)


def _never(_one: Step, _two: Step) -> bool:
    return False


def _earliest(steps: list[Step]) -> Iterator[dict[bool, Moment]]:
    """For each step the earliest moments from there on, with a time zone and without."""
    found: list[dict[bool, Moment]] = []
    known: dict[bool, Moment] = {}
    for step in reversed(steps):
        known = known | {step.moment.zoned: min(known.get(step.moment.zoned, step.moment), step.moment)}
        found.append(known)
    return reversed(found)
