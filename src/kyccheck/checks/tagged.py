"""Pass when the case carries one of the tags listed.

    tagged: [VIP, key account]
    tagged: {tags: [$KORP, $KWAY], or_in: case.solution_type}

`or_in` names a field that may say the same, as a text or a list: it counts where it is filled, whatever the tags say.
Case, white space and "-" do not matter. Tags that were not exported (or without their names) are unknown; tags without
one of these fail.
"""

import re
from typing import ClassVar, Final

from kyccheck.asking.answer import Answer, Seen, Status, Subject, of_case
from kyccheck.asking.context import Context
from kyccheck.asking.look import Look
from kyccheck.checks import Ask
from kyccheck.dataclass import dataclass
from kyccheck.errors import RefusedError
from kyccheck.records.case import Case
from kyccheck.records.fields import folded
from kyccheck.values.value import ABSENT, as_text, is_blank
from kyccheck.values.written import written

_TAGS: Final = "case.tags"


@dataclass(frozen=True, slots=True)
class Check:
    """`tags`: the tags of which one is enough; `or_in`: a field that may hold one of them instead."""

    short: ClassVar[str] = "tags"
    tags: tuple[str, ...]
    or_in: str = ""

    def reads(self) -> tuple[str, ...]:
        """Paths of the fields it looks at."""
        return (_TAGS, *((self.or_in,) if self.or_in else ()))

    def compile(self, context: Context) -> Ask:
        """The question as a function."""
        if context.section:
            raise RefusedError(f"tagged looks at a whole case, and cannot be asked inside {context.section}")
        if not all(map(folded, self.tags or ("",))):
            raise RefusedError("tagged lists no tag, or a blank one, which any mark would be")
        tags = context.look(_TAGS)
        field = context.look(self.or_in) if self.or_in else None
        known = {folded(tag): Answer(Status.PASS, f'it is tagged "{tag}"') for tag in self.tags}
        listed = " or ".join(self.tags)

        def ask(subject: Subject) -> Answer:
            case = of_case(subject)
            answer = _by_field(field, case, known, listed) if field is not None else None
            if answer is not None:
                return answer
            passed = next((answer for tag in case.tags if (answer := _listed(tag, known))), None)
            return passed or untold(case) or none(case)

        def untold(case: Case) -> Answer | None:
            main = case.first("case")
            if field is None or main is None or self.or_in not in main.untold:
                return None
            reason = (
                f"no tag says {listed}, and the export does not tell what was chosen as {field.what}; add its options"
            )
            return Answer(Status.UNKNOWN, reason, tuple(Seen(case, path) for path in self.reads()))

        def none(case: Case) -> Answer:
            seen = tuple(Seen(case, path) for path in self.reads())
            if tags.get(case) is ABSENT:
                return Answer(Status.UNKNOWN, f"no export given names its tags, one of which should be {listed}", seen)
            said = f"its tags are {', '.join(case.tags)}" if case.tags else "it has no tags"
            return Answer(Status.FAIL, f"no tag says {listed}: {written(said, 120)}", seen)

        return ask


def _by_field(look: Look, case: Case, known: dict[str, Answer], listed: str) -> Answer | None:
    """What a field says, where it says something: it may hold several of the words, and no other one."""
    value = look.get(case)
    if value is ABSENT or is_blank(value):
        return None
    if _listed(_as_one(value), known):
        return Answer(Status.PASS, f"{look.who}{look.what} says it")
    unusable = look.unusable(case, value)
    if unusable is not None:
        return unusable
    reason = f'{look.who}{look.what} is "{written(value, 60)}", not {listed}'
    return Answer(Status.FAIL, reason, look.seen(case))


def _listed(text: str, known: dict[str, Answer]) -> Answer | None:
    """The answer of what a tag or a field says, whole, or in several parts ("$KORP & $KWAY"): each must be listed."""
    parts = [folded(text)]
    if parts[0] not in known:
        parts = [folded(part) for part in re.split(r"[;,+&/\n]| and ", text) if part.strip()]
    return known[parts[0]] if parts and all(part in known for part in parts) else None


def _as_one(value: object) -> str:
    """What a field says, as one text; nothing of a list that holds anything but words."""
    members = value if isinstance(value, (list, tuple)) else (value,)
    texts = [as_text(member) for member in members if not is_blank(member)]
    return "" if None in texts else "; ".join(filter(None, texts))
