"""What a stranger may send to POST /alexa, and what the answer is: never a 500, never a traceback."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skill.alexa.envelope import SIZE_LIMIT
from skill.app import create_app
from skill.settings import Settings
from tests.alexa.requests import APPLICATION, intent, launch, slot, wrap

_TWO_SKILLS = Settings(verify=False, development=True, skill_ids=("another-of-ours", APPLICATION))

_BROKEN = {
    "empty": b"",
    "null": b"null",
    "a list": b"[]",
    "a number": b"1",
    "a text": b'"request"',
    "half": b'{"request": {"type": "LaunchRequest"',
    "a byte order mark": b"\xef\xbb\xbf" + json.dumps(launch()).encode(),
    "UTF-16": json.dumps(launch()).encode("utf-16"),
    "bad UTF-8": b'{"request": {"type": "\xff"}}',
    "NaN": b'{"request": {"type": "LaunchRequest", "x": NaN}}',
    "Infinity": b'{"request": {"type": "LaunchRequest", "x": -Infinity}}',
    "a number past every other": b'{"request": {"type": "LaunchRequest", "x": 1e999}}',
    "a name twice": b'{"request": {"type": "LaunchRequest", "type": "LaunchRequest"}}',
    "a raw NUL": b'{"request": {"type": "Launch\x00Request"}}',
    "a lone surrogate": b'{"request": {"type": "LaunchRequest", "x": "\\ud800"}}',
    "a 5,000-digit integer": b'{"request": {"type": "LaunchRequest", "x": ' + b"9" * 5_000 + b"}}",
    "lists 30,000 deep": b"[" * 30_000 + b"]" * 30_000,
    "objects 10,000 deep": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "brackets that never close": b"[" * 60_000,
    "a quote that never closes": b'{"request": "' + b"a" * 60_000,
    "backslashes that never end": b'{"request": "' + b"\\" * 60_001,
    "form fields": b"a=1&b=2",
}


@pytest.mark.parametrize("body", _BROKEN.values(), ids=_BROKEN)
def test_a_broken_body_is_400(client: FlaskClient, body: bytes) -> None:
    _is_refused(client.post("/alexa", data=body, content_type="application/json"), 400)


def _set(*path: Any) -> Callable[[dict[str, Any]], None]:
    """A change of an envelope: the value at a path is replaced by the last argument."""
    *way, name, value = path

    def change(envelope: dict[str, Any]) -> None:
        place: Any = envelope
        for step in way:
            place = place[step]
        place[name] = value

    return change


_MISSHAPEN = {
    "no request": lambda e: e.pop("request"),
    "request null": _set("request", None),
    "request a list": _set("request", []),
    "request a text": _set("request", "LaunchRequest"),
    "no type": lambda e: e["request"].pop("type"),
    "type null": _set("request", "type", None),
    "type a number": _set("request", "type", 1),
    "type an object": _set("request", "type", {}),
    "requestId an object": _set("request", "requestId", {}),
    "locale a list": _set("request", "locale", ["en-US"]),
    "timestamp a list": _set("request", "timestamp", ["2026-01-01T00:00:00Z"]),
    "timestamp a number": _set("request", "timestamp", 1735689600000),
    "timestamp no time": _set("request", "timestamp", "yesterday"),
    "timestamp without a zone": _set("request", "timestamp", "2026-01-01T00:00:00"),
    "timestamp in year 99999": _set("request", "timestamp", "99999-01-01T00:00:00Z"),
    "timestamp of spaces": _set("request", "timestamp", " " * 50_000),
    "context a list": _set("context", []),
    "session a text": _set("session", "new"),
    "session.new a text": _set("session", "new", "true"),
    "attributes a list": _set("session", "attributes", []),
    "attributes a text": _set("session", "attributes", "asked"),
    "no intent": lambda e: e["request"].pop("intent"),
    "intent null": _set("request", "intent", None),
    "intent a text": _set("request", "intent", "TipsIntent"),
    "no intent name": lambda e: e["request"]["intent"].pop("name"),
    "intent name a list": _set("request", "intent", "name", ["TipsIntent"]),
    "slots a list": _set("request", "intent", "slots", []),
    "a slot a text": _set("request", "intent", "slots", {"area": "listening"}),
    "a slot value an object": _set("request", "intent", "slots", {"area": {"name": "area", "value": {"a": 1}}}),
    "a slot value a list": _set("request", "intent", "slots", {"area": {"name": "area", "value": ["a"]}}),
}


@pytest.mark.parametrize("change", _MISSHAPEN.values(), ids=_MISSHAPEN)
def test_a_misshapen_envelope_is_400(client: FlaskClient, change: Callable[[Any], Any]) -> None:
    envelope = intent("TipsIntent")
    change(envelope)
    _is_refused(client.post("/alexa", json=envelope), 400)


_ODD = {
    "no timestamp": lambda e: e["request"].pop("timestamp"),
    "a time with an offset": _set("request", "timestamp", "2026-01-01T00:00:00.123+05:30"),
    "no session": lambda e: e.pop("session"),
    "session null": _set("session", None),
    "no context": lambda e: e.pop("context"),
    "context null": _set("context", None),
    "no user": lambda e: e["session"].pop("user"),
    "no attributes": lambda e: e["session"].pop("attributes"),
    "attributes null": _set("session", "attributes", None),
    "slots null": _set("request", "intent", "slots", None),
    "no slots": lambda e: e["request"]["intent"].pop("slots"),
    "a slot null": _set("request", "intent", "slots", {"area": None}),
    "a slot value null": _set("request", "intent", "slots", {"area": slot("area", None)}),
    "a slot value empty": _set("request", "intent", "slots", {"area": slot("area", "")}),
    "a slot value of spaces": _set("request", "intent", "slots", {"area": slot("area", "   ")}),
    "a slot value a number": _set("request", "intent", "slots", {"area": slot("area", 5)}),
    "a slot value outside its type": _set("request", "intent", "slots", {"area": slot("area", "zebras")}),
    "a slot the intent has not": _set("request", "intent", "slots", {"zebra": slot("zebra", "stripes")}),
    "resolutions a text": _set("request", "intent", "slots", {"area": {"value": "x", "resolutions": "y"}}),
    "a match without values": _set(
        "request",
        "intent",
        "slots",
        {"a": {"value": "x", "resolutions": {"resolutionsPerAuthority": [{"status": {"code": "ER_SUCCESS_MATCH"}}]}}},
    ),
    "an unknown resolution status": _set(
        "request",
        "intent",
        "slots",
        {"a": {"value": "x", "resolutions": {"resolutionsPerAuthority": [{"status": {"code": "ER_NEW"}}]}}},
    ),
    "an unknown kind of slot value": _set(
        "request", "intent", "slots", {"area": {"value": "x", "slotValue": {"type": "Composite", "values": 1}}}
    ),
    "an unknown locale": _set("request", "locale", "xx-XX"),
    "a locale that is a path": _set("request", "locale", "../../etc"),
    "no locale": lambda e: e["request"].pop("locale"),
    "an unknown intent": _set("request", "intent", "name", "OrderPizzaIntent"),
    "an intent that is a path": _set("request", "intent", "name", "../../../etc/passwdIntent"),
    "an intent of 50,000 letters": _set("request", "intent", "name", "A" * 50_000),
    "an unknown built-in intent": _set("request", "intent", "name", "AMAZON.NewIntent"),
    "an unknown dialog state": _set("request", "dialogState", "PAUSED"),
    "an unknown confirmation": _set("request", "intent", "confirmationStatus", "MAYBE"),
    "unknown properties": lambda e: [part.update(newer={"a": [1]}) for part in (e, e["request"], e["session"])],
    "__dict__": lambda e: [part.update({"__dict__": {"a": 1}, "__class__": "b"}) for part in (e, e["request"])],
    "object_type": lambda e: [part.update(object_type="SessionEndedRequest") for part in (e, e["request"])],
    "an unknown viewport": _set("context", "Viewport", {"shape": "HEXAGON", "mode": "FRAME", "dpi": "many"}),
    "a system of another shape": _set("context", "System", [1, 2]),
    "attributes of no shape of ours": _set(
        "session", "attributes", {"asked": ["x"], "told": 5, "situation": [], "recipe": "no", "misses": {}}
    ),
    "attributes past every budget": _set("session", "attributes", {"said": "a" * 40_000, "asked": "nothing"}),
}


@pytest.mark.parametrize("change", _ODD.values(), ids=_ODD)
def test_an_odd_envelope_is_answered_in_words(client: FlaskClient, change: Callable[[Any], Any]) -> None:
    envelope = intent("TipsIntent", {"area": slot("area", "listening", "listening")})
    change(envelope)
    answer = client.post("/alexa", json=envelope)
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["response"]["outputSpeech"]["ssml"].startswith("<speak>")


@pytest.mark.parametrize(
    "kind",
    [
        "SessionEndedRequest",
        "New.RequestType",
        "AlexaSkillEvent.SkillDisabled",
        "Alexa.Presentation.APL.RuntimeError",
        "CanFulfillIntentRequest",
        "",
        "object",
    ],
)
def test_what_nobody_spoke_gets_an_empty_response(client: FlaskClient, kind: str) -> None:
    answer = client.post("/alexa", json=wrap({"type": kind, "errors": [{"type": "NEW"}], "reason": "NEW"}))
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["response"] == {}


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_another_method_is_405(client: FlaskClient, method: str) -> None:
    answer = client.open("/alexa", method=method)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"


def test_the_size_limit_is_sharp(client: FlaskClient) -> None:
    body = json.dumps(launch()).encode()
    fitting = body + b" " * (SIZE_LIMIT - len(body))
    assert client.post("/alexa", data=fitting, content_type="application/json").status_code == 200
    _is_refused(client.post("/alexa", data=fitting + b" ", content_type="application/json"), 413)


@pytest.mark.parametrize(
    "content_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", None]
)
def test_the_content_type_does_not_matter(client: FlaskClient, content_type: str | None) -> None:
    answer = client.post("/alexa", data=json.dumps(launch()), content_type=content_type)
    assert answer.status_code == 200


def test_an_unknown_intent_is_answered_as_not_understood(client: FlaskClient) -> None:
    first, second = (
        client.post("/alexa", json=intent(name, new=False)).json
        for name in ("OrderPizzaIntent", "AMAZON.FallbackIntent")
    )
    assert first == second


def test_an_unknown_locale_is_english(client: FlaskClient) -> None:
    english, unknown = launch(), launch()
    unknown["request"]["locale"] = "xx-XX"
    assert client.post("/alexa", json=unknown).json == client.post("/alexa", json=english).json


def test_only_its_own_skill_is_answered_where_one_is_set() -> None:
    client = create_app(_TWO_SKILLS).test_client()
    assert client.post("/alexa", json=launch()).status_code == 200
    for change in (
        _set("context", "System", "application", {"applicationId": "another"}),
        _set("session", "application", {"applicationId": "another"}),
        _set("session", "application", {}),
        _set("context", "System", {}),
        _set("context", None),
    ):
        envelope = launch()
        change(envelope)
        _is_refused(client.post("/alexa", json=envelope), 400)


def test_an_event_outside_a_session_is_for_its_skill_too() -> None:
    client = create_app(_TWO_SKILLS).test_client()
    envelope = wrap({"type": "AlexaSkillEvent.SkillDisabled"})
    del envelope["session"]
    assert client.post("/alexa", json=envelope).status_code == 200


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path]
    for key, inner in value.items() if isinstance(value, dict) else ():
        found += _places(inner, (*path, key))
    return found


_TEMPLATE = intent(
    "MyStoryIntent",
    {"person": "Maya", "place": slot("place", "gym", "gym"), "who": slot("who", "her", "she")},
    new=False,
    attributes={
        "asked": "what_happened",
        "told": ["speech/manners.launch"],
        "situation": {"details": {"place": "gym"}},
    },
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(_places(_TEMPLATE)[1:]), value=_json)
def test_no_value_anywhere_in_an_envelope_is_a_500(client: FlaskClient, path: tuple[Any, ...], value: Any) -> None:
    envelope = json.loads(json.dumps(_TEMPLATE))
    _set(*path, value)(envelope)
    assert client.post("/alexa", json=envelope).status_code in (200, 400)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=1_000), name=st.sampled_from(["person", "place", "topic", "day", "who"]))
def test_whatever_is_in_a_slot_is_answered_in_valid_ssml(client: FlaskClient, text: str, name: str) -> None:
    answer = client.post("/alexa", json=intent("MyStoryIntent", {name: text}))
    assert answer.status_code == 200


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=300))
def test_no_bytes_are_a_500(client: FlaskClient, body: bytes) -> None:
    assert client.post("/alexa", data=body, content_type="application/json").status_code == 400


def _is_refused(answer: Any, status: int) -> None:
    assert answer.status_code == status
    assert answer.json["status"] == status
    assert "Traceback" not in answer.json["detail"]
