"""What a first turn needs is loaded before there is one."""

import subprocess
import sys

import pytest

from skill import cli, logs, warm
from skill.errors import ContentError
from skill.web import server

# In a process of its own, so that nothing is loaded before.
_FIRST = """
import builtins, pathlib
from skill import warm
from skill.app import create_app
from skill.settings import Settings
from skill.voice.heard import Heard
from skill.voice.routes import ROUTES, respond
from skill.voice.turn import Turn

client = create_app(Settings(verify=False, development=True, rate_limit=None)).test_client()
warm.load()

def refuse(*_, **__):
    raise AssertionError("something is loaded by a turn")

builtins.open = pathlib.Path.open = pathlib.Path.read_text = pathlib.Path.read_bytes = refuse
for intent in ROUTES:
    respond(Turn(Heard(intent)))
for channel in ("instagram", "text", "friend", "in_person"):
    assert client.post("/api/v1/drafts", json={"channel": channel}).status_code == 200
    assert client.post("/api/v1/reviews", json={"channel": channel, "text": "You owe me."}).status_code == 200
"""


def test_a_first_turn_loads_nothing() -> None:
    subprocess.run([sys.executable, "-c", _FIRST], check=True)


def test_all_is_loaded_before_the_service_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    warm.load.cache_clear()
    loaded: list[int] = []
    monkeypatch.setattr(logs, "set_up", lambda *_, **__: None)
    monkeypatch.setattr(server, "serve", lambda *_: loaded.append(warm.load.cache_info().currsize))
    monkeypatch.setenv("SECOND_HELLO_VERIFY", "off")
    assert cli.main(["run", "--development"]) == 0
    assert loaded == [1]


def test_a_service_that_could_not_answer_does_not_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise ContentError("weights.npz cannot be read")

    monkeypatch.setattr(logs, "set_up", lambda *_, **__: None)
    monkeypatch.setattr(warm, "load", broken)
    monkeypatch.setattr(server, "serve", lambda *_: pytest.fail("it listens"))
    monkeypatch.setenv("SECOND_HELLO_VERIFY", "off")
    assert cli.main(["run", "--development"]) == 1
    assert capsys.readouterr().err == "second-hello: weights.npz cannot be read\n"
