"""What is written to standard error: one line each, nothing of anyone's, and nobody waits for it."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from types import TracebackType

from skill import logs, metrics
from skill.logs import Lines, where
from skill.voice.routes import respond

_Raised = tuple[type[BaseException], BaseException, TracebackType | None]


def _record(message: str, *, path: str = logs.__file__, error: _Raised | None = None, **more: object) -> str:
    """A record as the log has it, in JSON."""
    record = logging.LogRecord("somewhere", logging.ERROR, path, 12, message, None, error)
    vars(record).update(more)
    return Lines("json").format(record)


def _raised(fail: Callable[[], object]) -> _Raised:
    try:
        fail()
    except Exception as error:
        return type(error), error, error.__traceback__
    raise AssertionError


def _fail() -> None:
    raise ZeroDivisionError("Maya at the gym")


_PLACE = f"ZeroDivisionError at test_logs.py:{_fail.__code__.co_firstlineno + 1}"


def test_a_request_is_one_line_of_json() -> None:
    line = json.loads(_record("GET / 200", told={"method": "GET", "path": "/", "status": 200}))
    assert line.pop("time").endswith("Z")
    assert line == {"level": "error", "method": "GET", "path": "/", "status": 200}


def test_a_line_is_a_line() -> None:
    assert "\n" not in _record("what\nwas said")


def test_text_is_for_people() -> None:
    record = logging.LogRecord("skill.requests", logging.INFO, logs.__file__, 1, "GET / 200", None, None)
    assert Lines("text").format(record).endswith("Z INFO GET / 200")
    record.told = {"method": "GET", "ms": 1.5}
    assert Lines("text").format(record).endswith("Z INFO method=GET ms=1.5")


def test_what_a_library_says_is_only_placed() -> None:
    line = _record("Exception while serving /alexa for 10.1.2.3", path="/x/waitress/channel.py", error=_raised(_fail))
    assert json.loads(line)["message"] == f"{_PLACE} in somewhere (channel.py:12)"
    assert json.loads(_record("10.1.2.3", path="/x/y.py"))["message"] == "somewhere (y.py:12)"
    kept = "total open connections reached the connection limit, no longer accepting new connections"
    assert json.loads(_record(kept, path="/x/waitress/server.py"))["message"] == kept


def test_a_developer_sees_all_of_it() -> None:
    record = logging.LogRecord("waitress", logging.ERROR, "/x/y.py", 1, "for Maya", None, _raised(_fail))
    assert "Maya at the gym" in json.loads(Lines("json", tracebacks=True).format(record))["traceback"]
    assert "Traceback" in Lines("text", tracebacks=True).format(record)
    assert "Maya" not in Lines("json").format(record)


def test_an_error_is_its_type_and_our_places() -> None:
    assert where(_raised(_fail)[1]) == _PLACE
    told = where(_raised(lambda: respond(None))[1])  # type: ignore[arg-type]
    assert told.startswith("AttributeError at voice/routes.py:")
    assert where(ValueError("Maya")) == "ValueError at no place"


def test_who_does_not_read_the_log_keeps_nobody_waiting() -> None:
    reads, writes = os.pipe()
    handler, before = logs._Apart(writes), metrics.total("log_lines_dropped")
    handler.setFormatter(Lines("json"))
    for number in range(5_000):
        handler.handle(logging.LogRecord("x", logging.ERROR, logs.__file__, number, "a line", None, None))
    dropped = metrics.total("log_lines_dropped") - before
    assert 0 < dropped <= 5_000 - logs._WAITING
    with os.fdopen(reads, "rb") as log:
        assert json.loads(log.readline())["message"] == "a line"
        # Whoever reads again gets what had room, and the end is not lost.
        rest = [log.readline() for _ in range(5_000 - dropped - 1)]
        assert all(json.loads(line)["message"] == "a line" for line in rest)
        handler.close()
        os.close(writes)
        assert log.read() == b""


def test_the_end_of_the_log_is_written() -> None:
    code = """
import logging, threading
from skill import logs
logs.set_up("json")
def fail(): raise ZeroDivisionError("Maya at the gym")
thread = threading.Thread(target=fail)
thread.start()
thread.join()
logging.getLogger("skill.requests").info("GET", extra={"told": {"message": "a request"}})
logging.getLogger("somebody.else").info("not asked for")
logging.getLogger("skill.x").warning("it", extra={"told": {"message": "the last"}})
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    broke, *others = (json.loads(line)["message"] for line in ran.stderr.splitlines())
    assert broke == "ZeroDivisionError at <string>:5 in a thread"
    assert others == ["a request", "the last"]


def test_without_lines_for_requests_the_rest_is_told() -> None:
    code = """
import logging
from skill import logs
logs.set_up("off")
logging.getLogger("skill.requests").error("a request")
logging.getLogger("skill.x").error("it", extra={"told": {"message": "a defect"}})
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stderr.endswith("Z ERROR a defect\n")
    assert ran.stderr.count("\n") == 1
