"""For whom a proxy asks is believed as far as the settings say, and no further."""

import json
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from skill.app import create_app
from skill.errors import SettingsError
from skill.settings import Settings, from_environ
from skill.web.server import running

_PROXY = "10.0.0.1"


def _client(proxies: int) -> FlaskClient:
    settings = Settings(skill_ids=("x",), proxies=proxies, rate_limit="1 per minute")
    return create_app(settings).test_client()


def _asked(client: FlaskClient, forwarded: str | None, peer: str = _PROXY) -> int:
    headers = {"X-Forwarded-For": forwarded} if forwarded is not None else {}
    answer = client.get("/api/v1/tones", headers=headers, environ_overrides={"REMOTE_ADDR": peer})
    return answer.status_code


def test_by_default_nobody_is_believed() -> None:
    client = _client(0)
    assert [_asked(client, f"203.0.113.{n}") for n in range(3)] == [200, 429, 429]
    assert _asked(client, None, peer="10.0.0.2") == 200


def test_of_one_proxy_the_address_it_saw_counts() -> None:
    client = _client(1)
    assert _asked(client, "203.0.113.1") == 200
    # What a caller made up stands before what the proxy added, and counts for nothing.
    assert [_asked(client, f"198.51.100.{n}, 203.0.113.1") for n in range(2)] == [429, 429]
    assert _asked(client, "203.0.113.1, 203.0.113.2") == 200


def test_of_two_proxies_the_address_that_the_first_saw_counts() -> None:
    client = _client(2)
    assert _asked(client, "203.0.113.1, 10.0.0.2") == 200
    assert _asked(client, "198.51.100.1, 203.0.113.1, 10.0.0.2") == 429
    assert _asked(client, "203.0.113.2, 10.0.0.2") == 200


def test_without_the_header_the_peer_counts() -> None:
    client = _client(1)
    assert [_asked(client, None), _asked(client, None), _asked(client, "203.0.113.1")] == [200, 429, 200]


def test_over_the_wire_too() -> None:
    settings = Settings(skill_ids=("x",), proxies=1, rate_limit="1 per minute")
    with running(create_app(settings)) as url:
        statuses = []
        for forwarded in ("203.0.113.1", "198.51.100.1, 203.0.113.1", "203.0.113.2"):
            connection = HTTPConnection(urlsplit(url).netloc, timeout=20)
            connection.request("GET", "/api/v1/tones", headers={"X-Forwarded-For": forwarded})
            answer = connection.getresponse()
            json.loads(answer.read())
            connection.close()
            statuses.append(answer.status)
    assert statuses == [200, 429, 200]


@pytest.mark.parametrize("proxies", [0, 1])
@pytest.mark.parametrize(
    ("peer", "forwarded", "status"),
    [
        ("127.0.0.1", None, 200),
        ("127.0.0.1", "127.0.0.1", 404),
        (_PROXY, "127.0.0.1", 404),
        ("203.0.113.9", "127.0.0.1", 404),
        (_PROXY, None, 404),
    ],
)
def test_nobody_becomes_a_neighbour_by_a_header(proxies: int, peer: str, forwarded: str | None, status: int) -> None:
    headers: dict[str, Any] = {"X-Forwarded-For": forwarded} if forwarded else {}
    answer = _client(proxies).get("/metrics", headers=headers, environ_overrides={"REMOTE_ADDR": peer})
    assert answer.status_code == status


def test_no_proxy_leads_to_a_door_that_does_not_verify() -> None:
    environ = {"SECOND_HELLO_VERIFY": "off", "SECOND_HELLO_PROXIES": "1"}
    with pytest.raises(SettingsError, match="no proxy"):
        from_environ(environ, development=True)
    # Which addresses are this machine is not a proxy's to say either.
    with pytest.raises(SettingsError, match="this machine only"):
        Settings(verify=False, development=True, proxies=1, host="0.0.0.0")
    assert from_environ({"SECOND_HELLO_PROXIES": "1"}).proxies == 1
