import logging

import pytest
from flask import Flask

from skill.app import create_app
from skill.settings import Settings
from skill.web import operations


def test_health_is_told() -> None:
    answer = create_app(Settings(verify=False, development=True)).test_client().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/healthz", 405),
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
    assert caplog.messages == ["ZeroDivisionError while answering"]


def test_a_developer_gets_the_traceback(caplog: pytest.LogCaptureFixture) -> None:
    answer = _broken(tracebacks=True).test_client().get("/")
    assert answer.status_code == 500
    assert "Maya" not in answer.text
    assert "Maya" in caplog.text


def test_a_browser_is_shown_a_page() -> None:
    client = create_app(Settings(verify=False, development=True)).test_client()
    answer = client.get("/nowhere", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "There is nothing here." in answer.text
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
