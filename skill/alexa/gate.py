"""What every response passes before it leaves, by the kind of request that it answers."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

RESPONSE_LIMIT = 24 * 1024  # bytes; Alexa takes more, but a voice reply that needs more is a defect
SCREEN_LIMIT = 120 * 1024  # bytes of a response with a document for a screen, as Alexa takes it
ATTRIBUTES_LIMIT = 16 * 1024  # bytes
SPOKEN = frozenset({"LaunchRequest", "IntentRequest", "Alexa.Presentation.APL.UserEvent"})
"""The kinds of request to which something may be said. Events, ends and what is newer than this get nothing."""

_SPEECH_LIMIT = _CARD_LIMIT = 8_000  # characters
_IMAGE_LIMIT = 2_000  # characters of an address
_TAGS = frozenset({"speak", "p", "s", "w", "break", "emphasis", "prosody", "say-as", "sub", "phoneme", "lang"})
_TAGS |= {"voice", "audio", "amazon:effect", "amazon:domain", "amazon:emotion"}
_OPEN = '<speak xmlns:amazon="amazon">'
_CAN_FULFILL = "CanFulfillIntentRequest"
_DIALOG, _DELEGATE = "Dialog.", "Dialog.Delegate"
_SCREEN = "Alexa.Presentation.APL."
# What a directive of these must have, beside its type.
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "Dialog.ElicitSlot": ("slotToElicit", "updatedIntent"),
    "Dialog.ConfirmSlot": ("slotToConfirm",),
    f"{_SCREEN}RenderDocument": ("token", "document"),
    f"{_SCREEN}ExecuteCommands": ("token", "commands"),
}


def breaches(answer: Mapping[str, Any], kind: str = "IntentRequest", *, screen: bool = False) -> tuple[str, ...]:
    """Return what Alexa would refuse in a response envelope, or a listener could not use.

    kind: the type of the request, "" for one that nobody knows. screen: whether the device shows documents.
    """
    response = answer.get("response") or {}
    found = list(_spoken(response, kind, screen=screen) if kind in SPOKEN else _silent(response, kind))
    return (*found, *_budget(answer))


def slips(answer: Mapping[str, Any], kind: str = "IntentRequest", *, screen: bool = False) -> tuple[str, ...]:
    """Return where a response breaks manners: what is asked keeps the session open, and nothing else does."""
    response = answer.get("response") or {}
    ssml = _ssml(response.get("outputSpeech"))
    if not ssml or "shouldEndSession" not in response or breaches(answer, kind, screen=screen):
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


def _spoken(response: Mapping[str, Any], kind: str, *, screen: bool) -> Iterator[str]:
    """What is wrong in an answer that may speak."""
    yield from _speech(response)
    yield from _card(response)
    yield from _session(response, screen=screen)
    yield from _directives(response, kind, screen=screen)
    if "canFulfillIntent" in response:
        yield f"A {kind} is not asked what could be fulfilled."


def _silent(response: Mapping[str, Any], kind: str) -> Iterator[str]:
    """What is wrong in an answer that nobody hears."""
    allowed = {"canFulfillIntent"} if kind == _CAN_FULFILL else set()
    if strange := sorted(response.keys() - allowed):
        yield f"Nothing is said to a {kind or 'request of an unknown type'}, and the response has {strange}."
    can = response.get("canFulfillIntent")
    if can is not None and can.get("canFulfill") not in ("YES", "NO", "MAYBE"):
        yield "It is not said whether the intent can be fulfilled."


def _speech(response: Mapping[str, Any]) -> Iterator[str]:
    reprompt = (response.get("reprompt") or {}).get("outputSpeech")
    for name, speech in (("speech", response.get("outputSpeech")), ("reprompt", reprompt)):
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
    title, text = card.get("title") or "", card.get("text" if card.get("type") == "Standard" else "content") or ""
    if not title.strip() or not text.strip():
        yield "The card is empty."
    if len(title) + len(text) > _CARD_LIMIT:
        yield f"The card has {len(title) + len(text)} characters."
    for url in (card.get("image") or {}).values():
        if not url.startswith("https://") or len(url) > _IMAGE_LIMIT:
            yield f"The card's image has no https address of at most {_IMAGE_LIMIT} characters."


def _session(response: Mapping[str, Any], *, screen: bool) -> Iterator[str]:
    ends, has_reprompt = response.get("shouldEndSession"), "reprompt" in response
    if "outputSpeech" not in response:
        if has_reprompt:
            yield "A reprompt stands without speech."
    elif ends is None:
        # Left out, a screen keeps the session open for a while, and the microphone is shut.
        if not screen:
            yield "It is not said whether the session ends."
        elif has_reprompt:
            yield "A reprompt belongs to an open microphone."
    elif ends == has_reprompt:
        yield "A reprompt belongs to an open session, and to each."


def _directives(response: Mapping[str, Any], kind: str, *, screen: bool) -> Iterator[str]:
    directives = response.get("directives") or ()
    for directive in directives:
        name = directive.get("type") or ""
        if missing := [needed for needed in _NEEDED.get(name, ()) if not directive.get(needed)]:
            yield f"The directive {name or 'without a type'} has no {', '.join(missing)}."
        if name.startswith(_SCREEN) and not screen:
            yield f"The directive {name} is for a device without a screen."
    dialog = [d for d in directives if (d.get("type") or "").startswith(_DIALOG)]
    if len(dialog) > 1:
        yield "A response has one dialog directive at most."
    for directive in dialog:
        yield from _dialog(directive, response, kind)


def _dialog(directive: Mapping[str, Any], response: Mapping[str, Any], kind: str) -> Iterator[str]:
    name = directive["type"]
    if response.get("shouldEndSession") is True:
        yield f"A dialog goes on ({name}) and the session closes."
    if name == _DELEGATE:
        if kind != "IntentRequest" and not directive.get("updatedIntent"):
            yield f"There is no dialog to delegate in a {kind}."
        if "outputSpeech" in response or "reprompt" in response:
            yield "A delegated dialog speaks for itself, and the response speaks too."
        if any((d.get("type") or "").startswith(_SCREEN) for d in response["directives"]):
            yield "A delegated dialog takes no document for a screen."
        return
    if "outputSpeech" not in response:
        yield f"The directive {name} asks, and nothing is said."
    slot = directive.get("slotToElicit") or directive.get("slotToConfirm")
    updated = directive.get("updatedIntent")
    if slot and updated and slot not in (updated.get("slots") or {}):
        yield f"The intent has no slot {slot} to elicit or confirm."


def _budget(answer: Mapping[str, Any]) -> Iterator[str]:
    if (size := _bytes(answer.get("sessionAttributes") or {})) > ATTRIBUTES_LIMIT:
        yield f"The session attributes have {size} bytes."
    directives = (answer.get("response") or {}).get("directives") or ()
    shows = any((directive.get("type") or "").startswith(_SCREEN) for directive in directives)
    if (size := _bytes(answer)) > (SCREEN_LIMIT if shows else RESPONSE_LIMIT):
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
