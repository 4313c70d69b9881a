"""The ways in which data gets damaged, and of each whether an item that needs the value may still pass.

`Damage.harms` is the oracle: it knows the kind of a need and the value before and after, and nothing of how kyccheck decides.
"""

import json
import re
import unicodedata
from typing import Any, Final, NamedTuple

from fuzz.starts import Need, Place

GONE: Final = ...
"""Stands for "take the value away"."""

NOTHING: Final[tuple[Any, ...]] = (
    None, "", " ", "\u200b", "\u00a0\u00a0", "\ufeff", "\u2800", "\u3164", "\r\n", [], {}, [""], [None], {"value": ""}, GONE,
    "N/A", "n/a", "N.A.", "NA.", "TBC", "tbc.", "T.B.C.", "TBD", "to be confirmed", "TBC - ask Sam", "-", "--", "—", "?", "???",
    ".", "…", "xxx", "XXXX", "x", "zzz", "000000", "test", "TEST", "dummy", "asdf", "none", "None", "null", "NULL", "nil", "nan",
    "undefined", "unknown", "pending", "test@test.com", "none@none.com", "xxx@xxx.com", "#N/A", "#REF!", "#VALUE!", "#NAME?",
    "#DIV/0!", "#NULL!", "#NUM!", "Err:508", "[object Object]", "{{company.name}}", "${name}", "<name>", "待定", "暫無", "無",
    "ｎ／ａ", "Ｎ／Ａ", "\u200bTBC\u200b", "N\u200b/A", "TBC\u00a0", "N/A N/A", "TBC/TBC", "_", "*", "/", "\\", "'", '"', "''",
)  # fmt: skip
"""What says nothing, whatever it stands for."""

ODD_TYPES: Final = ("list", "pair", "mapping", "true", "number", "fraction", "nested")
_SHORT: Final = {"csr", "y", "12 m"}
"""What a cut leaves that is still a word for the same."""
_LOOK_ALIKE: Final = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
_FULL_WIDTH: Final = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


class Damage(NamedTuple):
    """One change: of which need, in which way, and what stands there afterwards."""

    need: Need
    way: str
    value: Any

    def harms(self, before: Any) -> bool:
        """Whether an item that needs this value must no longer pass."""
        if self.way == "nothing":
            return _harms_as_nothing(self.need.kind, self.value)
        kind = self.need.kind
        if self.way in ("list", "pair", "mapping", "nested"):
            may_be = kind in ("differs", "day-if-there", "word-if-odd", "same-list") or "properties" in self.need.place
            return self.way not in ("list", "mapping" if may_be else "") and not may_be
        if kind == "differs" and self.way == "question marks":
            return False  # says nothing
        if kind in ("same", "differs"):
            return str(self.value) not in _SHORT and not _alike(before, self.value)
        if kind == "same-list":
            return True
        if kind in ("email", "phone"):
            return not _shaped(kind, self.value)
        if kind == "address":
            return not re.search(r"\S@\S+\.\S\S", str(self.value))
        if kind in ("day", "day-if-there"):
            return not _maybe_day(self.value)
        if kind == "number":
            return not re.fullmatch(r"\s*\d+(\.\d+)?[\s\u200b]*", str(self.value)) or isinstance(self.value, bool)
        if kind in ("word", "truth", "team"):
            by_itself = (kind == "truth" and isinstance(self.value, bool)) or (kind == "team" and self.way == "doubled")
            return not by_itself and not _alike(before, self.value) and str(self.value) not in _SHORT
        return False


def _harms_as_nothing(kind: str, value: Any) -> bool:
    if kind in ("differs", "day-if-there"):
        return False  # a further proof, compared only where it is there
    if kind in ("said", "word", "day", "email", "phone", "truth", "same", "number", "same-list"):
        return True
    return kind == "word-if-odd" and not isinstance(value, (list, dict)) and value is not GONE


def _alike(before: Any, after: Any) -> bool:
    """Whether two values are the same to a careless eye: without case, width, accents, marks and blanks."""
    return _bare(before) == _bare(after)


def _bare(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in text if character.isalnum())


def _shaped(kind: str, value: Any) -> bool:
    """Whether a value could be an e-mail address, or a telephone number, at all."""
    text = "".join(
        letter for letter in unicodedata.normalize("NFKC", str(value)) if unicodedata.category(letter) != "Cf"
    ).strip()
    if kind == "email":
        return bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}", text)) and text.isascii()
    return len(re.sub(r"\D", "", text)) >= 6 and not re.search(r"\d[eE]\+?\d|[^\W\d_]{4}", text)


def _maybe_day(value: Any) -> bool:
    """Whether a value could name the day that was there; a spreadsheet's serial could not."""
    return str(value).strip()[:4] in ("2026", "2027") or bool(re.fullmatch(r"\d{10,13}", str(value)))


def apply(tree: Any, place: Place, value: Any) -> None:
    """Put a value in the place of another, or take it away."""
    *way, last = place
    for step in way:
        tree = tree[step]
    if value is GONE:
        if isinstance(tree, list):
            tree[last] = None  # the places behind it stay what they are
        else:
            del tree[last]
    else:
        tree[last] = value


def retyped(value: Any, way: str) -> Any:
    return {
        "list": [value], "pair": [value, "Zenith Foods"], "mapping": {"value": value}, "true": True, "number": 7, "fraction": 0.5,
        "nested": [[[value]]],
    }[way]  # fmt: skip


def as_excel_would(value: Any) -> str:
    """What a spreadsheet makes of a value: numbers as powers of ten, days as counts."""
    digits = re.sub(r"\D", "", str(value))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
        return "46143"
    return f"{int(digits):.2E}" if len(digits) >= 5 else "#######"


def disguised(value: Any, way: str) -> str:
    """The same to the eye, or nearly, and not to the letter."""
    text = str(value)
    return {
        "look-alike": text.translate(_LOOK_ALIKE),
        "full width": text.translate(_FULL_WIDTH),
        "upper": text.upper(),
        "padded": f"  {text}\u200b ",
        "spaced": text.replace(" ", "\u00a0 "),
        "mojibake": text.replace("'", "â€™") + "Ã©",
        "question marks": re.sub(r"[A-Za-z0-9]", "?", text),
        "other script": "香港琥珀碼頭有限公司",
        "cut": text[: max(1, len(text) // 2)],
        "cut short": text[:1],
        "doubled": f"{text} / Zenith Foods 999",
        "other": "Zenith Foods 999",
    }[way]


DISGUISES: Final = (
    *("look-alike", "full width", "upper", "padded", "spaced", "mojibake", "question marks", "other script"),
    *("cut", "cut short", "doubled", "other"),
)
