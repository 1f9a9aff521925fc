"""Conversations that nobody planned: any intent, any values, in any order, and never a defect or a slip."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from skill import content
from skill.alexa.skill import build
from skill.coach.closing import close_of
from skill.voice.routes import respond
from skill.voice.state import State
from tests import manners
from tests.alexa.requests import answer, intent, launch, slot

_SKILL = build(respond, strict=True)
_LANGUAGE = content.model()["interactionModel"]["languageModel"]
_TYPES = {t["name"]: t["values"] for t in _LANGUAGE["types"]}
_INTENTS = {i["name"]: {s["name"]: s["type"] for s in i.get("slots", ())} for i in _LANGUAGE["intents"]}
_ORDINARY = ("maya", "james", "sourdough", "her dog", "the lunch line", "tuesday", "third", "o'brien", "P2D", "coffee")
_ODD = (
    "AT&T",
    "<b>bold</b>",
    'the "best" one',
    "😀",
    "x" * 1_000,
    "a. t. and t.",
    "caffè",
    "{{ you }}",
    "&amp;",
    "\u202e",
)
_TURNS = 25
_STILL_FINE = ("in_person", "after_no_reply", "graceful_close")  # after a silence or a no


@pytest.mark.parametrize("seed", range(40))
def test_any_walk_is_answered(seed: int) -> None:
    for _ in _walk(seed, _ORDINARY + _ODD):
        pass


@pytest.mark.parametrize("seed", range(40))
def test_a_walk_with_ordinary_words_is_answered_with_manners(seed: int) -> None:
    for told, response in _walk(seed, _ORDINARY):
        ssml = response["outputSpeech"]["ssml"]
        reprompt = response.get("reprompt", {}).get("outputSpeech", {}).get("ssml")
        is_open = not response["shouldEndSession"]
        assert not manners.breaches(ssml, reprompt, is_open=is_open), f"{ssml} / {reprompt}, after {told[-4:]}"


@pytest.mark.parametrize("seed", range(40))
def test_a_walk_leaves_no_note_after_an_answer_and_writes_to_the_right_one(seed: int) -> None:
    for told, _, attributes in _talk(seed, _ORDINARY):
        state = State.from_attributes(attributes)
        details = state.situation.details
        assert details.friend is None or details.friend != details.person, told[-4:]
        if state.recipe and close_of(state.situation.history):
            assert state.recipe.channel in _STILL_FINE, (state.recipe.channel, told[-4:])


def _walk(seed: int, words: tuple[str, ...]) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    """Some turns of sessions, one after another: what was said so far in the session, and the response."""
    for told, response, _ in _talk(seed, words):
        yield told, response


def _talk(seed: int, words: tuple[str, ...]) -> Iterator[tuple[list[Any], dict[str, Any], dict[str, Any]]]:
    """The same with the session attributes that go on."""
    chance = random.Random(seed)
    told: list[Any] = []
    attributes: dict[str, Any] = {}
    for _ in range(_TURNS):
        name = "LaunchRequest" if not told and chance.random() < 0.7 else chance.choice(list(_INTENTS))
        slots = dict(_slots(name, chance, words))
        told.append((name, {n: s["value"][:20] for n, s in slots.items()}))
        new = len(told) == 1
        envelope = launch() if name == "LaunchRequest" else intent(name, slots, new=new, attributes=attributes)
        try:
            answered = answer(_SKILL, envelope)
        except Exception as error:
            raise AssertionError(f"{type(error).__name__}: {error}, after {told[-4:]}") from error
        attributes = answered["sessionAttributes"]
        yield told, answered["response"], attributes
        if answered["response"]["shouldEndSession"]:
            told, attributes = [], {}


def _slots(name: str, chance: random.Random, words: tuple[str, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    for slot_name, kind in _INTENTS.get(name, {}).items():
        if chance.random() < 0.5:
            continue
        if kind in _TYPES and chance.random() < 0.8:
            value = chance.choice(_TYPES[kind])
            said = chance.choice([value["name"]["value"], *value["name"].get("synonyms", ())])
            yield slot_name, slot(slot_name, said, value.get("id"))
        else:
            yield slot_name, slot(slot_name, chance.choice(words))
