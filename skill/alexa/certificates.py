"""The keys that sign Alexa's requests: got once an address, kept while their chain holds.

Nobody knows who sent an address before its key is here, so strangers may make us ask for anything at the host of
the chains, and the host may stall. What they can take is bounded: so many addresses asked for at once, so many
callers waiting. While more come than that, an address in the way for longer than its grace gives up its place.
Whoever's key is kept never waits for any of this.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.verification import Store

from skill import metrics
from skill.alexa.chain import Trusted, validate
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
    """A fetch under way, and what came of it."""

    since: float
    done: threading.Event = field(default_factory=threading.Event)
    trusted: Trusted | None = None
    refusal: tuple[str, str] = ("fetch", _BUSY)


def _utc() -> datetime:
    return datetime.now(UTC)


class Keys:
    """Keys by the path of their chain."""

    def __init__(
        self, fetch: Fetch, roots: Store, now: Callable[[], datetime] = _utc, limits: Limits | None = None
    ) -> None:
        """Keep keys of chains that `fetch` gets and that lead to one of the roots."""
        self._fetch = fetch
        self._roots = roots
        self._now = now
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
            with self._lock:
                self._waiting -= 1
        if flight.trusted is None:
            raise Refused(*flight.refusal)
        return flight.trusted.key

    def _known(self, path: str) -> Trusted | None:
        kept = self._kept.get(path)
        if kept is None:
            return None
        if kept.until <= self._now():
            del self._kept[path]
            return None
        self._kept.move_to_end(path)
        return kept

    def _wait(self, flight: _Flight) -> None:
        limits = self._limits
        if flight.done.wait(max(0.0, flight.since + limits.grace - monotonic())):
            return
        with self._lock:
            crowded = self._waiting > limits.waiting
        if crowded or not flight.done.wait(max(0.0, flight.since + limits.patience - monotonic())):
            words = _BUSY if crowded else "The host of the certificates did not answer in time."
            raise Refused("fetch", words)

    def _depart(self, path: str) -> _Flight:
        """Begin a fetch, where need be in the place of the oldest one; the lock is held."""
        if len(self._flights) >= self._limits.places:
            oldest = next(iter(self._flights))
            if monotonic() - self._flights[oldest].since < self._limits.grace:
                raise Refused("fetch", _BUSY)
            self._flights.pop(oldest).done.set()
        if self._threads >= self._limits.threads:
            raise Refused("fetch", _BUSY)
        self._threads += 1
        flight = self._flights[path] = _Flight(monotonic())
        # A thread of its own: a name that is looked up cannot be told to stop.
        threading.Thread(target=self._fly, args=(path, flight), name="certificates", daemon=True).start()
        return flight

    def _fly(self, path: str, flight: _Flight) -> None:
        trusted: Trusted | None = None
        refusal = ("fetch", "The certificates cannot be had.")
        try:
            pem = self._fetch(path, flight.since + self._limits.patience)
            trusted = validate(pem, self._roots, self._now())
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
                if not flight.done.is_set():
                    flight.trusted, flight.refusal = trusted, refusal
                    flight.done.set()

    def _keep(self, path: str, trusted: Trusted) -> None:
        self._kept[path] = trusted
        self._kept.move_to_end(path)
        while len(self._kept) > self._limits.kept:
            self._kept.popitem(last=False)
