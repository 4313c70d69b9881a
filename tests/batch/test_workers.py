"""Workers: what comes out is what went in, in order, whatever becomes of them."""

import os
import signal
import time
from collections.abc import Iterator
from itertools import count, islice

import pytest

from kyccheck.batch import workers
from kyccheck.batch.workers import _Task, _Worker

pytestmark = pytest.mark.skipif(not workers.can_fork(), reason="this system has no fork")


def test_results_come_in_the_order_of_the_items_whoever_is_done_first() -> None:
    def slow_at_first(number: int) -> tuple[int, int]:
        time.sleep(0.05 if number % 4 == 0 else 0)
        return number * 2, os.getpid()

    found = list(workers.in_order([slow_at_first] * 3, range(40)))
    assert [item for item, _ in found] == list(range(40))
    assert [result[0] for _, result in found if result] == list(range(0, 80, 2))
    assert len({result[1] for _, result in found if result} - {os.getpid()}) > 1


def test_what_a_worker_cannot_do_is_left_to_the_caller() -> None:
    def only_even(number: int) -> int | None:
        if number == 7:
            raise ValueError("personal data")
        if number == 9:
            os.kill(os.getpid(), signal.SIGKILL)
        return number if number % 2 == 0 else None

    found = dict(workers.in_order([only_even] * 2, range(30)))
    assert list(found) == list(range(30))
    assert {number for number, result in found.items() if result is not None} <= set(range(0, 30, 2))
    assert sum(result is not None for result in found.values()) > 10


def test_without_any_worker_left_everything_is_left_to_the_caller() -> None:
    def end(_number: int) -> None:
        os._exit(1)

    assert list(workers.in_order([end] * 2, range(20))) == [(number, None) for number in range(20)]


def test_a_worker_has_its_next_item_before_it_is_done_with_one_however_large_both_are() -> None:
    def turned(item: bytes) -> bytes:
        return item[::-1]

    items = [bytes([number]) * size for number in range(12) for size in (1, 40_000, 3_000_000)]
    assert list(workers.in_order([turned] * 2, items)) == [(item, item[::-1]) for item in items]


def test_what_is_sent_may_stand_for_the_item() -> None:
    assert list(workers.in_order([str] * 2, range(40), lambda number: number * 2)) == [
        (number, str(number * 2)) for number in range(40)
    ]


def test_a_result_that_cannot_be_sent_is_none_and_the_worker_goes_on(capfd: pytest.CaptureFixture[str]) -> None:
    def made(number: int) -> object:
        return (lambda: number) if number % 2 else (number, os.getpid())

    found = dict(workers.in_order([made] * 2, range(20)))
    assert all(found[number] is None for number in range(1, 20, 2))
    assert all(found[number] is not None for number in range(0, 20, 2))
    assert capfd.readouterr().err == ""


def test_where_nothing_can_be_forked_everything_is_left_to_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "can_fork", lambda: False)
    assert list(workers.in_order([str] * 2, range(5))) == [(number, None) for number in range(5)]


@pytest.mark.parametrize("some", [0, 1])
def test_where_the_system_lets_it_have_few_the_others_are_not_missed(
    some: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fork, forked = os.fork, list[int]()

    def refusing() -> int:
        if len(forked) >= some:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        forked.append(0)
        return fork()

    monkeypatch.setattr(os, "fork", refusing)
    found = list(workers.in_order([str] * 3, range(20)))
    assert found == [(number, str(number) if some else None) for number in range(20)]


def test_few_items_are_held_at_once_and_workers_end_with_who_asks() -> None:
    asked: list[int] = []

    def endless() -> Iterator[int]:
        for number in count():
            asked.append(number)
            yield number

    running = workers.in_order([lambda number: (number, os.getpid())] * 2, endless())
    found = [result for _, result in islice(running, 50)]
    running.close()
    assert len(asked) < 70
    for pid in {result[1] for result in found if result}:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_worker_whose_caller_is_gone_ends_and_who_sends_to_one_that_has_ended_goes_on() -> None:
    def slow(item: str) -> str:
        time.sleep(0.3)
        return item

    worker = _Worker(slow)
    worker.give(_Task("x"), "x")
    worker.link.close()  # the caller is gone before the result is sent
    worker._process.join(20)  # noqa: SLF001 - whether it has ended by itself
    assert worker._process.exitcode == 0  # noqa: SLF001 - the same
    worker = _Worker(slow)
    worker._process.kill()  # noqa: SLF001 - as the system does where memory is short
    worker._process.join()  # noqa: SLF001 - until it is gone
    for _ in range(3):
        worker.give(_Task("x"), "x" * 100_000)
    with pytest.raises(EOFError):
        worker.link.recv()
    worker.end()
