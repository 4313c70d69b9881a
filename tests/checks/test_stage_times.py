"""In which order stages were entered: what times tell of it, and what they do not."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.asking import STAGES, evidence_of, native_case, question
from fuzz.budget import budget
from kyccheck.asking.answer import Answer
from kyccheck.asking.context import Context
from kyccheck.checks._moment import moment
from kyccheck.values.day import Unclear, as_day
from support import AS_OF

DRAFT, CHECK, PROVISIONING, DONE = STAGES
Row = tuple[str, Any]


def asked(rows: list[Row], check: str = "stage_history: {}", stands: str = "") -> Answer:
    """The answer for a history with these rows; a cell of a workbook may be a datetime."""
    history = [{"stage": stage, "entered": "soon"} for stage, _ in rows]
    case = native_case({"case": {"id": "7", "kind": "deal", "stage": stands}, "history": history})
    for record, (_, entered) in zip(case.records["history"], rows, strict=True):
        record.fields["entered"] = entered
    case.raw = None
    known = {word: word for word in STAGES}
    return question(check).compile(Context(AS_OF, "dmy", STAGES, known.get))(case)


def outcomes(earlier: Any, later: Any) -> tuple[str, ...]:
    """What becomes of the right order, oldest and newest first in the file, and of the wrong one."""
    right, wrong = [(DRAFT, earlier), (CHECK, later)], [(CHECK, earlier), (DRAFT, later)]
    return tuple(asked(rows).status.value for rows in (right, right[::-1], wrong, wrong[::-1]))


TOLD = ("pass", "pass", "fail", "fail")
BY_FILE = ("pass", "review", "review", "pass")
"""Nothing but the file tells an order: a right one passes, and where it is none a person looks."""
IN_DOUBT = ("review", "review", "review", "review")


def cell(year: int, month: int, day: int, *clock: int) -> datetime:
    """A moment as a cell of a workbook holds it."""
    hour, minute, second, micro = (*clock, 0, 0, 0, 0)[:4]
    return datetime(year, month, day, hour, minute, second, micro)  # noqa: DTZ001 - a workbook's days have no zone


HKT = timezone(timedelta(hours=8))


def counted(hour: int) -> int:
    """Milliseconds of an hour of 1 November 2026, UTC."""
    return int(datetime(2026, 11, 1, hour, tzinfo=UTC).timestamp()) * 1000


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("1/11/2026 9:00 AM", "1/11/2026 9:00 PM", TOLD), ("1/11/2026 11:00 am", "1/11/2026 12:10 p.m.", TOLD),
        ("1/11/2026 12:10 AM", "1/11/2026 1:10 AM", TOLD), ("1/11/2026 9:30", "1/11/2026 21:00", TOLD),
        ("01 Nov 2026 9:05", "01 Nov 2026 14:05", TOLD), ("1st November 2026, 9:05 AM", "Nov 1, 2026 02:05 PM", TOLD),
        ("2026/11/01 9:05", "2026.11.01 14:05", TOLD), ("01.11.2026 9:05", "01-11-2026 10:05:00", TOLD),
        ("2026-11-01T09:00:00.123", "2026-11-01 09:00:00,124", TOLD), ("2026-11-01T09:00:59", "2026-11-01 09:01", TOLD),
        (cell(2026, 11, 1, 9), cell(2026, 11, 1, 9, 1), TOLD), (cell(2026, 11, 1, 9), "1/11/2026 9:05 PM", TOLD),
        (cell(2026, 11, 1, 9, 0, 0, 5000), cell(2026, 11, 1, 9, 0, 1), TOLD),
        (counted(9), counted(15), TOLD), (str(counted(9)), "2026-11-01T15:00:00Z", TOLD), (float(counted(9)), counted(10), TOLD),
        (counted(9) // 1000, counted(9) + 1000, TOLD), (f"/Date({counted(9)}+0800)/", f"/Date({counted(10)})/", TOLD),
        ("2026-11-01T09:00Z", "1/11/2026 9:30 GMT", TOLD), ("1 Nov 2026 09:00 UTC", "2026-11-01T09:01:00 UTC", TOLD),
        # zones: what is written later may have been earlier, across days too
        ("2026-11-02T01:00:00+08:00", "2026-11-01T23:00:00Z", TOLD), ("2026-11-01T20:00:00+0800", "2026-11-01T13:00:00Z", TOLD),
        ("2026-11-01T23:30:00-01:00", "2026-11-02T01:00:00Z", TOLD), ("2/11/2026 1:00 AM +08:00", counted(18), TOLD),
        (datetime(2026, 11, 2, 1, tzinfo=HKT), "2026-11-01T23:00:00Z", TOLD),
        # one names its zone and the other does not: told where no zone on earth puts them the other way round
        ("2026-11-01T09:00", "2026-11-01T15:00:00Z", IN_DOUBT), ("2026-11-01T09:00:00Z", "2026-11-01T15:00", IN_DOUBT),
        ("2026-11-01T09:00", "2026-11-01T21:01Z", TOLD), ("2026-11-01T09:00", "2026-11-01T20:59Z", IN_DOUBT),
        ("2026-11-01T09:00Z", "2026-11-01T23:01", TOLD), ("2026-11-01T09:00Z", "2026-11-01T22:59", IN_DOUBT),
        ("2026-11-01", "2026-11-02T09:00:00Z", IN_DOUBT), ("2026-11-01", "2026-11-02T12:00:00Z", TOLD),
        ("2026-11-01T10:00:00Z", "2026-11-02", IN_DOUBT), ("2026-11-01T09:59:00Z", "2026-11-02", TOLD),
        ("2026-11-01T09:00", counted(15), IN_DOUBT),
        # a day without a time is any time of that day
        ("2026-11-01", "2026-11-01T15:00", IN_DOUBT), ("2026-11-01T15:00", "1 Nov 2026", IN_DOUBT),
        ("2026-11-01", date(2026, 11, 1), BY_FILE), ("2026-11-01", "2026年11月1日", BY_FILE), ("2026-11-01", "2026-11-02", TOLD),
        ("2026-11-01", "2026-11-02T00:01", TOLD), ("2026-11-01T23:59", "2026-11-02", TOLD),
        ("2026-11-01T00:00:00", "2026-11-01T15:00", IN_DOUBT), (cell(2026, 11, 1), cell(2026, 11, 1, 9), IN_DOUBT),
        ("2026-11-01", cell(2026, 11, 1), BY_FILE), ("1/11/2026 12:00 AM", "1/11/2026 0:00", BY_FILE),
        (counted(0), counted(9), IN_DOUBT), (counted(0), "2026-11-01T00:00:00Z", BY_FILE), ("2026-11-01T00:00Z", "2026-11-02T00:00Z", TOLD),
        # the same time; and one that is told less exactly
        ("2026-11-01T09:00", "1/11/2026 9:00 AM", BY_FILE), ("2026-11-01T09:00:00Z", "2026-11-01T17:00:00+08:00", BY_FILE),
        ("2026-11-01T09:00", "2026-11-01T09:00:30", IN_DOUBT), ("2026-11-01T09:00:30", "2026-11-01T09:00:30.5", IN_DOUBT),
        # times and zones that there are not
        ("2026-11-01T09:00", "2026-11-01T25:00", IN_DOUBT), ("2026-11-01T25:00", "2026-11-01T25:00", IN_DOUBT),
        ("2026-11-01T09:60", "2026-11-01T10:00", IN_DOUBT), ("1/11/2026 9:00", "1/11/2026 14:00 PM", IN_DOUBT),
        ("1/11/2026 9:00", "1/11/2026 0:30 PM", IN_DOUBT), ("2026-11-01T09:00:61", "2026-11-01T11:00", IN_DOUBT),
        ("2026-11-01T25:00", "2026-11-02T09:00", TOLD), ("2026-11-01T25:00Z", "2026-11-02T01:00+08:00", IN_DOUBT),
        ("2026-11-01T09:00+25:00", "2026-11-01T15:00Z", IN_DOUBT), ("2026-11-01T09:00+08:75", "2026-11-01T15:00Z", IN_DOUBT),
        ("2026-11-01T09:00+25:00", "2026-11-02T09:00Z", TOLD), ("2026-11-01T09:00+25:00", "2026-11-01T09:00+25:00", IN_DOUBT),
        ("2026-11-01T09:00+15:00", "2026-11-01T09:00-12:00", IN_DOUBT),
    ],
)  # fmt: skip
def test_what_two_times_tell(earlier: Any, later: Any, expected: tuple[str, ...]) -> None:
    assert outcomes(earlier, later) == expected


@pytest.mark.parametrize(
    "entered", ["2026-11-01 9:00 pm", "1/11/26 9:00", "1/11/2026 9.00", "1/11/2026 9:00 o'clock", "9:00", 46327.5]
)
def test_what_names_no_day_is_for_a_person_whatever_its_time(entered: Any) -> None:
    found = asked([(DRAFT, "2026-10-01"), (CHECK, entered)])
    assert (found.status, found.reason.partition(" as the day")[1]) == ("review", " as the day")


@pytest.mark.parametrize(
    ("one", "two", "words"),
    [
        ("2026-11-01", "2026-11-01 09:00", "only one of them has a time"),
        ("2026-11-01T12:00Z", "2026-11-01 09:00", "only one of them names its time zone"),
        ("2026-11-01T09:00", "2026-11-01 09:00:30", "their times do not tell it"),
        ("2026-11-01T25:00", "2026-11-01 09:00", "the time of draft cannot be read"),
        ("2026-11-01T00:00", "2026-11-01 09:00", "midnight is how systems write a day without a time"),
    ],
)
def test_the_reason_says_whose_order_is_not_told_and_why(one: str, two: str, words: str) -> None:
    found = asked([(DRAFT, one), (CHECK, two)])
    assert found.status == "review"
    assert found.reason.startswith("it is unclear whether ")
    assert f"draft ({one})" in found.reason
    assert f"iod_check ({two})" in found.reason
    assert "came first, and the answer depends on it: " in found.reason
    assert words in found.reason
    assert {item.value for item in evidence_of(found)} == {DRAFT, CHECK, one, two}


DAYS = {1: "2026-11-01", 2: "2026-11-02", 3: "2026-11-03", 4: "2026-11-04"}


@pytest.mark.parametrize(
    ("stages", "status"),
    [
        # the days tell which way the file goes, and so how it puts the entries of one day
        ([(DRAFT, 1), (CHECK, 1), (PROVISIONING, 2)], "pass"), ([(PROVISIONING, 2), (CHECK, 1), (DRAFT, 1)], "pass"),
        ([(PROVISIONING, 2), (DRAFT, 1), (CHECK, 1)], "review"), ([(CHECK, 1), (DRAFT, 1), (PROVISIONING, 2)], "review"),
        ([(DRAFT, 1), (PROVISIONING, 3), (DONE, 3), (CHECK, 2)], "review"),
        # what is wrong in any order fails
        ([(DRAFT, 1), (PROVISIONING, 1)], "fail"), ([(CHECK, 1), (PROVISIONING, 1)], "fail"),
        ([(DRAFT, 1), (CHECK, 1), (DONE, 1)], "fail"), ([(DRAFT, 1), (PROVISIONING, 2), (DONE, 2)], "fail"), ([(CHECK, 1), (DRAFT, 2), (CHECK, 2)], "fail"),
        # what is right in any order passes
        ([(DRAFT, 1), (DRAFT, 1), (CHECK, 2)], "pass"), ([(DRAFT, 1), (CHECK, 3), (CHECK, 3), (DRAFT, 2)], "pass"),
    ],
)  # fmt: skip
def test_the_way_a_file_goes(stages: list[tuple[str, int]], status: str) -> None:
    assert asked([(stage, DAYS[day]) for stage, day in stages]).status == status


def test_a_doubt_on_which_nothing_hangs_is_none() -> None:
    day = "2026-11-02"
    rows: list[Row] = [(DRAFT, "2026-11-01"), (CHECK, f"{day}T09:00"), (CHECK, day), (PROVISIONING, "2026-11-03")]
    assert asked(rows).status == "pass"
    assert asked([rows[2], rows[3], rows[0], rows[1]]).status == "pass"
    rows = [(DRAFT, "2026-11-01"), (CHECK, f"{day}T09:00"), (DRAFT, day), (CHECK, "2026-11-03")]
    assert asked(rows).status == "pass"
    assert asked(rows, "stage_history: {may_return: {iod_check: []}}").status == "review"


def test_where_the_case_stands_may_hang_on_the_order() -> None:
    rows: list[Row] = [(DRAFT, "2026-11-01"), (CHECK, "2026-11-02"), (DRAFT, "2026-11-02T09:00")]
    for stands in (DRAFT, CHECK):
        found = asked(rows, stands=stands)
        assert found.status == "review"
        assert "iod_check (2026-11-02) or draft (2026-11-02T09:00) came first" in found.reason


def test_a_question_and_a_doubt_are_both_told() -> None:
    check = "stage_history: {may_skip: {iod_check: Was it checked before?}}"
    found = asked([(DRAFT, "2026-11-01"), (PROVISIONING, "2026-11-02T09:00"), (DONE, "2026-11-02")], check)
    assert found.status == "review"
    assert "provisioning (2026-11-02T09:00)" in found.reason
    sure = asked([(DRAFT, "2026-11-01"), (PROVISIONING, "2026-11-02"), (DONE, "2026-11-03")], check)
    assert sure.reason.endswith("Was it checked before?")
    right = asked([(DRAFT, "2026-11-01"), (PROVISIONING, "2026-11-02"), (DONE, "2026-11-02")], check)
    assert right.reason == sure.reason.replace("2026-11-03", "2026-11-02")


def test_a_long_day_is_judged_as_quickly() -> None:
    rows: list[Row] = [(stage, "2026-11-01") for stage in (DRAFT, CHECK)] * 2000
    assert asked(rows).status == "pass"
    assert asked([*rows, (PROVISIONING, "2026-11-01T09:00")]).status == "review"
    assert asked([*rows, (DONE, "2026-11-01")]).status == "fail"
    free = "stage_history: {order: [draft, iod_check, provisioning]}"
    assert (
        asked([(DRAFT, "2026-10-01"), *((CHECK, f"2026-11-0{place % 2 + 1}") for place in range(3000))], free).status
        == "pass"
    )


FORMS: dict[str, Callable[[datetime], Any]] = {
    "iso": lambda at: at.strftime("%Y-%m-%dT%H:%M:%S"),
    "blank": lambda at: at.strftime("%Y-%m-%d %H:%M"),
    "slashed": lambda at: at.strftime("%d/%m/%Y %I:%M %p"),
    "no noughts": lambda at: f"{at.day}.{at.month}.{at.year} {at.hour}:{at.minute:02}",
    "named": lambda at: at.strftime("%d %b %Y %H:%M"),
    "month first": lambda at: at.strftime("%B %d, %Y, %I:%M:%S p.m.").replace("p.m.", "pm" if at.hour > 11 else "a.m."),
    "year first": lambda at: at.strftime("%Y/%m/%d %H:%M"),
    "cell": lambda at: at,
}
ZONED: dict[str, Callable[[datetime], Any]] = {
    "zulu": lambda at: at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    "offset": lambda at: at.isoformat(),
    "with its zone": lambda at: at.strftime("%d/%m/%Y %I:%M %p %z"),
    "milliseconds": lambda at: int(at.timestamp() * 1000),
    "seconds": lambda at: str(int(at.timestamp())),
    "xero": lambda at: f"/Date({int(at.timestamp() * 1000)}+0000)/",
}
FIRST = cell(2026, 11, 1, 0, 1)
OFFSETS = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
@pytest.mark.parametrize("clock", [(0, 1), (9, 5), (11, 59), (12, 0), (12, 30), (23, 59)])
def test_every_form_of_a_time_tells_the_minute(form: Callable[[datetime], Any], clock: tuple[int, int]) -> None:
    at = cell(2026, 11, 13, *clock)
    told = moment(form(at), date(2026, 11, 13))
    assert datetime.fromordinal(1) + timedelta(days=-1, microseconds=told.start // 1000) == at
    assert (told.zoned, told.clear, told.is_day) == (False, True, False)


@budget(5)
@given(st.data())
def test_a_right_history_passes_in_any_order_and_any_forms_and_never_with_two_times_swapped(
    data: st.DataObject,
) -> None:
    zoned = data.draw(st.booleans())
    gaps = data.draw(st.lists(st.integers(1, 700), min_size=4, max_size=4))
    moments = [FIRST + timedelta(minutes=sum(gaps[: place + 1])) for place in range(4)]
    if zoned:
        moments = [at.replace(tzinfo=UTC).astimezone(data.draw(OFFSETS)) for at in moments]
    forms = st.sampled_from(list((ZONED if zoned else FORMS).values()))
    times = [data.draw(forms)(at) for at in moments]
    rows = data.draw(st.permutations(list(zip(STAGES, times, strict=True))))
    if not any(moment(time, _day(time)).is_day for time in times):
        assert asked(rows).status == "pass"
    one, two = data.draw(st.permutations(range(4)))[:2]
    swapped = dict(zip(STAGES, times, strict=True))
    swapped[STAGES[one]], swapped[STAGES[two]] = swapped[STAGES[two]], swapped[STAGES[one]]
    assert asked([(stage, swapped[stage]) for stage, _ in rows]).status != "pass"


VAGUE: dict[str, Callable[[datetime], Any]] = {
    **FORMS,
    **ZONED,
    "day": lambda at: at.date().isoformat(),
    "midnight": lambda at: at.strftime("%Y-%m-%dT00:00:00"),
    "no time": lambda at: at.strftime("%d/%m/%Y 33:00"),
}


@budget(2)
@given(st.data())
def test_what_went_wrong_never_passes_and_what_went_right_never_fails_however_it_is_written(
    data: st.DataObject,
) -> None:
    here = data.draw(OFFSETS)  # where the clocks hang that name no zone
    stages = data.draw(st.lists(st.sampled_from(STAGES), min_size=2, max_size=6))
    gaps = data.draw(st.lists(st.integers(1, 900), min_size=len(stages), max_size=len(stages)))
    rows: list[Row] = []
    for place, stage in enumerate(stages):
        at = FIRST.replace(tzinfo=here) + timedelta(minutes=sum(gaps[: place + 1]))
        form = data.draw(st.sampled_from(sorted(VAGUE)))
        wall = at.astimezone(data.draw(OFFSETS)) if form in ZONED else at.replace(tzinfo=None)
        rows.append((stage, VAGUE[form](wall)))
    right = (
        all(STAGES.index(two) <= STAGES.index(one) + 1 for one, two in pairwise([DRAFT, *stages]))
        and stages[0] == DRAFT
    )
    told = [moment(entered, _day(entered)) for _, entered in rows]
    if right or len(set(told)) == len(told):  # the order of the file tells nothing then
        rows = data.draw(st.permutations(rows))
    assert asked(rows).status != ("fail" if right else "pass")


def _day(value: Any) -> date:
    day = as_day(value, "dmy")
    assert not isinstance(day, Unclear)
    return day
