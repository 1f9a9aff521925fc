"""Requests as they are read from the wire: what two readers could take for two things is refused."""

import re

from waitress.buffers import OverflowableBuffer
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.utilities import RequestEntityTooLarge

MOST_BYTES = 1024 * 1024  # of a body; the app refuses far less
_READ_PAST = 32 * 1024 * 1024  # bytes of a body too large that are still taken, and dropped
_HOST = re.compile(rb"^host:", re.IGNORECASE | re.MULTILINE)


class Parser(HTTPRequestParser):  # type: ignore[misc]
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

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head of a request; raises ParsingError."""
        try:
            super().parse_header(header_plus)
        except ValueError as error:
            raise ParsingError("Bad address") from error
        if self.version not in ("1.0", "1.1"):
            raise ParsingError("Not HTTP/1.0 or HTTP/1.1")
        if len(_HOST.findall(header_plus)) > 1:
            raise ParsingError("More than one Host")
        # With two lengths, what follows may be another request to one reader and this one's body to the next.
        if "TRANSFER_ENCODING" in self.headers or (self.chunked and "CONTENT_LENGTH" in self.headers):
            self.headers["CONNECTION"] = "close"

    def _drop(self) -> None:
        """Go on reading chunks to the last one, and keep none."""
        self.body_rcv.buf.close()
        self.body_rcv.buf = OverflowableBuffer(MOST_BYTES)
        self.completed = bool(self.body_rcv.completed or self.body_rcv.error) or self.body_bytes_received > _READ_PAST
