"""A body as a bounded, well-shaped request envelope; what it refuses was sent by no Echo.

The shape is checked only where the skill relies on it. What else is in an envelope is the serializer's to
read or to leave, so that a property or value newer than this code never breaks a turn.
"""

import json
import re
from collections.abc import Iterable
from datetime import datetime
from math import isfinite
from typing import Any

from skill.errors import BadInput

SIZE_LIMIT = 64 * 1024
_DEPTH_LIMIT = 64
# Possessive and with its end optional: one that never closes must not be tried from every place again.
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")
# RFC 3339, as Alexa writes it; Python reads much more.
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)", re.ASCII | re.IGNORECASE)


def parse(raw: bytes) -> dict[str, Any]:
    """Return the envelope that a body holds; raises BadInput where it is none.

    Strict JSON in UTF-8: no duplicate names, no NaN, no lone surrogates, at most 64 levels deep.
    """
    _check_depth(raw)
    try:
        text = raw.decode("utf-8")
        value = json.loads(text, object_pairs_hook=_object, parse_float=_number, parse_constant=_number)
        if "\\ud" in text.lower():
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        raise BadInput("The body is not valid JSON in UTF-8.") from None
    _check(value)
    envelope: dict[str, Any] = value
    return envelope


def moment(timestamp: str) -> datetime:
    """Return the time that a timestamp tells, with its zone; raises BadInput where it tells none."""
    try:
        if _TIME.fullmatch(timestamp):
            return datetime.fromisoformat(timestamp.upper())
    except ValueError:
        pass
    raise BadInput("request.timestamp is not a time with its zone.")


def is_for(envelope: dict[str, Any], skill_id: str) -> bool:
    """Tell whether an envelope is addressed to a skill, in its context and in its session, if it has one."""
    holders = [_part(_part(envelope, "context"), "System")]
    if envelope.get("session"):
        holders.append(_part(envelope, "session"))
    return all(_part(holder, "application").get("applicationId") == skill_id for holder in holders)


def user_of(envelope: dict[str, Any]) -> str | None:
    """Return the id of the user whose request this is, None where there is none."""
    for holder in (_part(_part(envelope, "context"), "System"), _part(envelope, "session")):
        user = _part(holder, "user").get("userId")
        if isinstance(user, str) and user:
            return user
    return None


def _check_depth(raw: bytes) -> None:
    depth = 0
    for bracket in _BRACKET.findall(_STRING.sub(b"", raw)):
        depth += 1 if bracket in b"[{" else -1
        if depth > _DEPTH_LIMIT:
            raise BadInput("The body is nested too deep.")


def _object(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise ValueError("a name stands twice")
        made[name] = value
    return made


def _number(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError("a number is not finite")
    return number


def _check(envelope: Any) -> None:
    _is(envelope, dict, "The body")
    request = envelope.get("request")
    _is(request, dict, "request")
    _is(request.get("type"), str, "request.type")
    for name in ("requestId", "locale", "timestamp"):
        _may_be(request.get(name), str, f"request.{name}")
    if request.get("timestamp") is not None:
        moment(request["timestamp"])
    _may_be(envelope.get("context"), dict, "context")
    session = envelope.get("session")
    _may_be(session, dict, "session")
    if session:
        _may_be(session.get("attributes"), dict, "session.attributes")
        _may_be(session.get("new"), bool, "session.new")
    if request["type"] == "IntentRequest":
        _check_intent(request.get("intent"))


def _check_intent(intent: Any) -> None:
    _is(intent, dict, "request.intent")
    _is(intent.get("name"), str, "request.intent.name")
    slots = intent.get("slots")
    _may_be(slots, dict, "request.intent.slots")
    for name, slot in (slots or {}).items():
        _may_be(slot, dict, f"slot {name[:40]!r}")
        if slot and isinstance(slot.get("value"), dict | list):
            raise BadInput(f"The value of slot {name[:40]!r} is not a text.")


def _may_be(value: Any, kind: type, name: str) -> None:
    if value is not None:
        _is(value, kind, name)


def _is(value: Any, kind: type, name: str) -> None:
    if not isinstance(value, kind):
        words = {dict: "an object", str: "a text", bool: "true or false"}
        raise BadInput(f"{name} is missing or not {words[kind]}.")


def _part(holder: dict[str, Any], name: str) -> dict[str, Any]:
    part = holder.get(name)
    return part if isinstance(part, dict) else {}
