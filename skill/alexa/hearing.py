"""An Alexa request as a Turn: what was heard, in which state and locale."""

import re
from functools import cache
from typing import Any

from ask_sdk_model import IntentRequest, LaunchRequest, RequestEnvelope
from ask_sdk_model.slu.entityresolution import StatusCode

from skill import content
from skill.voice.heard import Heard, Slot
from skill.voice.state import State
from skill.voice.turn import Turn

_LOCALE = re.compile(r"[a-z]{2}-[A-Z]{2}")
_FALLBACK_LOCALE = "en-US"
_FALLBACK_INTENT = "AMAZON.FallbackIntent"


def turn_of(envelope: RequestEnvelope) -> Turn | None:
    """Return the turn that a request is, or None where nobody waits for an answer.

    That is the end of a session, an event, or a request newer than the SDK.
    """
    request = envelope.request
    if isinstance(request, LaunchRequest):
        heard = Heard("LaunchRequest")
    elif isinstance(request, IntentRequest) and request.intent:
        heard = _heard(request.intent)
    else:
        return None
    session = envelope.session
    return Turn(
        heard=heard,
        state=State.from_attributes(session.attributes if session else None),
        locale=locale_of(request.locale),
        new=bool(session.new) if session else True,
    )


def _heard(intent: Any) -> Heard:
    if intent.name not in intents():
        return Heard(_FALLBACK_INTENT)
    return Heard(intent.name, slots_of(intent.slots))


def slots_of(slots: Any) -> dict[str, Slot]:
    """Return the filled slots of an intent: as spoken, with the id that the value resolved to."""
    filled = {}
    for name, slot in (slots or {}).items():
        # Of several values spoken at once ("warmer and shorter") the first is taken.
        for said in (slot, *(getattr(slot.slot_value, "values", None) or ())) if slot else ():
            # Among them may be what is none: a list in a list, a null.
            if value := (getattr(said, "value", None) or "").strip():
                filled[name] = Slot(value, _resolved(said.resolutions))
                break
    return filled


def kind_of(envelope: RequestEnvelope) -> str:
    """Return the type of a request ("LaunchRequest"), or "" for one that is newer than the SDK."""
    return getattr(envelope.request, "object_type", None) or ""


def user_of(envelope: RequestEnvelope) -> str:
    """Return the id of the user whose request this is, "" where there is none."""
    for holder in (envelope.context.system if envelope.context else None, envelope.session):
        if holder and holder.user and holder.user.user_id:
            return str(holder.user.user_id)
    return ""


def has_screen(envelope: RequestEnvelope) -> bool:
    """Tell whether the device of a request shows documents."""
    system = envelope.context.system if envelope.context else None
    interfaces = system.device.supported_interfaces if system and system.device else None
    return getattr(interfaces, "alexa_presentation_apl", None) is not None


def locale_of(locale: str | None) -> str:
    """Return the locale to speak in: the request's where there is a model for it, else English."""
    return locale if locale in _locales() else _FALLBACK_LOCALE


def _resolved(resolutions: Any) -> str | None:
    for authority in (resolutions.resolutions_per_authority if resolutions else None) or ():
        status = authority.status if authority else None
        matched = status and status.code == StatusCode.ER_SUCCESS_MATCH
        if matched and authority.values and authority.values[0] and authority.values[0].value:
            found: str | None = authority.values[0].value.id
            return found
    return None


@cache
def _locales() -> frozenset[str]:
    return frozenset(path.stem for path in content.MODELS.glob("*-*.*") if _LOCALE.fullmatch(path.stem))


@cache
def intents() -> frozenset[str]:
    """Return the names of the model's intents."""
    return frozenset(intent["name"] for intent in content.model()["interactionModel"]["languageModel"]["intents"])
