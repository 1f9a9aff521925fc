"""Sends requests over one connection, and opens it again where the server closed it."""

from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from tests.hostile.rows import Sent


class Line:
    """A connection that is kept."""

    def __init__(self, url: str, timeout: float = 30) -> None:
        """Make a connection that opens when it is used; timeout: seconds."""
        parts = urlsplit(url)
        self._connection = HTTPConnection(str(parts.hostname), parts.port, timeout=timeout)

    def send(self, sent: Sent, path: str = "/alexa") -> tuple[int, bytes]:
        """Return the status and the body of the answer; a connection that was closed meanwhile is tried once more."""
        try:
            return self._send(sent, path)
        except (HTTPException, ConnectionError):
            self._connection.close()
            return self._send(sent, path)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _send(self, sent: Sent, path: str) -> tuple[int, bytes]:
        line = self._connection
        line.putrequest(sent.method, path, skip_accept_encoding=True)
        for name, value in [*sent.headers, ("Content-Length", str(len(sent.body)))]:
            line.putheader(name, value if isinstance(value, bytes) else value.encode())
        line.endheaders(sent.body)
        response = line.getresponse()
        body = response.read()
        if response.will_close:
            line.close()
        return response.status, body
