"""Sends a request to a skill over HTTP, past every proxy, and waits as long as Alexa would."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from time import monotonic
from urllib.parse import urlsplit

from skill.errors import BadInput, Unreachable

PATIENCE = 8.0
_MOST = 1_000_000
_MOST_WORDS = 200  # characters of what a skill says about a refusal
_HEADERS = {
    "Content-Type": "application/json; charset=utf-8",
    "Accept": "application/json",
    "Accept-Charset": "utf-8",
    "Connection": "close",
}


Sign = Callable[[bytes], Mapping[str, str]]
"""A body -> the headers that say who sent it."""


@dataclass(frozen=True)
class Received:
    """What came back: the HTTP status and the body; the `trouble` is in words, alone where nothing came."""

    status: int | None
    body: bytes = b""
    trouble: str | None = None


def _connection(url: str, patience: float) -> tuple[HTTPConnection, str]:
    """Return a connection that is not open yet, and the path to ask for."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise BadInput(f"{url!r} is not a web address: {error}.") from error
    if parts.scheme not in ("http", "https") or not host:
        raise BadInput(f"{url!r} is not a web address. It looks like http://127.0.0.1:8080/alexa.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if any(not "!" <= c <= "~" for c in path + host):
        raise BadInput(f"{url!r} has characters that no web address has.")
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(host, port, timeout=patience), path


def _body(response: HTTPResponse, deadline: float) -> bytes:
    """Return a body as far as it may be read; raises TimeoutError if it only drips in."""
    body = b""
    while len(body) < _MOST and (piece := response.read1(65_536)):
        body += piece
        if monotonic() > deadline:
            raise TimeoutError
    return body


def _refusal(status: int, body: bytes) -> str | None:
    """Return why a request was refused, where the skill says so as problem details (RFC 9457) do."""
    if status < 400:
        return None
    try:
        detail = json.loads(body)["detail"]
    except (ValueError, RecursionError, TypeError, KeyError):
        return None
    seen = "".join(c if c.isprintable() else " " for c in str(detail))
    return f"The skill answered HTTP {status}. {' '.join(seen.split())[:_MOST_WORDS]}"


def check_url(url: str) -> None:
    """Raise BadInput where a text is no http or https address."""
    _connection(url, PATIENCE)


def post(url: str, body: bytes, patience: float = PATIENCE, sign: Sign | None = None) -> Received:
    """Return a skill's answer to a body; raises Unreachable where nobody listens, BadInput for a bad address.

    `patience` is in seconds; without `sign` the body goes unsigned. A redirect is not followed, as Alexa follows none.
    """
    connection, path = _connection(url, patience)
    deadline = monotonic() + patience
    try:
        try:
            connection.connect()
        except OSError as error:
            why = error.strerror or str(error) or type(error).__name__
            raise Unreachable(f"No skill answers at {url} ({why}). Is it running?") from error
        try:
            connection.request("POST", path, body, {**_HEADERS, **(sign(body) if sign else {})})
            response = connection.getresponse()
            answer = _body(response, deadline)
            return Received(response.status, answer, _refusal(response.status, answer))
        except TimeoutError:
            return Received(None, trouble=f"The skill did not answer within {patience:g} seconds.")
        except (OSError, HTTPException) as error:
            return Received(None, trouble=f"The skill broke off its answer ({type(error).__name__}).")
    finally:
        connection.close()
