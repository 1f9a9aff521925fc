"""Drafts and reviews on the command line, as a person and as a program asks for them."""

import json
import subprocess
import sys
from typing import Any

import pytest

_CASES: list[dict[str, Any]] = [
    {"id": "a", "text": "Hi Maya, it was nice meeting you at the gym. I enjoyed our talk.", "channel": "social_dm"},
    {"id": "b", "text": "Answer me or you will regret it.", "channel": "first_text", "history": "waiting"},
    {"id": 3, "text": "Hi Maya, we met at the gym.", "channel": "instagram", "history": None},
]


def _run(*arguments: str, said: str = "") -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "skill.cli", *arguments]
    return subprocess.run(command, input=said, capture_output=True, text=True, encoding="utf-8", check=False)


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
        (["draft", "--channel", "pigeon"], "no channel pigeon"),
        (["draft", "--channel", "text", "--tone", "loud"], "no tone loud"),
        (["draft", "--channel", "text", "--count", "21"], "1 to 20"),
        (["draft", "--channel", "text", "--person", "<b>"], "person"),
        (["draft", "--channel", "text", "--person", "M" * 41], "longer than 40"),
        (["review", "hello"], "needs --channel"),
        (["review", "--channel", "pigeon", "hello"], "no channel pigeon"),
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


@pytest.mark.parametrize("line", ["{", "[]", '{"text": 1, "channel": "text"}', '{"text": "a", "channel": "b"}'])
def test_a_line_that_is_no_case_is_named(line: str) -> None:
    shown = _run("review", "--jsonl", said=json.dumps(_CASES[0]) + "\n" + line + "\n")
    assert (shown.returncode, len(shown.stdout.splitlines())) == (2, 1)
    assert "Line 2" in shown.stderr


def test_a_review_for_a_person() -> None:
    shown = _run("review", "--channel", "instagram", "You owe me an answer after all I did for you.")
    assert shown.returncode == 0
    assert '"' in shown.stdout
    assert len(shown.stdout.splitlines()) >= 2
