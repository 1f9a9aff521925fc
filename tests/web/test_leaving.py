"""The end of the server, in a process of its own: turns in flight are finished, and nothing new is begun."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from typing import IO, Any

import pytest

from tests.alexa.requests import launch

# The service as its command starts it, but that a turn is answered when a line comes in, and says when it has begun.
_SLOW = """
import sys
import skill.app
from skill import cli
from skill.voice.routes import respond
from skill.web import leaving

def slowly(turn):
    print("asked", flush=True)
    sys.stdin.readline()
    return respond(turn)

skill.app.respond = slowly
leaving.PATIENCE = float(sys.argv[1])
sys.exit(cli.main(["run", "--development", "--port", "0"]))
"""
_PATIENCE = 60  # seconds; nothing here waits so long, but where something is broken


@dataclass
class _Service:
    process: "subprocess.Popen[str]"
    port: int
    connections: list[HTTPConnection] = field(default_factory=list)

    @property
    def told(self) -> IO[str]:
        assert self.process.stdout
        return self.process.stdout

    def go_on(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def connected(self) -> HTTPConnection:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        connection.connect()
        self.connections.append(connection)
        return connection

    def asked(self) -> HTTPConnection:
        """A connection over which a turn is in flight."""
        connection = self.connected()
        connection.request("POST", "/alexa", json.dumps(launch()))
        assert self.told.readline() == "asked\n"
        return connection

    def refuses(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=_PATIENCE).close()
        except ConnectionError:
            return True
        return False

    def leave(self) -> None:
        """Tell it to leave, and wait until its door is shut."""
        self.process.send_signal(signal.SIGTERM)
        while not self.refuses():
            pass


@contextmanager
def _service(patience: float = _PATIENCE, **environ: str) -> Iterator[_Service]:
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    env = {**os.environ, "SECOND_HELLO_VERIFY": "off", **environ}
    process = subprocess.Popen([sys.executable, "-c", _SLOW, str(patience)], text=True, env=env, **pipes)
    try:
        assert process.stderr
        url = process.stderr.readline().split()[4]
        service = _Service(process, int(url.rsplit(":", 1)[1]))
        yield service
        for connection in service.connections:
            connection.close()
    finally:
        process.kill()
        process.communicate()


def _read(connection: HTTPConnection) -> tuple[HTTPResponse, Any]:
    response = connection.getresponse()
    return response, json.loads(response.read())


def test_a_turn_in_flight_is_answered() -> None:
    with _service() as service:
        turn, idle, half = service.asked(), service.connected(), service.connected()
        half.sock.sendall(b"POST /alexa HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{")
        service.leave()
        # Who is connected still gets an answer, and is told to go.
        idle.request("GET", "/readyz")
        ready, problem = _read(idle)
        assert (ready.status, problem["status"]) == (503, 503)
        assert ready.getheader("Content-Type") == "application/problem+json"
        assert ready.getheader("Connection") == "close"
        assert service.process.poll() is None
        service.go_on()
        answer, said = _read(turn)
        assert answer.status == 200
        assert answer.getheader("Connection") == "close"
        assert said["response"]["outputSpeech"]["ssml"]
        # A sender who never ends keeps it no longer than its grace.
        out, err = service.process.communicate(timeout=_PATIENCE)
        assert (service.process.returncode, out) == (0, "")
        (line,) = (json.loads(line) for line in err.splitlines())
        assert (line["path"], line["outcome"], line["request_type"]) == ("/alexa", "answered", "LaunchRequest")


def test_a_turn_that_does_not_end_is_left() -> None:
    with _service(patience=0.2, SECOND_HELLO_LOG="off") as service:
        turn = service.asked()
        service.leave()
        with pytest.raises(ConnectionError):
            turn.getresponse()
        assert service.process.wait(_PATIENCE) == 0


def test_told_twice_it_leaves_at_once() -> None:
    with _service(SECOND_HELLO_LOG="off") as service:
        turn = service.asked()
        service.leave()
        service.process.send_signal(signal.SIGTERM)
        with pytest.raises(ConnectionError):
            turn.getresponse()
        assert service.process.wait(_PATIENCE) == 0


def test_it_is_ready_and_warm_before_anyone_can_ask() -> None:
    with _service() as service:
        connection = service.connected()
        connection.request("GET", "/readyz")
        answer, said = _read(connection)
        assert (answer.status, said) == (200, {"status": "ready"})
        assert answer.getheader("Connection") is None
