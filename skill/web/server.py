"""The WSGI server, waitress, and its settings."""

import logging
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from waitress import create_server, wasyncore
from waitress.server import BaseWSGIServer

from skill.errors import SettingsError

_OPTIONS: dict[str, Any] = {
    "threads": 8,
    "connection_limit": 500,
    "channel_timeout": 20,  # seconds without a byte, then a slow sender is left
    "cleanup_interval": 5,  # seconds between looks for slow senders
    "max_request_header_size": 128 * 1024,
    # The app refuses far less, with an answer. What is over this is not even read to its end.
    "max_request_body_size": 1024 * 1024,
    "ident": None,
    "asyncore_use_poll": True,
}


def serve(app: Callable[..., Any], host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT, and let what is being answered end.

    Port 0 takes a free one; `announce` is told the URL. Raises SettingsError where the address cannot be had.
    """
    sockets: dict[int, Any] = {}
    server = _listening(app, host, port, sockets)
    # SIGINT too: a shell starts what it puts in the background with it ignored.
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, _leave)
    announce(_url(server))
    server.run()
    wasyncore.close_all(sockets)


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
    # A moment with more requests than threads is nothing to tell anybody.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    # Two addresses would have two ports where any free one is asked for.
    address = "127.0.0.1" if host == "localhost" else host
    try:
        return create_server(app, sockets, host=address, port=port, **_OPTIONS)
    except OSError as error:
        raise SettingsError(f"Cannot listen on {host} port {port}: {error.strerror or error}.") from error


def _url(server: BaseWSGIServer) -> str:
    host = server.effective_host
    return f"http://{f'[{host}]' if ':' in host else host}:{server.effective_port}"


def _leave(*_: object) -> NoReturn:
    sys.exit(0)
