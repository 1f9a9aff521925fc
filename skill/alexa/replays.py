"""The same request gets the same answer, and changes nothing a second time.

Alexa, or whoever holds what she once signed, may send a request again while its time has not passed. An id and a
hash of the body are kept that long; the answer too, as far as there is room, in this process only: another process
would answer a replay anew.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from zlib import compress, decompress

from skill import metrics, notes
from skill.alexa.clock import utc
from skill.errors import Refused

_PATIENCE = 8.0  # seconds that a replay waits for the first one, as long as Alexa waits
_SPAN = 60  # seconds; ids whose time passes within the same span are let go together
_OVERHEAD = 300  # bytes that an answer takes beside its own


@dataclass(frozen=True)
class Answer:
    """What is sent back: an HTTP status and a body."""

    status: int
    body: bytes


@dataclass
class _Turn:
    """A request that is being answered now."""

    body: bytes
    user: bytes
    thread: int = field(default_factory=threading.get_ident)
    done: threading.Event = field(default_factory=threading.Event)
    forgotten: bool = False


class Replays:
    """What has been answered lately."""

    def __init__(
        self, now: Callable[[], datetime] = utc, *, most_ids: int = 100_000, most_bytes: int = 512 * 1024
    ) -> None:
        """Remember so many ids, some 200 bytes each, and answers of so many bytes together; the oldest go first."""
        self._now = now
        self._most_ids = most_ids
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._spans: dict[int, dict[bytes, bytes]] = {}
        self._answers: OrderedDict[bytes, tuple[bytes, bytes]] = OrderedDict()
        self._bytes = 0
        self._turns: dict[bytes, _Turn] = {}

    def answer(
        self, request_id: str | None, body: bytes, until: datetime, user: str, make: Callable[[], Answer]
    ) -> Answer:
        """Return the answer to a request: what `make` returns, or what it returned for the same request before.

        until: when the request is too old to come again. Only an answer with status 200 is one; after any other
        the request may come again. Raises Refused where the id was used for another body, and where the first
        answer is no longer kept.
        """
        content = _hash(body)
        # Where there is no id, the body is its own.
        key = _hash(request_id.encode("utf-8", "replace")) if request_id else content
        while True:
            with self._lock:
                earlier = self._turns.get(key)
                if earlier is None:
                    if (found := self._stored(key, content)) is not None:
                        return Answer(200, found)
                    turn = self._turns[key] = _Turn(content, _hash(user.encode("utf-8", "replace")))
                    break
            if earlier.body != content:
                raise _used()
            if not earlier.done.wait(_PATIENCE):
                raise Refused("replay", "The request is still being answered.")
        answered: Answer | None = None
        try:
            answered = make()
        finally:
            with self._lock:
                del self._turns[key]
                if answered is not None and answered.status == 200:
                    self._keep(key, turn, until, answered.body)
            turn.done.set()
        return answered

    def forget(self, user: str) -> None:
        """Let go of the answers to a user, not of the ids: a request of theirs that comes again is refused.

        What is being answered to them meanwhile is not kept either, but for the request that asks for this.
        """
        forgotten = _hash(user.encode("utf-8", "replace"))
        with self._lock:
            for key in [key for key, (owner, _) in self._answers.items() if owner == forgotten]:
                self._drop(key)
            for turn in self._turns.values():
                if turn.user == forgotten and turn.thread != threading.get_ident():
                    turn.forgotten = True

    def _stored(self, key: bytes, content: bytes) -> bytes | None:
        """Return the answer to a request that came before, None where it did not; the lock is held."""
        self._sweep()
        known = next((ids[key] for ids in self._spans.values() if key in ids), None)
        if known is None:
            return None
        if known != content:
            raise _used()
        if key not in self._answers:
            raise Refused("replay", "The request was answered before, and its answer is not kept.")
        metrics.count("replays")
        notes.note(outcome="replayed")
        return decompress(self._answers[key][1])

    def _keep(self, key: bytes, turn: _Turn, until: datetime, answer: bytes) -> None:
        self._spans.setdefault(int(until.timestamp()) // _SPAN, {})[key] = turn.body
        while len(self._spans) > 1 and sum(map(len, self._spans.values())) > self._most_ids:
            self._let_go(min(self._spans))
        if turn.forgotten:
            return
        kept = compress(answer, 1)
        self._answers[key] = (turn.user, kept)
        self._bytes += len(kept) + _OVERHEAD
        while self._bytes > self._most_bytes:
            self._drop(next(iter(self._answers)))

    def _sweep(self) -> None:
        now = int(self._now().timestamp()) // _SPAN
        for span in [span for span in self._spans if span < now]:
            self._let_go(span)

    def _let_go(self, span: int) -> None:
        for key in self._spans.pop(span):
            self._drop(key)

    def _drop(self, key: bytes) -> None:
        if key in self._answers:
            self._bytes -= len(self._answers.pop(key)[1]) + _OVERHEAD


def _hash(data: bytes) -> bytes:
    return sha256(data).digest()[:16]


def _used() -> Refused:
    return Refused("replay", "The requestId was used for another request.")
