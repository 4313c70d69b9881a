"""Pass when one stage is told, and nothing names another one.

    stage_tag: {}
    stage_tag: {not_beside: [BD.01, BD.02, BD.03]}
    stage_tag: {followed_by: [CO.01, CO.01 COMPLIANCE]}

The stage is told by the case's own stage or by a tag; two words for one stage ("BD.01", "BD.01 QUALIFY") agree. Two
stages contradict each other, and so does a tag of `not_beside` (stages of an earlier pipeline that should be behind
it): nobody can tell where the case stands, and a person must. So it is with a tag that is numbered as they are, and is
none of their names ("bd 3", "BD.05", "BD.03 QUOTE (done)"), or begins with one ("BD.SCOPE (again)"); and with one that
is nearly a stage of the next pipeline ("CO.01 COMPLANCE"), which may stand beside as `followed_by` names it. No such
tag at all fails; tags that were not exported (or without their names) are unknown.
"""

import re
from typing import Final

from kyccheck.asking.answer import Answer, Seen, Status, Subject, of_case
from kyccheck.asking.context import Context
from kyccheck.checks import Ask
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.late import pattern
from kyccheck.records.case import Case
from kyccheck.records.fields import folded
from kyccheck.values.value import ABSENT

_NUMBERED: Final = pattern(r"[\W_]*(?:stage[\W_]*)?([^\W\d_]{1,9})[\W_]{0,3}0?(\d)(?!\d).*", re.DOTALL)
"""How stages with numbers are written: BD.02 SCOPE, bd02, "#CO 2"."""

_GAP: Final = pattern(r"(?<=[^\W_])[\W_]+")


@dataclass(frozen=True, slots=True)
class Check:
    """`not_beside`: tags that contradict every stage of this checklist; `followed_by`: those of the next."""

    not_beside: tuple[str, ...] = ()
    followed_by: tuple[str, ...] = ()

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return ("case.stage", "case.tags")

    def compile(self, context: Context) -> Ask:
        """The question as a function."""
        if context.section:
            raise RefusedError(f"stage_tag looks at a whole case, and cannot be asked inside {context.section}")
        tags = context.look("case.tags")
        behind, ahead = frozenset(map(folded, self.not_beside)), frozenset(map(folded, self.followed_by))
        known = behind | ahead
        ours = {number[0] for tag in (*context.stages, *self.followed_by) if (number := _number(tag))}
        numbers = {number for tag in self.not_beside if (number := _number(tag))}
        fine = Answer(Status.PASS, "one stage is told")

        def odd(tag: str, case: Case) -> bool:
            if any(map(context.stage_of, case.words(tag))) or folded(tag) in ahead:
                return False
            number = _number(tag)
            if number is not None and (number[0] in ours or number in numbers):
                return True
            return any(context.stage_of(words) is not None or folded(words) in known for words in _openings(tag))

        def ask(subject: Subject) -> Answer:
            case = of_case(subject)
            stages: dict[str, str] = {}
            for word in (case.stage, *case.tags, case.stage_means):
                if stage := next((found for one in case.words(word) if (found := context.stage_of(one))), None):
                    stages.setdefault(stage, word)
            earlier = [tag for tag in case.tags if not behind.isdisjoint(map(folded, case.words(tag)))]
            earlier += [tag for tag in case.tags if tag not in earlier and odd(tag, case)]
            seen = tuple(Seen(case, path) for path in self.reads())
            if len(stages) == 1 and not earlier:
                return fine
            if stages:
                told = " and ".join(f'"{word}"' for word in (*stages.values(), *earlier))
                return Answer(Status.REVIEW, f"its stage is told in two ways that contradict each other: {told}", seen)
            if tags.get(case) is ABSENT:
                return Answer(Status.UNKNOWN, "no export given names its tags, so nothing tells its stage", seen)
            said = f"its tags are {', '.join(case.tags)[:120]}" if case.tags else "it has no tags"
            return Answer(Status.FAIL, f"no tag names a stage: {said}", seen)

        return ask


def _openings(tag: str) -> list[str]:
    """What a tag begins with, of two words or more, before others."""
    ends = [gap.start() for gap in _GAP.finditer(tag)][1:]
    return [tag[:end] for end in ends]


def _number(tag: str) -> tuple[str, str] | None:
    """The pipeline and the number that a tag has, where it has them."""
    found = _NUMBERED.fullmatch(folded(tag))
    return (found[1], found[2]) if found else None
