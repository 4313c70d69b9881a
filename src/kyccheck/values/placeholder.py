"""What people and programs write where a value should stand, and what therefore says nothing.

Exports are full of it: "N/A", "to be confirmed by client", "- Select -", "asdf", "[object Object]", "待提供". A text
that only begins so ("Test Rite International", "None Such Limited", "Pending Pictures") says something. So does a name
that people do bear, however often it stands in examples: John Doe is not told from one here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from kyccheck.late import pattern

_NOTHING_SAID: Final = frozenset(
    word
    for line in """
        n a, na, nota, none, nil, null, nan, undefined, unknown, unspecified, unassigned, undisclosed, withheld
        tbc, tbd, tba, tbp, t b c, t b d, t b a, pending, todo, awaiting, not yet, nothing, nobody, no one
        anonymous, unnamed, noname, no name, ditto, idem, same, whatever, something, anything
        test, testing, dummy, sample, example, abc123, object object, placeholder, foobar, foo bar
        blank, empty, missing, leave blank, left blank, intentionally left blank, x, xx, first last
        waiting, unanswered, unsigned, none yet, nothing yet, no one yet, nobody yet, wip, work in progress
        fill in, applied for
        待定, 暂无, 暫無, 暂缺, 暫缺, 无, 無, 没有, 沒有, 未知, 未提供, 未填, 未定, 尚未, 不适用, 不適用, 不明
        不详, 不詳, 空, 空白, 同上, 无数据, 無數據, 无资料, 無資料, 没有资料, 沒有資料, 测试, 測試, 见附件, 見附件
        なし, 該当なし, 없음, 미정, 해당없음, 해당 없음, ไม่มี, ไม่ระบุ, لا يوجد, غير متوفر
        keine, kein, keine angabe, keine angaben, unbekannt, entfällt, folgt, wird nachgereicht, noch offen
        in bearbeitung, ausstehend, aucun, néant, inconnu, non renseigné, en attente, en cours, à venir
        non applicable, à confirmer, à compléter, ninguno, ninguna, sin datos, no aplica, pendiente, por confirmar
        por definir, desconocido, não aplicável, нет, не указано, неизвестно, tidak ada, không có
    """.strip().splitlines()
    for word in line.strip().split(", ")
)
"""Compared without case, and with every mark as a blank."""

_NONE: Final = frozenset(
    word
    for line in """
        none, nil, no, nothing, na, n a, not applicable, not required, none required, not needed, none needed
        no add on, no add ons, no addon, no addons, no options, no extras
        無, 无, 没有, 沒有, 不适用, 不適用, 不需要, 无需, 無需, なし, 該当なし, 없음, 해당없음, 해당 없음, ไม่มี, لا يوجد
        keine, kein, aucun, aucune, néant, non applicable, ninguno, ninguna, no aplica, não aplicável, нет
        tidak ada, không có
    """.strip().splitlines()
    for word in line.strip().split(", ")
)
"""Of a list, these say that it is empty; compared as those above."""
_DASHES: Final = "-‐‑–—−/ "

_ONLY_WITH_A_MARK: Final = frozenset(
    {"ref", "value", "name", "num", "div 0", "getting data", "spill", "calc", "blocked"}
    | {"select", "choose", "insert", "enter"}
)
"""Errors of a spreadsheet and lists to choose from: only with a mark before or behind ("#NAME?", "- Select -")."""

_AS_WRITTEN: Final = frozenset(
    {"n/d", "n.d.", "s/o", "k.a.", "k. a.", "1/0/1900", "0/1/1900", "00/01/1900", "1900-01-00"}
)
"""Compared without case, and with their marks, since without them they may be initials or a day."""

_BY_WHOM: Final = (
    r"(?: (?:by|from|with|w|on|for|the|a|clients?|customers?|sales|confirmation|info|information|details?|reply"
    r"|documents?|input|feedback|later|soon|approval|ceo|management|compliance|csa|bd|iod|legal|finance|provisioning|lead"
    r"|team|manager|signature))*"
)
_BY_SOMEBODY: Final = r"(?: (?:by|with|from)(?: [^\W\d_]+){1,2})?"
_WHICH_FIELD: Final = (
    r"(?: (?:company|client|customer|contact|business|legal|full|first|last|your|the|an?|and|or))*"
    r"(?: (?:names?|email|e mail|address|text|value|number|phone|date|role|title|here))+"
)
_OF_WHAT: Final = (
    r" (?:company|customer|client|contact|user|person|name|account|deal|ticket|data|text|record|entry|owner|address)"
    r"(?: ?\d{1,4})?"
)
_WHERE: Final = (
    r" (?:the )?(?:above|attached|attachment|below|email|e mail|notes?|file|ticket|deal|company|hubspot|previous"
    r"|comments?|br|ci|csr|csr 106|sof|form|documents?|contract|quotation)"
)
_OPTION: Final = r"(?: an?| one| your)+(?: option| value| item)?"
_NOT_DONE: Final = (
    r"(?: yet| been)* (?:given|provided|available|applicable|known|specified|set|stated|assigned|disclosed|supplied"
    r"|entered|filled(?: in)?|received|obtained|confirmed|decided|created|found|sure|answered|documented|signed"
    r"|transferred|discussed|summarised|summarized|written|asked|started|done|collected)(?: yet)?"
)
_PHRASES: Final[dict[str, str]] = {
    "tbc tbd tba pending awaiting": _BY_WHOM,
    "waiting wait": f" (?:for|on){_BY_WHOM}",
    "to": (
        " (?:follow|be (?:confirmed|determined|advised|provided|supplied|completed|announced|updated|created|signed"
        "|documented|discussed|decided|uploaded|added|arranged|agreed|asked|clarified|collected|drafted|obtained"
        f"|prepared|requested|scheduled|sent|shared|written|filled(?: in)?)){_BY_WHOM}{_BY_SOMEBODY}"
    ),
    "will": f" (?:follow|be (?:provided|confirmed|advised)){_BY_WHOM}",
    "not none never": f"{_NOT_DONE}{_BY_WHOM}(?: yet)?",
    "no": (
        " (?:data|value|info|information|details|name|e ?mail|phone|address|number|contact|record|entry|reply|answers?"
        "|feedback|summary|response|comments?|signature|folder|files?|documents?|instructions?|link)(?: yet)?"
    ),
    "see as": f"(?: per| in)?{_WHERE}",
    "refer": f" to{_WHERE}",
    "same": f" as{_WHERE}",
    "select choose": _OPTION,
    "please": f" (?:(?:select|choose)(?:{_OPTION})?|see{_WHERE}|(?:insert|enter|type|add|fill in|write){_WHICH_FIELD})",
    "insert enter type add write your company client customer contact full first last legal business": _WHICH_FIELD,
    "fill": f" in{_WHICH_FIELD}",
    "click": " (?:or tap )?(?:here )?to (?:enter|add|choose|select)(?: an?)?(?: text| date| item)?",
    "test testing dummy sample fake mock unknown placeholder": _OF_WHAT,
    "lorem": " ipsum.*",
}
"""What may follow a first word."""

_FOLLOWING: Final = {word: what for words, what in _PHRASES.items() for word in words.split()}
_RUN: Final = pattern(
    r"0[0 ]*|([xz])\1{2,}|([a-z])\2{3,}|(?:test(?:ing)? ?){1,3}\d{0,4}|(?:blah ?)+|(?:undefined ?)+"
    r"|(?:asdf(?:gh?)?(?:jkl?)?|qwert?(?:yu?i?o?p?)?|zxcv(?:bn?m?)?|hjkl|qweasd(?:zxc)?|qazwsx)+"
    r"|待.{0,4}(?:定|确认|確認|补|補|补充|補充|提供|通知|更新|填|填写|填寫)"
)
"""One letter over and over, rows of a keyboard, counted tests."""

_OPENING: Final = pattern(r"(?:tbc|tbd|tba|n/a)\s*[-:;,(\[/]|todo\s*:")
_TEMPLATE: Final = pattern(r"\{\{.*\}\}|\$\{.*\}|<[a-z _]*>|\[object \w+\]|err:\s?\d{3}")
_JUNK: Final = frozenset(
    {"test", "none", "na", "no", "noemail", "nomail", "noreply", "tbc", "tba", "tbd", "unknown"}
    | {"x", "xx", "xxx", "a", "aa", "aaa", "abc", "asdf", "email", "dummy", "sample"}
)
_NOBODY: Final = frozenset(
    {"none", "noemail", "nomail", "notprovided", "noreply", "donotreply", "mailerdaemon"}  # the last ones read nothing
)
_WORD: Final = pattern(r"[^\W_]+")
_BETWEEN: Final = pattern(r"[;,|\s]+")
_LONGEST: Final = 60


def says_nothing(folded: str) -> bool:
    """Whether text, in small letters and of normal width, only stands where a value should."""
    words = " ".join(_WORD.findall(folded))
    if not words or _TEMPLATE.fullmatch(folded) or _OPENING.match(folded) or folded in _AS_WRITTEN:
        return True
    if words in _ONLY_WITH_A_MARK:
        return folded != words
    return (
        words in _NOTHING_SAID or folded in _NOTHING_SAID or _repeats(words) or _is_nobody(folded) or _is_phrase(words)
    )


def says_none(folded: str) -> bool:
    """Whether text, in small letters and of normal width, says of a list that nothing is in it: "none", "n/a", "-".

    Other words that say nothing leave open what is to come ("TBC", "?").
    """
    words = " ".join(_WORD.findall(folded))
    return words in _NONE if words else bool(folded) and not folded.strip(_DASHES)


def _repeats(words: str) -> bool:
    """Whether text says the same nothing twice: "N/A N/A", "TBC/TBC"."""
    half = len(words) // 2
    return words[:half] == words[half + 1 :] and words[half : half + 1] == " " and words[:half] in _NOTHING_SAID


def _is_nobody(folded: str) -> bool:
    """Whether text is an e-mail address of nobody (test@test.com, none@gmail.com, a@a.com), or a list of such."""
    if folded.count("@") > 1:
        return all(map(_is_nobodys, filter(None, _BETWEEN.split(folded))))
    return _is_nobodys(folded)


def _is_nobodys(address: str) -> bool:
    local, at, host = address.removeprefix("mailto:").strip().partition("@")
    local, host = local.replace("-", "").replace(".", ""), host.partition(".")[0].replace("-", "")
    return bool(at) and (local in _NOBODY or (local in _JUNK and (host in _JUNK or host == "example")))


def _is_phrase(words: str) -> bool:
    if len(words) > _LONGEST:
        return False
    first = words.partition(" ")[0]
    return bool(_RUN.fullmatch(words) or (first in _FOLLOWING and _following(first).fullmatch(words, len(first))))


@cache
def _following(first: str) -> re.Pattern[str]:
    """Compiled when it is first needed: few exports hold more than a few of them, and a start is counted in ms."""
    return re.compile(_FOLLOWING[first])


OPENINGS: Final = frozenset(
    {word[:2] for word in (*_NOTHING_SAID, *_JUNK, *_NOBODY, *_FOLLOWING, *_AS_WRITTEN, *_ONLY_WITH_A_MARK)}
    | {"as", "bl", "qw", "qa", "zx", "hj", "er", "00", *(letter * 2 for letter in "abcdefghijklmnopqrstuvwxyz")}
)
"""The two letters or digits, small, with which a text of nothing may begin."""


@cache
def beginnings() -> frozenset[str]:
    """The three small letters of ASCII with which a text of nothing may begin, where it begins with three letters.

    (So it does where it is written with letters and marks apart: "a" and a tilde.)
    """
    words = (*_NOTHING_SAID, *_JUNK, *_NOBODY, *_FOLLOWING, *_ONLY_WITH_A_MARK)
    bare = {re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", word)[:6]) for word in words}
    rows = ("asd", "bla", "qwe", "qaz", "zxc", "hjk", "err", *(letter * 3 for letter in "abcdefghijklmnopqrstuvwxyz"))
    return frozenset({word[:3] for word in (*words, *bare)} | {*rows})
