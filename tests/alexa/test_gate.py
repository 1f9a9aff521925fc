from typing import Any

import pytest

from skill.alexa import gate

_SPEECH = {"type": "SSML", "ssml": "<speak>What happened?</speak>"}
_TALK = "IntentRequest"
_TOUCH = "Alexa.Presentation.APL.UserEvent"
_ELICIT = {"type": "Dialog.ElicitSlot", "slotToElicit": "place", "updatedIntent": {"name": "MyStoryIntent"}}
_HAS_PLACE = {"slots": {"place": {"name": "place"}}}
_FITTING = _ELICIT | {"updatedIntent": {"name": "MyStoryIntent", **_HAS_PLACE}}
_CONFIRM = {"type": "Dialog.ConfirmSlot", "slotToConfirm": "place"}
_DELEGATE = {"type": "Dialog.Delegate"}
_RENDER = {"type": "Alexa.Presentation.APL.RenderDocument", "token": "t", "document": {"type": "APL"}}
_EXECUTE = {"type": "Alexa.Presentation.APL.ExecuteCommands", "token": "t", "commands": []}


def _answer(ssml: str = "What happened?", *, ends: bool | None = False, **more: Any) -> dict[str, Any]:
    response: dict[str, Any] = {"outputSpeech": {"type": "SSML", "ssml": f"<speak>{ssml}</speak>"}}
    if ends is not None:
        response["shouldEndSession"] = ends
    if not ends:
        response["reprompt"] = {"outputSpeech": _SPEECH}
    return {"version": "1.0", "response": {**response, **more}}


_HTTP = {"smallImageUrl": "http://example.org/a.png"}
_LONG = {"smallImageUrl": "https://example.org/" + "a" * 2_000}


@pytest.mark.parametrize(
    "answer",
    [
        _answer(),
        _answer("Good luck.", ends=True),
        _answer('Hi.<break time="1s"/> <prosody rate="92%">How are you?</prosody> Shall I keep it?'),
        _answer('<amazon:emotion name="excited" intensity="low">Good</amazon:emotion>. And then?'),
        _answer("AT&amp;T, &lt;b&gt; and &#8220;quotes&#8221; 😀?"),
        _answer(card={"type": "Simple", "title": "Your note", "content": "Hi Maya."}),
        _answer(card={"type": "Standard", "title": "Note", "text": "Hi.", "image": {"largeImageUrl": "https://x/a"}}),
        _answer(directives=[_FITTING]),
        {"version": "1.0", "response": {}},
        {"version": "1.0", "sessionAttributes": {}, "response": {}},
    ],
)
def test_what_alexa_takes_passes(answer: dict[str, Any]) -> None:
    assert gate.breaches(answer) == ()


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (_answer("a & b?"), "broken"),
        (_answer("<b>loud</b>?"), "tags"),
        (_answer("</speak><speak>?"), "broken"),
        (_answer("<break time='1s'>?"), "broken"),
        (_answer("a \x00?"), "broken"),
        (_answer("  "), "silent"),
        (_answer("a" * 8_000), "characters"),
        (_answer(outputSpeech={"type": "PlainText", "text": "Hi?"}), "not SSML"),
        (_answer(reprompt={"outputSpeech": {"type": "SSML", "ssml": "<speak>a & b</speak>"}}), "reprompt is broken"),
        (_answer(ends=None), "not said"),
        (_answer(ends=True, reprompt={"outputSpeech": _SPEECH}), "reprompt belongs"),
        (_answer(card={"type": "Simple", "title": "Your note", "content": " "}), "card is empty"),
        (_answer(card={"type": "Simple", "title": "Your note", "content": "a" * 8_000}), "card has"),
        (_answer() | {"sessionAttributes": {"said": "a" * gate.ATTRIBUTES_LIMIT}}, "attributes have"),
        (_answer() | {"sessionAttributes": {"said": "a" * gate.RESPONSE_LIMIT}}, "response has"),
        (_answer(directives=[_ELICIT]), "no slot"),
        (_answer(ends=True, directives=[_FITTING]), "closes"),
        (_answer(directives=[{"type": "Dialog.ElicitSlot"}]), "has no slotToElicit, updatedIntent"),
        (_answer(card={"type": "Standard", "title": "Your note", "text": "Hi.", "image": _HTTP}), "no https address"),
        (_answer(card={"type": "Standard", "title": "Your note", "text": "Hi.", "image": _LONG}), "no https address"),
    ],
)
def test_what_alexa_refuses_is_told(answer: dict[str, Any], word: str) -> None:
    assert any(word in breach for breach in gate.breaches(answer)), gate.breaches(answer)


def _quiet(**more: Any) -> dict[str, Any]:
    return {"version": "1.0", "response": more}


