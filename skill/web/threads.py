"""Which of the server's threads answers: the one that was last at work."""

import logging
import threading
from typing import Any

from waitress.task import ThreadedTaskDispatcher

from skill import logs


class Threads(ThreadedTaskDispatcher):  # type: ignore[misc]
    """Threads for the server, of which only as many are used as there are requests at once.

    Waitress takes the one that has waited longest, so that each of them in time holds the memory of the largest
    request. There are many here for rare moments, and most stay as small as they were made.
    """

    def __init__(self, count: int) -> None:
        """Start so many."""
        super().__init__()
        self._idle: list[threading.Event] = []
        self.set_thread_count(count)

    def handler_thread(self, thread_no: int) -> None:
        """Do what is in the queue, and wait for more."""
        woken = threading.Event()
        while True:
            with self.lock:
                if self.stop_count > 0:
                    self.stop_count -= 1
                    self.active_count -= 1
                    self.threads.discard(thread_no)
                    self.thread_exit_cv.notify()
                    return
                task = self.queue.popleft() if self.queue else None
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

    def set_thread_count(self, count: int) -> None:
        """Start or stop threads until there are so many."""
        super().set_thread_count(count)
        with self.lock:
            while self.stop_count and self._idle:
                self._idle.pop().set()

    def add_task(self, task: Any) -> None:
        """Let a thread do a task, or the next one that is free."""
        with self.lock:
            self.queue.append(task)
            if self._idle:
                self._idle.pop().set()
