"""A clock that stands still until it is put forward."""

import threading
from datetime import UTC, datetime

from skill.alexa.clock import Clock

_ENOUGH = 20.0  # real seconds; whoever waits longer waits for nothing


class HandClock(Clock):
    def __init__(self) -> None:
        self.now = datetime.now(UTC)
        self._seconds = 0.0
        self._asleep: dict[object, threading.Condition] = {}
        self._changed = threading.Condition()

    def utc(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self._seconds

    def wait(self, change: threading.Condition, until: float) -> None:
        ticket = object()
        with self._changed:
            if self._seconds >= until:
                return
            self._asleep[ticket] = change
            self._changed.notify_all()
        woken = change.wait(_ENOUGH)
        with self._changed:
            self._asleep.pop(ticket, None)
            self._changed.notify_all()
        assert woken, "Nothing came."

    def forward(self, seconds: float) -> None:
        """Put it forward, and wake all who wait; who waits on falls asleep again."""
        with self._changed:
            self._seconds += seconds
            woken = [*self._asleep.values()]
            self._asleep.clear()
        for change in woken:
            with change:
                change.notify_all()

    def all_asleep(self, count: int) -> None:
        """Return once so many wait by it."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self._asleep) == count, _ENOUGH), len(self._asleep)