@pytest.mark.parametrize(
    ("kind", "screen", "answer"),
    [
        ("LaunchRequest", False, _answer()),
        ("LaunchRequest", False, _answer(directives=[_FITTING])),
        (_TALK, False, _quiet(directives=[_DELEGATE], shouldEndSession=False)),
        (_TALK, False, _quiet(directives=[_DELEGATE])),
        (_TALK, False, _answer(directives=[_CONFIRM])),
        (_TALK, True, _answer(directives=[_RENDER, _FITTING])),
        (_TALK, True, _answer("Here it is.", ends=None)),
        (_TOUCH, True, _answer(directives=[_RENDER])),
        (_TOUCH, True, _quiet(directives=[_EXECUTE | {"commands": [{"type": "Idle"}]}])),
        ("SessionEndedRequest", False, _quiet()),
        ("AlexaSkillEvent.SkillDisabled", False, _quiet()),
        ("CanFulfillIntentRequest", False, _quiet()),
        ("CanFulfillIntentRequest", False, _quiet(canFulfillIntent={"canFulfill": "YES", "slots": {}})),
        ("", False, _quiet()),
    ],
)
def test_each_kind_of_request_has_its_answers(kind: str, screen: bool, answer: dict[str, Any]) -> None:
    if answer["response"].get("shouldEndSession") is None:
        answer["response"].pop("reprompt", None)
    assert gate.breaches(answer, kind, screen=screen) == ()


@pytest.mark.parametrize(
    ("kind", "screen", "answer", "word"),
    [
        (_TALK, False, _answer(directives=[_DELEGATE]), "speaks too"),
        (_TALK, False, _quiet(directives=[_DELEGATE], shouldEndSession=True), "closes"),
        (_TALK, True, _quiet(directives=[_DELEGATE, _RENDER], shouldEndSession=False), "no document"),
        (_TALK, False, _answer(directives=[_FITTING, _CONFIRM]), "one dialog directive"),
        (_TALK, False, _quiet(directives=[_FITTING], shouldEndSession=False), "nothing is said"),
        (_TALK, False, _quiet(reprompt={"outputSpeech": _SPEECH}), "without speech"),
        (_TALK, False, _answer(directives=[_RENDER]), "without a screen"),
        (_TALK, True, _answer(directives=[{"type": "Alexa.Presentation.APL.RenderDocument"}]), "no token, document"),
        (_TALK, True, _answer(ends=None), "open microphone"),
        (_TALK, False, _answer(canFulfillIntent={"canFulfill": "YES"}), "fulfilled"),
        (_TALK, True, _answer(directives=[_RENDER | {"document": {"a": "b" * 125_000}}]), "response has"),
        ("LaunchRequest", False, _quiet(directives=[_DELEGATE]), "no dialog to delegate"),
        (_TOUCH, True, _quiet(directives=[_DELEGATE]), "no dialog to delegate"),
        ("SessionEndedRequest", False, _answer(ends=True), "Nothing is said"),
        ("SessionEndedRequest", False, _quiet(shouldEndSession=True), "Nothing is said"),
        ("AlexaSkillEvent.SkillDisabled", False, _answer(ends=True), "Nothing is said"),
        ("CanFulfillIntentRequest", False, _answer(ends=True), "Nothing is said"),
        ("CanFulfillIntentRequest", False, _quiet(canFulfillIntent={"canFulfill": "PERHAPS"}), "not said whether"),
        ("", False, _answer(), "unknown type"),
    ],
)
def test_what_does_not_fit_the_request_is_told(kind: str, screen: bool, answer: dict[str, Any], word: str) -> None:
    found = gate.breaches(answer, kind, screen=screen)
    assert any(word in breach for breach in found), found


def test_a_document_for_a_screen_may_be_larger() -> None:
    shown = _answer(directives=[_RENDER | {"document": {"a": "b" * 60_000}}])
    assert gate.breaches(shown, screen=True) == ()


def test_only_what_is_asked_keeps_the_session_open() -> None:
    aloud = '<prosody rate="92%">How was the hike?</prosody>'
    assert gate.slips(_answer("Say when.")) == ("Nothing is asked and the session stays open.",)
    assert gate.slips(_answer(f"Here it is. {aloud}")) == ("Nothing is asked and the session stays open.",)
    assert gate.slips(_answer("Shall I?", ends=True)) == ("A question is asked and the session closes.",)
    assert gate.slips(_answer(f"Here it is. {aloud}", ends=True)) == ()
    assert gate.slips(_answer(f"Here it is. {aloud} Shall I keep it?")) == ()
    assert gate.slips({"response": {}}) == ()


def test_the_budget_is_counted_in_bytes_as_sent() -> None:
    assert gate.fits(None)
    assert gate.fits({"said": "a" * (gate.ATTRIBUTES_LIMIT - 20)})
    assert not gate.fits({"said": "é" * (gate.ATTRIBUTES_LIMIT // 4)})
