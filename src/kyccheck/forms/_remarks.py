"""What stands beside a virtual number and says what becomes of it: an action, a status, a remark.

Of an action or a status, only words that say that the number is there, or stays, are passed over: all others are for a
person, "TBC" too. A remark may say anything ("reception"): one that speaks of an end, a change or a doubt, or of other
numbers and settings, is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from kyccheck.forms._answers import say, text_of
from kyccheck.forms._letters import fold
from kyccheck.late import pattern
from kyccheck.records.fields import folded
from kyccheck.values.value import is_blank, says_none

_TELLING: Final = frozenset({
    *("action", "actions", "action type", "change", "changes", "change type", "request", "request type", "operation"),
    *("status", "number status", "line status", "port status", "porting status", "provisioning status", "state"),
    *("active", "is active", "enabled", "is provisioned"),
    *("操作", "动作", "動作", "变更", "變更", "状态", "狀態"),
})  # fmt: skip
_FREE: Final = frozenset({
    *("remark", "remarks", "note", "notes", "comment", "comments", "备注", "備註", "說明", "说明"),
})  # fmt: skip
_ENDING: Final = frozenset({
    *("removed", "is removed", "removed on", "deleted", "is deleted", "deleted on", "released", "released on"),
    *("cancelled", "cancelled on", "canceled", "canceled on", "terminated", "terminated on", "inactive", "archived"),
    *("deactivated", "deactivated on", "disconnected", "disconnected on", "suspended", "ported out", "port out"),
    *("ceased", "ceased on", "cease date", "termination date", "cancellation date"),
})  # fmt: skip
"""Names that say the end of a number, where anything but "no" stands beside them."""

_STAYS: Final = frozenset({
    *("active", "activated", "live", "in use", "in service", "ok", "okay", "yes", "y", "true", "1", "add", "adding"),
    *("added", "addition", "new", "new number", "keep", "kept", "retain", "retained", "no change", "unchanged", "same"),
    *("none", "no remarks", "existing", "provisioned", "assigned", "allocated", "enabled", "working", "done", "up"),
    *("completed", "complete", "configured", "set up", "新增", "保留", "不变", "不變", "使用中", "启用", "啟用"),
    *("normal", "ready", "tested", "ported in", "port in completed", "port in done", "porting completed"),
})  # fmt: skip
_DOUBTFUL: Final = pattern(
    r"\b(?:remov|delet|cancel|terminat|releas|disconnect|discontinu|ceas|clos|deactivat|inactiv|suspend|withdr|revok|retir)"
    r"|\b(?:port|swap|replac|chang|mov|transfer|return|expir|pend|reserv|await|wait|stop|end|void|drop|quarantin|recycl)"
    r"|\b(?:block|barr|laps|deact|cxl|error|duplic|typo|verif|correct|should|tb[acd]\b|wip\b|ยกเลิก|h[uủ][yỷ]\b)"
    r"|\b(?:no|not|never|without|wrong|old|former|previous|instead|back|free|until|unused|unassigned|invalid|test|do)\b"
    r"|\b(?:was|now|pls|please|refer|on hold|out of)\b"
    r"|[?？\u2192\u53d6\u5220\u522a\u505c\u7ec8\u7d42\u9000\u6ce8\u8a3b\u6539\u63db\u6362\u4e0d\u672a\u65e0\u7121\u8f6c\u8f49\u79fb]"
    r"|[\u5ee2\u5e9f\u62c6\u932f\u9519\u8aa4\u8bef\u89e3\u5f85]|->",
    re.IGNORECASE,
)
"""What a remark says that is no mere description; of Chinese: take away, delete, stop, end, change, not, move, void,
take down, wrong, dissolve, await."""

_SETTLED: Final = pattern(
    r"\bport(?:ing)?[- ]in(?: is)? (?:completed?|done|successful)\b"
    r"|\bported[- ]in(?=\s*(?:$|[,.;:()]|(?:from|on|by|since|successfully)\b))"
    r"|\b(?:toll|charge)[- ]?free\b"
    r"|\b(?:forward|divert|rout|overflow)\w*(?: calls?)? to \+?\d(?:[ -]?\d){7,14}",
    re.IGNORECASE,
)
"""What holds a word of doubt or another number, and describes a number that is there: it came from another carrier,
costs its callers nothing, or forwards them."""

_LATER: Final = pattern(
    r"\b(?:be|being|will|would|once|when|if|after|before|later|soon|must|almost|partly|expected|planned|scheduled)\b",
    re.IGNORECASE,
)
"""What says of something that it is not yet so, or may never be."""

_DAYS: Final = pattern(r"\b(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d\b")
_OTHERS: Final = pattern(r"\d(?:[ -]?\d){7}|\d ?(?:ch|channels?|lines?)\b", re.IGNORECASE)
"""What a remark says that may be another number than the one beside it, or another setting of it."""

_NO: Final = frozenset({"no", "n", "false", "0", "none"})


@lru_cache(maxsize=1024)
def tells(name: str) -> bool:
    """Whether a title or key beside a number says what becomes of it ("Action")."""
    return folded(name) in _TELLING | _ENDING | _FREE


def remarks(entry: Mapping[str, object]) -> Iterator[str]:
    """What an entry says beside its settings that a person must read: `action "Delete"`."""
    for name, value in entry.items():
        if isinstance(name, str) and tells(name) and not is_blank(value):
            text = ("yes" if value else "no") if isinstance(value, bool) else text_of(value)
            if not text or not (_is_fine(folded(name), text) or _is_nothing(folded(name), text)):
                yield f"{folded(name)} {say(value, 40)}"


def _is_fine(name: str, text: str) -> bool:
    """Whether a text under this name says nothing against the number."""
    if name in _FREE:
        rest = text if _LATER.search(text) else _SETTLED.sub("", text)
        stays = fold(text) in _STAYS and not set(text) & set("?？")
        return stays or not (_DOUBTFUL.search(rest) or _OTHERS.search(_DAYS.sub("", rest)))
    return fold(text) in (_NO if name in _ENDING else _STAYS) and not set(text) & set("?？*")


def _is_nothing(name: str, text: str) -> bool:
    """Whether a text only says that there is none: "N/A", "-"; of an action or a status, "no" says more."""
    return says_none(text) and (name in _FREE or fold(text) not in _NO)
