"""A conversation in the terminal and through a pipe reads well."""

import io
import json
from collections.abc import Iterator

import pytest

from skill.errors import Unreachable
from skill.simulator import terminal
from tests.simulator.a_skill import ASkill, Json, echo_for, reprompt, running, speak

DRAFT = 'Here. <break time="350ms"/><prosody rate="92%">Hey Dan.</prosody><break time="350ms"/> Good?'
CARD = {"type": "Simple", "title": "Your note", "content": "Hey Dan, " + "could you pass her my number? " * 4}
ANSWERS: list[Json] = [
    speak("Hi. What happened?", reprompt=reprompt("So?")),
    speak(DRAFT),
    speak("It's there.", card=CARD, shouldEndSession=True),
]


@pytest.fixture
def skill() -> Iterator[ASkill]:
    with running() as skill:
        yield skill


def chat(skill: ASkill, *lines: str, **options: bool) -> str:
    out = io.StringIO()
    assert terminal.chat(echo_for(skill, *ANSWERS), lines, out, **options) == 0
    return out.getvalue()


def test_a_transcript_from_a_pipe(skill: ASkill) -> None:
    shown = chat(skill, "open second hello\n", "Story place=gym\n", "yes", "Next")
    assert shown.splitlines() == [
        "you > open second hello",
        "Alexa: Hi. What happened?",
        "you > Story place=gym",
        'Alexa: Here. "Hey Dan." Good?',
        "you > yes",
        "Alexa: It's there.",
        "  ┌──────────────────────────────────────────────────────────┐",
        "  │ Your note                                                │",
        "  ├──────────────────────────────────────────────────────────┤",
        "  │ Hey Dan, could you pass her my number? could you pass    │",
        "  │ her my number? could you pass her my number? could you   │",
        "  │ pass her my number?                                      │",
        "  └──────────────────────────────────────────────────────────┘",
        "(the session is closed)",
        "you > Next",
        "(An Echo would not know this is for second hello. "
        'Say "open second hello", or put "ask second hello" before it.)',
    ]


def test_silence_then_the_end(skill: ASkill) -> None:
    assert chat(skill, "open second hello", "", "/silence").splitlines()[2:] == [
        "you > (silence)",
        "Alexa: So?",
        "you > /silence",
        "(the session is closed)",
    ]


def test_what_is_unseen_is_shown_on_request(skill: ASkill) -> None:
    shown = chat(skill, "open second hello", "Story place=the_gym topic=tea", reprompt=True, explain=True)
    assert shown.splitlines() == [
        "you > open second hello",
        "Alexa: Hi. What happened?",
        "  [reprompt] So?",
        "  [intent] LaunchRequest",
        "  [why] told so",
        "you > Story place=the_gym topic=tea",
        'Alexa: Here. "Hey Dan." Good?',
        "  [intent] Story: place=the gym [gym], topic=tea",
        "  [why] told so",
    ]


def test_an_object_a_turn(skill: ASkill, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ("open second hello", "/help", "Story place=gym", "", "/quit", "Next")
    rows = [json.loads(line) for line in chat(skill, *lines, jsonl=True, interactive=True).splitlines()]
    assert rows[0] == {
        "said": "open second hello",
        "intent": "LaunchRequest",
        "slots": {},
        "speech": "Hi. What happened?",
        "ssml": "<speak>Hi. What happened?</speak>",
        "reprompt": "So?",
        "card": None,
        "open": True,
        "draft": None,
    }
    assert rows[1]["slots"] == {"place": {"value": "gym", "id": "gym"}}
    assert (rows[1]["speech"], rows[1]["draft"]) == ("Here. Hey Dan. Good?", "Hey Dan.")
    assert (rows[2]["said"], rows[2]["speech"], rows[2]["open"]) == ("", "", False)
    assert len(rows) == 3
    assert "/silence" in capsys.readouterr().err


def test_a_note_stands_in_the_object_where_the_device_speaks(skill: ASkill) -> None:
    (row,) = [json.loads(line) for line in chat(skill, "Next", jsonl=True).splitlines()]
    assert row["note"].startswith("An Echo would not know")
    assert (row["intent"], row["speech"], row["ssml"]) == (None, "", None)


def test_commands(skill: ASkill) -> None:
    shown = chat(skill, "/help", "/dance now", "/quit", "open second hello")
    assert shown.count("/silence") == 2
    assert "There is no /dance here." in shown
    assert "Alexa:" not in shown


def test_a_prompt_waits_for_each_line(skill: ASkill) -> None:
    shown = chat(skill, "open second hello", interactive=True)
    assert shown.startswith('Say "open second hello" to begin.')
    assert shown.endswith("you > Alexa: Hi. What happened?\nyou > ")


def test_the_keyboard_is_left_politely(skill: ASkill, monkeypatch: pytest.MonkeyPatch) -> None:
    typed: list[str | type[BaseException]] = [
        "open second hello",
        EOFError,
        "open second hello",
        KeyboardInterrupt,
    ]

    def type_next(prompt: str) -> str:
        assert prompt == "you > "
        line = typed.pop(0)
        if isinstance(line, str):
            return line
        raise line

    stdin = io.StringIO()
    monkeypatch.setattr("sys.stdin", stdin)
    monkeypatch.setattr("builtins.input", type_next)
    for _ in range(2):
        out = io.StringIO()
        assert terminal.chat(echo_for(skill, ANSWERS[0]), stdin, out, interactive=True) == 0
        assert out.getvalue().endswith("Alexa: Hi. What happened?\n\n")


def test_one_sentence(skill: ASkill) -> None:
    out = io.StringIO()
    assert terminal.say(echo_for(skill, ANSWERS[2]), "ask second hello Next", out, explain=True) == 0
    assert out.getvalue().splitlines()[-3:] == [
        "  [intent] Next",
        "  [why] told so",
        "(the session is closed)",
    ]
    out = io.StringIO()
    assert terminal.say(echo_for(skill, ANSWERS[0]), "open second hello", out, jsonl=True) == 0
    assert json.loads(out.getvalue())["open"] is True


def test_what_the_stream_cannot_hold_is_still_shown(skill: ASkill) -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    echo = echo_for(skill, speak("Café.", card=CARD))
    assert terminal.say(echo, "open second hello", narrow) == 0
    narrow.seek(0)
    assert narrow.readline() == "Alexa: Caf?.\n"


def test_a_pipe_is_read_as_utf_8_whatever_is_in_it(skill: ASkill) -> None:
    lines = io.TextIOWrapper(io.BytesIO("ask second hello Story topic=thé".encode() + b"\xff\n"), encoding="ascii")
    out = io.StringIO()
    terminal.chat(echo_for(skill, speak()), lines, out, jsonl=True)
    assert json.loads(out.getvalue())["slots"]["topic"]["value"] == "thé"


def test_a_skill_that_is_gone_is_the_callers_to_tell() -> None:
    with running() as skill:
        echo = echo_for(skill)
    with pytest.raises(Unreachable):
        terminal.chat(echo, ["open second hello"], io.StringIO())
