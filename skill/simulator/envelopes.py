"""Writes requests as Alexa sends them: version, session, context and the request itself."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from skill.simulator.ears import HeardSlot
from skill.simulator.model import Model

DEFAULT_APPLICATION = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True)
class Slot:
    """A slot's value as it was said, and the id of the type's value that it means, or None."""

    value: str
    id: str | None = None


@dataclass(frozen=True)
class Identity:
    """Who speaks, on which device, to which skill."""

    application_id: str = DEFAULT_APPLICATION
    user_id: str = "amzn1.ask.account.SIMULATOR"
    device_id: str = "amzn1.ask.device.SIMULATOR"
    locale: str = "en-US"


@dataclass(frozen=True)
class Session:
    """A conversation with a skill; `new` until the first request of it has been answered."""

    new: bool = True
    attributes: Mapping[str, Any] = field(default_factory=dict)
    id: str = field(default_factory=lambda: f"amzn1.echo-api.session.{uuid.uuid4()}")


def envelope(who: Identity, session: Session, now: datetime, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return a whole request; `request` has its type and what only this type has."""
    stamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "version": "1.0",
        "session": {
            "new": session.new,
            "sessionId": session.id,
            "application": {"applicationId": who.application_id},
            "attributes": dict(session.attributes),
            "user": {"userId": who.user_id},
        },
        "context": {
            "System": {
                "application": {"applicationId": who.application_id},
                "user": {"userId": who.user_id},
                "device": {"deviceId": who.device_id, "supportedInterfaces": {}},
                "apiEndpoint": "https://api.amazonalexa.com",
                "apiAccessToken": "simulated",
            }
        },
        "request": {
            "requestId": f"amzn1.echo-api.request.{uuid.uuid4()}",
            "timestamp": stamp,
            "locale": who.locale,
            **request,
        },
    }


def launch() -> dict[str, Any]:
    """Return a LaunchRequest."""
    return {"type": "LaunchRequest", "shouldLinkResultBeReturned": False}


def ended(reason: str, trouble: str | None = None) -> dict[str, Any]:
    """Return a SessionEndedRequest; `trouble` is what was wrong with the skill's answer."""
    request: dict[str, Any] = {"type": "SessionEndedRequest", "reason": reason}
    if trouble is not None:
        request["error"] = {"type": "INVALID_RESPONSE", "message": trouble}
    return request


def intent_request(intent: Mapping[str, Any], dialog_state: str | None) -> dict[str, Any]:
    """Return an IntentRequest; `dialog_state` is None for an intent without a dialog."""
    request: dict[str, Any] = {"type": "IntentRequest", "intent": dict(intent)}
    if dialog_state is not None:
        request["dialogState"] = dialog_state
    return request


def filled(model: Model, who: Identity, intent: str, name: str, heard: HeardSlot) -> dict[str, Any]:
    """Return a slot that was heard, with what its value means where its type has values of its own."""
    type_name = model.intents[intent].slots[name].type
    slot: dict[str, Any] = {
        "name": name,
        "value": heard.value,
        "confirmationStatus": "NONE",
        "source": "USER",
    }
    simple: dict[str, Any] = {"type": "Simple", "value": heard.value}
    if type_name in model.types:
        authority = f"amzn1.er-authority.echo-sdk.{who.application_id}.{type_name}"
        found = _canonical(model, type_name, heard)
        code = "ER_SUCCESS_NO_MATCH" if found is None else "ER_SUCCESS_MATCH"
        resolved: dict[str, Any] = {"authority": authority, "status": {"code": code}}
        if found is not None:
            resolved["values"] = [{"value": found}]
        slot["resolutions"] = {"resolutionsPerAuthority": [resolved]}
        simple["resolutions"] = {"resolutionsPerAuthority": [resolved]}
    return {**slot, "slotValue": simple}


def _canonical(model: Model, type_name: str, heard: HeardSlot) -> dict[str, str] | None:
    for value in model.types[type_name]:
        known = value.id == heard.id if heard.id is not None else _same(heard.value, value.words)
        if known and value.words:
            return {"name": value.words[0], "id": value.id or _made_id(value.words[0])}
    return None


def _same(said: str, words: tuple[str, ...]) -> bool:
    return said.casefold() in {word.casefold() for word in words}


def _made_id(name: str) -> str:
    """Return an id for a value that has none in the model, the same each time, as Alexa makes one."""
    return uuid.uuid5(uuid.NAMESPACE_URL, name).hex


def empty(name: str) -> dict[str, Any]:
    """Return a slot that nothing was said for."""
    return {"name": name, "confirmationStatus": "NONE"}


def slot_of(sent: Mapping[str, Any]) -> Slot | None:
    """Return what a slot of a request holds, or None where it is not filled."""
    value = sent.get("value")
    if not isinstance(value, str):
        return None
    try:
        first = sent["resolutions"]["resolutionsPerAuthority"][0]["values"][0]["value"]["id"]
    except (KeyError, IndexError, TypeError):
        first = None
    return Slot(value, first if isinstance(first, str) else None)
