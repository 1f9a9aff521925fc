"""Reads a skill's answer, and refuses what Alexa would refuse."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from skill.errors import BadInput
from skill.simulator.sending import Received
from skill.simulator.ssml import Spoken, read_plain, read_ssml

_SPEECH_LIMIT = 8_000
_CARD_LIMIT = 8_000
_SIZE_LIMIT = 120 * 1024
_CARDS = ("Simple", "Standard", "LinkAccount", "AskForPermissionsConsent")


@dataclass(frozen=True)
class Answer:
    """What a skill wants: words, a card, the attributes to keep, and what becomes of the session.

    `card` has a type, a title and a text, whatever kind it is. `ends` is shouldEndSession: True closes, False
    opens the microphone, None leaves the session open with the microphone shut. `raw` is the JSON as it came.
    """

    raw: Mapping[str, Any] = field(default_factory=dict)
    speech: Spoken | None = None
    reprompt: Spoken | None = None
    card: Mapping[str, str] | None = None
    directives: tuple[Mapping[str, Any], ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)
    ends: bool | None = None


def _object(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadInput(f"{what} is not a JSON object.")
    return value


def _spoken(value: object, what: str) -> Spoken | None:
    if value is None:
        return None
    speech = _object(value, what)
    kind = speech.get("type")
    words = speech.get({"SSML": "ssml", "PlainText": "text"}.get(str(kind), ""))
    if not isinstance(words, str):
        raise BadInput(f"{what} is neither SSML with ssml nor PlainText with text.")
    if len(words) > _SPEECH_LIMIT:
        raise BadInput(f"{what} has {len(words)} characters, and Alexa takes {_SPEECH_LIMIT}.")
    return read_ssml(words) if kind == "SSML" else read_plain(words)


def _card(value: object) -> Mapping[str, str] | None:
    if value is None:
        return None
    card = _object(value, "The card")
    if card.get("type") not in _CARDS:
        raise BadInput(f"A card of type {card.get('type')!r} is unknown to Alexa.")
    title, text = card.get("title") or "", card.get("content") or card.get("text") or ""
    if not isinstance(title, str) or not isinstance(text, str):
        raise BadInput("A card's title and text are strings.")
    if len(title) + len(text) > _CARD_LIMIT:
        raise BadInput(f"The card has more than {_CARD_LIMIT} characters.")
    return {"type": str(card["type"]), "title": title, "text": text}


def _directives(value: object) -> tuple[Mapping[str, Any], ...]:
    if value is None:
        return ()
    listed = value if isinstance(value, list) else [None]
    if not all(isinstance(each, dict) and isinstance(each.get("type"), str) for each in listed):
        raise BadInput("The directives are not a list of objects with a type.")
    return tuple(listed)


def _parsed(received: Received) -> Mapping[str, Any]:
    if received.trouble is not None:
        raise BadInput(received.trouble)
    if received.status != 200:
        raise BadInput(f"The skill answered HTTP {received.status}.")
    if len(received.body) > _SIZE_LIMIT:
        raise BadInput(f"The answer is larger than {_SIZE_LIMIT // 1024} KB.")
    try:
        parsed = json.loads(received.body)
    except (ValueError, RecursionError) as error:
        raise BadInput("The answer is not JSON.") from error
    return _object(parsed, "The answer")


def read_answer(received: Received) -> Answer:
    """Return what a skill answered; raises BadInput with the reason where Alexa would not take it."""
    raw = _parsed(received)
    if not isinstance(raw.get("version"), str):
        raise BadInput("The answer has no version.")
    response = _object(raw.get("response"), "The response in the answer")
    attributes = raw.get("sessionAttributes")
    ends = response.get("shouldEndSession")
    if ends is not None and not isinstance(ends, bool):
        raise BadInput("shouldEndSession is neither true nor false.")
    reprompt = _object(response.get("reprompt") or {}, "reprompt")
    return Answer(
        raw=raw,
        speech=_spoken(response.get("outputSpeech"), "outputSpeech"),
        reprompt=_spoken(reprompt.get("outputSpeech"), "reprompt"),
        card=_card(response.get("card")),
        directives=_directives(response.get("directives")),
        attributes={} if attributes is None else _object(attributes, "sessionAttributes"),
        ends=ends,
    )
