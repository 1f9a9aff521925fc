"""Sentences that call the skill by name, and sentences that do not."""

import pytest

from skill.simulator.understanding import Understanding


@pytest.mark.parametrize(
    "text",
    [
        "open second hello",
        "alexa, open second hello skill",
        "start second hello",
        "launch the second hello skill",
        "talk to second hello",
        "hey can you open second hello please",
        "ask second hello",
        "Alexa open 2nd hello",
    ],
)
def test_a_launch(ears: Understanding, text: str) -> None:
    heard = ears.resolve(text)
    assert (heard.intent, heard.invoked, heard.slots) == ("LaunchRequest", True, {})


@pytest.mark.parametrize(
    "text",
    [
        "ask second hello what should i do next",
        "alexa, ask second hello for what i should do next",
        "use second hello and tell me what i should do next",
        "open second hello and what should i do next",
        "what should i do next using second hello",
        "what should i do next from second hello",
    ],
)
def test_a_one_shot(ears: Understanding, text: str) -> None:
    heard = ears.resolve(text)
    assert (heard.intent, heard.invoked) == ("WhatNextIntent", True)


def test_without_the_name(ears: Understanding) -> None:
    assert not ears.resolve("what should i do next").invoked
    assert not ears.resolve("alexa, what should i do next").invoked
    assert ears.resolve("alexa, stop").intent == "AMAZON.StopIntent"


@pytest.mark.parametrize("text", ["exit", "quit", "please quit"])
def test_the_end(ears: Understanding, text: str) -> None:
    assert ears.resolve(text).intent == "SessionEndedRequest"
