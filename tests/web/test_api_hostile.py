"""What no program should send: it is refused in a sentence, and the service goes on."""

import http.client
import json
import logging
import random
import zlib
from base64 import urlsafe_b64encode
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.app import create_app
from skill.web.packing import Packed, pack, unpack
from skill.web.schemas import TEXT_LIMIT
from tests.web.conftest import SETTINGS

POSTS = ("next-step", "drafts", "reviews")
_REQUIRED = {"next-step": {}, "drafts": {"channel": "text"}, "reviews": {"channel": "text", "text": "Hi"}}


def _is_problem(answer: Any, status: int) -> Any:
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    problem = answer.json
    assert problem["status"] == status
    assert "Traceback" not in answer.text
    return problem


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"[" * 60_000, "application/json", 400),
        (b'{"a":' * 12_000, "application/json", 400),
        (b'{"channel": "text", "count": ' + b"1" * 5_000 + b"}", "application/json", 400),
        (b'{"channel": "text"}', "text/plain", 415),
        (b"channel=text", "application/x-www-form-urlencoded", 415),
        (b"{}", None, 415),
        (b" " * 65_537, "application/json", 413),
        (b"null", "application/json", 422),
        (b"[]", "application/json", 422),
        (b'"{}"', "application/json", 422),
        (b"1e999", "application/json", 422),
        (b'{"unknown": 1, "channel": "text", "text": "Hi"}', "application/json", 422),
    ],
)
def test_what_is_no_body_is_refused(client: FlaskClient, path: str, data: bytes, kind: str | None, status: int) -> None:
    _is_problem(client.post(f"/api/v1/{path}", data=data, content_type=kind), status)


@pytest.mark.parametrize(
    "value", [1, 1.5, True, [], ["x"], {}, {"$ne": None}, "", " ", "<b>x</b>", "{{7*7}}", "x" * 81]
)
@pytest.mark.parametrize("name", ["person", "place", "topic", "day", "you", "friend", "pronoun", "history", "reason"])
def test_what_is_no_detail_is_refused(client: FlaskClient, name: str, value: Any) -> None:
    for path in POSTS:
        problem = _is_problem(client.post(f"/api/v1/{path}", json={**_REQUIRED[path], "about": {name: value}}), 422)
        assert problem["errors"][0]["pointer"] == f"#/about/{name}"
        assert problem["errors"][0]["detail"]


_WRONG: dict[tuple[str, str], tuple[object, ...]] = {
    ("drafts", "channel"): (None, 1, "", "fax", ["text"], "TEXT"),
    ("drafts", "count"): (0, 21, -1, "5", 1.5, True, None, 10**400),
    ("drafts", "seed"): (-1, 1_000_001, "0", None),
    ("drafts", "tone"): ("angry", None, 1),
    ("drafts", "line"): ("shout", None, 1),
    ("drafts", "platform"): ("myspace", 1),
    ("drafts", "about"): (None, [], "x"),
    ("reviews", "text"): (None, "", " \n", 1, ["x"], "x" * (TEXT_LIMIT + 1)),
    ("reviews", "channel"): (None, "fax"),
}


@pytest.mark.parametrize(("path", "name"), _WRONG)
def test_a_wrong_value_is_named(client: FlaskClient, path: str, name: str) -> None:
    for value in _WRONG[path, name]:
        problem = _is_problem(client.post(f"/api/v1/{path}", json={**_REQUIRED[path], name: value}), 422)
        assert {error["pointer"] for error in problem["errors"]} == {f"#/{name}"}


def test_what_was_sent_is_not_sent_back(client: FlaskClient) -> None:
    for value in ("<img src=x onerror=alert(1)>", "x" * 41):
        assert value not in client.post("/api/v1/drafts", json={"channel": "text", "about": {"person": value}}).text


@pytest.mark.parametrize("name", ["O'Neil", "Zoë", "D'Angelo", "李", "Will", "Null", "None", "Anne-Marie", "x" * 40])
def test_a_name_stays_as_it_is_typed(client: FlaskClient, name: str) -> None:
    answer = client.post("/api/v1/drafts", json={"channel": "instagram", "about": {"person": name}})
    assert answer.json is not None
    assert name in answer.json["drafts"][0]["text"]


def test_what_nobody_sees_is_left_out(client: FlaskClient) -> None:
    about = {"person": "\u202eMa\u200bya\x00", "topic": "hi\x07king\r\n\tuphill"}
    answer = client.post("/api/v1/drafts", json={"channel": "instagram", "about": about})
    assert answer.json is not None
    assert "Hi Maya," in answer.json["drafts"][0]["text"]
    assert "hiking uphill" in answer.json["drafts"][0]["text"]


