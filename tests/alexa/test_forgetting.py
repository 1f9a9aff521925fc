"""Whoever asks to be forgotten is forgotten at the door too: what was answered to them is not said again."""

import json
from typing import Any
from uuid import uuid4

import pytest

from skill.simulator.envelopes import DEFAULT_APPLICATION
from skill.simulator.sending import Sign, post
from tests.alexa.requests import intent, wrap

_OTHER = "amzn1.ask.account.OTHER"
Sent = bytes


class _Door:
    """The verified door, and what was sent to it."""

    def __init__(self, url: str, sign: Sign) -> None:
        self._url, self._sign = url, sign

    def send(self, body: Sent) -> tuple[int | None, bytes]:
        received = post(self._url, body, patience=60, sign=self._sign)
        return received.status, received.body

    def state(self, body: Sent) -> dict[str, Any]:
        status, answer = self.send(body)
        assert status == 200
        attributes: dict[str, Any] = json.loads(answer)["sessionAttributes"]
        return attributes


@pytest.fixture
def door(verified_url: str, sign: Sign) -> _Door:
    return _Door(verified_url, sign)


def _body(envelope: dict[str, Any], user: str) -> Sent:
    envelope["request"]["requestId"] = f"amzn1.echo-api.request.{uuid4()}"
    for holder in (envelope.get("session"), envelope["context"]["System"]):
        if holder:
            holder.update(application={"applicationId": DEFAULT_APPLICATION}, user={"userId": user})
    return json.dumps(envelope).encode()


def _story(user: str) -> Sent:
    return _body(intent("MyStoryIntent", {"person": "maya", "place": "gym"}), user)


def _disabled(user: str) -> Sent:
    envelope = wrap({"type": "AlexaSkillEvent.SkillDisabled", "body": {"userInformationPersistenceStatus": "NO"}})
    del envelope["session"]
    return _body(envelope, user)


def _someone() -> str:
    return f"amzn1.ask.account.{uuid4()}"


@pytest.mark.parametrize("asks", [lambda user: _body(intent("ForgetMeIntent"), user), _disabled])
def test_what_was_answered_to_them_is_not_said_again(door: _Door, asks: Any) -> None:
    user = _someone()
    story, others = _story(user), _story(_OTHER)
    answered, told = door.send(story), door.send(others)
    assert answered[0] == 200
    assert b"Maya" in answered[1]
    assert door.send(story) == answered
    forget = asks(user)
    forgotten = door.send(forget)
    assert forgotten[0] == 200
    status, problem = door.send(story)
    assert status == 400
    assert b"Maya" not in problem
    # The request itself may come again, and the others lose nothing.
    assert door.send(forget) == forgotten
    assert door.send(others) == told


def test_a_yes_to_the_question_forgets_as_well(door: _Door) -> None:
    user = _someone()
    story = _story(user)
    attributes = door.state(story)
    asked = door.state(_body(intent("WhatYouKnowIntent", new=False, attributes=attributes), user))
    assert asked["asked"] == "forget_all"
    assert door.send(_body(intent("AMAZON.YesIntent", new=False, attributes=asked), user))[0] == 200
    assert door.send(story)[0] == 400


@pytest.mark.parametrize(
    "envelope",
    [
        intent("ForgetMeIntent", {"who": "her"}),
        intent("AMAZON.StopIntent"),
        wrap({"type": "AlexaSkillEvent.SkillEnabled"}),
        wrap({"type": "SessionEndedRequest", "reason": "USER_INITIATED"}),
    ],
)
def test_nothing_else_forgets(door: _Door, envelope: dict[str, Any]) -> None:
    user = _someone()
    story = _story(user)
    answered = door.send(story)
    assert door.send(_body(envelope, user))[0] == 200
    assert door.send(story) == answered
