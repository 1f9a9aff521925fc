"""What of a request may be noted: its type, its intent and its id, each only where it looks as Alexa's do."""

import re
from collections.abc import Mapping
from typing import Any

from ask_sdk_model import Request

from skill import notes
from skill.alexa.hearing import intents

UNKNOWN = "unknown"
_ID = re.compile(r"(?:amzn1\.echo-api\.request\.)?[0-9a-f-]{8,64}", re.IGNORECASE | re.ASCII)
_TYPES = frozenset(name for name in Request.discriminator_value_class_map if name)


def note(request: Mapping[str, Any]) -> None:
    """Note a request, whose shape has been checked."""
    kind = request["type"]
    notes.note(request_type=kind if kind in _TYPES else UNKNOWN)
    if kind == "IntentRequest":
        name = request["intent"]["name"]
        notes.note(intent=name if name in intents() else UNKNOWN)
    if known := shaped(request.get("requestId")):
        notes.note(request_id=known)


def shaped(request_id: str | None) -> str | None:
    """Return an id of a request if it is made like Alexa's, else None."""
    return request_id if request_id and _ID.fullmatch(request_id) else None
