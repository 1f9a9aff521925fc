"""What an Echo hears with, and `second-hello resolve`: lines of text in, lines of intents and slots out."""

import json
import sys
from collections.abc import Iterable, Mapping
from io import TextIOWrapper
from typing import Any, Protocol, TextIO

from skill.errors import BadInput
from skill.simulator.model import Model


class HeardSlot(Protocol):
    """A slot's value as it was said, and the id of the type's value that it means, or None."""

    @property
    def value(self) -> str: ...  # noqa: D102

    @property
    def id(self) -> str | None: ...  # noqa: D102


class Understood(Protocol):
    """What a text was taken for, with the reason; `invoked` where it called the skill by its name."""

    @property
    def intent(self) -> str: ...  # noqa: D102

    @property
    def slots(self) -> Mapping[str, HeardSlot]: ...  # noqa: D102

    @property
    def invoked(self) -> bool: ...  # noqa: D102

    @property
    def why(self) -> str: ...  # noqa: D102


class Ears(Protocol):
    """Whatever turns a text into an intent of a model, such as the simulator's Understanding."""

    @property
    def model(self) -> Model: ...  # noqa: D102

    def resolve(self, text: str, elicited: tuple[str, str] | None = None) -> Understood: ...  # noqa: D102


def slots_json(slots: Mapping[str, HeardSlot]) -> dict[str, dict[str, str | None]]:
    """Return filled slots as a line of JSON holds them."""
    return {name: {"value": slot.value, "id": slot.id} for name, slot in slots.items()}


def write_line(out: TextIO, text: str) -> None:
    """Write one line and flush it; a character that the stream cannot hold becomes a question mark."""
    encoding = getattr(out, "encoding", None) or "utf-8"
    out.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    out.flush()


def write_json(out: TextIO, row: Mapping[str, Any]) -> None:
    """Write an object as one line of JSON, readable where the stream can hold it and escaped where not."""
    text = json.dumps(row, ensure_ascii=False)
    try:
        text.encode(getattr(out, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(row)
    out.write(text + "\n")
    out.flush()


def as_utf8(lines: Iterable[str]) -> Iterable[str]:
    """Return lines, read as UTF-8 if they come from a stream; a broken byte becomes a lone surrogate."""
    if isinstance(lines, TextIOWrapper):
        lines.reconfigure(encoding="utf-8", errors="surrogateescape")
    return lines


def _text(line: str) -> str:
    if any("\ud800" <= c <= "\udfff" for c in line):
        raise BadInput("it is not UTF-8")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput("it is not JSON") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise BadInput('it is not an object with a "text"')
    text: str = row["text"]
    return text


def resolve_lines(understanding: Ears, lines_in: Iterable[str], out: TextIO) -> int:
    """Answer each {"text": ...} line with its intent and filled slots, in order, and return the exit code.

    Empty lines are passed over. The first that cannot be read is named on standard error, and ends it with 2.
    """
    for number, line in enumerate(as_utf8(lines_in), start=1):
        if not line.strip("\ufeff \t\r\n"):
            continue
        try:
            text = _text(line.lstrip("\ufeff"))
        except BadInput as error:
            sample = '{"text": "she said no"}'
            print(f"Line {number} cannot be read, {error}. A line looks like {sample}.", file=sys.stderr)
            return 2
        heard = understanding.resolve(text)
        write_json(out, {"text": text, "intent": heard.intent, "slots": slots_json(heard.slots)})
    return 0
