"""What is asked of the host, how often, and how long anybody waits for it; by a clock that the tests have in hand."""

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from datetime import timedelta
from itertools import islice

import pytest

from skill.alexa.certificates import Keys, Limits
from skill.alexa.chain import roots_of
from skill.errors import Refused
from tests.alexa.hand_clock import HandClock
from tests.hostile.authority import Authority

_AUTHORITY = Authority()
_ROOTS = roots_of(_AUTHORITY.roots)
_LIMITS = Limits(patience=0.5, grace=0.125, places=4, waiting=6, threads=12, kept=3)
_CROWD = 40


class _Host:
    """Serves chains by the path: /good..., /brief... (an hour), /bad..., and what stalls until it is let go."""

    def __init__(self, crowd: ThreadPoolExecutor) -> None:
        self.asked: Counter[str] = Counter()
        self.let_go = threading.Event()
        self.stalls: tuple[str, ...] = ("/stall",)
        self.clock = HandClock()
        self.keys = Keys(self.fetch, _ROOTS, clock=self.clock, limits=_LIMITS)
        self._crowd = crowd

    def fetch(self, path: str, deadline: float) -> bytes:
        self.asked[path] += 1
        if path.startswith(self.stalls):
            assert self.let_go.wait(20)
        if path.startswith("/stall"):
            raise Refused("fetch", "It stalled.")
        if path.startswith("/brief"):
            return _AUTHORITY.until(timedelta(hours=1))
        return _AUTHORITY.chains["good" if path.startswith("/good") else "other SAN"]()

    def refuses(self, path: str) -> str:
        with pytest.raises(Refused) as refused:
            self.keys.of(path)
        return str(refused.value)

    def strangers(self, *paths: str) -> list[Future[str]]:
        return [self._crowd.submit(self.refuses, path) for path in paths]

    def wave(self, name: str) -> list[Future[str]]:
        """As many strangers as there are places, each with an address of its own."""
        return self.strangers(*(f"/stall {name} {number}" for number in range(_LIMITS.places)))


@pytest.fixture
def host() -> Iterator[_Host]:
    with ThreadPoolExecutor(_CROWD) as crowd:
        made = _Host(crowd)
        try:
            yield made
        finally:
            made.clock.forward(60)
            made.let_go.set()


def _words(strangers: list[Future[str]]) -> Counter[str]:
    said = [stranger.result(20) for stranger in strangers]
    return Counter("at once" if "at once" in words else "in time" if "in time" in words else words for words in said)


def test_a_key_is_asked_for_once(host: _Host) -> None:
    assert host.keys.of("/good") is host.keys.of("/good")
    assert host.asked == {"/good": 1}


def test_first_requests_at_once_ask_once(host: _Host) -> None:
    host.stalls = ("/good",)
    with ThreadPoolExecutor(_CROWD) as callers:
        keys = [callers.submit(host.keys.of, "/good") for _ in range(_CROWD)]
        host.clock.all_asleep(_CROWD)
        host.let_go.set()
        assert len({id(key.result(20)) for key in keys}) == 1
    assert host.asked == {"/good": 1}


def test_what_was_not_validated_is_not_kept(host: _Host) -> None:
    for _ in range(3):
        host.refuses("/bad")
    assert host.asked == {"/bad": 3}


def test_a_key_is_kept_until_its_chain_ends(host: _Host) -> None:
    host.keys.of("/brief")
    host.clock.now += timedelta(minutes=59)
    host.keys.of("/brief")
    assert host.asked == {"/brief": 1}
    host.clock.now += timedelta(minutes=2)
    assert "no trusted root" in host.refuses("/brief")
    assert host.asked == {"/brief": 2}


def test_the_keys_kept_are_those_last_used(host: _Host) -> None:
    for path in ("/good1", "/good2", "/good3", "/good1", "/good4", "/good1", "/good2"):
        host.keys.of(path)
    assert host.asked == {"/good1": 1, "/good2": 2, "/good3": 1, "/good4": 1}


def test_everybody_waits_for_the_patience_and_nobody_past_it(host: _Host) -> None:
    strangers = host.strangers("/stall")
    for part in (_LIMITS.grace, _LIMITS.patience - 2 * _LIMITS.grace):
        host.clock.all_asleep(1)
        host.clock.forward(part)
    host.clock.all_asleep(1)
    host.clock.forward(_LIMITS.grace)
    assert _words(strangers) == {"in time": 1}


