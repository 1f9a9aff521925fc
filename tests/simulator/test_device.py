"""An Echo keeps a session as Amazon's does: what is sent, what is heard, when it closes."""

import os
from collections.abc import Iterator

import pytest

from skill.errors import BadInput, Unreachable
from skill.simulator.device import LONGEST, PROBLEM, Echo
from tests.simulator.a_skill import ASkill, echo_for, reprompt, running, speak

OPEN = "open second hello"


@pytest.fixture
def skill() -> Iterator[ASkill]:
    with running() as skill:
        yield skill


def test_opening_sends_a_whole_launch_request(skill: ASkill) -> None:
    turn = echo_for(skill, speak("Hi, you.", reprompt=reprompt("Still there?"))).say(OPEN)
    sent = skill.got[0]
    assert turn.sent == sent
    assert sent["version"] == "1.0"
    assert sent["session"]["new"] is True
    assert sent["session"]["attributes"] == {}
    assert sent["session"]["sessionId"].startswith("amzn1.echo-api.session.")
    system = sent["context"]["System"]
    for key in ("application", "user"):
        assert system[key] == sent["session"][key]
    assert system["application"] == {"applicationId": "amzn1.ask.skill.test"}
    assert system["device"]["deviceId"]
    assert system["apiEndpoint"]
    assert system["apiAccessToken"]
    request = sent["request"]
    assert request["requestId"].startswith("amzn1.echo-api.request.")
    assert (request["type"], request["locale"], request["timestamp"]) == (
        "LaunchRequest",
        "en-US",
        "2025-05-01T12:00:00Z",
    )
    assert (turn.intent, turn.slots, turn.status, turn.speech) == ("LaunchRequest", {}, 200, "Hi, you.")
    assert (turn.reprompt, turn.open, turn.draft, turn.note) == ("Still there?", True, None, None)


def test_the_session_goes_on_with_its_attributes(skill: ASkill) -> None:
    answers = [
        {**speak(), "sessionAttributes": {"a": 1}},
        {**speak(), "sessionAttributes": {"b": "é"}},
        speak(),
    ]
    echo = echo_for(skill, *answers, speak())
    for said in (OPEN, "Next", "Next", "Next"):
        echo.say(said)
    sessions = [each["session"] for each in skill.got]
    assert len({session["sessionId"] for session in sessions}) == 1
    assert [session["new"] for session in sessions] == [True, False, False, False]
    assert [session["attributes"] for session in sessions] == [{}, {"a": 1}, {"b": "é"}, {}]
    assert len({each["request"]["requestId"] for each in skill.got}) == 4


def test_an_intent_is_sent_with_all_its_slots(skill: ASkill) -> None:
    echo = echo_for(skill, speak())
    turn = echo.say("ask second hello Story place=the_gym topic=sourdough person=maya")
    request = skill.requests()[0]
    assert skill.got[0]["session"]["new"] is True
    assert request["type"] == "IntentRequest"
    assert request["dialogState"] == "STARTED"
    assert request["intent"]["name"] == "Story"
    assert request["intent"]["confirmationStatus"] == "NONE"
    slots = request["intent"]["slots"]
    authority = "amzn1.er-authority.echo-sdk.amzn1.ask.skill.test."
    matched = {
        "resolutionsPerAuthority": [
            {
                "authority": f"{authority}PLACE",
                "status": {"code": "ER_SUCCESS_MATCH"},
                "values": [{"value": {"name": "gym", "id": "gym"}}],
            }
        ]
    }
    assert slots["place"] == {
        "name": "place",
        "value": "the gym",
        "resolutions": matched,
        "confirmationStatus": "NONE",
        "source": "USER",
        "slotValue": {"type": "Simple", "value": "the gym", "resolutions": matched},
    }
    assert slots["topic"]["resolutions"]["resolutionsPerAuthority"] == [
        {"authority": f"{authority}TOPIC", "status": {"code": "ER_SUCCESS_NO_MATCH"}}
    ]
    assert "resolutions" not in slots["person"]
    assert {name: (slot.value, slot.id) for name, slot in turn.slots.items()} == {
        "place": ("the gym", "gym"),
        "topic": ("sourdough", None),
        "person": ("maya", None),
    }


