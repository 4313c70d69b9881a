"""Many things done by several processes: what comes out is in the order of what went in.

Workers are forked, so that they have all that is loaded and compiled already. Where the system has no fork, or a worker
ends before its time, nothing is lost: what it had to do is left to the caller.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from pickle import PickleError
from typing import Any, TypeVar

from kyccheck.endings import ENDINGS

Item = TypeVar("Item")
Result = TypeVar("Result")


def can_fork() -> bool:
    """Whether workers can be had."""
    return "fork" in multiprocessing.get_all_start_methods()


def in_order(
    functions: Sequence[Callable[[Any], Result | None]],
    items: Iterable[Item],
    sent: Callable[[Item], Any] = lambda item: item,
) -> Generator[tuple[Item, Result | None], None, None]:
    """Each item with what one of the functions makes of it; with None where it makes nothing, or no worker is left.

    Each function has a worker of its own; they do the same.

    What is sent between processes, an item (or what `sent` gives for it) and its result, must be picklable. No more
    than a few are held at once.
    """
    crew: list[_Worker] = []
    tasks: deque[_Task] = deque()
    try:
        for function in functions if can_fork() else ():
            try:
                crew.append(_Worker(function))
            except OSError:  # the system lets it have no more
                break
        for item in items:
            tasks.append(task := _Task(item))
            worker = _free(crew)
            if worker is not None:
                worker.give(task, sent(item))
            else:
                task.done = True
            while tasks and (tasks[0].done or len(tasks) > _AHEAD * len(functions)):
                while not tasks[0].done:
                    _collect(crew)
                yield tasks[0].item, tasks.popleft().result
        for task in tasks:
            while not task.done:
                _collect(crew)
            yield task.item, task.result
    finally:
        for worker in crew:
            worker.end()


_AHEAD = 4
_AT_ONCE = 2
_SMALL = 32 * 1024
"""Bytes. What is not larger can be sent to a worker that is busy: it waits in what the system keeps for it."""


class _Task:
    """Something to be done, and what came of it."""

    def __init__(self, item: Any) -> None:
        self.item = item
        self.result: Any = None
        self.done = False


class _Worker:
    """A process that waits for items and sends results, in the same order.

    It holds two tasks at most, one that it works at and one that waits, so that it is never idle.
    """

    def __init__(self, function: Callable[[Any], Any]) -> None:
        context = multiprocessing.get_context("fork")
        self.link, theirs = context.Pipe()
        self.tasks: deque[_Task] = deque()
        self._held_back = b""
        self._process = context.Process(target=_work, args=(function, theirs, self.link), daemon=True)
        self._process.start()
        theirs.close()

    def can_take_more(self) -> bool:
        return not self._held_back and len(self.tasks) < _AT_ONCE

    def give(self, task: _Task, content: Any) -> None:
        self.tasks.append(task)
        pickled = bytes(ForkingPickler.dumps(content))
        if len(self.tasks) > 1 and len(pickled) > _SMALL:  # each would wait for the other one to read
            self._held_back = pickled
        else:
            self._send(pickled)

    def collect(self) -> None:
        """Take its next result. Raises OSError or EOFError where it has ended."""
        self.tasks[0].result = self.link.recv()
        self.tasks.popleft().done = True
        if self._held_back:
            self._send(self._held_back)
            self._held_back = b""

    def end(self) -> None:
        """End the process; its open tasks are done, without a result."""
        for task in self.tasks:
            task.done = True
        self.link.close()
        self._process.terminate()
        self._process.join()

    def _send(self, pickled: bytes) -> None:
        try:
            self.link.send_bytes(pickled)
        except OSError:  # it has ended: that is found when its result is fetched
            return


def _free(crew: list[_Worker]) -> _Worker | None:
    """The worker that has least to do, once it can take more; None where none is left."""
    while crew:
        worker = min(crew, key=lambda one: len(one.tasks))
        if worker.can_take_more():
            return worker
        _collect(crew)
    return None


def _collect(crew: list[_Worker]) -> None:
    """Wait until some worker is done. One that has ended is none any more."""
    busy = {one.link: one for one in crew if one.tasks}
    for link in wait(list(busy)):
        assert isinstance(link, Connection)  # noqa: S101 - no other is waited for
        try:
            busy[link].collect()
        except (OSError, EOFError):
            crew.remove(busy[link])
            busy[link].end()


def _work(function: Callable[[Any], Any], link: Connection, others: Connection) -> None:
    """What a worker does: until the other end is closed."""
    others.close()
    for number in ENDINGS:
        signal.signal(number, signal.SIG_IGN)  # who was interrupted ends its workers
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
