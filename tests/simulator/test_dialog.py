"""Eliciting, confirming and delegating happen as in Alexa's own dialogs."""

from collections.abc import Iterator
from typing import Any

import pytest

from skill.simulator.device import PROBLEM, Echo
from tests.simulator.a_skill import ASkill, Json, ToldEars, echo_for, elicit, running, speak


@pytest.fixture
def skill() -> Iterator[ASkill]:
    with running() as skill:
        yield skill


def asking(kind: str, **more: Any) -> Json:
    return speak("?", directives=[{"type": f"Dialog.{kind}", **more}])


def delegating(**more: Any) -> Json:
    directive = {"type": "Dialog.Delegate", **more}
    return {"version": "1.0", "response": {"directives": [directive], "shouldEndSession": False}}


def values(request: Json) -> dict[str, str]:
    slots: dict[str, Json] = request["intent"].get("slots", {})
    return {name: slot["value"] for name, slot in slots.items() if "value" in slot}


def heard_as(echo: Echo) -> list[tuple[str, str] | None]:
    ears = echo._ears
    assert isinstance(ears, ToldEars)
    return ears.elicited


def test_what_is_elicited_is_filled_by_a_bare_word(skill: ASkill) -> None:
    topic, place = (
        speak("About?", directives=[elicit("topic")]),
        speak("Where?", directives=[elicit("place")]),
    )
    echo = echo_for(skill, topic, place, speak())
    echo.say("ask second hello Story person=maya")
    echo.say("jazz")
    turn = echo.say("gym")
    assert heard_as(echo) == [None, ("Story", "topic"), ("Story", "place")]
    assert [request["dialogState"] for request in skill.requests()] == [
        "STARTED",
        "IN_PROGRESS",
        "IN_PROGRESS",
    ]
    assert values(skill.requests()[2]) == {"person": "maya", "topic": "jazz", "place": "gym"}
    assert (turn.intent, turn.slots["topic"].id) == ("Story", "jazz")
    assert {name: slot.value for name, slot in turn.slots.items()} == values(skill.requests()[2])


def test_an_updated_intent_is_kept(skill: ASkill) -> None:
    updated = {
        "name": "Story",
        "confirmationStatus": "NONE",
        "slots": {"topic": {"name": "topic", "value": "bikes", "confirmationStatus": "NONE", "resolutions": None}},
    }
    echo = echo_for(skill, speak("Where?", directives=[elicit("place", updated)]), speak())
    echo.say("open second hello")
    echo.say("gym")
    request = skill.requests()[1]
    assert (request["intent"]["name"], request["dialogState"]) == ("Story", "IN_PROGRESS")
    assert request["intent"]["slots"]["topic"] == {
        "name": "topic",
        "value": "bikes",
        "confirmationStatus": "NONE",
    }
    assert request["intent"]["slots"]["person"] == {"name": "person", "confirmationStatus": "NONE"}
    assert values(request) == {"topic": "bikes", "place": "gym"}


def test_another_intent_loses_the_dialog(skill: ASkill) -> None:
    echo = echo_for(skill, speak("?", directives=[elicit("topic")]), speak(), speak(), speak())
    echo.say("ask second hello Story person=maya")
    echo.say("help")
    echo.say("jazz")
    echo.say("Story place=gym")
    assert heard_as(echo)[2:] == [None, None]
    requests = skill.requests()
    assert requests[2]["intent"]["name"] == "AMAZON.FallbackIntent"
    assert (values(requests[3]), requests[3]["dialogState"]) == ({"place": "gym"}, "STARTED")


def test_the_same_intent_said_anew_goes_on(skill: ASkill) -> None:
    echo = echo_for(skill, speak("?", directives=[elicit("topic")]), speak())
    echo.say("ask second hello Story person=maya place=gym")
    echo.say("Story person=mia topic=jazz")
    assert values(skill.requests()[1]) == {"person": "mia", "place": "gym", "topic": "jazz"}


def test_a_dialog_ends_with_an_answer_that_asks_nothing(skill: ASkill) -> None:
    echo = echo_for(skill, speak("?", directives=[elicit("topic")]), speak(), speak())
    for said in ("ask second hello Story person=maya", "jazz", "Story"):
        echo.say(said)
    assert (skill.requests()[2]["dialogState"], values(skill.requests()[2])) == ("STARTED", {})


def test_the_name_said_again_ends_a_dialog(skill: ASkill) -> None:
    echo = echo_for(skill, speak("?", directives=[elicit("topic")]), speak())
    echo.say("ask second hello Story person=maya")
    echo.say("ask second hello Story place=gym")
    assert values(skill.requests()[1]) == {"place": "gym"}


def test_a_dialog_opens_the_microphone(skill: ASkill) -> None:
    answer = speak("?", directives=[elicit("topic")], shouldEndSession=None)
    answer["response"]["reprompt"] = {"outputSpeech": {"type": "PlainText", "text": "About?"}}
    echo = echo_for(skill, answer, speak())
    echo.say("ask second hello Story")
    assert echo.silence().speech == "About?"
    echo.say("jazz")
    assert values(skill.requests()[1]) == {"topic": "jazz"}


@pytest.mark.parametrize(
    ("said", "status"),
    [("yes", "CONFIRMED"), ("Yeah.", "CONFIRMED"), ("no", "DENIED"), ("nope", "DENIED")],
)
def test_confirming_a_slot_and_an_intent(skill: ASkill, said: str, status: str) -> None:
    answers = [asking("ConfirmSlot", slotToConfirm="person"), asking("ConfirmIntent"), speak()]
    echo = echo_for(skill, *answers)
    for each in ("ask second hello Story person=maya", said, said):
        echo.say(each)
    _, second, third = skill.requests()
    assert second["intent"]["slots"]["person"]["confirmationStatus"] == status
    assert second["intent"]["slots"]["person"]["value"] == "maya"
    assert second["intent"]["confirmationStatus"] == "NONE"
    assert third["intent"]["confirmationStatus"] == status
    assert [request["dialogState"] for request in (second, third)] == ["IN_PROGRESS", "IN_PROGRESS"]


