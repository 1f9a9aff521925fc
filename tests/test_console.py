"""Drafts and reviews on the command line, as a person and as a program asks for them, and streams that break."""

import json
import os
import re
import signal
import subprocess
import sys
from typing import Any

import pytest

from skill import cli
from skill.coach.situation import DETAIL_NAMES
from skill.coach.style import TONES

_CASES: list[dict[str, Any]] = [
    {"id": "a", "text": "Hi Maya, it was nice meeting you at the gym. I enjoyed our talk.", "channel": "social_dm"},
    {"id": "b", "text": "Answer me or you will regret it.", "channel": "first_text", "history": "waiting"},
    {"id": 3, "text": "Hi Maya, we met at the gym.", "channel": "instagram", "history": None},
]


_COMMAND = [sys.executable, "-m", "skill.cli"]


def _run(*arguments: str, said: str = "", **environ: str) -> "subprocess.CompletedProcess[str]":
    command = [*_COMMAND, *arguments]
    env = {**os.environ, **environ}
    return subprocess.run(command, input=said, capture_output=True, text=True, encoding="utf-8", check=False, env=env)


def test_ten_drafts_for_a_program() -> None:
    told = ["--person", "Maya", "--place", "the gym", "--topic", "hiking", "--tone", "warm"]
    shown = _run("draft", "--channel", "social_dm", "--platform", "instagram", *told, "--count", "10", "--jsonl")
    rows = [json.loads(line) for line in shown.stdout.splitlines()]
    assert (shown.returncode, shown.stderr, len(rows)) == (0, "", 10)
    assert all(set(row) == {"text", "channel", "tone", "skeleton", "lands"} for row in rows)
    assert {(row["channel"], row["tone"]) for row in rows} == {("social_dm", "warm")}
    assert len({row["text"] for row in rows}) == 10
    assert len({row["skeleton"] for row in rows}) >= 5


def test_a_spoken_channel_and_the_ask() -> None:
    ask = _run("draft", "--channel", "in_person", "--line", "ask")
    assert "open to" in ask.stdout
    assert _run("draft", "--channel", "friend", "--friend", "Dan", "--person", "Priya").stdout.startswith("Hey Dan")


def test_a_seed_gives_other_drafts_and_the_same_again() -> None:
    first, again, other = (_run("draft", "--channel", "text", "--seed", seed).stdout for seed in ("1", "1", "2"))
    assert first == again != other


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["draft", "--channel", "pigeon"], "no channel 'pigeon'"),
        (["draft", "--channel", "text", "--tone", "loud"], "no tone loud"),
        (["draft", "--channel", "text", "--count", "21"], "1 to 20"),
        (["draft", "--channel", "text", "--person", "<b>"], "person"),
        (["draft", "--channel", "text", "--person", "M" * 41], "longer than 40"),
        (["draft", "--channel", "text", "--invitation", "come to my hotel room"], "can't stand in a message"),
        (["review"], "needs a TEXT"),
        (["review", "hello", "--jsonl"], "leave out TEXT"),
        (["review", "--jsonl", "--channel", "text"], "--channel and --history"),
        (["review", "--channel", "pigeon", "hello"], "no channel 'pigeon'"),
    ],
)
def test_a_mistake_is_one_helpful_line(arguments: list[str], words: str) -> None:
    shown = _run(*arguments)
    assert (shown.returncode, shown.stdout, shown.stderr.count("\n")) == (2, "", 1)
    assert words in shown.stderr


def test_reviews_of_lines_in_order() -> None:
    shown = _run("review", "--jsonl", said="\n".join(map(json.dumps, _CASES)) + "\n\n")
    rows = [json.loads(line) for line in shown.stdout.splitlines()]
    assert (shown.returncode, shown.stderr) == (0, "")
    assert [row["id"] for row in rows] == ["a", "b", 3]
    assert [row["verdict"] for row in rows] == ["ok", "concern", "ok"]
    assert "threat" in rows[1]["concerns"]
    finding = rows[1]["findings"][0]
    assert _CASES[1]["text"][finding["start"] : finding["end"]] == finding["phrase"]


_NO_CASES = ["{", "[]", '{"text": 1, "channel": "text"}', '{"text": "a", "channel": "b"}', "[" * 100_000]