def test_a_half_of_a_character_is_refused(client: FlaskClient) -> None:
    for body in ('{"about": {"person": "\\ud800"}}', '{"about": {"\\ud800": 1}}'):
        _is_problem(client.post("/api/v1/next-step", data=body, content_type="application/json"), 422)


def test_ten_thousand_names_with_markup(client: FlaskClient) -> None:
    dice = random.Random(1)
    marks = ("<script>alert(1)</script>", "<b>", "{{7*7}}", "{% raw %}", "`rm`", "https://x.y/z", "@everyone", "[a](b)")
    for number in range(10_000):
        name = f"{number} {dice.choice(marks)} Maya"[: dice.randint(20, 40)]
        assert client.post("/api/v1/next-step", json={"about": {"person": name}}).status_code == 422, name
    assert client.get("/healthz").status_code == 200


def test_ten_megabytes_are_refused_with_an_answer(service_url: str) -> None:
    where = urlsplit(service_url)
    chunks = (b"x" * 100_000 for _ in range(100))
    for body, chunked in ((b"x" * 10_000_000, False), (chunks, True)):
        wire = http.client.HTTPConnection(str(where.hostname), where.port, timeout=30)
        headers = {"Content-Type": "application/json"}
        wire.request("POST", "/api/v1/drafts", body, headers, encode_chunked=chunked)
        answer = wire.getresponse()
        assert (answer.status, answer.headers["Content-Type"]) == (413, "application/problem+json")
        assert json.loads(answer.read())["status"] == 413
        wire.close()
        wire.request("GET", "/healthz")
        assert wire.getresponse().status == 200
        wire.close()


def test_a_method_that_is_not_there_says_which_are(client: FlaskClient) -> None:
    answer = client.get("/api/v1/drafts")
    _is_problem(answer, 405)
    assert "POST" in answer.headers["Allow"]


@pytest.mark.parametrize("draft", ["", "x", "d1", "d1" + "A" * 8, "d1" + "_" * 4001, "d2AAAAAAAAAA", 1, None])
def test_what_is_no_id_is_refused(client: FlaskClient, draft: Any) -> None:
    answer = client.post("/api/v1/drafts", json={"draft": draft, "change": "shorter"})
    _is_problem(answer, 404 if draft == "d1" + "A" * 8 else 422)


def test_a_forged_id_is_no_draft(client: FlaskClient) -> None:
    made = client.post("/api/v1/drafts", json={"channel": "instagram", "about": {"person": "Maya"}}).json
    assert made is not None
    draft = made["drafts"][0]["id"]
    for at in range(2, len(draft)):
        forged = draft[:at] + ("A" if draft[at] != "A" else "B") + draft[at + 1 :]
        answer = client.post("/api/v1/drafts", json={"draft": forged})
        assert answer.status_code in (200, 404), answer.text


def _packed(plain: bytes) -> str:
    squeezer = zlib.compressobj(9, wbits=-15)
    return "d1" + urlsafe_b64encode(squeezer.compress(plain) + squeezer.flush()).rstrip(b"=").decode()


@settings(max_examples=300, deadline=None)
@given(
    row=st.recursive(st.none() | st.integers() | st.text(max_size=9), lambda x: st.lists(x, max_size=9), max_leaves=20)
)
def test_whatever_is_packed_is_read_or_refused(client: FlaskClient, row: Any) -> None:
    draft = _packed(json.dumps(row).encode())
    assert client.post("/api/v1/drafts", json={"draft": draft}).status_code in (404, 422)


def test_an_id_that_unpacks_to_more_than_it_should_is_no_draft(client: FlaskClient) -> None:
    draft = _packed(b"[" * 2_000_000)
    assert len(draft) < 4000
    _is_problem(client.post("/api/v1/drafts", json={"draft": draft}), 404)


def test_an_id_packs_what_it_unpacks(client: FlaskClient) -> None:
    made = client.post("/api/v1/drafts", json={"channel": "friend", "about": {"person": "李", "friend": "Zoë"}}).json
    assert made is not None
    draft = made["drafts"][0]["id"]
    assert pack(unpack(draft)) == draft
    assert isinstance(unpack(draft), Packed)


def test_no_text_and_no_name_is_in_a_log(caplog: pytest.LogCaptureFixture) -> None:
    client = create_app(SETTINGS).test_client()
    with caplog.at_level(logging.DEBUG):
        for name in ("Maya", "<Maya>", "Maya" * 20):
            client.post("/api/v1/drafts", json={"channel": "text", "about": {"person": name}})
            client.post("/api/v1/reviews", json={"channel": "text", "text": f"{name}, you owe me"})
            client.post("/", data={"do": "show", "person": name, "own": f"{name}, you owe me"})
    assert "Maya" not in caplog.text
    assert "owe" not in caplog.text
