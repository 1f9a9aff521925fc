"""The server over real sockets: limits, slow senders, and a clean end."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from skill.errors import SettingsError
from skill.simulator.envelopes import DEFAULT_APPLICATION
from skill.web import server
from tests.web.wire import exchange

_RUN = [sys.executable, "-m", "skill.cli", "run", "--development"]
_OFF = {"SECOND_HELLO_VERIFY": "off"}
_ID = {"SECOND_HELLO_SKILL_ID": DEFAULT_APPLICATION}
_LINE = re.compile(r"Second Hello listens on (\S+) \(development: requests are not verified, loopback only\)\n")


@contextmanager
def _service(*arguments: str, **environ: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """`second-hello run` in a process of its own, and the URL that it announced."""
    env = {**os.environ, **_OFF, **environ}
    process = subprocess.Popen([*_RUN, *arguments], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)
    try:
        assert process.stderr
        announced = _LINE.fullmatch(process.stderr.readline())
        assert announced
        yield process, announced[1]
    finally:
        process.kill()
        process.communicate()


_VERIFIED = """WARNING certificates are read from {0}, not from Amazon: whoever can write there can speak as Alexa
WARNING the only certificates trusted are those in {0}/root.pem
Second Hello listens on {1} (requests are verified)
"""


def test_requests_are_verified_where_nothing_else_is_said(signing: Path) -> None:
    environ = {
        **_ID,
        "SECOND_HELLO_TRUST_ROOTS": f"{signing}/root.pem",
        "SECOND_HELLO_CERT_MIRROR": str(signing),
    }
    command = [sys.executable, "-m", "skill.cli", "run", "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **environ})
    try:
        assert process.stderr
        told = [process.stderr.readline() for _ in range(3)]
        url = told[2].split()[4]
        assert "".join(told) == _VERIFIED.format(signing, url)
        assert _healthy(url)
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(urllib.request.Request(f"{url}/alexa", b"{}"), timeout=10)
        with refused.value as answer:
            assert answer.code == 400
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize(
    ("arguments", "environ", "words"),
    [
        ([], {}, "SECOND_HELLO_SKILL_ID is missing"),
        (["--development"], {}, "SECOND_HELLO_SKILL_ID is missing"),
        ([], {"SECOND_HELLO_VERIFY": "off"}, "--development only"),
        (["--development", "--host", "0.0.0.0"], {"SECOND_HELLO_VERIFY": "off"}, "this machine only"),
        ([], {**_ID, "SECOND_HELLO_TRUST_ROOTS": "/nowhere"}, "TRUST_ROOTS cannot be read"),
        ([], {**_ID, "SECOND_HELLO_TRUST_ROOTS": "/dev/null"}, "no certificate to trust"),
        ([], {**_ID, "SECOND_HELLO_CERT_MIRROR": "/nowhere"}, "is a folder"),
    ],
)
def test_no_door_is_left_open_by_mistake(arguments: list[str], environ: dict[str, str], words: str) -> None:
    command = [sys.executable, "-m", "skill.cli", "run", "--port", "0", *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environ})
    assert (ran.returncode, ran.stdout) == (2, "")
    assert words in ran.stderr
    assert ran.stderr.count("\n") == 1


def _healthy(url: str) -> bool:
    with urllib.request.urlopen(f"{url}/healthz", timeout=10) as answer:
        return bool(answer.status == 200)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_and_leaves_cleanly(ending: signal.Signals) -> None:
    with _service("--port", "0") as (process, url):
        assert _healthy(url)
        process.send_signal(ending)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out, err) == (0, "", "")


def test_a_request_is_a_line_in_the_log() -> None:
    with _service("--port", "0") as (process, url):
        for path in ("/healthz", "/?person=Maya"):
            urllib.request.urlopen(f"{url}{path}", timeout=10).close()
        exchange(url, b"nonsense for Maya\r\n\r\n")
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=20)
    page, unread = (json.loads(line) for line in err.splitlines())
    assert (page["method"], page["path"], page["status"], page["outcome"]) == ("GET", "/", 200, "answered")
    assert (unread["path"], unread["status"], unread["outcome"]) == ("unread", 400, "refused")
    assert "Maya" not in err


def test_a_talk_is_not_logged() -> None:
    # The settings of a server are no matter of a talk on this machine.
    environ = {"SECOND_HELLO_LOG": "json", "SECOND_HELLO_PROXIES": "1", "SECOND_HELLO_VERIFY": "on"}
    command = [sys.executable, "-m", "skill.cli", "say", "open second hello"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environ})
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout


@pytest.mark.parametrize("host", ["localhost", "127.0.0.9"])
def test_any_loopback_address_will_do(host: str) -> None:
    with _service("--host", host, PORT="0") as (_, url):
        assert _healthy(url)


def test_a_port_in_use_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = subprocess.run(
            [*_RUN, "--port", port], capture_output=True, text=True, check=False, env={**os.environ, **_OFF}
        )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == f"second-hello: Cannot listen on 127.0.0.1 port {port}: Address already in use.\n"


@pytest.mark.parametrize(
    "arguments", [["--host", "0.0.0.0"], ["--host", "10.1.2.3"], ["--port", "-1"], ["--port", "x"], ["--host", ""]]
)
def test_what_cannot_be_served_is_one_line(arguments: list[str]) -> None:
    ran = subprocess.run([*_RUN, *arguments], capture_output=True, text=True, check=False, env={**os.environ, **_OFF})
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("second-hello")
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize("host", ["nosuch.invalid", "", "a" * 70 + ".invalid", "x..y", "256.1.1.1"])
def test_a_host_that_there_is_not_is_one_line(host: str) -> None:
    with pytest.raises(SettingsError) as refused:
        server.serve(_nothing, host, 0, announce=print)
    assert str(refused.value).startswith("Cannot listen on ")
    assert "\n" not in str(refused.value)


def _nothing(environ: Any, start: Any) -> list[bytes]:
    start("200 OK", [("Content-Length", "0")])
    return [b""]


def test_errors_are_json_over_the_wire(service_url: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{service_url}/alexa", timeout=10)
    with refused.value as answer:
        assert answer.code == 405
        assert answer.headers["Content-Type"] == "application/problem+json"
