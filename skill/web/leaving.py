"""How the server ends: what is being answered is finished, and nothing new is begun."""

from time import monotonic
from typing import Any

from waitress import wasyncore
from waitress.task import WSGITask

FLAG = "second_hello.leaving"
"""The name in a request's environ that tells whether the server is about to end."""

PATIENCE = 8.0  # seconds for turns in flight, as long as Alexa waits for one
_GRACE = 1.0  # seconds for what is being sent; a slow sender must not make each restart slow
_PASSES = 100  # connections taken that stood at the door when the end began


class Ending:
    """When the server's end began, if it has."""

    def __init__(self) -> None:
        """Make one that has not begun."""
        self._since: float | None = None
        self._hurried = False

    def begin(self) -> None:
        """Begin the end; asked a second time, wait for nobody. Safe in a signal handler: it takes no lock."""
        self._hurried = self.begun
        self._since = monotonic() if self._since is None else self._since

    @property
    def begun(self) -> bool:
        """Tell whether the end has begun."""
        return self._since is not None

    @property
    def left(self) -> float:
        """Return the seconds that are left."""
        return 0.0 if self._hurried else max(0.0, PATIENCE - self._age)

    def holds(self, channel: Any) -> bool:
        """Tell whether a connection is worth waiting for: it is being answered, or a request is on its way in."""
        return bool(channel.requests or channel.total_outbufs_len or (channel.request and self._age < _GRACE))

    @property
    def _age(self) -> float:
        return monotonic() - self._since if self._since is not None else 0.0


class Task(WSGITask):  # type: ignore[misc]
    """Answering one request, with the end in mind."""

    def get_environment(self) -> dict[str, Any]:
        """Return the request's environ."""
        environ: dict[str, Any] = super().get_environment()
        environ[FLAG] = self.channel.server.ending.begun
        return environ

    def build_response_header(self) -> bytes:
        """Return the head of the answer; at the end it says that the connection closes."""
        if self.channel.server.ending.begun:
            self.set_close_on_finish()
        head: bytes = super().build_response_header()
        return head


def finish(server: Any, sockets: dict[int, Any]) -> None:
    """Take nothing new, and go on until what is in flight is answered or the time is up; then stop.

    Connections that are open meanwhile may still ask, and are told to close.
    """
    ending, before = server.ending, -1
    for _ in range(_PASSES):
        if len(server.active_channels) == before:
            break
        before = len(server.active_channels)
        wasyncore.loop(timeout=0, use_poll=True, map=sockets, count=1)
    # The server's own close would take the trigger along, by which threads tell that an answer is ready.
    wasyncore.dispatcher.close(server)
    while ending.left and any(map(ending.holds, list(server.active_channels.values()))):
        wasyncore.loop(timeout=min(ending.left, 0.5), use_poll=True, map=sockets, count=1)
    server.task_dispatcher.shutdown(timeout=_GRACE)
    wasyncore.close_all(sockets)
