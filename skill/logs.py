"""The log: a line a request, and where something broke; never what was said, nor who said it.

Our own messages are written so. What libraries say may hold an address, a path or a value, so of theirs only the
place is kept, and of an error its type and the places in our code that it came through.
"""

import json
import logging
import os
import queue
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb
from typing import Any

from skill import metrics

REQUESTS = "skill.requests"
"""The logger that tells of requests, a line each."""

_PACKAGE = Path(__file__).parent
_PLACES = 3
_WAITING = 2_000  # lines
_PATIENCE = 1.0  # seconds that the end of the process waits for who reads us
# What the server says of itself, with nothing in it of anyone's.
_PLAIN = ("total open connections",)


def set_up(how: str, *, level: int = logging.INFO, tracebacks: bool = False) -> None:
    """Log to standard error; how: "json" or "text", a line a request, or "off": as text, and none for requests.

    tracebacks: whether a defect is logged with one; it may show what was said, so only for developers.
    """
    handler = _Apart(sys.stderr.fileno())
    handler.setFormatter(Lines("json" if how == "json" else "text", tracebacks=tracebacks))
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)
    logging.getLogger("skill").setLevel(level)
    logging.getLogger(REQUESTS).disabled = how == "off"
    if not tracebacks:
        logging.raiseExceptions = False
        threading.excepthook = _broken


def where(error: BaseException) -> str:
    """Return an error's type and the places in our code that it came through, the innermost first; not its words."""
    every = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
    ours = [f"{path.relative_to(_PACKAGE)}:{line}" for path, line in every if path.is_relative_to(_PACKAGE)]
    places = ours[-_PLACES:] or [f"{path.name}:{line}" for path, line in every[-1:]]
    return f"{type(error).__name__} at {' < '.join(reversed(places)) or 'no place'}"


class Lines(logging.Formatter):
    """A record as one line."""

    def __init__(self, how: str, *, tracebacks: bool = False) -> None:
        """Write lines of JSON, or of text."""
        super().__init__()
        self._json = how == "json"
        self._tracebacks = tracebacks

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        told: dict[str, Any] = getattr(record, "told", None) or {"message": self._message(record)}
        traceback = self.formatException(record.exc_info) if self._tracebacks and record.exc_info else ""
        if self._json:
            line = {"time": at, "level": record.levelname.lower(), **told}
            return json.dumps({**line, "traceback": traceback} if traceback else line)
        words = told["message"] if "message" in told else " ".join(f"{name}={value}" for name, value in told.items())
        return f"{at} {record.levelname} {words}" + (f"\n{traceback}" if traceback else "")

    def _message(self, record: logging.LogRecord) -> str:
        ours = Path(record.pathname).is_relative_to(_PACKAGE)
        if ours or self._tracebacks or str(record.msg).startswith(_PLAIN):
            return record.getMessage()
        place = f"{record.name} ({Path(record.pathname).name}:{record.lineno})"
        error = record.exc_info[1] if record.exc_info else None
        return f"{where(error)} in {place}" if error else place


class _Apart(logging.Handler):
    """Writes in a thread of its own: who does not read our log keeps no turn waiting. What finds no room is dropped."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._lines: queue.Queue[bytes | None] = queue.Queue(_WAITING)
        self._writer = threading.Thread(target=self._write, name="log", daemon=True)
        self._writer.start()

    def emit(self, record: logging.LogRecord) -> None:
        """Take a record."""
        try:
            self._lines.put_nowait(f"{self.format(record)}\n".encode())
        except queue.Full:
            metrics.count("log_lines_dropped")
        except Exception:
            self.handleError(record)

    def close(self) -> None:
        """Write what is left, if it is read in time."""
        try:
            self._lines.put(None, timeout=_PATIENCE)
        except queue.Full:
            pass
        else:
            self._writer.join(_PATIENCE)
        super().close()

    def _write(self) -> None:
        # Not through sys.stderr: whoever is stopped while writing there holds its lock, also at the end of the process.
        while (line := self._lines.get()) is not None:
            try:
                while line:
                    line = line[os.write(self._descriptor, line) :]
            except OSError:
                metrics.count("log_lines_dropped")


def _broken(thread: threading.ExceptHookArgs) -> None:
    if thread.exc_value is not None:
        logging.getLogger(__name__).error("%s in a thread", where(thread.exc_value))
