"""JSON with the line on which each value stands."""

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from skill.errors import BadInput
from skill.publish.findings import short, shown

_DEPTH = 64
_SIZE = 8 * 1024 * 1024  # bytes; the console takes less than a fifth of it
_SPACE = re.compile(r"[ \t\r\n]*")
_PLAIN = "is not JSON"


@dataclass(frozen=True)
class Node:
    """A JSON value and its line; objects and lists hold nodes."""

    value: "dict[str, Node] | list[Node] | str | int | float | bool | None"
    line: int


@dataclass(frozen=True)
class Document:
    """A parsed file: the root, its size in bytes, and each name that an object has twice (name, line)."""

    path: str
    root: Node
    size: int
    repeated: list[tuple[str, int]] = field(default_factory=list)


def read(path: Path) -> Document:
    """Parse a file; raises BadInput, with path and line, where it cannot be read or is not JSON."""
    where = short(path)
    try:
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        raise BadInput(f"{where}: cannot be read ({getattr(error, 'strerror', None) or error}).") from error
    if len(raw) > _SIZE:
        raise BadInput(f"{where}: has {len(raw)} bytes, which is more than any model or manifest.")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadInput(f"{where}:{line}: {_PLAIN}, it is not in UTF-8.") from error
    parser = _Parser(where, text)
    root = parser.whole()
    return Document(where, root, len(raw), parser.repeated)


class _Parser:
    """Objects and lists by hand, for their lines; texts, numbers and words by the standard decoder."""

    def __init__(self, where: str, text: str) -> None:
        self.where, self.text = where, text
        self.repeated: list[tuple[str, int]] = []
        self._starts = [0, *(at.end() for at in re.finditer("\n", text))]
        self._decoder = json.JSONDecoder(parse_constant=self._constant)

    def whole(self) -> Node:
        node, at = self._value(self._skip(0), 0)
        if self._skip(at) != len(self.text):
            self._wrong(self._skip(at), "something stands after its end")
        return node

    def _line(self, at: int) -> int:
        return bisect_right(self._starts, at)

    def _wrong(self, at: int, why: str) -> NoReturn:
        raise BadInput(f"{self.where}:{self._line(min(at, len(self.text)))}: {_PLAIN}, {why}.")

    def _constant(self, word: str) -> NoReturn:
        raise ValueError(f"{word} is no number there")

    def _skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def _value(self, at: int, depth: int) -> tuple[Node, int]:
        if depth > _DEPTH:
            self._wrong(at, f"or is nested more than {_DEPTH} deep")
        opening = self.text[at : at + 1]
        if opening == "{":
            return self._object(at, depth)
        if opening == "[":
            return self._list(at, depth)
        try:
            value, end = self._decoder.raw_decode(self.text, at)
        except json.JSONDecodeError as error:
            self._wrong(error.pos, error.msg[:1].lower() + error.msg[1:])
        except ValueError as error:
            self._wrong(at, str(error).split(";")[0])
        return Node(value, self._line(at)), end

    def _list(self, start: int, depth: int) -> tuple[Node, int]:
        items: list[Node] = []
        at = self._skip(start + 1)
        if self.text[at : at + 1] == "]":
            return Node(items, self._line(start)), at + 1
        while True:
            item, at = self._value(at, depth + 1)
            items.append(item)
            at, ended = self._next(at, "]")
            if ended:
                return Node(items, self._line(start)), at

    def _object(self, start: int, depth: int) -> tuple[Node, int]:
        members: dict[str, Node] = {}
        at = self._skip(start + 1)
        if self.text[at : at + 1] == "}":
            return Node(members, self._line(start)), at + 1
        while True:
            if self.text[at : at + 1] != '"':
                self._wrong(at, "a name in quotation marks is expected")
            name, end = self._value(at, depth)
            colon = self._skip(end)
            if self.text[colon : colon + 1] != ":":
                self._wrong(colon, f"a colon is expected after {shown(str(name.value))}")
            held, end = self._value(self._skip(colon + 1), depth + 1)
            if str(name.value) in members:
                self.repeated.append((str(name.value), name.line))
            members[str(name.value)] = held
            at, ended = self._next(end, "}")
            if ended:
                return Node(members, self._line(start)), at

    def _next(self, at: int, closing: str) -> tuple[int, bool]:
        """Go past a comma to what follows, or past the end."""
        at = self._skip(at)
        mark = self.text[at : at + 1]
        if mark not in (",", closing) or not mark:
            self._wrong(at, f"a comma or {closing} is expected")
        return (at + 1, True) if mark == closing else (self._skip(at + 1), False)