def test_empty_slots_and_values_without_an_id(skill: ASkill) -> None:
    turn = echo_for(skill, speak()).say("ask second hello Story place=café")
    slots = skill.requests()[0]["intent"]["slots"]
    assert slots["topic"] == {"name": "topic", "confirmationStatus": "NONE"}
    value = slots["place"]["resolutions"]["resolutionsPerAuthority"][0]["values"][0]["value"]
    assert value["name"] == "café"
    assert len(value["id"]) == 32
    assert list(turn.slots) == ["place"]


def test_an_intent_without_slots_or_dialog_has_neither(skill: ASkill) -> None:
    echo_for(skill, speak()).say("ask second hello help")
    request = skill.requests()[0]
    assert request["intent"] == {"name": "AMAZON.HelpIntent", "confirmationStatus": "NONE"}
    assert "dialogState" not in request


@pytest.mark.parametrize("said", ["what should i do next", "Next", "stop", "no"])
def test_without_the_name_a_closed_device_sends_nothing(skill: ASkill, said: str) -> None:
    turn = echo_for(skill).say(said)
    assert turn.note == (
        'An Echo would not know this is for second hello. Say "open second hello", or put "ask second hello" before it.'
    )
    assert (turn.sent, turn.intent, turn.speech, turn.open) == (None, None, "", False)
    assert skill.got == []


def test_should_end_session_closes(skill: ASkill) -> None:
    echo = echo_for(skill, speak("Bye.", shouldEndSession=True), speak())
    closed = echo.say("ask second hello Next")
    assert (closed.speech, closed.open, echo.is_open) == ("Bye.", False, False)
    assert echo.say("Next").sent is None
    first, again = skill.got[0], echo.say(OPEN).sent
    assert again is not None
    assert again["session"]["new"] is True
    assert again["session"]["sessionId"] != first["session"]["sessionId"]


def test_the_name_within_a_session_starts_another(skill: ASkill) -> None:
    kept = {**speak(), "sessionAttributes": {"a": 1}}
    echo = echo_for(skill, kept, speak())
    echo.say(OPEN)
    echo.say("ask second hello Next")
    first, second = (each["session"] for each in skill.got)
    assert second["sessionId"] != first["sessionId"]
    assert (second["new"], second["attributes"]) == (True, {})


def test_silence_plays_the_reprompt_then_ends(skill: ASkill) -> None:
    echo = echo_for(skill, speak(reprompt={"outputSpeech": {"type": "SSML", "ssml": "<speak>You &amp; me?</speak>"}}))
    echo.say(OPEN)
    first = echo.silence()
    assert (first.speech, first.open, first.sent) == ("You & me?", True, None)
    second = echo.silence()
    assert (second.speech, second.open, second.intent) == ("", False, "SessionEndedRequest")
    assert second.note is None
    request = skill.requests()[-1]
    assert (request["type"], request["reason"]) == ("SessionEndedRequest", "EXCEEDED_MAX_REPROMPTS")
    assert skill.got[-1]["session"]["sessionId"] == skill.got[0]["session"]["sessionId"]
    assert skill.got[-1]["session"]["new"] is False
    assert echo.silence().note is not None


def test_a_turn_brings_the_reprompt_back(skill: ASkill) -> None:
    echo = echo_for(skill, *[speak(reprompt=reprompt("Well?"))] * 2)
    echo.say(OPEN)
    assert echo.silence().speech == "Well?"
    echo.say("Next")
    assert echo.say("").speech == "Well?"


def test_without_a_reprompt_silence_ends_at_once(skill: ASkill) -> None:
    echo = echo_for(skill, speak())
    echo.say(OPEN)
    assert echo.silence().open is False


def test_left_out_means_open_with_the_microphone_shut(skill: ASkill) -> None:
    echo = echo_for(skill, speak(shouldEndSession=None, reprompt=reprompt("Well?")), speak())
    assert echo.say(OPEN).open is True
    assert echo.say("Next").open is True
    assert skill.got[1]["session"]["new"] is False


