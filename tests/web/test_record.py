"""The line in the log that each request leaves, and its numbers."""

import json
import logging
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from skill import metrics
from skill.alexa.endpoint import PATH
from skill.alexa.skill import build
from skill.app import create_app
from skill.settings import Settings
from skill.simulator.envelopes import DEFAULT_APPLICATION
from skill.simulator.sending import Sign, post
from skill.voice.reply import Reply
from skill.voice.state import State
from skill.voice.turn import Turn
from tests.alexa.requests import intent, launch, wrap

_ID = "amzn1.echo-api.request.0f9ad8a5-6a4b-4c58-8f0b-2ad0d3a0a0c1"
_SECRET = "Maya zebra"


@pytest.fixture
def client() -> FlaskClient:
    return create_app(Settings(verify=False, development=True)).test_client()


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Any:
    """What was told of the requests so far."""
    caplog.set_level(logging.INFO)
    return lambda: [vars(record)["told"] for record in caplog.records if record.name == "skill.requests"]


def _told(lines: Any) -> dict[str, Any]:
    (line,) = lines()
    assert line.pop("ms") >= 0
    told: dict[str, Any] = line
    return told


def test_a_turn_leaves_its_type_its_intent_and_its_id(client: FlaskClient, lines: Any) -> None:
    sent = intent("MyStoryIntent", {"person": _SECRET})
    sent["request"]["requestId"] = _ID
    before = metrics.total("turns", "IntentRequest", "answered")
    assert client.post(PATH, json=sent).status_code == 200
    assert _told(lines) == {
        "method": "POST",
        "path": PATH,
        "status": 200,
        "outcome": "answered",
        "request_type": "IntentRequest",
        "intent": "MyStoryIntent",
        "request_id": _ID,
    }
    assert metrics.total("turns", "IntentRequest", "answered") == before + 1


@pytest.mark.parametrize("name", [f"{_SECRET}Intent", "OrderPizzaIntent", "A" * 50_000])
def test_an_intent_of_a_strangers_is_unknown(client: FlaskClient, lines: Any, name: str) -> None:
    sent = intent(name)
    sent["request"]["requestId"] = f"{_ID} {_SECRET}"
    client.post(PATH, json=sent)
    told = _told(lines)
    assert told["intent"] == "unknown"
    assert "request_id" not in told


@pytest.mark.parametrize(
    ("kind", "noted"), [("AlexaSkillEvent.SkillDisabled", None), (f"New.{_SECRET}", "unknown"), ("", "unknown")]
)
def test_only_types_of_alexas_are_told(client: FlaskClient, lines: Any, kind: str, noted: str | None) -> None:
    client.post(PATH, json=wrap({"type": kind}))
    assert _told(lines)["request_type"] == (noted or kind)


@pytest.mark.parametrize(
    ("body", "status", "reason"), [(b"{", 400, "envelope"), (b" " * 70_000, 413, "size"), (b"{}", 400, "envelope")]
)
def test_a_refusal_leaves_its_reason(client: FlaskClient, lines: Any, body: bytes, status: int, reason: str) -> None:
    before = metrics.total("turns", "unknown", "refused")
    client.post(PATH, data=body)
    told = _told(lines)
    assert (told["status"], told["outcome"], told["reason"]) == (status, "refused", reason)
    assert metrics.total("turns", "unknown", "refused") == before + 1


def _timed() -> int:
    (line,) = (line for line in metrics.text().splitlines() if line.startswith("second_hello_turn_seconds_count "))
    return int(line.split()[1])


def test_a_request_that_comes_again_is_no_turn(verified_url: str, sign: Sign, lines: Any) -> None:
    sent = launch()
    sent["request"]["requestId"] = f"amzn1.echo-api.request.{uuid4()}"
    for holder in (sent["session"], sent["context"]["System"]):
        holder["application"] = {"applicationId": DEFAULT_APPLICATION}
    other = json.dumps({**sent, "version": "2.0"}).encode()
    before = _timed()
    for body in (json.dumps(sent).encode(), json.dumps(sent).encode(), other):
        post(verified_url, body, patience=60, sign=sign)
    assert [line["outcome"] for line in lines()] == ["answered", "replayed", "refused"]
    assert lines()[2]["reason"] == "replay"
    assert {line["request_type"] for line in lines()} == {"LaunchRequest"}
    assert _timed() == before + 1


def _fails(turn: Turn) -> Reply:
    raise ZeroDivisionError(_SECRET)


@pytest.mark.parametrize(
    ("respond", "outcome"),
    [(_fails, "failed"), (lambda turn: Reply("A & B", State()), "degraded")],
)
def test_an_apology_is_no_answer(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, lines: Any, respond: Any, outcome: str
) -> None:
    monkeypatch.setattr("skill.app.build", lambda _, **how: build(respond, **how))
    client = create_app(Settings(verify=False, development=True)).test_client()
    assert client.post(PATH, json=launch()).status_code == 200
    assert _told(lines)["outcome"] == outcome
    assert _SECRET not in caplog.text


@pytest.mark.parametrize(
    ("method", "url", "path", "status", "outcome"),
    [
        ("GET", "/", "/", 200, "answered"),
        ("GET", f"/?person={_SECRET}", "/", 200, "answered"),
        ("GET", f"/{_SECRET}", "unknown", 404, "refused"),
        ("GET", f"/static/{_SECRET}.css", "/static/<path:filename>", 404, "refused"),
        ("GET", PATH, PATH, 405, "refused"),
        ("BREW", PATH, PATH, 405, "refused"),
        ("GET", "/api/v1/tones", "/api/v1/tones", 200, "answered"),
        ("POST", "/api/v1/drafts", "/api/v1/drafts", 415, "refused"),
    ],
)
def test_a_path_is_a_route(
    client: FlaskClient, lines: Any, method: str, url: str, path: str, status: int, outcome: str
) -> None:
    before = metrics.total("http_requests", path, f"{status // 100}xx")
    with client.open(url, method=method):
        pass
    told = _told(lines)
    assert (told["path"], told["status"], told["outcome"]) == (path, status, outcome)
    assert told["method"] == (method if method != "BREW" else "other")
    assert _SECRET not in str(told)
    assert metrics.total("http_requests", path, f"{status // 100}xx") == before + 1


def test_probes_are_counted_and_leave_no_line(client: FlaskClient, lines: Any) -> None:
    before = metrics.total("http_requests", "/healthz", "2xx")
    for path in ("/healthz", "/readyz", "/metrics"):
        assert client.get(path).status_code == 200
    assert lines() == []
    assert metrics.total("http_requests", "/healthz", "2xx") == before + 1


def test_nothing_that_was_said_or_sent_is_in_a_line(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        sent = intent("MyStoryIntent", {"person": _SECRET}, attributes={"said": _SECRET})
        sent["session"]["user"]["userId"] = f"amzn1.ask.account.{_SECRET}"
        headers = {"User-Agent": _SECRET, "Referer": f"http://{_SECRET}", "X-Forwarded-For": "203.0.113.9"}
        client.post(PATH, json=sent, headers=headers)
        client.post("/api/v1/drafts", json={"channel": "text", "about": {"person": _SECRET}}, headers=headers)
        client.post("/", data={"do": "show", "person": _SECRET}, headers=headers)
    everything = caplog.text + "".join(str(vars(record)) for record in caplog.records)
    for secret in ("Maya", "zebra", "account", "203.0.113.9", "127.0.0.1"):
        assert secret not in everything
