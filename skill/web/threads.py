"""Which of the server's threads answers, and what is answered first."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from waitress.task import ThreadedTaskDispatcher

from skill import logs


class Threads(ThreadedTaskDispatcher):  # type: ignore[misc]
    """Threads for the server, of which only as many are used as there are requests at once.

    Waitress takes the one that has waited longest, so that each of them in time holds the memory of the largest
    request. Here the one that was last at work is taken: there are many for rare moments, and most stay as small as
    they were made.

    What goes first may take every thread. Of the rest only so many are at work at once, a few more wait, and the next
    one is refused.
    """

    def __init__(
        self,
        count: int,
        at_work: int,
        waiting: int,
        goes_first: Callable[[Any], bool] = lambda task: True,
        refuse: Callable[[Any], None] = lambda task: None,
    ) -> None:
        """Start so many; `refuse` is told of a task that there is no room for, which then goes first."""
        super().__init__()
        self._idle: list[threading.Event] = []
        self._rest: deque[Any] = deque()
        self._rest_at_work, self._most_at_work, self._most_waiting = 0, at_work, waiting
        self._goes_first, self._refuse = goes_first, refuse
        self.set_thread_count(count)

    def handler_thread(self, thread_no: int) -> None:
        """Do what there is to do, and wait for more."""
        woken = threading.Event()
        while True:
            with self.lock:
                if self.stop_count > 0:
                    self.stop_count -= 1
                    self.active_count -= 1
                    self.threads.discard(thread_no)
                    self.thread_exit_cv.notify()
                    return
                task, first = self._next()
                if task is None:
                    self.active_count -= 1
                    self._idle.append(woken)
            if task is None:
                woken.wait()
                woken.clear()
                with self.lock:
                    self.active_count += 1
                continue
            try:
                task.service()
            except BaseException as error:
                # A traceback may show what was said.
                self.logger.log(logging.ERROR, "%s in the server", logs.where(error))
            if not first:
                with self.lock:
                    self._rest_at_work -= 1

    def _next(self) -> tuple[Any, bool]:
        """Return the next task, None where there is none to do now, and whether it is one that goes first."""
        if self.queue:
            return self.queue.popleft(), True
        if self._rest and self._rest_at_work < self._most_at_work:
            self._rest_at_work += 1
            return self._rest.popleft(), False
        return None, True

    def set_thread_count(self, count: int) -> None:
        """Start or stop threads until there are so many."""
        super().set_thread_count(count)
        with self.lock:
            while self.stop_count and self._idle:
                self._idle.pop().set()

    def add_task(self, task: Any) -> None:
        """Let a thread do a task, or the next one that is free."""
        first = self._goes_first(task)
        with self.lock:
            if not first and len(self._rest) >= self._most_waiting:
                self._refuse(task)
                first = True
            (self.queue if first else self._rest).append(task)
            if self._idle:
                self._idle.pop().set()

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> bool:
        """Stop; raises nothing where threads are at work for longer."""
        with self.lock:
            self.queue.extend(self._rest)
            self._rest.clear()
        return bool(super().shutdown(cancel_pending, timeout))
