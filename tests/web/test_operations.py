import logging
import re
from typing import Any

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from skill.app import create_app
from skill.errors import ContentError
from skill.settings import Settings
from skill.web import leaving, operations


def test_health_is_told() -> None:
    answer = create_app(Settings(verify=False, development=True)).test_client().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/healthz", 405),
        ("POST", "/readyz", 405),
        ("POST", "/metrics", 405),
        ("OPTIONS", "/healthz", 405),
        ("PUT", "/", 405),
        ("GET", "/nowhere", 404),
        ("GET", "/alexa/", 404),
        ("POST", "/alexa/../alexa", 404),
        ("GET", "/static/skill.py", 404),
        ("GET", "/%00", 404),
    ],
)
def test_what_is_not_there_is_said_plainly(method: str, path: str, status: int) -> None:
    answer = create_app(Settings(verify=False, development=True)).test_client().open(path, method=method)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert (answer.json["type"], answer.json["status"]) == ("about:blank", status)
    assert answer.json["title"]
    assert answer.json["detail"].endswith(".")


def _broken(*, tracebacks: bool) -> Flask:
    app = Flask("broken")
    operations.mount(app, tracebacks=tracebacks)

    @app.get("/")
    def fail() -> str:
        raise ZeroDivisionError("Maya at the gym")

    return app


def test_a_defect_is_logged_without_what_was_said(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        answer = _broken(tracebacks=False).test_client().get("/")
    assert answer.status_code == 500
    assert answer.json is not None
    assert answer.json["detail"] == "Something went wrong here."
    first, second = caplog.messages
    assert re.fullmatch(r"ZeroDivisionError at test_operations\.py:\d+ while answering", first)
    assert second == "GET / 500"


def test_a_developer_gets_the_traceback(caplog: pytest.LogCaptureFixture) -> None:
    answer = _broken(tracebacks=True).test_client().get("/")
    assert answer.status_code == 500
    assert "Maya" not in answer.text
    assert "Maya" in caplog.text


def test_a_browser_is_shown_a_page() -> None:
    client = create_app(Settings(verify=False, development=True)).test_client()
    answer = client.get("/nowhere", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "<title>There is no such page. Second Hello</title>" in answer.text
    assert "<h1>There is no such page.</h1>" in answer.text
    for path in ("/api/v1/nowhere", "/alexa"):
        assert client.get(path, headers={"Accept": "text/html"}).mimetype == "application/problem+json"


def test_a_browser_is_kept_to_ourselves() -> None:
    client = create_app(Settings(verify=False, development=True)).test_client()
    for path in ("/", "/api/v1/docs", "/api/v1/tones", "/healthz", "/nowhere"):
        headers = client.get(path).headers
        policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'none'"
        assert set(policy.values()) == {"'none'", "'self'"}
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Frame-Options"] == "DENY"
        assert "Set-Cookie" not in headers


def test_no_other_site_may_call_by_default() -> None:
    client = create_app(Settings(verify=False, development=True)).test_client()
    answer = client.get("/api/v1/tones", headers={"Origin": "https://example.org"})
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


def test_a_site_may_call_that_the_settings_name() -> None:
    settings = Settings(verify=False, development=True, cors_origins=("https://example.org",))
    client = create_app(settings).test_client()
    for method in ("GET", "OPTIONS"):
        answer = client.open("/api/v1/tones", method=method, headers={"Origin": "https://example.org"})
        assert answer.headers["Access-Control-Allow-Origin"] == "https://example.org"
        assert "Origin" in answer.vary
        assert "Access-Control-Allow-Credentials" not in answer.headers
    for path, origin in (("/api/v1/tones", "https://example.com"), ("/", "https://example.org")):
        assert "Access-Control-Allow-Origin" not in client.get(path, headers={"Origin": origin}).headers
    preflight = client.options("/api/v1/drafts", headers={"Origin": "https://example.org"})
    assert preflight.headers["Access-Control-Allow-Headers"] == "Content-Type"


def test_it_is_ready_once_all_is_loaded() -> None:
    answer = create_app(Settings(verify=False, development=True)).test_client().get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"status": "ready"})


def test_it_is_not_ready_where_something_cannot_be_loaded_or_it_is_about_to_end() -> None:
    def broken() -> None:
        raise ContentError("weights.npz cannot be read")

    app = Flask("unready")
    operations.mount(app, load=broken)
    about_to_end = {leaving.FLAG: True}
    ready = create_app(Settings(verify=False, development=True))
    for client, environ in ((app.test_client(), {}), (ready.test_client(), about_to_end)):
        answer = client.get("/readyz", environ_overrides=environ)
        assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
        assert client.get("/healthz", environ_overrides=environ).status_code == 200


def _numbers(environ: dict[str, Any] | None = None, *, token: str | None = None, **headers: str) -> int:
    settings = Settings(verify=False, development=True, metrics_token=token)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = create_app(settings).test_client().get("/metrics", headers=sent, environ_overrides=environ or {})
    if answer.status_code == 200:
        assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
        assert list(text_string_to_metric_families(answer.text))
    else:
        assert answer.json is not None
        assert answer.json["detail"] == "There is nothing here."
    return answer.status_code


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1"])
def test_a_neighbour_sees_the_numbers(address: str) -> None:
    assert _numbers({"REMOTE_ADDR": address}) == 200


@pytest.mark.parametrize("address", ["10.0.0.1", "203.0.113.9", "::ffff:127.0.0.1", "fe80::1", ""])
def test_a_stranger_does_not(address: str) -> None:
    assert _numbers({"REMOTE_ADDR": address}) == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Forwarded_For": "127.0.0.1"},
        {"X_Forwarded_For": ""},
        {"Forwarded": "for=127.0.0.1"},
        {"Via": "1.1 proxy"},
        {"X_Real_Ip": "127.0.0.1"},
        {"Host": "hello.example.org"},
        {"Host": "[::1"},
        {"Host": "127.0.0.1.example.org:8080"},
    ],
)
def test_who_comes_through_a_proxy_is_no_neighbour(headers: dict[str, str]) -> None:
    assert _numbers({"REMOTE_ADDR": "127.0.0.1"}, **headers) == 404


@pytest.mark.parametrize("peer", ["127.0.0.1", "203.0.113.9"])
@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"Authorization": "Bearer abc-123"}, 200),
        ({"Authorization": "bearer abc-123", "X_Forwarded_For": "203.0.113.9", "Host": "hello.example.org"}, 200),
        ({}, 404),
        ({"Authorization": "Bearer abc-1234"}, 404),
        ({"Authorization": "Bearer "}, 404),
        ({"Authorization": "Bearer \u00e4"}, 404),
        ({"Authorization": "Basic abc-123"}, 404),
        ({"Authorization": "abc-123"}, 404),
    ],
)
def test_a_token_opens_the_numbers_and_nothing_else_does(peer: str, given: dict[str, str], status: int) -> None:
    assert _numbers({"REMOTE_ADDR": peer}, token="abc-123", **given) == status