def test_the_shut_microphone_plays_no_reprompt(skill: ASkill) -> None:
    echo = echo_for(skill, speak(shouldEndSession=None, reprompt=reprompt("Well?")))
    echo.say(OPEN)
    assert (echo.silence().speech, echo.is_open) == ("", False)


@pytest.mark.parametrize("word", ["exit", "quit"])
def test_exit_ends_without_a_word(skill: ASkill, word: str) -> None:
    echo = echo_for(skill, speak())
    echo.say(OPEN)
    turn = echo.say(word)
    assert (turn.speech, turn.open, turn.intent) == ("", False, "SessionEndedRequest")
    assert skill.requests()[-1]["reason"] == "USER_INITIATED"
    assert echo.say(word).sent is None
    assert len(skill.got) == 2


def test_the_end_is_never_heard_however_it_is_answered(skill: ASkill) -> None:
    echo = echo_for(skill, speak())
    echo.say(OPEN)
    skill.answers.clear()
    assert echo.say("exit").answered == {"version": "1.0", "response": {}}


def test_drafts_are_heard_apart(skill: ASkill) -> None:
    ssml = 'Here. <break time="350ms"/><prosody rate="92%">Hey Dan.</prosody><break time="350ms"/> Good?'
    turn = echo_for(skill, speak(ssml, card={"type": "Simple", "title": "T", "content": "Hey Dan."})).say(OPEN)
    assert turn.speech == "Here. Hey Dan. Good?"
    assert turn.shown == 'Here. "Hey Dan." Good?'
    assert turn.draft == "Hey Dan."
    assert turn.ssml == f"<speak>{ssml}</speak>"
    assert turn.card == {"type": "Simple", "title": "T", "text": "Hey Dan."}


def test_words_of_every_kind_arrive_whole(skill: ASkill) -> None:
    said = 'ask second hello Story topic=<b>AT&T</b>_☕_日本_"x"'
    echo = echo_for(skill, speak())
    assert echo.say(said).slots["topic"].value == '<b>AT&T</b> ☕ 日本 "x"'
    assert skill.requests()[0]["intent"]["slots"]["topic"]["value"] == '<b>AT&T</b> ☕ 日本 "x"'


def test_what_no_voice_can_say_is_dropped(skill: ASkill) -> None:
    assert echo_for(skill, speak()).say("\ufeff\x00 open\tsecond \udc80hello\n").intent == "LaunchRequest"


def test_a_very_long_line_is_not_sent(skill: ASkill) -> None:
    echo = echo_for(skill, speak(), speak())
    echo.say(OPEN)
    turn = echo.say("x" * (LONGEST + 1))
    assert turn.open is True
    assert str(LONGEST) in (turn.note or "")
    assert len(skill.got) == 1
    assert echo.say("x" * LONGEST).sent is not None


def test_nobody_at_the_address() -> None:
    with running() as skill:
        echo = echo_for(skill)
    with pytest.raises(
        Unreachable, match=r"^No skill answers at http://127\.0\.0\.1:\d+/alexa \(.+\)\. Is it running\?$"
    ):
        echo.say(OPEN)
    assert echo.is_open is False


def test_an_address_must_be_one(skill: ASkill) -> None:
    ears = echo_for(skill)._ears
    for url in (
        "",
        "localhost:8080",
        "ftp://host/",
        "http://",
        "http://host:99999/",
        "http://[::1",
        "http://h/a b",
    ):
        with pytest.raises(BadInput):
            Echo(ears, url)


def test_a_proxy_is_never_used(skill: ASkill, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert os.environ["http_proxy"]
    assert echo_for(skill, speak("Hi.")).say(OPEN).speech == "Hi."


def test_the_body_is_json_in_utf_8(skill: ASkill) -> None:
    echo_for(skill, speak()).say(OPEN)
    assert skill.headers[0]["Content-Type"] == "application/json; charset=utf-8"
    assert PROBLEM.endswith("skill's response.")
