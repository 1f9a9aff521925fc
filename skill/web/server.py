"""The WSGI server, waitress, and its settings."""

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from skill.errors import SettingsError
from skill.web import crowding, leaving, memory, problems, record
from skill.web.parsing import MOST_BYTES, Parser
from skill.web.threads import Threads

_OPTIONS: dict[str, Any] = {
    "channel_timeout": 20,  # seconds until a request must be here whole, and without one until a connection is left
    "cleanup_interval": 5,  # seconds between looks for slow senders
    "max_request_header_size": 128 * 1024,
    # What is over this is never kept, only read past.
    "max_request_body_size": MOST_BYTES,
    "ident": None,
    "asyncore_use_poll": True,
    # Who is trusted to say for whom they ask is the app's to know, see limits.py.
    "clear_untrusted_proxy_headers": False,
}


class _Problem(ErrorTask):  # type: ignore[misc]
    """What cannot even be read as a request is answered as every other error."""

    def execute(self) -> None:
        """Write the answer."""
        error = self.request.error
        record.unread(error.code)
        answer = problems.body(error.code, problems.words(error.code, f"{error.reason}, {error.body.lower()}"))
        self.status = f"{error.code} {error.reason}"
        self.response_headers.append(("Content-Type", problems.TYPE))
        if isinstance(error, crowding.Busy):
            self.response_headers.append(("Retry-After", "1"))
        self.set_close_on_finish()
        self.content_length = len(answer)
        self.write(answer)


class _Channel(HTTPChannel):  # type: ignore[misc]
    parser_class = Parser
    task_class = leaving.Task
    error_task_class = _Problem
    last_activity: float

    def handle_read(self) -> None:
        """Read; a byte now and then does not make a request that is not here in time younger."""
        before, unfinished = self.last_activity, self.request is not None
        super().handle_read()
        if unfinished and self.request is not None and not self.requests:
            self.last_activity = before


def serve(app: Callable[..., Any], host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT, and let what is being answered end, see leaving.py.

    Port 0 takes a free one; `announce` is told the URL. Raises SettingsError where the address cannot be had.
    """
    memory.keep_together()
    sockets: dict[int, Any] = {}
    server = _listening(app, host, port, sockets)

    def leave(*_: object) -> None:
        server.ending.begin()
        server.trigger.pull_trigger()

    # SIGINT too: a shell starts what it puts in the background with it ignored.
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, leave)
    announce(_url(server))
    while not server.ending.begun:
        wasyncore.loop(timeout=1, use_poll=True, map=sockets, count=1)
    leaving.finish(server, sockets)


@contextmanager
def running(app: Callable[..., Any]) -> Iterator[str]:
    """Serve on a free loopback port in the background for as long as the block lasts; gives the URL."""
    sockets: dict[int, Any] = {}
    server = _listening(app, "127.0.0.1", 0, sockets)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield _url(server)
    finally:
        server.task_dispatcher.shutdown()
        # The loop ends when it has no socket left; only its own thread may close them, and not while the trigger is
        # still being pulled: a wake-up from before might get there first.
        pulling = threading.Lock()

        def close() -> None:
            with pulling:
                wasyncore.close_all(sockets)

        with pulling:
            server.trigger.pull_trigger(close)
        thread.join()


def _listening(app: Callable[..., Any], host: str, port: int, sockets: dict[int, Any]) -> crowding.Server:
    room = crowding.room()
    # Where all that are open are being answered, the next ones stay at the door.
    most = room + 2 * crowding.AT_ONCE
    settings = Adjustments(host=_address(host, port), port=port, connection_limit=most, **_OPTIONS)
    threads = Threads(
        crowding.THREADS, crowding.AT_WORK, crowding.WAITING, goes_first=crowding.goes_first, refuse=crowding.refuse
    )
    try:
        server = crowding.Server(app, sockets, dispatcher=threads, adj=settings)
    except OSError as error:
        threads.shutdown()
        raise _cannot_listen(host, port, error) from error
    server.channel_class, server.ending, server.connections = _Channel, leaving.Ending(), room
    return server


def _address(host: str, port: int) -> str:
    """Return one address that a host's name stands for; two would have two ports where any free one is asked for."""
    if not host:
        raise SettingsError("Cannot listen on a host without a name.")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise _cannot_listen(host, port, error) from error
    return str(next((a for *_, a in found if ":" not in str(a[0])), found[0][-1])[0])


def _cannot_listen(host: str, port: int, error: Exception) -> SettingsError:
    return SettingsError(f"Cannot listen on {host} port {port}: {getattr(error, 'strerror', None) or error}.")


def _url(server: crowding.Server) -> str:
    host = server.effective_host
    return f"http://{f'[{host}]' if ':' in host else host}:{server.effective_port}"
