"""Ids that no draft has, drafts that would cost much, and details that only look like some."""

import itertools
import json
import time
import zlib
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from flask.testing import FlaskClient

from skill.coach import drafting
from skill.coach.drafting import Draft, Recipe
from skill.coach.situation import Details
from skill.coach.style import CHANGES
from skill.web import replaying
from skill.web.packing import MOST_CHANGES, Packed, pack

_numbers = itertools.count()


def _id(*changes: str, **details: str) -> str:
    known: dict[str, Any] = {"person": "Maya", "topic": "chess", **details}
    return pack(Packed(Recipe("social_dm", Details(**known), changes=changes)))


def _packed(plain: bytes) -> str:
    squeezer = zlib.compressobj(9, wbits=-15)
    return "d1" + urlsafe_b64encode(squeezer.compress(plain) + squeezer.flush()).rstrip(b"=").decode()


def _draft(client: FlaskClient, **body: Any) -> Any:
    answer = client.post("/api/v1/drafts", json=body)
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return answer.json["drafts"][0]


@pytest.mark.parametrize("change", sorted(set(CHANGES) - {"another"}))
def test_a_change_that_never_fitted_is_in_no_id(client: FlaskClient, change: str) -> None:
    for body in ({}, {"change": "shorter"}, {"change": "undo"}, {"about": {"topic": "chess a"}}):
        answer = client.post("/api/v1/drafts", json={"draft": _id(*[change] * MOST_CHANGES), **body})
        assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


def test_a_forged_id_costs_next_to_nothing(client: FlaskClient) -> None:
    _draft(client, draft=_id())
    for change in ("shorter", "longer", "funnier", "simpler"):
        forged = _id(*[change] * MOST_CHANGES, topic=f"chess {next(_numbers)}")
        began = time.thread_time()
        assert client.post("/api/v1/drafts", json={"draft": forged}).status_code in (404, 503)
        assert time.thread_time() - began < 1  # far more than it takes, and a fraction of all these changes


def test_what_takes_long_is_gone_on_with_when_it_is_asked_for_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = _draft(client, channel="instagram", about={"person": "Maya", "topic": "rowing"})
    for change in ("another", "warmer", "another", "softer", "another"):
        draft = _draft(client, draft=draft["id"], change=change)
    body = {"draft": draft["id"], "about": {"topic": "old maps"}}
    clock, made = [0.0], set()

    def write(recipe: Recipe) -> Draft:
        clock[0] += recipe not in made
        made.add(recipe)
        return drafting.write(recipe)

    # A change that is not known yet takes a second here, and one that is takes nothing.
    monkeypatch.setattr(replaying, "thread_time", lambda: clock[0])
    monkeypatch.setattr(replaying, "write", write)
    refused = 0
    while (answer := client.post("/api/v1/drafts", json=body)).status_code != 200:
        assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
        assert answer.headers["Retry-After"] == "1"
        assert (refused := refused + 1) < 20
    assert refused > len(draft["changes"])
    monkeypatch.undo()
    assert answer.json is not None
    assert answer.json["drafts"][0]["id"] == _draft(client, **body)["id"]


def test_a_change_that_a_new_detail_has_no_room_for_is_one_no_more(client: FlaskClient) -> None:
    draft = _draft(client, channel="instagram", about={"person": "Maya", "topic": "chess"})
    for change in ("funnier", "warmer"):
        draft = _draft(client, draft=draft["id"], change=change)
    assert draft["changes"] == ["funnier", "warmer"]
    grave = _draft(client, draft=draft["id"], about={"topic": "her father's death"})
    assert "funnier" not in grave["changes"]
    assert _draft(client, draft=grave["id"]) == grave
    undone = _draft(client, draft=draft["id"], change="undo", about={"topic": "her father's death"})
    assert undone["changes"] == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_json_is_in_utf8(client: FlaskClient, encoding: str) -> None:
    body = json.dumps({"channel": "text"}).encode(encoding)
    answer = client.post("/api/v1/drafts", data=body, content_type="application/json")
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
    row: list[Any] = ["social_dm", None, "hello", "friendly", 0, [], "none", "they", {}]
    assert _draft(client, draft=_packed(json.dumps(row).encode()))["text"]
    forged = _packed(json.dumps(row).encode(encoding))
    assert client.post("/api/v1/drafts", json={"draft": forged}).status_code == 404