def test_a_crowd_that_stalls_leaves_room(host: _Host) -> None:
    host.keys.of("/good")
    strangers = host.strangers(*(f"/stall{number}" for number in range(_CROWD)))
    assert _words(list(islice(as_completed(strangers), _CROWD - _LIMITS.places))).keys() == {"at once"}
    host.clock.all_asleep(_LIMITS.places)
    # Whoever's key is kept does not wait: the clock stands still.
    host.keys.of("/good")
    # Once the first of them have had their grace, a new address takes the place of the oldest.
    host.clock.forward(_LIMITS.grace)
    host.clock.all_asleep(_LIMITS.places)
    host.keys.of("/good of somebody new")
    host.clock.all_asleep(_LIMITS.places - 1)
    host.clock.forward(_LIMITS.patience)
    assert _words(strangers) == {"at once": _CROWD - _LIMITS.places + 1, "in time": _LIMITS.places - 1}
    assert sum(n for path, n in host.asked.items() if path.startswith("/stall")) == _LIMITS.places


def test_a_crowd_at_one_address_leaves_room(host: _Host) -> None:
    strangers = host.strangers(*["/stall"] * _CROWD)
    host.clock.all_asleep(_CROWD)
    host.clock.forward(_LIMITS.grace)
    host.clock.all_asleep(_LIMITS.waiting)
    host.clock.forward(_LIMITS.patience)
    assert _words(strangers) == {"at once": _CROWD - _LIMITS.waiting, "in time": _LIMITS.waiting}
    assert host.asked == {"/stall": 1}


def test_fetches_that_never_end_are_bounded(host: _Host) -> None:
    waves = _LIMITS.threads // _LIMITS.places
    last = host.wave("0")
    for number in range(1, waves):
        host.clock.all_asleep(_LIMITS.places)
        host.clock.forward(_LIMITS.grace)
        host.clock.all_asleep(_LIMITS.places)
        before, last = last, host.wave(str(number))
        assert _words(before) == {"at once": _LIMITS.places}
    host.clock.all_asleep(_LIMITS.places)
    host.clock.forward(_LIMITS.grace)
    host.clock.all_asleep(_LIMITS.places)
    # No thread is left; whoever is refused for that takes nobody's place.
    assert _words(host.wave("refused")) == {"at once": _LIMITS.places}
    host.clock.all_asleep(_LIMITS.places)
    host.clock.forward(_LIMITS.patience)
    assert _words(last) == {"in time": _LIMITS.places}
    assert host.asked.total() == _LIMITS.threads


def test_where_no_thread_can_be_had_nothing_is_lost(host: _Host, monkeypatch: pytest.MonkeyPatch) -> None:
    strangers = host.wave("only")
    host.clock.all_asleep(_LIMITS.places)
    host.clock.forward(_LIMITS.grace)
    host.clock.all_asleep(_LIMITS.places)
    with monkeypatch.context() as without:
        without.setattr(threading.Thread, "start", _no_thread)
        for _ in range(_LIMITS.threads + 1):
            assert "at once" in host.refuses("/good")
    assert not any(stranger.done() for stranger in strangers)
    host.keys.of("/good")
    host.clock.forward(_LIMITS.patience)
    assert _words(strangers) == {"at once": 1, "in time": _LIMITS.places - 1}


def _no_thread(thread: threading.Thread) -> None:
    raise RuntimeError("can't start new thread")


def test_a_fetch_that_was_given_up_still_serves_the_next(host: _Host) -> None:
    host.stalls = ("/good", "/stall")
    early = host.strangers("/good")
    host.clock.all_asleep(1)
    host.clock.forward(_LIMITS.grace)
    host.clock.all_asleep(1)
    strangers = host.wave("only")
    assert _words(early) == {"at once": 1}
    host.let_go.set()
    for stranger in strangers:
        assert stranger.result(20) == "It stalled."
    for thread in threading.enumerate():
        if thread.name == "certificates":
            thread.join(20)
    host.keys.of("/good")
    assert host.asked["/good"] == 1
