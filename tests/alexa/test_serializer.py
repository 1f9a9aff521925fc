import json
from datetime import UTC, datetime
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import IntentRequest, RequestEnvelope, Response, SlotConfirmationStatus
from hypothesis import given
from hypothesis import strategies as st

from skill.alexa.serializer import Serializer
from skill.errors import BadInput
from tests.alexa.requests import intent, slot, wrap

_OURS, _STOCK = Serializer(), DefaultSerializer()


def _read(envelope: dict[str, Any]) -> Any:
    return _OURS.deserialize(json.dumps(envelope), RequestEnvelope)


def test_what_the_sdk_knows_is_read_as_the_sdk_reads_it() -> None:
    body = json.dumps(intent("TipsIntent", {"area": slot("area", "eye contact", "eye_contact")}))
    ours, stock = (s.deserialize(body, RequestEnvelope) for s in (_OURS, _STOCK))
    assert ours.request.timestamp.utcoffset() == stock.request.timestamp.utcoffset()
    assert ours.to_dict()["request"]["intent"] == stock.to_dict()["request"]["intent"]
    assert ours.session.to_dict() | {"attributes": {}} == stock.session.to_dict() | {"attributes": {}}
    assert json.dumps(_OURS.serialize(ours.request.intent), sort_keys=True) == json.dumps(
        _STOCK.serialize(stock.request.intent), sort_keys=True
    )


def test_the_body_of_a_skill_event_is_kept() -> None:
    body = {"userInformationPersistenceStatus": "NOT_PERSISTED"}
    gone = _read(wrap({"type": "AlexaSkillEvent.SkillDisabled", "body": body}))
    assert gone.request.body == body
    known = _read(wrap({"type": "AlexaSkillEvent.SkillPermissionChanged", "body": {"acceptedPermissions": []}}))
    assert known.request.body.accepted_permissions == []
    assert not hasattr(_read(wrap({"type": "LaunchRequest", "body": body})).request, "body")


def test_a_property_the_type_has_not_is_not_read() -> None:
    envelope = intent("TipsIntent")
    for part in (envelope, envelope["request"], envelope["request"]["intent"]):
        part.update({"object_type": "X", "__dict__": {"name": "X"}, "__class__": "X", "newer": 1, "intent_": 1})
    read = _read(envelope)
    assert isinstance(read.request, IntentRequest)
    assert read.request.object_type == "IntentRequest"
    assert read.request.intent
    assert read.request.intent.name == "TipsIntent"
    assert not hasattr(read, "newer")
    assert not hasattr(read.request.intent, "newer")


def test_what_does_not_fit_its_type_is_left_out() -> None:
    envelope = intent("TipsIntent", {"area": slot("area", "listening"), "odd": 5})
    envelope["request"]["dialogState"] = "PAUSED"
    envelope["request"]["intent"]["slots"]["area"]["confirmationStatus"] = "MAYBE"
    envelope["context"]["System"]["device"] = "an Echo"
    envelope["context"]["Viewport"] = {"shape": "HEXAGON", "dpi": True, "pixelWidth": 100}
    envelope["session"]["attributes"] = {"kept": [1, {"a": None}]}
    read = _read(envelope)
    assert read.request.dialog_state is None
    assert read.request.intent.slots["area"].value == "listening"
    assert read.request.intent.slots["area"].confirmation_status is None
    assert read.context.system.device is None
    assert read.context.system.application.application_id
    assert (read.context.viewport.shape, read.context.viewport.dpi) == (None, None)
    assert read.context.viewport.pixel_width == 100
    assert read.session.attributes == {"kept": [1, {"a": None}]}


def test_a_request_newer_than_the_sdk_is_no_request() -> None:
    envelope = intent("TipsIntent")
    envelope["request"]["type"] = "New.Request"
    assert _read(envelope).request is None


@pytest.mark.parametrize("body", ["", "[]", "1", "{"])
def test_what_is_no_envelope_is_bad_input(body: str) -> None:
    with pytest.raises(BadInput):
        _OURS.deserialize(body, RequestEnvelope)


def test_nothing_is_nothing() -> None:
    assert _OURS.deserialize(None, RequestEnvelope) is None
    assert _OURS.serialize(None) is None


def test_other_types_of_the_sdk_are_read() -> None:
    assert _OURS.deserialize('["a", 1, "b"]', "list[str]") == ["a", "b"]
    assert _OURS.deserialize('{"a": {"value": "x"}, "b": 1}', "dict(str, ask_sdk_model.slot.Slot)")["a"].value == "x"
    assert _OURS.deserialize('"2026-01-02"', "date") == datetime(2026, 1, 2, tzinfo=UTC).date()
    assert _OURS.deserialize('"DENIED"', SlotConfirmationStatus) is SlotConfirmationStatus.DENIED
    assert _OURS.deserialize("1", "float") == 1


def test_empty_properties_are_not_written() -> None:
    assert _OURS.serialize(Response(should_end_session=False)) == {"shouldEndSession": False}
    assert _OURS.serialize({"a": (datetime(2026, 1, 2, tzinfo=UTC),)}) == {"a": ["2026-01-02T00:00:00+00:00"]}


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "request", "intent", "slots", "context", "System", "a"]), inner)
    ),
    max_leaves=20,
)


@given(_json)
def test_any_json_is_read_or_is_bad_input(value: Any) -> None:
    try:
        read = _OURS.deserialize(json.dumps(value), RequestEnvelope)
    except BadInput:
        return
    json.dumps(_OURS.serialize(read))
