"""Every row: the expected answer, nothing asked of the host where nothing is due, and a good request right after."""

import json
from typing import Any

import pytest

from tests.hostile.door import Answer, Door
from tests.hostile.rows import GOOD_PATH, request_of, rows

_ROWS = list(rows())
_ORIGINS = {"alexa-verifier", "ask-sdk-express-adapter", "ask-sdk-webservice-support"}


def test_every_row_has_a_name_of_its_own() -> None:
    names = [(row["file"], row["name"]) for row in _ROWS]
    assert len(names) == len(set(names))
    assert {row["origin"] for row in _ROWS if row["file"] == "elsewhere"} == _ORIGINS


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: f"{row['file']}: {row['name']}")
def test_row(row: dict[str, Any], door: Door) -> None:
    own = "chain" in row or "host" in row
    path = f"/echo.api/{row['file']}-{_ROWS.index(row)}.pem" if own else GOOD_PATH
    if own:
        door.host.files[path] = door.authority.chains[row.get("chain", "good")]()
    asked, connected = door.host.asked.total(), door.host.connections
    sent = request_of(row, door.authority, path)
    with door.host.failing(row.get("host")):
        first = door.send(sent)
        answer = first if "twice" not in row else _again(row["twice"], sent, first, door)
    expected = row.get("expect", 400)
    assert answer.status in (expected if isinstance(expected, list) else [expected]), answer.body[:500]
    _judge(answer, row, head=sent.method == "HEAD")
    assert door.host.asked.total() - asked == row.get("fetches", int(own))
    if not own:
        assert door.host.connections == connected
    assert door.is_well()


def _again(how: str, sent: Any, first: Answer, door: Door) -> Answer:
    assert first.status == 200
    if how == "same":
        again = door.send(sent)
        assert again == first
        return again
    envelope = json.loads(sent.body)
    envelope["request"]["intent"]["slots"] = {}
    sent.body = json.dumps(envelope).encode()
    sent.headers[-1] = ("Signature-256", door.authority.sign_text(sent.body))
    return door.send(sent)


def _judge(answer: Answer, row: dict[str, Any], *, head: bool) -> None:
    assert b"Traceback" not in answer.body
    if head:
        return
    if answer.status != 200:
        assert isinstance(answer.json, dict)
        assert "response" not in answer.json
        return
    assert isinstance(answer.json["response"], dict)
    if "says" in row:
        assert ("outputSpeech" in answer.json["response"]) == row["says"]
