"""The keys that sign Alexa's requests: got once an address, kept while their chain holds.

Nobody knows who sent an address before its key is here, so strangers may make us ask for anything at the host of
the chains, and the host may stall. What they can take is bounded: so many addresses asked for at once, so many
callers waiting. While more come than that, an address in the way for longer than its grace gives up its place.
Whoever's key is kept never waits for any of this.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.verification import Store

from skill import metrics
from skill.alexa.chain import Trusted, validate
from skill.alexa.clock import Clock
from skill.alexa.fetching import Fetch
from skill.errors import Refused

_BUSY = "Too many certificates are asked for at once."


@dataclass(frozen=True)
class Limits:
    """How much asking is allowed: seconds, and numbers.

    patience: of a fetch. grace: how long a fetch may keep its place while others want it. places: addresses asked
    for at once. waiting: callers that may wait past the grace; far less than the server has threads. threads:
    fetches that have not ended, given up ones too. kept: keys.
    """

    patience: float = 2.0
    grace: float = 0.4
    places: int = 16
    waiting: int = 64
    threads: int = 80
    kept: int = 32


@dataclass
class _Flight:
    """A fetch under way, and what came of it; `landed` tells those who wait."""

    since: float
    landed: threading.Condition
    over: bool = False
    trusted: Trusted | None = None
    refusal: tuple[str, str] = ("fetch", _BUSY)

    def end(self) -> None:
        """Let go of those who wait; the lock is held."""
        self.over = True
        self.landed.notify_all()


class Keys:
    """Keys by the path of their chain."""

    def __init__(self, fetch: Fetch, roots: Store, *, clock: Clock | None = None, limits: Limits | None = None) -> None:
        """Keep keys of chains that `fetch` gets and that lead to one of the roots."""
        self._fetch = fetch
        self._roots = roots
        self._clock = clock or Clock()
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Trusted] = OrderedDict()
        self._flights: dict[str, _Flight] = {}
        self._waiting = 0
        self._threads = 0

    def of(self, path: str) -> RSAPublicKey:
        """Return the key of a chain; raises Refused where it cannot be had in time, or is not Alexa's."""
        with self._lock:
            if kept := self._known(path):
                return kept.key
            flight = self._flights.get(path) or self._depart(path)
            self._waiting += 1
            try:
                self._wait(flight)
            finally:
                self._waiting -= 1
            if flight.trusted is None:
                raise Refused(*flight.refusal)
            return flight.trusted.key

    def _known(self, path: str) -> Trusted | None:
        kept = self._kept.get(path)
        if kept is None:
            return None
        if kept.until <= self._clock.utc():
            del self._kept[path]
            return None
        self._kept.move_to_end(path)
        return kept

    def _wait(self, flight: _Flight) -> None:
        """Wait for a fetch, with the lock that is held let go meanwhile."""
        if self._landed(flight, flight.since + self._limits.grace):
            return
        if self._waiting > self._limits.waiting:
            raise Refused("fetch", _BUSY)
        if not self._landed(flight, flight.since + self._limits.patience):
            raise Refused("fetch", "The host of the certificates did not answer in time.")

    def _landed(self, flight: _Flight, until: float) -> bool:
        while not flight.over and self._clock.seconds() < until:
            self._clock.wait(flight.landed, until)
        return flight.over

    def _depart(self, path: str) -> _Flight:
        """Begin a fetch, where need be in the place of the oldest one; the lock is held."""
        now = self._clock.seconds()
        oldest = next(iter(self._flights)) if len(self._flights) >= self._limits.places else None
        if self._threads >= self._limits.threads or (oldest and now - self._flights[oldest].since < self._limits.grace):
            raise Refused("fetch", _BUSY)
        flight = _Flight(now, threading.Condition(self._lock))
        try:
            # A thread of its own: a name that is looked up cannot be told to stop.
            threading.Thread(target=self._fly, args=(path, flight), name="certificates", daemon=True).start()
        except RuntimeError:
            # The system has no thread left, so nobody's place is taken.
            raise Refused("fetch", _BUSY) from None
        # Whatever the thread does, it cannot end before the lock is let go.
        self._threads += 1
        if oldest:
            self._flights.pop(oldest).end()
        self._flights[path] = flight
        return flight

    def _fly(self, path: str, flight: _Flight) -> None:
        trusted: Trusted | None = None
        refusal = ("fetch", "The certificates cannot be had.")
        try:
            pem = self._fetch(path, flight.since + self._limits.patience)
            trusted = validate(pem, self._roots, self._clock.utc())
        except Refused as refused:
            refusal = (refused.reason, str(refused))
        finally:
            metrics.count("certificate_fetches", outcome="trusted" if trusted else refusal[0])
            with self._lock:
                self._threads -= 1
                if self._flights.get(path) is flight:
                    del self._flights[path]
                if trusted:
                    self._keep(path, trusted)
                if not flight.over:
                    flight.trusted, flight.refusal = trusted, refusal
                    flight.end()

    def _keep(self, path: str, trusted: Trusted) -> None:
        self._kept[path] = trusted
        self._kept.move_to_end(path)
        while len(self._kept) > self._limits.kept:
            self._kept.popitem(last=False)
