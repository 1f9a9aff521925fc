"""Reads numbers and lengths of time as they are said: "twenty one", "half an hour", "a couple of weeks"."""

from collections.abc import Sequence
from dataclasses import dataclass

from skill.simulator.understanding.lexicon import places
from skill.simulator.understanding.text import Token

_SECOND, _MINUTE, _HOUR, _DAY = 1, 60, 3_600, 86_400
_UNITS = {
    "second": ("S", _SECOND),
    "sec": ("S", _SECOND),
    "minute": ("M", _MINUTE),
    "min": ("M", _MINUTE),
    "hour": ("H", _HOUR),
    "day": ("D", _DAY),
    "night": ("D", _DAY),
    "week": ("W", 7 * _DAY),
    "month": ("M", 30 * _DAY),
    "year": ("Y", 365 * _DAY),
}
_SOME = {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 5}
_BESIDES = ("of", "whole", "full", "good", "solid", "long", "more")


@dataclass(frozen=True)
class Duration:
    """A length of time that ends before tokens[end], as ISO 8601 ("P9D", "PT1H30M")."""

    end: int
    iso: str


def number(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Read a number below a thousand: it, and where it ends, which is where it began if there is none."""
    total, end = 0, at
    while end < len(tokens):
        word = tokens[end].word
        if word.isascii() and word.isdigit() and end == at:
            return int(word[:6]), end + 1
        value = _worth(word)
        if word == "hundred" and 0 < total < 10:
            total *= 100
        elif value is not None and (end == at or (total and total % (100 if value >= 10 else 10) == 0)):
            total += value
        else:
            break
        end += 1
    return total, end


def duration(tokens: Sequence[Token], at: int) -> Duration | None:
    """Read a length of time that begins at a place, or None."""
    amounts: dict[str, int] = {}
    end = at
    while (part := _part(tokens, end + 1 if amounts and _word(tokens, end) == "and" else end)) is not None:
        found, end = part
        amounts = {key: amounts.get(key, 0) + found.get(key, 0) for key in {**amounts, **found}}
    if not amounts:
        return None
    days = "".join(f"{amounts[unit]}{unit}" for unit in ("Y", "M", "W", "D") if amounts.get(unit))
    time = "".join(f"{amounts['T' + unit]}{unit}" for unit in ("H", "M", "S") if amounts.get("T" + unit))
    return Duration(end, f"P{days}" + (f"T{time}" if time or not days else ""))


def _part(tokens: Sequence[Token], at: int) -> tuple[dict[str, int], int] | None:
    """Read one count and unit ("nine days", "half an hour", "two and a half weeks"), and where it ends."""
    half = _word(tokens, at) == "half"
    count, end = number(tokens, at + half)
    if end == at + half:
        count = 0
        while _word(tokens, end) in _SOME or (count and _word(tokens, end) in _BESIDES):
            count = max(count, _SOME.get(_word(tokens, end), 0))
            end += 1
    if not count:
        return None
    more = [token.word for token in tokens[end : end + 3]] == ["and", "a", "half"]
    end += 3 if more else 0
    while _word(tokens, end) in _BESIDES:
        end += 1
    word = _word(tokens, end).removesuffix("s")
    if word not in _UNITS:
        return None
    unit, seconds = _UNITS[word]
    if [token.word for token in tokens[end + 1 : end + 4]] == ["and", "a", "half"]:
        more, end = True, end + 3
    if half or more:
        return _split(int(seconds * ((0 if half else count) + 0.5))), end + 1
    return {("T" if seconds < _DAY else "") + unit: count}, end + 1


def _split(seconds: int) -> dict[str, int]:
    """Write seconds as days, hours and minutes, by their letters in ISO 8601."""
    days, rest = divmod(seconds, _DAY)
    hours, rest = divmod(rest, _HOUR)
    parts = {"D": days, "TH": hours, "TM": rest // _MINUTE, "TS": rest % _MINUTE}
    return {key: count for key, count in parts.items() if count}


def _worth(word: str) -> int | None:
    if word in places("tens"):
        return 20 + 10 * places("tens")[word]
    return places("counting").get(word)


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].word if at < len(tokens) else ""
