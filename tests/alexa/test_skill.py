"""Between Alexa's JSON and the conversation: what is heard, what is answered, and what a defect sounds like."""

import logging
from typing import Any

import pytest

from skill import content
from skill.alexa.answering import response_of
from skill.alexa.hearing import locale_of, turn_of
from skill.alexa.skill import Respond, build
from skill.errors import ContentError
from skill.voice.heard import Heard, Slot
from skill.voice.reply import Card, Reply
from skill.voice.state import State
from skill.voice.turn import Turn
from tests.alexa.requests import WIRE, answer, intent, launch, read, slot, wrap


def _answer(respond: Respond, envelope: dict[str, Any], *, strict: bool = False) -> dict[str, Any]:
    return answer(build(respond, strict=strict), envelope)


def _says(reply: Reply) -> Respond:
    return lambda turn: reply


def _fails(turn: Turn) -> Reply:
    raise ZeroDivisionError("Maya at the gym")


def test_a_launch_is_a_turn() -> None:
    assert turn_of(read(launch())) == Turn(Heard("LaunchRequest"), new=True)


def test_an_intent_is_heard_with_its_filled_slots() -> None:
    slots = {
        "person": "  maya ",
        "place": slot("place", "the gym", "gym"),
        "topic": "",
        "day": {"name": "day"},
    }
    envelope = intent("MyStoryIntent", slots, new=False, attributes={"asked": "what_happened"})
    turn = turn_of(read(envelope))
    assert turn is not None
    assert turn.heard == Heard("MyStoryIntent", {"person": Slot("maya"), "place": Slot("the gym", "gym")})
    assert turn.state == State(asked="what_happened")
    assert not turn.new


def test_of_several_values_the_first_is_heard() -> None:
    values = [{"type": "Simple", **slot("change", v, v)} for v in ("warmer", "shorter")]
    many = {"name": "change", "slotValue": {"type": "List", "values": values}}
    turn = turn_of(read(intent("RefineMessageIntent", {"change": many})))
    assert turn is not None
    assert turn.heard.slots == {"change": Slot("warmer", "warmer")}


def test_the_first_match_is_the_id() -> None:
    heard = slot("place", "gym")
    heard["resolutions"] = {
        "resolutionsPerAuthority": [
            {"authority": "a", "status": {"code": "ER_SUCCESS_NO_MATCH"}},
            {
                "authority": "b",
                "status": {"code": "ER_SUCCESS_MATCH"},
                "values": [{"value": {"name": "gym", "id": "gym"}}, {"value": {"name": "gem", "id": "gem"}}],
            },
        ]
    }
    turn = turn_of(read(intent("MyStoryIntent", {"place": heard})))
    assert turn is not None
    assert turn.id("place") == "gym"


def test_an_unknown_intent_is_not_understood() -> None:
    turn = turn_of(read(intent("OrderPizzaIntent", {"size": "large"})))
    assert turn is not None
    assert turn.heard == Heard("AMAZON.FallbackIntent")


@pytest.mark.parametrize(
    ("asked", "spoken"), [("en-US", "en-US"), ("xx-XX", "en-US"), (None, "en-US"), ("..", "en-US")]
)
def test_an_unknown_locale_is_english(asked: str | None, spoken: str) -> None:
    assert locale_of(asked) == spoken


def test_a_request_without_a_session_opens_one() -> None:
    envelope = intent("TipsIntent")
    del envelope["session"]
    turn = turn_of(read(envelope))
    assert turn is not None
    assert turn.one_shot
    answered = _answer(_says(Reply("Look up.", State())), envelope, strict=True)
    assert "sessionAttributes" not in answered


def test_a_question_keeps_the_session_open() -> None:
    reply = Reply("Hi. What happened?", State(asked="what_happened"), "what_happened", "So, what happened?")
    assert _answer(_says(reply), launch(), strict=True) == {
        "version": "1.0",
        "userAgent": pytest.approx(_answer(_says(reply), launch())["userAgent"]),
        "sessionAttributes": {"asked": "what_happened"},
        "response": {
            "outputSpeech": {"type": "SSML", "ssml": "<speak>Hi. What happened?</speak>"},
            "reprompt": {"outputSpeech": {"type": "SSML", "ssml": "<speak>So, what happened?</speak>"}},
            "shouldEndSession": False,
        },
    }


def test_no_question_closes_it_and_a_card_goes_along() -> None:
    reply = Reply("It is in your Alexa app.", State(), card=Card("Your note", "Hi Maya & co."))
    assert _answer(_says(reply), launch(), strict=True)["response"] == {
        "outputSpeech": {"type": "SSML", "ssml": "<speak>It is in your Alexa app.</speak>"},
        "card": {"type": "Simple", "title": "Your note", "content": "Hi Maya & co."},
        "shouldEndSession": True,
    }


