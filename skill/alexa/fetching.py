"""Gets a certificate chain from the one host that has them, within a time and a size, or from a folder instead."""

import io
import os
import socket
import ssl
import stat
from collections.abc import Callable
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

from skill.alexa.chain import SIZE_LIMIT
from skill.errors import Refused, SettingsError

HOST = "s3.amazonaws.com"
_HEAD_LIMIT = 16 * 1024  # bytes of an answer's headers
_BUNDLES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")

Fetch = Callable[[str, float], bytes]
"""Path and the moment (of `monotonic`) until which to wait -> what is there; raises Refused."""

Connect = Callable[[float], socket.socket]
"""Seconds to wait -> a connection with the host."""


class _Socket(Protocol):
    def settimeout(self, value: float) -> None: ...

    def recv_into(self, buffer: Any) -> int: ...


def connect(patience: float) -> socket.socket:
    """Return a connection with the host of the chains."""
    return socket.create_connection((HOST, 443), patience)


def from_host(trusted: bytes, open_: Connect = connect) -> Fetch:
    """Return a way to ask the host; trusted: the roots of its own certificate, as PEM."""
    context = ssl.create_default_context(cadata=trusted.decode("ascii", "replace"))

    def fetch(path: str, deadline: float) -> bytes:
        try:
            with (
                open_(_left(deadline)) as wire,
                _handshake(context, wire, deadline) as secure,
            ):
                return _get(secure, path, deadline)
        except TimeoutError:
            raise Refused("fetch", "The host of the certificates did not answer in time.") from None
        except (OSError, HTTPException, ValueError):
            raise Refused("fetch", "The certificates cannot be had from their host.") from None

    return fetch


def from_folder(folder: Path) -> Fetch:
    """Return a way to read chains from a folder that stands for the host; raises SettingsError where it is none."""
    if not folder.is_dir():
        raise SettingsError(f"SECOND_HELLO_CERT_MIRROR is a folder, not {str(folder)!r}.")

    def fetch(path: str, deadline: float) -> bytes:
        try:
            # A pipe in the folder would keep us waiting, so it is opened without, and then refused.
            with os.fdopen(os.open(folder / path.lstrip("/"), os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise Refused("fetch", "The certificates are no file.")
                return _bounded(file.read(SIZE_LIMIT + 1))
        except OSError:
            raise Refused("fetch", "The certificates are not in the folder.") from None

    return fetch


def system_roots() -> bytes:
    """Return the roots that this system trusts, as PEM; empty where it has none."""
    paths = ssl.get_default_verify_paths()
    for name in (paths.cafile, *_BUNDLES):
        if name and Path(name).is_file():
            return Path(name).read_bytes()
    return b""


def _handshake(context: ssl.SSLContext, wire: socket.socket, deadline: float) -> ssl.SSLSocket:
    wire.settimeout(_left(deadline))
    return context.wrap_socket(wire, server_hostname=HOST)


def _get(secure: ssl.SSLSocket, path: str, deadline: float) -> bytes:
    secure.settimeout(_left(deadline))
    secure.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode("ascii"))
    stream: Any = _Stream(secure, deadline)
    response = HTTPResponse(stream, method="GET")
    response.begin()
    # A redirect is refused like anything else that is not the file.
    if response.status != 200:
        raise Refused("fetch", f"The host of the certificates answered {response.status}.")
    return _bounded(response.read(SIZE_LIMIT + 1), whole=response.isclosed() or not response.length)


def _bounded(pem: bytes, *, whole: bool = True) -> bytes:
    if len(pem) > SIZE_LIMIT or not whole:
        raise Refused("fetch", "The certificates are too long, or broken off.")
    return pem


class _Stream(io.RawIOBase):
    """What HTTPResponse takes for a socket: every read ends at the same deadline, and all of them at a size."""

    def __init__(self, wire: _Socket, deadline: float) -> None:
        self._wire = wire
        self._deadline = deadline
        self._more = SIZE_LIMIT + _HEAD_LIMIT

    def makefile(self, mode: str) -> io.BufferedReader:
        """Return itself as a file to read."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with what has come; raises TimeoutError at the deadline."""
        self._wire.settimeout(_left(self._deadline))
        read = self._wire.recv_into(buffer)
        self._more -= read
        if self._more < 0:
            raise Refused("fetch", "The certificates are too long.")
        return read


def _left(deadline: float) -> float:
    """Return the seconds until a deadline; raises TimeoutError past it."""
    if (left := deadline - monotonic()) <= 0:
        raise TimeoutError
    return left
