"""Every command as a person runs it: what is right, and what is wrong in one line and exit code 2."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from skill.simulator.envelopes import DEFAULT_APPLICATION

_COMMAND = [sys.executable, "-m", "skill.cli"]
_README = Path(__file__).parent.parent / "README.md"
_ROW = re.compile(r"^\| `second-hello ([\w-]+)(.*?) \|", re.MULTILINE)
_OPTION = re.compile(r"--[a-z]+")


def _run(*arguments: str, said: str = "", **environ: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*_COMMAND, *arguments],
        input=said,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, **environ},
    )


def _commands() -> dict[str, set[str]]:
    """The commands of the parser and their options."""
    help_texts = {name: _help(name) for name in re.findall(r"^    ([a-z][\w-]+)\s+\w", _help(), re.MULTILINE)}
    return {name: set(_OPTION.findall(text)) - {"--help"} for name, text in help_texts.items()}


def _help(*command: str) -> str:
    shown = _run(*command, "--help")
    assert (shown.returncode, shown.stderr) == (0, "")
    return shown.stdout


def test_the_readme_and_the_help_agree() -> None:
    told = {name: set(_OPTION.findall(rest)) for name, rest in _ROW.findall(_README.read_text(encoding="utf-8"))}
    assert told == _commands()


def test_alone_it_shows_its_help() -> None:
    shown = _run()
    assert (shown.returncode, shown.stdout, shown.stderr) == (0, _help(), "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chatt"], "chatt"),
        (["--nonsense"], "--nonsense"),
        (["chat", "--nonsense"], "--nonsense"),
        (["chat", "--json"], "--json"),
        (["chat", "hello"], "hello"),
        (["chat", "--url"], "--url"),
        (["chat", "--url", "ftp://x"], "ftp://x"),
        (["chat", "--url", "http://[::1"], "http://[::1"),
        (["chat", "--locale", "english"], "english"),
        (["say"], "TEXT"),
        (["resolve"], "--jsonl"),
        (["run", "--port", "http"], "http"),
        (["run", "--port", "70000"], "70000"),
        (["run"], "SECOND_HELLO_SKILL_ID"),
        (["run", "--development"], "SECOND_HELLO_VERIFY=off"),
        (["chat", "--sign", "/nowhere"], "/nowhere"),
        (["dev-certs"], "DIR"),
    ],
)
def test_a_mistake_is_one_helpful_line(arguments: list[str], words: str) -> None:
    ran = _run(*arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert words in ran.stderr
    assert ran.stderr.startswith("second-hello")
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["run", "chat"])
def test_a_setting_that_makes_no_sense_is_one_line(command: str) -> None:
    ran = _run(command, SECOND_HELLO_STRICT="perhaps")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "second-hello: SECOND_HELLO_STRICT is true or false, not 'perhaps'.\n"


def test_nobody_at_the_url_is_one_line() -> None:
    ran = _run("say", "open second hello", "--url", "http://127.0.0.1:9/alexa")
    assert ran.returncode == 1
    assert ran.stderr.startswith("second-hello: No skill answers at http://127.0.0.1:9/alexa")
    assert ran.stderr.count("\n") == 1


def test_a_url_without_its_path_is_seen_and_named(service_url: str) -> None:
    ran = _run("say", "open second hello", "--url", service_url)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert f"The answer is not JSON. Is the path right? This skill hears Alexa at {service_url}/alexa." in ran.stdout
    assert _run("say", "open second hello", "--url", f"{service_url}/nowhere").returncode == 1


def test_a_conversation_comes_through_a_pipe() -> None:
    ran = _run("chat", said="open second hello\nstop\n")
    assert (ran.returncode, ran.stderr) == (0, "")
    lines = ran.stdout.splitlines()
    assert lines[0] == "you > open second hello"
    assert lines[1].startswith("Alexa: Hi, this is Second Hello, for when you met someone")
    assert "you > stop" in lines


def test_a_turn_is_an_object(skill_url: str) -> None:
    ran = _run("chat", "--jsonl", "--url", skill_url, said="open second hello\n\n")
    assert (ran.returncode, ran.stderr) == (0, "")
    launch, silence = (json.loads(line) for line in ran.stdout.splitlines())
    keys = {"said", "intent", "slots", "speech", "ssml", "reprompt", "card", "open", "draft"}
    assert keys <= set(launch)
    assert (launch["said"], launch["intent"], launch["open"]) == ("open second hello", "LaunchRequest", True)
    assert silence["open"]


def test_a_conversation_can_be_signed(tmp_path: Path) -> None:
    made = _run("dev-certs", str(tmp_path))
    assert (made.returncode, made.stderr) == (0, "")
    assert f"SECOND_HELLO_CERT_MIRROR={tmp_path}" in made.stdout
    assert made.stdout.count(DEFAULT_APPLICATION) == 2
    ran = _run("chat", "--sign", str(tmp_path), said="open second hello\nstop\n")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Alexa: Hi, this is Second Hello" in ran.stdout


def test_the_verified_door_takes_what_is_signed_and_nothing_else(verified_url: str, signing: Path) -> None:
    told = _run("say", "open second hello", "--url", verified_url, "--sign", str(signing))
    assert "Hi, this is Second Hello" in told.stdout
    unsigned = _run("say", "open second hello", "--url", verified_url)
    assert unsigned.returncode == 1
    assert "HTTP 400. The header SignatureCertChainUrl is missing." in unsigned.stdout
    other = f"{DEFAULT_APPLICATION[:-1]}1"
    signed = ("say", "open second hello", "--url", verified_url, "--sign", str(signing), "--jsonl")
    note = json.loads(_run(*signed, SECOND_HELLO_SKILL_ID=other).stdout)["note"]
    assert note.startswith(f"The skill answered HTTP 400. The request is for another skill. It was sent to {other}")


def test_one_sentence_is_said_with_or_without_quotes(skill_url: str) -> None:
    quoted = _run("say", "ask second hello what should I do next", "--jsonl", "--url", skill_url)
    loose = _run("say", "ask", "second", "hello", "what should I do next", "--jsonl", "--url", skill_url)
    assert (quoted.returncode, quoted.stderr) == (0, "")
    assert json.loads(quoted.stdout)["intent"] == "WhatNextIntent"
    assert json.loads(loose.stdout)["said"] == json.loads(quoted.stdout)["said"]


def test_sentences_are_resolved_in_order() -> None:
    texts = ["open second hello", "what should i do next", "exit", "caffè 😀 zebra quantum"]
    ran = _run("resolve", "--jsonl", said="".join(json.dumps({"text": text}) + "\n" for text in texts))
    assert (ran.returncode, ran.stderr) == (0, "")
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [row["text"] for row in rows] == texts
    intents = ["LaunchRequest", "WhatNextIntent", "SessionEndedRequest", "AMAZON.FallbackIntent"]
    assert [row["intent"] for row in rows] == intents
    assert all(set(row) == {"text", "intent", "slots"} for row in rows)


@pytest.mark.parametrize("line", ["hello", "[]", '{"txt": "hello"}', '{"text": 1}'])
def test_a_line_that_cannot_be_resolved_is_one_line(line: str) -> None:
    ran = _run("resolve", "--jsonl", said=line + "\n")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.count("\n") == 1


def test_bytes_that_are_no_text_spoil_only_their_word() -> None:
    ran = subprocess.run(
        [*_COMMAND, "chat"], input=b"open second hello\n\xff\xfe\nstop\n", capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.count(b"you > ") == 3


@pytest.mark.parametrize(
    ("command", "not_loaded"),
    [
        ("['--help']", "flask ask_sdk_core numpy jinja2 yaml skill.app"),
        ("['resolve', '--jsonl']", "flask ask_sdk_core waitress"),
    ],
)
def test_a_command_loads_only_what_it_needs(command: str, not_loaded: str) -> None:
    code = f"""
import sys
from skill.cli import main
try:
    main({command})
except SystemExit:
    pass
assert not set({not_loaded.split()}) & set(sys.modules), sorted(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], input="", text=True, check=True, capture_output=True)
