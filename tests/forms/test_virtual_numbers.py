import pytest

from kyccheck.forms import Context
from kyccheck.forms.virtual_numbers import compare, settles

HK = {"number": "+852 2345 6789", "country": "HK", "type": "DID", "channels": 2}
SG = {"number": "+65 6123 4567", "country": "SG", "type": "DID", "channels": 4}
CONTEXT = Context()


def test_the_same_numbers_in_another_order() -> None:
    again = [
        {"number": 6561234567, "country": "Singapore", "type": "did", "channels": "4"},
        {"number": "2345 6789", "country": "Hong Kong", "type": "did", "channels": 2.0},
    ]
    assert compare([HK, SG], again, CONTEXT).verdict == "aligned"
    assert compare(again, [HK, SG], CONTEXT).verdict == "aligned"


def test_the_reason_names_the_number_and_what_differs() -> None:
    answer = compare([HK, SG], [HK, SG | {"channels": 6}], CONTEXT)
    assert answer.verdict == "misaligned"
    assert answer.why == "+6561234567 channels: 4 is not 6"


def test_a_number_on_one_side_only_is_named() -> None:
    answer = compare([HK, SG], [HK], CONTEXT)
    assert answer.verdict == "misaligned"
    assert answer.why == "+6561234567 is only on the first side"
    assert compare([HK], [HK, SG], CONTEXT).why == "+6561234567 is only on the second side"


def test_what_a_person_must_look_at() -> None:
    no_channels = {key: value for key, value in HK.items() if key != "channels"}
    assert compare([HK], [no_channels], CONTEXT).verdict == "review"
    assert compare([HK], [HK, HK], CONTEXT).why == "the second side: +85223456789 stands there twice"
    assert compare([HK], [{"number": "2345"}], CONTEXT).verdict == "review"
    assert compare([HK], [{"country": "HK"}], CONTEXT).why == "the second side: a number is blank"
    assert compare([], [HK], CONTEXT).why == "the first side is blank"
    assert compare(None, [], CONTEXT).why == "both lists are blank"


def test_plain_numbers_are_entries_without_settings() -> None:
    assert compare(["+85223456789"], ["+852 2345 6789"], CONTEXT).verdict == "aligned"


def test_settings_written_a_little_otherwise_are_the_same() -> None:
    toll_free = HK | {"type": "Toll-free", "channels": 2}
    assert compare([toll_free], [HK | {"type": "toll free", "channels": "2 channels"}], CONTEXT).verdict == "aligned"
    assert compare([toll_free], [HK | {"type": "Tollfree", "channels": "3 channels"}], CONTEXT).verdict == "misaligned"
    assert compare([toll_free], [HK | {"type": "Toll", "channels": 2}], CONTEXT).verdict == "misaligned"
    assert compare([toll_free], [HK | {"type": "toll free", "channels": "2 seats"}], CONTEXT).verdict == "review"


def test_raised_digits_are_not_digits_of_a_number() -> None:
    assert compare([HK | {"channels": "1²"}], [HK | {"channels": "12"}], CONTEXT).verdict == "review"
    assert compare([HK | {"number": "+852 2345 678⁹"}], [HK], CONTEXT).verdict == "review"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("☑ Local ☐ Mobile", "☐ Local ☑ Mobile"),
        ("☑ Toll-free", "☐ Toll-free"),
        ("Toll-free ✓", "Toll-free ✗"),
        ("[✓] Local [ ] Mobile", "[ ] Local [✓] Mobile"),
        ("( ) Local (x) Mobile", "(x) Local ( ) Mobile"),
        ("● Local ○ Mobile", "○ Local ● Mobile"),
        ("Inbound → Outbound", "Inbound ← Outbound"),
        (">100", "<100"),
        ("Local?", "Local"),
        ("Local 1-2", "Local 12"),
        ("☐ Local", "☐ Local"),
    ],
)
def test_a_sign_in_a_type_says_something(left: str, right: str) -> None:
    answer = compare([HK | {"type": left}], [HK | {"type": right}], CONTEXT)
    assert answer.verdict == "review"
    assert answer.why.startswith("+85223456789 type: ")