@pytest.mark.parametrize("topic", ["ı", "İ", "my İ", "ı and my dog", "K", "ſ", "my ﬁ", "ß", "ŉ", "ǰ"])
def test_a_letter_of_another_alphabet_is_a_letter(client: FlaskClient, topic: str) -> None:
    about = {"topic": topic, "place": topic, "person": topic, "meets_again": "yes"}
    bodies: dict[str, Any] = {
        "next-step": {},
        "drafts": {"channel": "text"},
        "reviews": {"channel": "text", "text": topic},
    }
    for path, body in bodies.items():
        assert client.post(f"/api/v1/{path}", json={**body, "about": about}).status_code == 200


_LINKS = """evil.com|evil.com/x|t.me/x|wa.me/1|bit.ly/x|bit.ly|ftp://x|gopher://x|javascript:alert(1)|mailto:a
evil.co.uk|ｅｖｉｌ．ｃｏｍ|ｈｔｔｐｓ：／／ｘ|evil。com|＠maya|＃maya|＜b＞|｛x｝"""
_NO_LINKS = """9.5/10|U.S./UK|a.m./p.m.|AC/DC|50/50|C#|J.CO Donuts|Will.i.am|Node.js|St. John's|the film: part two
R.E.M.|stars ✨❤️|〇|李|O'Neil|Zoë|D'Angelo|St. John|Mary-Jane|e.g. chess|his/her dog|J.Lo|K.Ly"""


@pytest.mark.parametrize("topic", [one for line in _LINKS.splitlines() for one in line.split("|")])
def test_what_would_become_a_link_is_refused(client: FlaskClient, topic: str) -> None:
    for name in ("topic", "place", "person"):
        answer = client.post("/api/v1/drafts", json={"channel": "text", "about": {name: f"a {topic}"}})
        assert answer.status_code == 422
        assert client.post("/api/v1/drafts", json={"draft": _id(**{name: f"a {topic}"})}).status_code == 404


@pytest.mark.parametrize("topic", [one for line in _NO_LINKS.splitlines() for one in line.split("|")])
def test_what_only_has_dots_and_strokes_is_no_link(client: FlaskClient, topic: str) -> None:
    answer = client.post("/api/v1/drafts", json={"channel": "instagram", "about": {"person": "Maya", "topic": topic}})
    assert answer.status_code == 200


@pytest.mark.parametrize("blank", ["\u3164", "\u1160", "\u115f", "\uffa0", "\u034f", "\u200b", "\u2800"])
def test_a_blank_letter_is_no_letter(client: FlaskClient, blank: str) -> None:
    assert client.post("/api/v1/drafts", json={"channel": "text", "about": {"person": blank * 3}}).status_code == 422
    assert "Hi Maya," in _draft(client, channel="instagram", about={"person": f"Ma{blank}ya"})["text"]
    assert client.post("/api/v1/drafts", json={"draft": _id(person=f"Ma{blank}ya")}).status_code == 404


def test_a_name_that_grows_is_too_long(client: FlaskClient) -> None:
    answer = client.post("/api/v1/drafts", json={"channel": "text", "about": {"person": "\u0958" * 40}})
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["errors"] == [
        {"pointer": "#/about/person", "detail": "The person is longer than 40 characters."}
    ]


@pytest.mark.parametrize("topic", ["your naked body", "how I will kill you", "you slut", "where I watch you sleep"])
def test_what_weighs_is_drafted_by_no_door(client: FlaskClient, topic: str) -> None:
    answer = client.post("/api/v1/drafts", json={"channel": "text", "about": {"topic": topic}})
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["errors"] == [{"pointer": "#/about/topic", "detail": "That can't stand in a message."}]
    assert client.post("/api/v1/drafts", json={"draft": _id(topic=topic)}).status_code == 404
    page = client.post("/", data={"do": "show", "way": "instagram", "person": "Maya", "topic": topic})
    assert page.status_code == 422


@pytest.mark.parametrize("own", ["I love you", "Please answer me, you owe me that", "I still owe you a coffee"])
def test_no_id_brings_a_sentence_of_its_own(client: FlaskClient, own: str) -> None:
    assert client.post("/api/v1/drafts", json={"draft": _id(own=own)}).status_code == 404
