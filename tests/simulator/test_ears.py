"""`resolve --jsonl`: a line in, a line out."""

import io
import json

import pytest

from skill.simulator.ears import resolve_lines, write_json
from tests.simulator.a_skill import ToldEars


def resolved(*lines: str) -> tuple[int, list[dict[str, object]]]:
    out = io.StringIO()
    code = resolve_lines(ToldEars(), lines, out)
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_line_is_answered_in_order() -> None:
    texts = ("open second hello", "quit", "Story place=the_gym topic=日本", "what?")
    code, rows = resolved(*(json.dumps({"text": text}) + "\n" for text in texts), "\n")
    assert code == 0
    assert [row["text"] for row in rows] == list(texts)
    assert [row["intent"] for row in rows] == [
        "LaunchRequest",
        "SessionEndedRequest",
        "Story",
        "AMAZON.FallbackIntent",
    ]
    assert rows[2]["slots"] == {
        "place": {"value": "the gym", "id": "gym"},
        "topic": {"value": "日本", "id": None},
    }
    assert rows[0]["slots"] == {}
    assert list(rows[0]) == ["text", "intent", "slots"]


@pytest.mark.parametrize(
    "broken", ["hello", "[]", "1", "{}", '{"text": 1}', '{"text": "a"', '{"text": "\udc80"}', "[" * 100_000]
)
def test_a_broken_line_is_named(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, rows = resolved('\ufeff{"text": "quit"}', "", broken, '{"text": "quit"}')
    assert (code, len(rows)) == (2, 1)
    error = capsys.readouterr().err
    assert error.startswith("Line 3 cannot be read")
    assert error.count("\n") == 1


def test_bytes_that_are_no_utf_8_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    out = io.StringIO()
    lines = io.TextIOWrapper(io.BytesIO(b'{"text": "caf\xc3\xa9"}\n{"text": "\xff"}\n'), encoding="ascii")
    assert resolve_lines(ToldEars(), lines, out) == 2
    assert json.loads(out.getvalue())["text"] == "café"
    assert capsys.readouterr().err.startswith("Line 2 cannot be read, it is not UTF-8.")


def test_a_narrow_stream_gets_escapes() -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    write_json(narrow, {"text": "café \ud800"})
    narrow.seek(0)
    assert json.loads(narrow.read()) == {"text": "café \ud800"}
