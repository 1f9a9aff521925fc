"""The verified door as it runs, and a way to send to it what no client library would."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlsplit

from skill.alexa.certificates import Keys, Limits
from skill.alexa.chain import roots_of
from skill.alexa.clock import Clock
from skill.alexa.fetching import from_host
from skill.alexa.verify import Verifier
from skill.app import create_app
from skill.settings import Settings
from skill.web.server import running
from tests.alexa.requests import APPLICATION
from tests.hostile.authority import Authority
from tests.hostile.host import Host
from tests.hostile.rows import GOOD_PATH, OTHER_APPLICATION, Sent, good

SKILLS = (APPLICATION, OTHER_APPLICATION)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class FastClock(Clock):
    """A clock that can be put ahead, by which keys are had and kept."""

    ahead = timedelta()

    def utc(self) -> datetime:
        return super().utc() + self.ahead

    def seconds(self) -> float:
        return super().seconds() + self.ahead.total_seconds()


@dataclass
class Door:
    """A running service that takes what `authority` signs, its URL, the host that it asks and the clock it has."""

    url: str
    authority: Authority
    host: Host
    clock: FastClock

    def send(self, sent: Sent, timeout: float = 20) -> Answer:
        parts = urlsplit(self.url)
        connection = HTTPConnection(str(parts.hostname), parts.port, timeout=timeout)
        try:
            connection.putrequest(sent.method, "/alexa", skip_accept_encoding=True)
            for name, value in [*sent.headers, ("Content-Length", str(len(sent.body)))]:
                connection.putheader(name, value if isinstance(value, bytes) else value.encode())
            connection.endheaders()
            connection.send(sent.body)
            response: HTTPResponse = connection.getresponse()
            return Answer(response.status, response.read())
        finally:
            connection.close()

    def is_well(self) -> bool:
        """Whether a good request is answered."""
        answer = self.send(good(self.authority))
        return answer.status == 200 and "outputSpeech" in answer.json["response"]


@contextmanager
def opened(authority: Authority, limits: Limits | None = None) -> Iterator[Door]:
    """A service on a free port, with a host of its own; the good chain is known to it already."""
    host = Host(authority)
    host.files[GOOD_PATH] = authority.chains["good"]()
    clock = FastClock()
    fetch = from_host(authority.roots, host.connect)
    keys = Keys(fetch, roots_of(authority.roots), clock=clock, limits=limits)
    settings = Settings(skill_ids=SKILLS, strict=True, rate_limit=None)
    try:
        with running(create_app(settings, Verifier(keys.of, SKILLS))) as url:
            door = Door(url, authority, host, clock)
            assert door.is_well()
            yield door
            assert door.is_well()
    finally:
        host.close()
        threads = [thread for thread in threading.enumerate() if thread.name == "certificates"]
        for thread in threads:
            thread.join(5)
