"""Many at once: strangers and slow senders beside good callers, and a host that fails for a while."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import timedelta
from itertools import count, islice
from urllib.parse import urlsplit

import pytest

from skill.alexa.certificates import Limits
from tests.hostile.authority import Authority
from tests.hostile.door import Door, opened
from tests.hostile.rows import good, signed

_SOON = 1.0  # seconds; a good caller that waited for a stranger would need more
_numbers = count()


@pytest.fixture(scope="module")
def patient(authority: Authority) -> Iterator[Door]:
    """A service with the limits that it has outside of tests, but for its patience."""
    with opened(authority, Limits(patience=1.5)) as made:
        yield made


def _new_path(door: Door, chain: str = "good") -> str:
    path = f"/echo.api/crowd-{next(_numbers)}.pem"
    door.host.files[path] = door.authority.chains[chain]()
    return path


def _calls_are_quick(door: Door, calls: int = 30) -> None:
    for _ in range(calls):
        began = time.monotonic()
        assert door.is_well()
        assert time.monotonic() - began < _SOON


def test_first_requests_at_once_are_all_answered_by_one_fetch(authority: Authority) -> None:
    # However slow this machine is, the time is not what they are refused for.
    with opened(authority, Limits(patience=15)) as door:
        path = _new_path(door)
        crowd_of = [signed(authority, good(authority).body, path) for _ in range(50)]
        with door.host.failing("slowly"), ThreadPoolExecutor(50) as crowd:
            assert {answer.status for answer in crowd.map(door.send, crowd_of)} == {200}
        assert door.host.asked[path] == 1


@pytest.mark.parametrize("trouble", ["stall", "no handshake", "drip"])
def test_forty_strangers_make_no_good_caller_wait(patient: Door, trouble: str) -> None:
    paths = [_new_path(patient) for _ in range(40)]
    with patient.host.failing(trouble), ThreadPoolExecutor(40) as crowd:
        strangers = [crowd.submit(patient.send, signed(patient.authority, b"{}", path)) for path in paths]
        _calls_are_quick(patient)
        assert {stranger.result(10).status for stranger in strangers} == {400}


def test_a_new_chain_is_had_while_forty_strangers_stall(patient: Door) -> None:
    with ThreadPoolExecutor(40) as crowd:
        with patient.host.failing("stall"):
            strangers = [
                crowd.submit(patient.send, signed(patient.authority, b"{}", _new_path(patient))) for _ in range(40)
            ]
            # The places are taken; once those who have them had their grace, a new chain may have one.
            refused = list(islice(as_completed(strangers), 40 - Limits().places))
            assert {stranger.result().status for stranger in refused} == {400}
            patient.clock.ahead += timedelta(seconds=Limits().grace)
        began = time.monotonic()
        sent = signed(patient.authority, good(patient.authority).body, _new_path(patient))
        assert patient.send(sent).status == 200
        assert time.monotonic() - began < _SOON
        assert {stranger.result(10).status for stranger in strangers} == {400}


def test_forty_strangers_at_one_address_make_no_good_caller_wait(patient: Door) -> None:
    path = _new_path(patient)
    with patient.host.failing("stall"), ThreadPoolExecutor(40) as crowd:
        strangers = [crowd.submit(patient.send, signed(patient.authority, b"{}", path)) for _ in range(40)]
        _calls_are_quick(patient)
        assert {stranger.result(10).status for stranger in strangers} == {400}
    assert patient.host.asked[path] == 1


def test_a_host_that_fails_loses_no_turn_of_a_chain_that_was_had(patient: Door) -> None:
    for trouble in ("stall", "reset", "untrusted"):
        with patient.host.failing(trouble), ThreadPoolExecutor(4) as crowd:
            stranger = crowd.submit(patient.send, signed(patient.authority, b"{}", _new_path(patient)))
            turns = [crowd.submit(patient.is_well) for _ in range(40)]
            assert all(turn.result(10) for turn in turns)
            assert stranger.result(10).status == 400


def test_a_chain_that_ends_is_asked_for_again_and_refused(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _new_path(door)
    door.host.files[path] = door.authority.until(timedelta(hours=1))
    assert door.send(signed(door.authority, good(door.authority).body, path)).status == 200
    assert door.send(signed(door.authority, good(door.authority).body, path)).status == 200
    assert door.host.asked[path] == 1
    monkeypatch.setattr(door.clock, "ahead", timedelta(hours=2))
    assert door.send(signed(door.authority, good(door.authority).body, path)).status == 400
    assert door.host.asked[path] == 2


def test_a_chain_that_is_put_right_is_taken(door: Door) -> None:
    path = _new_path(door, "leaf expired")
    sent = signed(door.authority, good(door.authority).body, path)
    assert door.send(sent).status == 400
    door.host.files[path] = door.authority.chains["good"]()
    assert door.send(sent).status == 200


_STALLED = {
    "a header": b"POST /alexa HTTP/1.1\r\nHost: x\r\nSignature-256: AA",
    "a body": b"POST /alexa HTTP/1.1\r\nHost: x\r\nContent-Length: 3000\r\n\r\n{",
    "a chunk": b"POST /alexa HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nFF\r\n{",
    "nothing": b"",
}


@pytest.mark.parametrize("sent", _STALLED.values(), ids=_STALLED)
def test_slow_senders_make_no_good_caller_wait(door: Door, sent: bytes) -> None:
    parts = urlsplit(door.url)
    wires = [socket.create_connection((str(parts.hostname), int(parts.port or 0))) for _ in range(100)]
    try:
        for wire in wires:
            wire.sendall(sent)
        for byte in (b"a", b"b", b"c"):
            for wire in wires:
                wire.sendall(byte if sent else b"")
            _calls_are_quick(door, 5)
    finally:
        for wire in wires:
            wire.close()
