"""What happens when many ask at once: who goes first, who waits, and who has to go."""

import heapq
import time
from typing import Any

from waitress.server import TcpWSGIServer
from waitress.utilities import Error

# Far more than work at once: strangers may hold many at Alexa's door, see certificates.Limits, and never all for long.
THREADS = 80
# All else is work for the processor, of which more at once is not faster; so Alexa finds a thread, and a turn of it.
AT_WORK = 8
WAITING = 64
CONNECTIONS = 1000
_FIRST = ("/alexa", "/healthz", "/readyz", "/metrics")
AT_ONCE = 32  # connections taken in one pass
_MOMENT = 0.25  # seconds that a connection may be silent at least
_SPARE_FILES = 200  # for all that is no connection


class Busy(Error):  # type: ignore[misc]
    """There is no room for a request now."""

    code = 503
    reason = "Service Unavailable"


def goes_first(channel: Any) -> bool:
    """Tell whether a connection's request is for Alexa's door or a probe, or is only to be refused."""
    request = channel.requests[0]
    return bool(request.error or request.path in _FIRST)


def refuse(channel: Any) -> None:
    """Let a connection's request be answered with 503."""
    channel.requests[0].error = Busy("too much at once")


def room() -> int:
    """Return how many connections there may be, as far as the system gives files for them."""
    try:
        import resource
    except ImportError:  # not on Windows
        return CONNECTIONS
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return CONNECTIONS if files == resource.RLIM_INFINITY else max(50, min(CONNECTIONS, files - _SPARE_FILES))


class Server(TcpWSGIServer):  # type: ignore[misc]
    """The server, which when it is full lets go of who asks for nothing, so that who asks gets in."""

    connections = CONNECTIONS

    def readable(self) -> bool:
        """Tell whether to look for connections at the door in this pass over all that are open."""
        over = len(self.active_channels) - self.connections
        idle = self._idle() if over > 0 else []
        for channel in heapq.nsmallest(over, idle, key=_worth):
            channel.handle_close()
        # What was let go of is still looked for in this pass, and its file could be that of a new connection.
        return not idle and bool(super().readable())

    def _idle(self) -> list[Any]:
        """Return the connections that ask for nothing, and had a moment to."""
        since = time.time() - _MOMENT
        return [c for c in self.active_channels.values() if not c.requests and c.last_activity < since]

    def handle_accept(self) -> None:
        """Take the connections that stand at the door."""
        for _ in range(AT_ONCE):
            before = len(self.active_channels)
            super().handle_accept()
            if len(self.active_channels) == before:
                break


def _worth(channel: Any) -> tuple[bool, float]:
    """Whether an answer is on its way, and since when nothing happened: that of an unfinished request is its start."""
    return bool(channel.total_outbufs_len), channel.last_activity
