import logging

import pytest
from flask import Flask

from skill.app import create_app
from skill.settings import Settings
from skill.web import operations


def test_health_is_told() -> None:
    answer = create_app(Settings()).test_client().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/healthz", 405),
        ("OPTIONS", "/healthz", 405),
        ("GET", "/", 404),
        ("POST", "/", 404),
        ("GET", "/alexa/", 404),
        ("POST", "/alexa/../alexa", 404),
        ("GET", "/static/skill.py", 404),
        ("GET", "/%00", 404),
    ],
)
def test_what_is_not_there_is_said_plainly(method: str, path: str, status: int) -> None:
    answer = create_app(Settings()).test_client().open(path, method=method)
    assert answer.status_code == status
    assert answer.json is not None
    assert set(answer.json) == {"error"}


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
    assert answer.json == {"error": "Something went wrong here."}
    assert caplog.messages == ["ZeroDivisionError while answering"]


def test_a_developer_gets_the_traceback(caplog: pytest.LogCaptureFixture) -> None:
    answer = _broken(tracebacks=True).test_client().get("/")
    assert answer.status_code == 500
    assert "Maya" not in answer.text
    assert "Maya" in caplog.text
