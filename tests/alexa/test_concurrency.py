"""Many at once, over real sockets: nobody hears another's story."""

import json
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.alexa.requests import intent

_NAMES = ("Maya", "James", "Aoife", "Chidi", "Noor", "Ines", "Piotr", "Yuki")


def _post(url: str, envelope: dict[str, Any]) -> dict[str, Any]:
    sent = urllib.request.Request(url, json.dumps(envelope).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(sent, timeout=20) as answer:
        read: dict[str, Any] = json.load(answer)
        return read


def _talk(url: str, name: str) -> str:
    attributes: dict[str, Any] = {}
    said = ""
    turns = (
        intent("MyStoryIntent", {"person": name, "topic": "jazz"}),
        intent("DraftMessageIntent", {"channel": {"name": "channel", **_CHANNEL}}, new=False),
        intent("WhatYouKnowIntent", new=False),
    )
    for turn in turns:
        answer = _post(url, turn | {"session": turn["session"] | {"attributes": attributes}})
        attributes = answer["sessionAttributes"]
        said += answer["response"]["outputSpeech"]["ssml"]
    return said


_MATCH = {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"name": "instagram", "id": "instagram"}}]}
_CHANNEL = {"value": "instagram", "resolutions": {"resolutionsPerAuthority": [{"authority": "a", **_MATCH}]}}


def test_conversations_at_once_stay_apart(skill_url: str) -> None:
    with ThreadPoolExecutor(16) as crowd:
        told = list(crowd.map(lambda name: (name, _talk(skill_url, name)), _NAMES * 4))
    for name, said in told:
        assert name in said
        assert not [other for other in _NAMES if other != name and other in said]
