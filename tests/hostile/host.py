"""A host of certificates on this machine, with TLS, that fails as it is told to, and counts what it is asked for."""

import contextlib
import socket
import ssl
import struct
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.hostile.authority import Authority

NAME = "s3.amazonaws.com"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: binary/octet-stream\r\nContent-Length: %d\r\n\r\n"


class Host:
    """Serves files by their path; `trouble` is what it does instead, to everyone who asks meanwhile."""

    def __init__(self, authority: Authority) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: Counter[str] = Counter()
        self.connections = 0
        self.trouble: str | None = None
        self._closing = threading.Event()
        self._contexts = {
            None: _context(authority.host_certificate(NAME)),
            "wrong name": _context(authority.host_certificate("s3.example.org")),
            "untrusted": _context(authority.stranger_certificate(NAME)),
        }
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        threading.Thread(target=self._accept, daemon=True).start()

    def connect(self, patience: float) -> socket.socket:
        """In place of the real host: what `skill.alexa.fetching.connect` does."""
        self.connections += 1
        if self.trouble == "no such name":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if self.trouble == "refused":
            with socket.create_server(("127.0.0.1", 0)) as nobody:
                address = nobody.getsockname()
            return socket.create_connection(address, patience)
        return socket.create_connection(self._listener.getsockname(), patience)

    @contextlib.contextmanager
    def failing(self, trouble: str | None) -> Iterator[None]:
        self.trouble = trouble
        try:
            yield
        finally:
            self.trouble = None

    def close(self) -> None:
        self._closing.set()
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                wire, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(wire, self.trouble), daemon=True).start()

    def _serve(self, wire: socket.socket, trouble: str | None) -> None:
        with contextlib.suppress(OSError), wire:
            wire.settimeout(20)
            if trouble == "no handshake":
                self._hold(wire)
            elif trouble == "not TLS":
                wire.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            else:
                context = self._contexts.get(trouble) or self._contexts[None]
                with context.wrap_socket(wire, server_side=True) as secure:
                    self._answer(secure, trouble)

    def _answer(self, secure: ssl.SSLSocket, trouble: str | None) -> None:
        asked = b""
        while b"\r\n\r\n" not in asked:
            piece = secure.recv(4096)
            if not piece:
                return
            asked += piece
        path = asked.split()[1].decode("latin-1")
        self.asked[path] += 1
        pem = self.files.get(path)
        whole = _HEAD % len(pem or b"") + (pem or b"")
        match trouble:
            case "404" | "503" | "500" | "204":
                # Whatever it is called, what it sends would do.
                secure.sendall(whole.replace(b"200 OK", trouble.encode() + b" No", 1))
            case "redirect":
                to = f"Location: https://{NAME}/echo.api/good.pem\r\n".encode()
                secure.sendall(whole.replace(b"200 OK\r\n", b"302 Found\r\n" + to, 1))
            case "stall":
                self._hold(secure)
            case "stall in the middle":
                secure.sendall(whole[: len(whole) // 2])
                self._hold(secure)
            case "drip" | "drip its head":
                at_once = 0 if trouble == "drip its head" else len(whole) - 2_000
                secure.sendall(whole[:at_once] or b"")
                for byte in whole[at_once:]:
                    secure.sendall(bytes([byte]))
                    if self._closing.wait(0.02):
                        return
            case "reset":
                secure.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                secure.detach()
            case "truncated":
                secure.sendall(_HEAD % (len(pem or b"") + 500) + (pem or b""))
            case "10 MB":
                secure.sendall(_HEAD % 10_000_000)
                for _ in range(160):
                    secure.sendall(b"\n" * 65_536)
            case "10 MB unsaid":
                secure.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + (pem or b""))
                for _ in range(160):
                    secure.sendall(b"\n" * 65_536)
            case "endless head":
                secure.sendall(b"HTTP/1.1 200 OK\r\n")
                while not self._closing.is_set():
                    secure.sendall(b"X-More: " + b"a" * 200 + b"\r\n")
            case "no HTTP":
                secure.sendall(b"-----BEGIN CERTIFICATE-----\r\n\r\n")
            case "chunked":
                size = f"{len(pem or b''):x}".encode()
                secure.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + size + b"\r\n")
                secure.sendall((pem or b"") + b"\r\n0\r\n\r\n")
            case "slowly":
                time.sleep(0.15)
                secure.sendall(whole)
            case _ if pem is None:
                secure.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            case _:
                secure.sendall(whole)

    def _hold(self, wire: socket.socket) -> None:
        """Say nothing until the other side leaves."""
        while not self._closing.is_set() and wire.recv(4096):
            pass


def _context(certificate: bytes) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "host.pem"
        file.write_bytes(certificate)
        context.load_cert_chain(file)
    return context
