"""Conversations, as they are held: every line of every one goes to the running skill over HTTP, and is judged."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from skill import content, wording
from skill.simulator.device import Echo, Exchange
from skill.simulator.model import Model
from skill.simulator.sending import Sign
from skill.simulator.understanding import Understanding
from skill.voice.questions import QUESTIONS
from tests import manners

FOLDER = Path(__file__).parent / "conversations" / "en"
_KEYS = {"say", "intent", "slots", "hears", "not", "open", "card", "draft", "no_draft", "silence"}


def _conversations() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for conversation in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield pytest.param(conversation, id=f"{path.stem}: {conversation['name']}")


@cache
def understanding() -> Understanding:
    return Understanding(Model.read(content.model_path()))


@pytest.mark.parametrize("conversation", list(_conversations()))
def test_conversation(conversation: dict[str, Any], verified_url: str, sign: Sign) -> None:
    echo = Echo(understanding(), verified_url, sign=sign)
    for turn in conversation["turns"]:
        assert set(turn) <= _KEYS, f"unknown keys in {turn}"
        _judge(turn, echo.silence() if "silence" in turn else echo.say(turn["say"]))


def _judge(turn: dict[str, Any], heard: Exchange) -> None:
    told = f"{turn.get('say')!r} -> {heard.intent} {dict(heard.slots)}\n   {heard.speech}"
    assert "intent" not in turn or heard.intent == turn["intent"], told
    for name, value in turn.get("slots", {}).items():
        assert name in heard.slots, f"no {name}: {told}"
        assert value in (heard.slots[name].id, heard.slots[name].value), f"{name}: {told}"
    for words in turn.get("hears", []):
        assert re.search(words, heard.speech or "", re.IGNORECASE), f"{words!r} not heard: {told}"
    for words in turn.get("not", []):
        assert not re.search(words, heard.speech or "", re.IGNORECASE), f"{words!r} heard: {told}"
    if "silence" not in turn:
        assert heard.open == turn.get("open", True), told
        assert not manners.breaches(heard.ssml or "", heard.reprompt, is_open=heard.open), told
    if "draft" in turn:
        assert heard.draft, f"no draft: {told}"
        assert re.search(turn["draft"], heard.draft), told
    if turn.get("no_draft"):
        assert not heard.draft, told
    if "card" in turn:
        assert heard.card, f"no card: {told}"
        assert re.search(turn["card"], heard.card["text"]), told
    else:
        assert not heard.card, told


def test_conversations_reach_all_that_is_said(verified_url: str, sign: Sign) -> None:
    told: set[str] = set()
    for parameters in _conversations():
        echo = Echo(understanding(), verified_url, sign=sign)
        for turn in parameters.values[0]["turns"]:
            heard = echo.silence() if "silence" in turn else echo.say(turn["say"])
            told |= set(((heard.answered or {}).get("sessionAttributes") or {}).get("told", ()))
    said = {
        f"speech/{name}.{block}"
        for name in wording.names("en-US", "speech")
        for block in wording.blocks("en-US", f"speech/{name}")
    }
    steps = {f"steps/{name}" for name in wording.names("en-US", "steps")}
    asked = {f"asked.{name}" for name in QUESTIONS}
    unreached = (said | asked | steps) - told - {"speech/manners.trouble"}
    assert not unreached, sorted(unreached)
