"""How often one address may ask."""

import sys
from typing import Any

import pytest

from skill.app import create_app
from skill.errors import SettingsError
from skill.settings import Settings, from_environ
from skill.web.limits import counted_as


def _settings(**given: Any) -> Settings:
    return Settings(verify=False, development=True, **given)


def test_too_much_at_once_is_refused_for_a_while() -> None:
    client = create_app(_settings(rate_limit="3 per minute")).test_client()
    assert [client.get("/api/v1/tones").status_code for _ in range(3)] == [200] * 3
    answer = client.post("/api/v1/next-step", json={})
    assert (answer.status_code, answer.content_type) == (429, "application/problem+json")
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert answer.headers["X-RateLimit-Remaining"] == "0"
    page = client.get("/", headers={"Accept": "text/html"})
    assert (page.status_code, page.mimetype) == (429, "text/html")


def test_another_address_is_counted_apart() -> None:
    client = create_app(_settings(rate_limit="1 per minute")).test_client()
    for address, status in (("10.0.0.1", 200), ("10.0.0.1", 429), ("10.0.0.2", 200)):
        answer = client.get("/api/v1/tones", environ_base={"REMOTE_ADDR": address})
        assert answer.status_code == status


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("4.4.4.4:1000", "4.4.4.4:2000", True),
        ("4.4.4.4:1000", "4.4.4.4", True),
        ("4.4.4.4", "4.4.4.5", False),
        ("[2001:db8::1]:80", "2001:db8::2", True),
        ("::ffff:4.4.4.4", "4.4.4.4", True),
        ("::ffff:4.4.4.4", "::ffff:4.4.4.5", False),
        ("unknown", "hidden", False),
    ],
)
def test_a_line_is_counted_as_one(one: str, other: str, same: bool) -> None:
    assert (counted_as(one) == counted_as(other)) == same
    client = create_app(_settings(rate_limit="1 per minute")).test_client()
    statuses = [client.get("/api/v1/tones", environ_base={"REMOTE_ADDR": who}).status_code for who in (one, other)]
    assert statuses == [200, 429 if same else 200]


def test_alexa_and_health_and_files_are_not_counted() -> None:
    client = create_app(_settings(rate_limit="1 per day")).test_client()
    for _ in range(3):
        assert client.get("/healthz").status_code == 200
        assert client.post("/alexa", data="{").status_code == 400
        with client.get("/static/base.css") as answer:
            assert answer.status_code == 200


def test_without_a_limit_none_is_counted() -> None:
    client = create_app(_settings(rate_limit=None)).test_client()
    answers = [client.get("/api/v1/tones") for _ in range(400)]
    assert {answer.status_code for answer in answers} == {200}
    assert "X-RateLimit-Limit" not in answers[0].headers


def test_while_redis_cannot_be_reached_each_process_counts() -> None:
    client = create_app(_settings(rate_limit="2 per minute", redis_url="redis://127.0.0.1:1/0")).test_client()
    assert [client.get("/api/v1/tones").status_code for _ in range(3)] == [200, 200, 429]


def test_redis_without_its_client_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    # None in sys.modules is how Python remembers that there is no such module.
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(SettingsError, match="pip install") as error:
        create_app(_settings(redis_url="redis://127.0.0.1:1/0"))
    assert "\n" not in str(error.value)


def test_the_limits_are_read_from_the_environment() -> None:
    environ = {
        "SECOND_HELLO_VERIFY": "off",
        "SECOND_HELLO_RATE_LIMIT": "10 per hour",
        "SECOND_HELLO_REDIS_URL": "rediss://u:p@cache:6380/1",
        "SECOND_HELLO_CORS_ORIGINS": "https://a.example, http://localhost:3000/",
    }
    read = from_environ(environ, development=True)
    assert (read.rate_limit, read.redis_url) == ("10 per hour", "rediss://u:p@cache:6380/1")
    assert read.cors_origins == ("https://a.example", "http://localhost:3000")
    assert from_environ({**environ, "SECOND_HELLO_RATE_LIMIT": "off"}, development=True).rate_limit is None


@pytest.mark.parametrize(
    "given",
    [
        {"rate_limit": "often"},
        {"rate_limit": "0 per minute"},
        {"rate_limit": "10 per fortnight"},
        {"rate_limit": ""},
        {"redis_url": "http://cache"},
        {"redis_url": "redis://"},
        {"cors_origins": ("*",)},
        {"cors_origins": ("https://a.example/path",)},
        {"cors_origins": ("a.example",)},
    ],
)
def test_nonsense_is_said_in_one_line(given: Any) -> None:
    with pytest.raises(SettingsError) as error:
        _settings(**given)
    assert "\n" not in str(error.value)
