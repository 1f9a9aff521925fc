"""The time, and waiting for something until a moment: what a test has in its own hand."""

import threading
from datetime import UTC, datetime
from time import monotonic


def utc() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


class Clock:
    """The time of day, the seconds of `monotonic`, and waiting by them."""

    def utc(self) -> datetime:
        """Return the time of day."""
        return utc()

    def seconds(self) -> float:
        """Return a moment, to count seconds from."""
        return monotonic()

    def wait(self, change: threading.Condition, until: float) -> None:
        """Wait for a change, whose lock is held, until a moment at the latest."""
        change.wait(max(0.0, until - self.seconds()))
