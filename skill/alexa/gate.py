"""What every response passes before it leaves."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

RESPONSE_LIMIT = 24 * 1024  # bytes; Alexa takes more, but a voice reply that needs more is a defect
ATTRIBUTES_LIMIT = 16 * 1024  # bytes
_SPEECH_LIMIT = 8_000  # characters
_CARD_LIMIT = 8_000  # characters
_TAGS = frozenset({"speak", "p", "s", "w", "break", "emphasis", "prosody", "say-as", "sub", "phoneme", "lang"})
_TAGS |= {"voice", "audio", "amazon:effect", "amazon:domain", "amazon:emotion"}
_OPEN = '<speak xmlns:amazon="amazon">'


def breaches(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what Alexa would refuse in a response envelope, or a listener could not use."""
    response = answer.get("response") or {}
    return tuple(breach for check in (_speech, _card, _session, _directives) for breach in check(response)) + tuple(
        _budget(answer)
    )


def slips(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """Return where a response breaks manners: what is asked keeps the session open, and nothing else does."""
    response = answer.get("response") or {}
    ssml = _ssml(response.get("outputSpeech"))
    if not ssml or "shouldEndSession" not in response or breaches(answer):
        return ()
    asks = "?" in _unquoted(ssml)
    if asks and response["shouldEndSession"]:
        return ("A question is asked and the session closes.",)
    if not asks and not response["shouldEndSession"]:
        return ("Nothing is asked and the session stays open.",)
    return ()


def fits(attributes: Mapping[str, Any] | None) -> bool:
    """Tell whether session attributes are within their budget."""
    return _bytes(attributes or {}) <= ATTRIBUTES_LIMIT


def _speech(response: Mapping[str, Any]) -> Iterator[str]:
    for name, speech in (
        ("speech", response.get("outputSpeech")),
        ("reprompt", (response.get("reprompt") or {}).get("outputSpeech")),
    ):
        ssml = _ssml(speech)
        if speech is None:
            continue
        if ssml is None:
            yield f"The {name} is not SSML."
            continue
        if len(ssml) >= _SPEECH_LIMIT:
            yield f"The {name} has {len(ssml)} characters."
        try:
            root = _parsed(ssml)
        except ET.ParseError as error:
            yield f"The {name} is broken SSML: {error}."
            continue
        tags = {element.tag.replace("{amazon}", "amazon:") for element in root.iter()}
        if root.tag != "speak" or not tags <= _TAGS:
            yield f"The {name} has tags that Alexa does not know: {sorted(tags - _TAGS)}."
        if not "".join(root.itertext()).strip():
            yield f"The {name} is silent."


def _card(response: Mapping[str, Any]) -> Iterator[str]:
    card = response.get("card")
    if card is None:
        return
    title, text = card.get("title") or "", card.get("content") or ""
    if not title.strip() or not text.strip():
        yield "The card is empty."
    if len(title) + len(text) > _CARD_LIMIT:
        yield f"The card has {len(title) + len(text)} characters."


def _session(response: Mapping[str, Any]) -> Iterator[str]:
    if "outputSpeech" not in response:
        return
    ends = response.get("shouldEndSession")
    if ends is None:
        yield "It is not said whether the session ends."
    elif ends == ("reprompt" in response):
        yield "A reprompt belongs to an open session, and to each."


def _directives(response: Mapping[str, Any]) -> Iterator[str]:
    for directive in response.get("directives") or ():
        if directive["type"] != "Dialog.ElicitSlot":
            continue
        if directive["slotToElicit"] not in (directive["updatedIntent"].get("slots") or {}):
            yield f"The intent has no slot {directive['slotToElicit']} to elicit."
        if response.get("shouldEndSession") is not False:
            yield "A slot is elicited and the session closes."


def _budget(answer: Mapping[str, Any]) -> Iterator[str]:
    if (size := _bytes(answer.get("sessionAttributes") or {})) > ATTRIBUTES_LIMIT:
        yield f"The session attributes have {size} bytes."
    if (size := _bytes(answer)) > RESPONSE_LIMIT:
        yield f"The response has {size} bytes."


def _bytes(value: object) -> int:
    return len(json.dumps(value).encode())


def _ssml(speech: Mapping[str, Any] | None) -> str | None:
    found: str | None = speech.get("ssml") if speech and speech.get("type") == "SSML" else None
    return found


def _parsed(ssml: str) -> ET.Element:
    return ET.fromstring(ssml.replace("<speak>", _OPEN, 1))


def _unquoted(ssml: str) -> str:
    """The text without what stands in prosody: a draft is read aloud, and its question is not ours."""

    def texts(element: ET.Element) -> Iterator[str]:
        if element.tag != "prosody":
            yield element.text or ""
            for child in element:
                yield from texts(child)
                yield child.tail or ""

    return "".join(texts(_parsed(ssml)))
