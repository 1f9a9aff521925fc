"""Draws a card as text: a box of at most sixty columns, whatever script the words are in."""

import unicodedata
from collections.abc import Iterator, Mapping

WIDTH = 60


def _columns(text: str) -> int:
    """Return how many columns a terminal needs: two for a wide character, none for one that joins another."""
    seen = [c for c in text if unicodedata.category(c) not in ("Cf", "Mn", "Me")]
    return len(seen) + sum(unicodedata.east_asian_width(c) in ("W", "F") for c in seen)


def _cut(word: str, columns: int) -> Iterator[str]:
    """Yield a word in pieces that fit."""
    piece = ""
    for character in word:
        if piece and _columns(piece + character) > columns:
            yield piece
            piece = ""
        piece += character
    yield piece


def _wrapped(text: str, columns: int) -> Iterator[str]:
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in paragraph.split():
            for piece in _cut(word, columns):
                joined = f"{line} {piece}" if line else piece
                if line and _columns(joined) > columns:
                    yield line
                    joined = piece
                line = joined
        yield line


def box(card: Mapping[str, str], width: int = WIDTH) -> list[str]:
    """Return a card's lines: title, a rule and text, in a box; a card without words names its type."""
    inside = width - 4
    texts = [card[name] for name in ("title", "text") if card[name].strip()] or [card["type"]]
    parts = [[_printable(line) for line in _wrapped(text, inside)] for text in texts]
    lines = [f"┌{'─' * (width - 2)}┐"]
    for number, part in enumerate(parts):
        if number:
            lines.append(f"├{'─' * (width - 2)}┤")
        lines += [f"│ {line}{' ' * (inside - _columns(line))} │" for line in part]
    return [*lines, f"└{'─' * (width - 2)}┘"]


def _printable(line: str) -> str:
    return "".join(c for c in line if unicodedata.category(c) != "Cc")