def _elicited(envelope: dict[str, Any], wanted: tuple[str, str]) -> dict[str, Any]:
    reply = Reply("Who?", State(), "x", "Who?", elicits=wanted)
    response: dict[str, Any] = WIRE.serialize(response_of(reply, read(envelope).request))
    (directive,) = response["directives"]
    assert directive["type"] == "Dialog.ElicitSlot"
    assert directive["slotToElicit"] == wanted[1]
    assert directive["updatedIntent"]["name"] == wanted[0]
    slots: dict[str, Any] = directive["updatedIntent"]["slots"]
    return slots


def test_a_slot_is_elicited_with_all_slots_of_its_intent() -> None:
    slots = _elicited(launch(), ("DraftMessageIntent", "channel"))
    intents = content.model()["interactionModel"]["languageModel"]["intents"]
    (draft,) = (i for i in intents if i["name"] == "DraftMessageIntent")
    assert list(slots) == [s["name"] for s in draft["slots"]]
    assert all(s == {"name": n, "confirmationStatus": "NONE"} for n, s in slots.items())


def test_what_was_heard_of_the_elicited_intent_is_carried_over() -> None:
    heard = intent("DraftMessageIntent", {"person": "maya", "tone": slot("tone", "warm", "warm")})
    slots = _elicited(heard, ("DraftMessageIntent", "channel"))
    assert slots["person"]["value"] == "maya"
    assert slots["tone"]["resolutions"]["resolutionsPerAuthority"][0]["values"][0]["value"]["id"] == "warm"
    assert "value" not in slots["channel"]
    another = _elicited(intent("MyStoryIntent", {"person": "maya"}), ("DraftMessageIntent", "channel"))
    assert "value" not in another["person"]


@pytest.mark.parametrize("kind", ["SessionEndedRequest", "AlexaSkillEvent.SkillEnabled", "New.Request"])
def test_nothing_is_said_where_nobody_listens(kind: str) -> None:
    envelope = wrap({"type": kind}, attributes={"said": "a" * 30_000})
    assert _answer(_fails, envelope, strict=True)["response"] == {}


def test_a_defect_is_an_apology_and_the_session_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    attributes = {"asked": "what_happened", "situation": {"details": {"person": "Maya"}}}
    with caplog.at_level(logging.INFO):
        answered = _answer(_fails, intent("MyStoryIntent", {"person": "Maya"}, new=False, attributes=attributes))
    assert answered["sessionAttributes"] == attributes
    assert answered["response"]["shouldEndSession"] is False
    again = answered["response"]["reprompt"]["outputSpeech"]["ssml"].removeprefix("<speak>")
    assert answered["response"]["outputSpeech"]["ssml"].endswith(again)
    (message,) = caplog.messages
    assert message.startswith("ZeroDivisionError at alexa/skill.py:")
    assert message.endswith(" while answering IntentRequest without an id")


@pytest.mark.parametrize("attributes", [{}, {"asked": "nothing_we_ask"}, {"asked": ["x"]}, {"situation": 5}])
def test_a_defect_without_an_open_question_is_an_apology_too(attributes: dict[str, Any]) -> None:
    answered = _answer(_fails, intent("MyStoryIntent", attributes=attributes))
    assert answered["response"]["outputSpeech"]["ssml"]
    assert answered["sessionAttributes"] == attributes


def test_an_answer_that_alexa_would_refuse_is_an_apology(caplog: pytest.LogCaptureFixture) -> None:
    attributes = {"asked": "what_happened"}
    reply = Reply("AT&T?", State(asked="x"), "x", "Hm?")
    answered = _answer(_says(reply), intent("TipsIntent", attributes=attributes))
    assert "AT&T" not in answered["response"]["outputSpeech"]["ssml"]
    assert answered["sessionAttributes"] == attributes
    assert "AT&T" not in caplog.text


def test_attributes_past_their_budget_are_dropped() -> None:
    answered = _answer(_fails, intent("TipsIntent", attributes={"said": "a" * 30_000}))
    assert answered["response"]["outputSpeech"]
    assert "sessionAttributes" not in answered


def test_a_developer_sees_defects() -> None:
    with pytest.raises(ZeroDivisionError):
        _answer(_fails, launch(), strict=True)
    with pytest.raises(ContentError, match="broken"):
        _answer(_says(Reply("AT&T.", State())), launch(), strict=True)
    with pytest.raises(ContentError, match="question"):
        _answer(_says(Reply("And then?", State())), launch(), strict=True)
