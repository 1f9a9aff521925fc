"""The WSGI server, waitress, and its settings."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from waitress import create_server, wasyncore
from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer
from waitress.task import ErrorTask
from waitress.utilities import RequestEntityTooLarge

from skill.errors import SettingsError
from skill.web import leaving, memory, problems, record
from skill.web.threads import Threads

_OPTIONS: dict[str, Any] = {
    "connection_limit": 500,
    "channel_timeout": 20,  # seconds until a request must be here whole, and without one until a connection is left
    "cleanup_interval": 5,  # seconds between looks for slow senders
    "max_request_header_size": 128 * 1024,
    # The app refuses far less. What is over this is never kept, only read past, see _Parser.
    "max_request_body_size": 1024 * 1024,
    "ident": None,
    "asyncore_use_poll": True,
    # Who is trusted to say for whom they ask is the app's to know, see limits.py.
    "clear_untrusted_proxy_headers": False,
}
# Far more than work at once: strangers may hold many, see certificates.Limits, and never all for long.
_THREADS = 80
_READ_PAST = 32 * 1024 * 1024  # bytes of a body too large that are still taken, and dropped


class _Parser(HTTPRequestParser):  # type: ignore[misc]
    """Reads past a body that is too large: a sender that is cut off while it sends never sees the answer."""

    left = 0
    expect_continue: bool

    def received(self, data: bytes) -> int:
        """Take bytes, and return how many."""
        if self.left:
            taken = min(len(data), self.left)
            self.left -= taken
            self.completed = not self.left
            return taken
        taken = int(super().received(data))
        if isinstance(self.error, RequestEntityTooLarge):
            if self.expect_continue:
                self.expect_continue = False  # it waits to be asked, and is not
            elif self.chunked:
                self._drop()
            elif self.content_length <= _READ_PAST:
                self.left, self.completed = self.content_length, False
        return taken

    def _drop(self) -> None:
        """Go on reading chunks to the last one, and keep none."""
        self.body_rcv.buf.close()
        self.body_rcv.buf = OverflowableBuffer(_OPTIONS["max_request_body_size"])
        self.completed = bool(self.body_rcv.completed or self.body_rcv.error) or self.body_bytes_received > _READ_PAST


class _Problem(ErrorTask):  # type: ignore[misc]
    """What cannot even be read as a request is answered as every other error."""

    def execute(self) -> None:
        """Write the answer."""
        error = self.request.error
        record.unread(error.code)
        answer = problems.body(error.code, problems.words(error.code, f"{error.reason}, {error.body.lower()}"))
        self.status = f"{error.code} {error.reason}"
        self.response_headers.append(("Content-Type", problems.TYPE))
        self.set_close_on_finish()
        self.content_length = len(answer)
        self.write(answer)


class _Channel(HTTPChannel):  # type: ignore[misc]
    parser_class = _Parser
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
        # The loop ends when it has no socket left; only its own thread may close them.
        server.trigger.pull_trigger(lambda: wasyncore.close_all(sockets))
        thread.join()


def _listening(app: Callable[..., Any], host: str, port: int, sockets: dict[int, Any]) -> BaseWSGIServer:
    # Two addresses would have two ports where any free one is asked for.
    address = "127.0.0.1" if host == "localhost" else host
    threads = Threads(_THREADS)
    try:
        server = create_server(app, sockets, _dispatcher=threads, host=address, port=port, **_OPTIONS)
    except OSError as error:
        threads.shutdown()
        raise SettingsError(f"Cannot listen on {host} port {port}: {error.strerror or error}.") from error
    server.channel_class, server.ending = _Channel, leaving.Ending()
    return server


def _url(server: BaseWSGIServer) -> str:
    host = server.effective_host
    return f"http://{f'[{host}]' if ':' in host else host}:{server.effective_port}"