@pytest.mark.parametrize("line", _NO_CASES, ids=range(len(_NO_CASES)))
def test_a_line_that_is_no_case_is_named(line: str) -> None:
    shown = _run("review", "--jsonl", said=json.dumps(_CASES[0]) + "\n" + line + "\n")
    assert (shown.returncode, len(shown.stdout.splitlines())) == (2, 1)
    assert "Line 2" in shown.stderr


def test_a_line_that_is_no_text_is_named() -> None:
    command = [*_COMMAND, "review", "--jsonl"]
    said = b'{"text": "Hi Zo\xc3\xab", "channel": "text"}\n{"text": "Hi \xff", "channel": "text"}\n'
    shown = subprocess.run(command, input=said, capture_output=True, check=False)
    assert (shown.returncode, shown.stdout.count(b"\n")) == (2, 1)
    assert shown.stderr == b"second-hello: Line 2 is not UTF-8.\n"


def test_a_review_of_another_language() -> None:
    assert _run("review", "你好").stdout.startswith("I can only read English, so I can't say how this lands.\n")


def test_a_review_for_a_person() -> None:
    message = "You owe me an answer after all I did for you."
    shown = _run("review", message)
    assert shown.returncode == 0
    assert '"' in shown.stdout
    assert len(shown.stdout.splitlines()) >= 2
    assert _run("review", "--channel", "instagram", message).stdout == shown.stdout


_ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def test_where_the_terminal_knows_ascii_only() -> None:
    told = ("draft", "--channel", "text", "--person", "Zoë")
    for_people, for_programs = _run(*told, **_ASCII), _run(*told, "--jsonl", **_ASCII)
    assert (for_people.returncode, for_people.stderr) == (0, "")
    assert "Zo?" in for_people.stdout
    assert "Zoë" in json.loads(for_programs.stdout)["text"]
    assert for_programs.stdout.isascii()


def test_every_channel_is_in_the_help() -> None:
    told = _run("draft", "--channel", "pigeon").stderr.partition("Try one of: ")[2].rstrip(".\n").split(", ")
    shown = re.split(r"[\s,;:]+", _run("draft", "--help").stdout)
    assert len(told) > 6
    assert {*told, *TONES} <= set(shown)
    assert tuple(cli._DETAILS) == DETAIL_NAMES


def _in_bash(rest: str, said: str = "") -> "subprocess.CompletedProcess[str]":
    code = f"set -o pipefail; {' '.join(_COMMAND)} {rest}"
    return subprocess.run(["bash", "-c", code], input=said, capture_output=True, text=True, check=False)


def test_a_reader_that_leaves_is_no_traceback() -> None:
    said = (json.dumps({"text": "what should i do next"}) + "\n") * 3_000
    ran = _in_bash("resolve --jsonl | head -n 1", said)
    assert (ran.stderr, ran.stdout.count("\n")) == ("", 1)


@pytest.mark.parametrize(
    ("rest", "code", "told"),
    [
        ("draft --channel text >&-", 0, ""),
        ("draft --channel text > /dev/full", 1, "second-hello: No space left on device.\n"),
        ("draft --channel text | (exec <&-; sleep 3)", 1, ""),
        ("review --jsonl <&-", 0, ""),
        ("chat <&-", 0, ""),
        ("resolve --jsonl <&-", 0, ""),
        ("draft --channel pigeon 2>&-", 2, ""),
    ],
)
def test_a_stream_that_is_not_there_is_no_traceback(rest: str, code: int, told: str) -> None:
    ran = _in_bash(rest)
    assert (ran.returncode, ran.stdout, ran.stderr) == (code, "", told)


def test_a_key_that_interrupts_is_no_traceback() -> None:
    process = subprocess.Popen(
        [*_COMMAND, "review", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(b'{"text": "Hi", "channel": "text"}\n')
    process.stdin.flush()
    assert process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=20) == (b"", b"")
    assert process.returncode == 130


def test_a_sentence_of_ones_own_is_weighed() -> None:
    fine = _run("draft", "--channel", "instagram", "--person", "Maya", "--own", "I still owe you a coffee")
    assert "I still owe you a coffee." in fine.stdout
    heavy = _run("draft", "--channel", "instagram", "--person", "Maya", "--own", "I love you")
    assert (heavy.returncode, heavy.stdout) == (2, "")
    assert "of your own" in heavy.stderr
