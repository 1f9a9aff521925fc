"""Many at once: who asks for nothing makes room, and Alexa is answered whatever else there is to do."""

import os
import socket
import threading
import time
import urllib.request
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit

import pytest
from waitress.trigger import trigger

from skill.web import crowding, server
from tests.web.wire import head

_BEGUN = b"POST /alexa HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"
_ASKED = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"


def _nothing(environ: Any, start: Any) -> list[bytes]:
    start("200 OK", [("Content-Length", "0")])
    return [b""]


def _healthy(url: str) -> bool:
    with urllib.request.urlopen(f"{url}/healthz", timeout=10) as answer:
        return bool(answer.status == 200)


@pytest.mark.parametrize("sent", [b"", _BEGUN, _ASKED])
def test_who_asks_for_nothing_makes_room(monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    monkeypatch.setattr(crowding, "CONNECTIONS", 40)
    with server.running(_nothing) as url, ExitStack() as crowd:
        parts = urlsplit(url)
        address = (str(parts.hostname), int(parts.port or 0))
        for _ in range(120):
            crowd.enter_context(socket.create_connection(address, timeout=5)).sendall(sent)
        began = time.monotonic()
        assert all(_healthy(url) for _ in range(20))
        assert time.monotonic() - began < 5


def test_who_is_being_answered_is_never_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowding, "CONNECTIONS", 10)
    go, begun = threading.Event(), threading.Semaphore(0)

    def slow(environ: Any, start: Any) -> list[bytes]:
        if environ["PATH_INFO"] == "/alexa":
            begun.release()
            assert go.wait(20)
        return _nothing(environ, start)

    with server.running(slow) as url, ExitStack() as crowd:
        parts = urlsplit(url)
        address = (str(parts.hostname), int(parts.port or 0))
        asking = [crowd.enter_context(socket.create_connection(address, timeout=20)) for _ in range(20)]
        for wire in asking:
            wire.sendall(b"GET /alexa HTTP/1.1\r\nHost: x\r\n\r\n")
            assert begun.acquire(timeout=10)
        for _ in range(50):
            crowd.enter_context(socket.create_connection(address, timeout=20))
        assert _healthy(url)
        go.set()
        assert all(wire.recv(1000).startswith(b"HTTP/1.1 200") for wire in asking)


def test_alexa_finds_a_thread_whatever_the_api_has_to_do() -> None:
    go, at_work = threading.Event(), threading.Semaphore(0)

    def slow(environ: Any, start: Any) -> list[bytes]:
        if environ["PATH_INFO"].startswith("/api"):
            at_work.release()
            assert go.wait(20)
        return _nothing(environ, start)

    ask = b"GET /api/v1/tones HTTP/1.1\r\nHost: x\r\n\r\n"
    with server.running(slow) as url, ExitStack() as crowd:
        parts = urlsplit(url)
        address = (str(parts.hostname), int(parts.port or 0))
        asking = [crowd.enter_context(socket.create_connection(address, timeout=20)) for _ in range(90)]
        for wire in asking:
            wire.sendall(ask)
        for _ in range(crowding.AT_WORK):
            assert at_work.acquire(timeout=10)
        for path in ("/healthz", "/alexa"):
            with urllib.request.urlopen(f"{url}{path}", timeout=5) as answer:
                assert answer.status == 200
        assert not at_work.acquire(blocking=False)
        go.set()
        answers = [wire.recv(2000) for wire in asking]
    refused = [answer for answer in answers if answer.startswith(b"HTTP/1.1 503 ")]
    assert len(refused) == 90 - crowding.AT_WORK - crowding.WAITING
    assert all(b"\r\nRetry-After: 1\r\n" in answer for answer in refused)
    assert all(answer.startswith((b"HTTP/1.1 503 ", b"HTTP/1.1 200 ")) for answer in answers)


def test_slow_senders_keep_nobody_waiting(service_url: str) -> None:
    parts = urlsplit(service_url)
    address = (str(parts.hostname), int(parts.port or 0))
    slow = [socket.create_connection(address) for _ in range(40)]
    try:
        for wire in slow:
            wire.sendall(head("Content-Length: 1000") + b"{")
        assert _healthy(service_url)
    finally:
        for wire in slow:
            wire.close()
    assert _healthy(service_url)


def test_a_byte_now_and_then_keeps_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(server._OPTIONS, "channel_timeout", 1)
    monkeypatch.setitem(server._OPTIONS, "cleanup_interval", 1)
    with server.running(lambda environ, start: [start("200 OK", []), b""][1:]) as url:
        parts = urlsplit(url)
        with socket.create_connection((str(parts.hostname), int(parts.port or 0)), timeout=0.2) as wire:
            wire.sendall(head("Content-Length: 1000"))
            began, received = time.monotonic(), b"-"
            while received and time.monotonic() - began < 10:
                try:
                    wire.sendall(b"{")
                    received = wire.recv(1000)
                except TimeoutError:
                    continue
                except OSError:
                    received = b""
            assert time.monotonic() - began < 5


def test_the_end_waits_for_whoever_is_still_ringing(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = trigger._physical_pull

    def twice(bell: Any) -> None:
        ring(bell)
        for _ in range(20_000):
            os.sched_yield()  # the loop may answer the first ring meanwhile
        ring(bell)

    monkeypatch.setattr(trigger, "_physical_pull", twice)
    with server.running(_nothing) as url:
        assert url.startswith("http://127.0.0.1:")
