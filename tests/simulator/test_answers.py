"""An answer that Alexa would refuse ends the session with her own sentence, and says why."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from skill.errors import BadInput
from skill.simulator.answers import read_answer
from skill.simulator.device import PROBLEM, Echo
from skill.simulator.sending import Received
from tests.simulator.a_skill import ASkill, echo_for, running, speak

OPEN = "open second hello"


@pytest.fixture
def skill() -> Iterator[ASkill]:
    with running() as skill:
        yield skill


def with_response(**response: Any) -> bytes:
    return json.dumps({"version": "1.0", "response": response}).encode()


def with_speech(**speech: Any) -> bytes:
    return with_response(outputSpeech=speech)


REFUSED = [
    (b"", "not JSON"),
    (b"<html>", "not JSON"),
    (b"[" * 100_000, "not JSON"),
    (b"\xff\xfe\x00", "not JSON"),
    (b"[]", "not a JSON object"),
    (b"{}", "no version"),
    (b'{"version": "1.0"}', "response"),
    (b'{"version": "1.0", "response": []}', "response"),
    (b'{"version": "1.0", "response": {}, "sessionAttributes": 1}', "sessionAttributes"),
    (with_response(shouldEndSession="false"), "shouldEndSession"),
    (with_response(directives={}), "directives"),
    (with_response(directives=[{}]), "directives"),
    (with_response(card={"type": "Fancy"}), "Fancy"),
    (with_response(card={"type": "Simple", "title": 1}), "title"),
    (with_response(card={"type": "Simple", "content": "x" * 8_001}), "8000"),
    (with_response(reprompt=[1]), "reprompt"),
    (with_response(reprompt={"outputSpeech": {"type": "SSML"}}), "reprompt"),
    (with_speech(type="SSML", text="x"), "outputSpeech"),
    (with_speech(type="PlainText", text="x" * 8_001), "8001"),
    (with_speech(type="SSML", ssml="<speak>a & b</speak>"), "well formed"),
    (with_speech(type="SSML", ssml="<speak>a"), "well formed"),
    (with_speech(type="SSML", ssml="<speak><b>a</b></speak>"), "<b>"),
    (with_speech(type="SSML", ssml="hello"), "well formed"),
    (with_speech(type="SSML", ssml="<p>hello</p>"), "<speak>"),
    (with_speech(type="SSML", ssml='<!DOCTYPE a [<!ENTITY b "c">]><speak>&b;</speak>'), "document type"),
    (with_response(ignored="x" * 130_000), "120 KB"),
    (500, "HTTP 500"),
    (400, "HTTP 400"),
    (302, "HTTP 302"),
]


@pytest.mark.parametrize(("answer", "reason"), REFUSED)
def test_refused(skill: ASkill, answer: bytes | int, reason: str) -> None:
    echo = echo_for(skill, speak(), answer)
    echo.say(OPEN)
    turn = echo.say("Next")
    assert (turn.speech, turn.ssml, turn.open, echo.is_open) == (PROBLEM, None, False, False)
    assert reason in (turn.note or "")
    last = skill.requests()[-1]
    assert (last["type"], last["reason"]) == ("SessionEndedRequest", "ERROR")
    assert last["error"] == {"type": "INVALID_RESPONSE", "message": turn.note}
    assert turn.sent == skill.got[1]
    assert turn.status == (answer if isinstance(answer, int) else 200)


def test_a_chunked_answer(skill: ASkill) -> None:
    def chunked(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        body = json.dumps(speak("Piece by piece, é.")).encode()
        for piece in (body[:9], body[9:]):
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        handler.wfile.write(b"0\r\n\r\n")

    assert echo_for(skill, chunked).say(OPEN).speech == "Piece by piece, é."


def test_an_answer_that_breaks_off(skill: ASkill) -> None:
    def hang_up(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True

    turn = echo_for(skill, hang_up).say(OPEN)
    assert (turn.speech, turn.status, turn.open) == (PROBLEM, None, False)
    assert (turn.note or "").startswith("The skill broke off its answer")


def test_an_answer_that_does_not_come(skill: ASkill) -> None:
    given_up = threading.Event()

    def stall(handler: BaseHTTPRequestHandler) -> None:
        given_up.wait(5)
        handler.close_connection = True

    skill.answers.append(stall)
    echo = Echo(echo_for(skill)._ears, skill.url, patience=0.05)
    turn = echo.say(OPEN)
    given_up.set()
    assert (turn.speech, turn.note) == (PROBLEM, "The skill did not answer within 0.05 seconds.")


def test_a_bad_end_is_noted_and_not_heard(skill: ASkill) -> None:
    echo = echo_for(skill, speak())
    echo.say(OPEN)
    skill.ending = b"oops"
    turn = echo.say("exit")
    assert (turn.speech, turn.open) == ("", False)
    assert turn.note == "At the end of the session, which nobody hears: The answer is not JSON."


def test_nothing_at_all_may_answer_the_end(skill: ASkill) -> None:
    echo = echo_for(skill, speak())
    echo.say(OPEN)
    skill.ending = b""
    turn = echo.say("exit")
    assert (turn.note, turn.answered) == (None, None)


def test_the_least_answer() -> None:
    answer = read_answer(Received(200, b'{"version": "1.0", "response": {"outputSpeech": null, "card": null}}'))
    assert (answer.speech, answer.card, answer.ends, answer.attributes) == (None, None, None, {})


def test_no_status_is_trouble() -> None:
    with pytest.raises(BadInput, match="gone"):
        read_answer(Received(None, trouble="gone"))