def test_neither_yes_nor_no_is_another_intent(skill: ASkill) -> None:
    echo = echo_for(skill, asking("ConfirmIntent"), speak())
    echo.say("ask second hello Story person=maya")
    assert echo.say("help").intent == "AMAZON.HelpIntent"


def test_a_delegated_dialog_is_asked_by_the_device(skill: ASkill) -> None:
    echo = echo_for(skill, *[delegating()] * 7, speak("Off you go."))
    turns = [echo.say(said) for said in ("ask second hello Trip", "Rome", "no", "Paris", "yes", "gym")]
    heard = [turn.speech for turn in turns]
    assert heard == [
        "Which city?",
        "So, Rome?",
        "Which city?",
        "So, Paris?",
        "Where?",
        "To the gym in Paris, is that right?",
    ]
    assert all(turn.open and turn.note for turn in turns)
    assert turns[0].note == "The device asks about city by itself, with the model's prompt."
    assert turns[0].reprompt == "Which city?"
    assert heard_as(echo) == [None, ("Trip", "city"), None, ("Trip", "city"), None, ("Trip", "place")]
    done = echo.say("yes")
    states = [request["dialogState"] for request in skill.requests()]
    assert states == ["STARTED", *["IN_PROGRESS"] * 6, "COMPLETED"]
    last = skill.requests()[-1]["intent"]
    assert last["confirmationStatus"] == "CONFIRMED"
    assert last["slots"]["city"]["confirmationStatus"] == "CONFIRMED"
    assert (done.speech, done.note, done.sent) == ("Off you go.", None, skill.got[-1])


def test_silence_repeats_what_the_device_asked(skill: ASkill) -> None:
    echo = echo_for(skill, delegating(), speak())
    echo.say("ask second hello Trip")
    assert echo.silence().speech == "Which city?"
    echo.say("Rome")
    assert values(skill.requests()[1]) == {"city": "Rome"}


def test_delegating_what_is_complete_sends_it_at_once(skill: ASkill) -> None:
    echo = echo_for(skill, delegating(), speak("Thanks."))
    assert echo.say("ask second hello Story person=maya").speech == "Thanks."
    assert [request["dialogState"] for request in skill.requests()] == ["STARTED", "COMPLETED"]
    assert [each["session"]["new"] for each in skill.got] == [True, False]


def test_delegating_to_another_intent(skill: ASkill) -> None:
    echo = echo_for(skill, delegating(updatedIntent={"name": "Trip", "slots": {}}), speak())
    turn = echo.say("ask second hello Next")
    assert (turn.speech, turn.intent) == ("Which city?", "Next")
    assert echo.say("Rome").intent == "Trip"


def test_auto_delegation_asks_before_the_skill_hears(skill: ASkill) -> None:
    echo = echo_for(skill, speak("Got it."))
    first = echo.say("ask second hello Auto")
    assert (first.speech, first.intent, first.sent, first.open) == ("Where?", "Auto", None, True)
    assert echo.say("gym").speech == "Got it."
    assert [request["dialogState"] for request in skill.requests()] == ["COMPLETED"]
    assert skill.got[0]["session"]["new"] is True


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ([speak(directives=[elicit("color")])], "'color'"),
        ([asking("ConfirmSlot")], "None"),
        ([speak(directives=[elicit("place", {"name": "Nope"})])], "does not have"),
        ([speak(directives=[elicit("place", {"name": "Next"})])], "no dialog"),
        ([speak(directives=[elicit("place", {"name": "Story", "slots": {"color": {}}})])], "'color'"),
        ([speak(directives=[elicit("place", {"name": "Story", "slots": [1]})])], "no objects"),
        ([delegating(), delegating()], "complete"),
        ([delegating(updatedIntent={"name": "Mute"})], "no prompt"),
    ],
)
def test_what_alexa_refuses(skill: ASkill, answers: list[Json], reason: str) -> None:
    turn = echo_for(skill, *answers).say("ask second hello Story person=maya")
    assert (turn.speech, turn.open) == (PROBLEM, False)
    assert reason in (turn.note or "")


def test_a_directive_after_a_launch_needs_an_intent(skill: ASkill) -> None:
    turn = echo_for(skill, speak(directives=[elicit("place")])).say("open second hello")
    assert "without an updatedIntent" in (turn.note or "")


def test_delegating_in_circles_ends(skill: ASkill) -> None:
    circle = ({"name": "Auto", "slots": {"place": {"name": "place", "value": "gym"}}}, {"name": "Story"})
    echo = echo_for(skill, *[delegating(updatedIntent=each) for each in circle * 6])
    assert echo.say("ask second hello Story").note == "The skill delegates again and again."
    assert len(skill.answers) == 6


def test_other_directives_are_let_be(skill: ASkill) -> None:
    answer = speak("Hi.", directives=[{"type": "Alexa.Presentation.APL.RenderDocument"}])
    assert echo_for(skill, answer).say("open second hello").speech == "Hi."


def test_a_closing_answer_closes_whatever_it_asks(skill: ASkill) -> None:
    echo = echo_for(skill, speak("Bye.", directives=[elicit("topic")], shouldEndSession=True))
    assert echo.say("ask second hello Story").open is False
    assert echo.is_open is False
