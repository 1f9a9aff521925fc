"""Bytes to and from a server, as no client library would send them."""

import socket
from urllib.parse import urlsplit


def exchange(url: str, sent: bytes) -> bytes:
    """What comes back for these bytes, until the other end closes."""
    parts = urlsplit(url)
    with socket.create_connection((str(parts.hostname), int(parts.port or 0)), timeout=10) as wire:
        wire.sendall(sent)
        received = b""
        while piece := wire.recv(65536):
            received += piece
    return received


def head(*headers: str) -> bytes:
    """The head of a request to Alexa's door."""
    return "\r\n".join(["POST /alexa HTTP/1.1", "Host: x", "Connection: close", *headers, "", ""]).encode()
