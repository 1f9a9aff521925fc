"""Requests as Alexa sends them, for these tests to bend."""

import json
from datetime import UTC, datetime
from typing import Any

from ask_sdk_model import RequestEnvelope

from skill.alexa.serializer import Serializer
from skill.alexa.skill import SecondHello

APPLICATION = "amzn1.ask.skill.11111111-1111-1111-1111-111111111111"
WIRE = Serializer()


def read(envelope: dict[str, Any]) -> RequestEnvelope:
    read: RequestEnvelope = WIRE.deserialize(json.dumps(envelope), RequestEnvelope)
    return read


def answer(skill: SecondHello, envelope: dict[str, Any]) -> dict[str, Any]:
    """What a skill answers to an envelope, as JSON."""
    answered: dict[str, Any] = WIRE.serialize(skill.invoke(read(envelope), None))
    return answered


def launch(**more: Any) -> dict[str, Any]:
    return wrap({"type": "LaunchRequest"}, **more)


def intent(name: str, slots: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """An IntentRequest; slots: by name, the slot's JSON or just its value."""
    full = {n: s if isinstance(s, dict) else slot(n, s) for n, s in (slots or {}).items()}
    request = {"type": "IntentRequest", "intent": {"name": name, "confirmationStatus": "NONE", "slots": full}}
    return wrap(request, **more)


def slot(name: str, value: Any, id: str | None = None) -> dict[str, Any]:
    made: dict[str, Any] = {"name": name, "value": value, "confirmationStatus": "NONE", "source": "USER"}
    if id:
        match = {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"name": id, "id": id}}]}
        made["resolutions"] = {"resolutionsPerAuthority": [{"authority": "a", **match}]}
    return made


def wrap(request: dict[str, Any], *, new: bool = True, attributes: dict[str, Any] | None = None) -> dict[str, Any]:
    application = {"applicationId": APPLICATION}
    user = {"userId": "amzn1.ask.account.TEST"}
    return {
        "version": "1.0",
        "session": {
            "new": new,
            "sessionId": "amzn1.echo-api.session.test",
            "application": application,
            "attributes": attributes or {},
            "user": user,
        },
        "context": {
            "System": {
                "application": application,
                "user": user,
                "device": {"deviceId": "amzn1.ask.device.TEST", "supportedInterfaces": {}},
                "apiEndpoint": "https://api.amazonalexa.com",
                "apiAccessToken": "token",
            }
        },
        "request": {
            "requestId": "amzn1.echo-api.request.test",
            "timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "locale": "en-US",
            **request,
        },
    }