@pytest.mark.parametrize("again", ["toll free", "TollFree", "Toll–free", "TOLL - FREE"])
def test_spaces_and_hyphens_between_letters_say_nothing(again: str) -> None:
    assert compare([HK | {"type": "Toll-free"}], [HK | {"type": again}], CONTEXT).verdict == "aligned"


@pytest.mark.parametrize(
    "told",
    [
        *({"action": "remove"}, {"Action": "Delete"}, {"status": "Released"}, {"remarks": "port out on 1 December"}),
        *(
            {"note": "do not use"},
            {"active": False},
            {"released": "yes"},
            {"removed_on": "2026-11-01"},
            {"status": ["x"]},
        ),
        *({"備註": "取消"}, {"change_type": "termination"}),
        *(
            {"status": word}
            for word in ("Pending", "TBC", "unknown", "Not provided", "Awaiting", "WIP", "test", "Active?", "ACTIVE*")
        ),
        *({"action": "TBC"}, {"active": 0}, {"port status": "Porting"}, {"ceased on": "2026-11-01"}),
        *(
            {"remarks": word}
            for word in (
                "should be 5808 1002",
                "correct number: 5808 1002",
                "+852 3111 1235",
                "2 channels -> 4 channels",
                "now 4 ch",
            )
        ),
        *(
            {"remarks": word}
            for word in (
                "blocked",
                "out of service",
                "lapsed",
                "deact",
                "cxl",
                "作廢",
                "拆機",
                "錯誤",
                "解約",
                "ยกเลิก",
                "huỷ",
                "待確認",
            )
        ),
        *(
            {"remarks": word}
            for word in ("error", "duplicate", "typo", "please confirm", "on hold", "Pending", "TBC", "refer to CSR v2")
        ),
        *(
            {"remarks": word}
            for word in (
                *(
                    "Port-in pending",
                    "Port-in",
                    "port in failed",
                    "Port-in not completed",
                    "Port-in completed?",
                    "OK？",
                ),
                *(
                    "to be ported",
                    "to be ported in from HKT",
                    "Ported out",
                    "Ported to HKT",
                    "Ported in from HKT, not live",
                ),
                *("will be ported in", "Port-in completed, then ported out", "not ready", "test number", "free"),
                *("forward to +852 3111 1235 instead", "forward to +852 3111 1235, 4 channels", "Active?"),
            )
        ),
        *({"status": word} for word in ("Not ready", "Testing", "to be tested", "Ported", "Abnormal", "Normal？")),
    ],
)
def test_what_says_the_end_of_a_number_is_for_a_person(told: dict[str, object]) -> None:
    for lists in (([HK | told], [HK]), ([HK], [HK | told]), ([HK | told], [HK | told])):
        assert compare(*lists, CONTEXT).verdict == "review"
    assert not settles([HK | told])
    assert compare([HK, SG | told], [HK], CONTEXT).verdict == "review"
    assert compare([HK | told], [HK | {"channels": 9}], CONTEXT).verdict == "misaligned"


@pytest.mark.parametrize(
    "told",
    [
        *(
            {"status": "Active"},
            {"note": "by phone"},
            {"remarks": "reception"},
            {"action": "Add"},
            {"remarks": None},
            {"note": "-"},
            {"active": True},
            {"colour": "red"},
        ),
        *({"is_deleted": False}, {"released": ""}, {"Status": " IN USE "}, {"action": "No change"}),
        *({"status": word} for word in ("", "-", "N/A", "None", None, "Normal", "Ready", "Tested")),
        *(
            {"remarks": word}
            for word in (
                "No",
                "none",
                "installed 2026-11-01",
                "set up on 12/11/2026",
                "N/A",
                "2nd floor",
                "for Mei Tan, room 801",
                "IVR main line",
                *("Ported in from HKT on 18 Nov", "Port-in completed", "Ported-in", "Existing number, ported in"),
                *("Hotline; forward to +852 3111 1235", "Diverted to 3111 1235", "Toll-free, IVR greeting in English"),
            )
        ),
    ],
)
def test_what_says_that_a_number_is_there_is_no_matter(told: dict[str, object]) -> None:
    assert compare([HK | told], [HK], CONTEXT).verdict == "aligned"
    assert compare([HK, SG | told], [HK], CONTEXT).verdict == "misaligned"
    assert compare([HK | told], [HK | told], CONTEXT).verdict == "aligned"
