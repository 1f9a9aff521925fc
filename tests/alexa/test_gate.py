from typing import Any

import pytest

from skill.alexa import gate

_SPEECH = {"type": "SSML", "ssml": "<speak>What happened?</speak>"}
_ELICIT = {"type": "Dialog.ElicitSlot", "slotToElicit": "place", "updatedIntent": {"name": "MyStoryIntent"}}


def _answer(ssml: str = "What happened?", *, ends: bool | None = False, **more: Any) -> dict[str, Any]:
    response: dict[str, Any] = {"outputSpeech": {"type": "SSML", "ssml": f"<speak>{ssml}</speak>"}}
    if ends is not None:
        response["shouldEndSession"] = ends
    if not ends:
        response["reprompt"] = {"outputSpeech": _SPEECH}
    return {"version": "1.0", "response": {**response, **more}}


@pytest.mark.parametrize(
    "answer",
    [
        _answer(),
        _answer("Good luck.", ends=True),
        _answer('Hi.<break time="1s"/> <prosody rate="92%">How are you?</prosody> Shall I keep it?'),
        _answer('<amazon:emotion name="excited" intensity="low">Good</amazon:emotion>. And then?'),
        _answer("AT&amp;T, &lt;b&gt; and &#8220;quotes&#8221; 😀?"),
        _answer(card={"type": "Simple", "title": "Your note", "content": "Hi Maya."}),
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
        (
            _answer(directives=[_elicit := {"type": "Dialog.ElicitSlot", "slotToElicit": "a", "updatedIntent": {}}]),
            "no slot",
        ),
        (_answer(ends=True, directives=[_elicit]), "elicited"),
    ],
)
def test_what_alexa_refuses_is_told(answer: dict[str, Any], word: str) -> None:
    assert any(word in breach for breach in gate.breaches(answer)), gate.breaches(answer)


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
