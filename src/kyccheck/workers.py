"""One function over many things by several processes: what comes out is in the order of what went in.

Workers are forked, so that they have all that is loaded and compiled already. Where the system has no fork, or a worker
ends before its time, nothing is lost: what it had to do is left to the caller.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable
from multiprocessing.connection import Connection, wait
from pickle import PickleError
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def can_fork() -> bool:
    """Whether workers can be had."""
    return "fork" in multiprocessing.get_all_start_methods()


def in_order(
    function: Callable[[Item], Result | None], items: Iterable[Item], jobs: int
) -> Generator[tuple[Item, Result | None], None, None]:
    """Each item with what the function makes of it; with None where it makes nothing, or no worker is left.

    Items and results are sent between processes, so they must be picklable. No more than a few are held at once.
    """
    idle = [_Worker(function) for _ in range(jobs)] if can_fork() else []
    busy: dict[Connection, tuple[_Worker, _Task]] = {}
    tasks: deque[_Task] = deque()
    try:
        for item in items:
            tasks.append(task := _Task(item))
            if not idle and busy:
                idle += _finished(busy)
            if idle:
                worker = idle.pop()
                busy[worker.link] = worker, task
                worker.send(item)
            else:
                task.done = True
            while tasks and (tasks[0].done or len(tasks) > _AHEAD * jobs):
                while not tasks[0].done:
                    idle += _finished(busy)
                yield tasks[0].item, tasks.popleft().result
        for task in tasks:
            while not task.done:
                idle += _finished(busy)
            yield task.item, task.result
    finally:
        for worker in [*idle, *(worker for worker, _ in busy.values())]:
            worker.end()


_AHEAD = 3


class _Task:
    """Something to be done, and what came of it."""

    def __init__(self, item: Any) -> None:
        self.item = item
        self.result: Any = None
        self.done = False


class _Worker:
    """A process that waits for items and sends results."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        context = multiprocessing.get_context("fork")
        self.link, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(function, theirs, self.link), daemon=True)
        self._process.start()
        theirs.close()

    def send(self, item: Any) -> None:
        try:
            self.link.send(item)
        except OSError:  # it has ended: that is found when its result is fetched
            return

    def end(self) -> None:
        self.link.close()
        self._process.terminate()
        self._process.join()


def _finished(busy: dict[Connection, tuple[_Worker, _Task]]) -> list[_Worker]:
    """Wait until some worker is done; those that can go on. One that has ended leaves its task without a result."""
    idle = []
    for link in wait(list(busy)):
        assert isinstance(link, Connection)  # noqa: S101 - no other is waited for
        worker, task = busy.pop(link)
        try:
            task.result = link.recv()
            idle.append(worker)
        except (OSError, EOFError):
            worker.end()
        task.done = True
    return idle


def _work(function: Callable[[Any], Any], link: Connection, others: Connection) -> None:
    """What a worker does: until the other end is closed."""
    others.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who was interrupted ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()
    while True:
        try:
            item = link.recv()
        except (OSError, EOFError):
            return
        try:
            result = function(item)
        except Exception:  # noqa: BLE001 - the caller does it again, and meets the same error where it can be told
            result = None
        try:
            _send(link, result)
        except OSError:
            return


def _send(link: Connection, result: Any) -> None:
    try:
        link.send(result)
    except (TypeError, ValueError, AttributeError, PickleError):  # it cannot be sent: then there is none
        link.send(None)
