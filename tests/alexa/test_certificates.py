"""What is asked of the host, how often, and how long anybody waits for it."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from skill.alexa.certificates import Keys, Limits
from skill.alexa.chain import roots_of
from skill.errors import Refused
from tests.hostile.authority import Authority

_AUTHORITY = Authority()
_ROOTS = roots_of(_AUTHORITY.roots)
_QUICK = Limits(patience=0.4, grace=0.1, places=4, waiting=6, threads=12, kept=3)


class _Host:
    """Serves chains by the path: /good..., /brief... (an hour), /bad..., and /stall... until it is let go."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.let_go = threading.Event()
        self.slowness = 0.0
        self.now = datetime.now(UTC)
        self.keys = Keys(self.fetch, _ROOTS, lambda: self.now, _QUICK)

    def fetch(self, path: str, deadline: float) -> bytes:
        self.asked[path] += 1
        time.sleep(self.slowness)
        if path.startswith("/stall"):
            self.let_go.wait(5)
            raise Refused("fetch", "It stalled.")
        if path.startswith("/brief"):
            return _AUTHORITY.until(timedelta(hours=1))
        return _AUTHORITY.chains["good" if path.startswith("/good") else "other SAN"]()

    def refuses(self, path: str) -> str:
        with pytest.raises(Refused) as refused:
            self.keys.of(path)
        return str(refused.value)


@pytest.fixture
def host() -> Iterator[_Host]:
    made = _Host()
    yield made
    made.let_go.set()


def test_a_key_is_asked_for_once(host: _Host) -> None:
    assert host.keys.of("/good") is host.keys.of("/good")
    assert host.asked == {"/good": 1}


def test_first_requests_at_once_ask_once(host: _Host) -> None:
    host.slowness = 0.05
    with ThreadPoolExecutor(40) as crowd:
        assert len({id(key) for key in crowd.map(host.keys.of, ["/good"] * 40)}) == 1
    assert host.asked == {"/good": 1}


def test_what_was_not_validated_is_not_kept(host: _Host) -> None:
    for _ in range(3):
        host.refuses("/bad")
    assert host.asked == {"/bad": 3}


def test_a_key_is_kept_until_its_chain_ends(host: _Host) -> None:
    host.keys.of("/brief")
    host.now += timedelta(minutes=59)
    host.keys.of("/brief")
    assert host.asked == {"/brief": 1}
    host.now += timedelta(minutes=2)
    assert "no trusted root" in host.refuses("/brief")
    assert host.asked == {"/brief": 2}


def test_the_keys_kept_are_those_last_used(host: _Host) -> None:
    for path in ("/good1", "/good2", "/good3", "/good1", "/good4", "/good1", "/good2"):
        host.keys.of(path)
    assert host.asked == {"/good1": 1, "/good2": 2, "/good3": 1, "/good4": 1}


def test_nobody_waits_past_the_patience(host: _Host) -> None:
    started = time.monotonic()
    assert "in time" in host.refuses("/stall")
    assert 0.3 < time.monotonic() - started < 1.0


def test_a_crowd_that_stalls_leaves_room(host: _Host) -> None:
    host.keys.of("/good")
    with ThreadPoolExecutor(40) as crowd:
        strangers = [crowd.submit(host.refuses, f"/stall{number}") for number in range(40)]
        started = time.monotonic()
        for _ in range(100):
            host.keys.of("/good")
        assert time.monotonic() - started < 0.1
        # Once the first of them have had their grace, a new address takes the place of the oldest.
        time.sleep(0.15)
        started = time.monotonic()
        host.keys.of("/good of somebody new")
        assert time.monotonic() - started < 0.1
        assert len([s for s in strangers if "at once" in s.result(5)]) >= 36
    assert sum(n for path, n in host.asked.items() if path.startswith("/stall")) <= _QUICK.places


def test_a_crowd_at_one_address_leaves_room(host: _Host) -> None:
    with ThreadPoolExecutor(40) as crowd:
        started = time.monotonic()
        strangers = [crowd.submit(host.refuses, "/stall") for _ in range(40)]
        time.sleep(0.2)
        left = [s for s in strangers if not s.done()]
        assert len(left) <= _QUICK.waiting
        for stranger in strangers:
            stranger.result(5)
        assert time.monotonic() - started < 2
    assert host.asked["/stall"] == 1


def test_fetches_that_never_end_are_bounded(host: _Host) -> None:
    with ThreadPoolExecutor(40) as crowd:
        for wave in range(5):
            strangers = [crowd.submit(host.refuses, f"/stall{wave}-{number}") for number in range(_QUICK.places)]
            time.sleep(0.12)
        for stranger in strangers:
            stranger.result(5)
    assert host.asked.total() == _QUICK.threads


def test_a_fetch_that_was_given_up_still_serves_the_next(host: _Host) -> None:
    host.slowness = 0.25
    with ThreadPoolExecutor(8) as crowd:
        early = crowd.submit(host.refuses, "/good")
        time.sleep(0.12)
        host.slowness = 0
        strangers = [crowd.submit(host.refuses, f"/stall{number}") for number in range(_QUICK.places)]
        assert "at once" in early.result(1)
        for stranger in strangers:
            stranger.result(5)
    host.keys.of("/good")
    assert host.asked["/good"] == 1
