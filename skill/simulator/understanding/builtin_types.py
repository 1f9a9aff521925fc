"""The slot types that Alexa brings along: what may be one of theirs, and the value that it is given as."""

from collections.abc import Sequence
from dataclasses import dataclass

from skill.simulator.understanding.lexicon import first_names, words
from skill.simulator.understanding.text import Token, said

NAME_TYPES = frozenset({"AMAZON.FirstName", "AMAZON.US_FIRST_NAME", "AMAZON.GB_FIRST_NAME", "AMAZON.Person"})
QUERY_TYPES = frozenset({"AMAZON.SearchQuery"})

_UNITS = {
    **dict.fromkeys(("second", "seconds", "sec", "secs"), ("T", "S", 1)),
    **dict.fromkeys(("minute", "minutes", "min", "mins"), ("T", "M", 1)),
    **dict.fromkeys(("hour", "hours", "hrs", "hr"), ("T", "H", 1)),
    **dict.fromkeys(("day", "days", "night", "nights"), ("", "D", 1)),
    **dict.fromkeys(("week", "weeks"), ("", "W", 1)),
    **dict.fromkeys(("fortnight", "fortnights"), ("", "W", 2)),
    **dict.fromkeys(("weekend", "weekends"), ("", "D", 2)),
    **dict.fromkeys(("month", "months"), ("", "M", 1)),
    **dict.fromkeys(("year", "years"), ("", "Y", 1)),
}
_HALVES = {"M": ("", "D", 15), "W": ("", "D", 4), "D": ("T", "H", 12), "H": ("T", "M", 30), "Y": ("", "M", 6), "S": ("T", "S", 1)}
_NUMBERS = {
    **{word: at for at, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split())},
    **{word: 10 * (at + 2) for at, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())},
}
_ORDINALS = {word: at + 1 for at, word in enumerate(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth".split())}
_SOME = {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 5, "whole": 1, "full": 1}


@dataclass(frozen=True)
class Found:
    """Something of a type at tokens[start:end]; `sure` when it needs no carrier words around it."""

    start: int
    end: int
    value: str
    sure: bool = True


def find(kind: str, tokens: Sequence[Token]) -> list[Found]:
    """Find what is of a built-in type, longest first at each place; nothing for a type without a rule of its own."""
    if kind in NAME_TYPES:
        return _names(tokens)
    if kind == "AMAZON.DURATION":
        return _durations(tokens)
    if kind == "AMAZON.Ordinal":
        return [
            Found(at, at + 1, str(_ORDINALS[token.word])) for at, token in enumerate(tokens) if token.word in _ORDINALS
        ]
    if kind in ("AMAZON.NUMBER", "AMAZON.FOUR_DIGIT_NUMBER"):
        return _numbers(tokens)
    return []


def _names(tokens: Sequence[Token]) -> list[Found]:
    found = []
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and tokens[end].said == tokens[end].word + "." and (end == at or not tokens[end].pause):
            end += 1
        if end - at < 2:
            end = at + 1 if tokens[at].word in first_names() else at
        if end > at:
            word = tokens[at].word
            sure = end - at > 1 or word not in words("names_that_are_words") and word not in words("everyday")
            found.append(Found(at, end, said(tokens[at:end]), sure))
        at = max(end, at + 1)
    return found


def _numbers(tokens: Sequence[Token]) -> list[Found]:
    found = []
    at = 0
    while at < len(tokens):
        number, end = _number(tokens, at)
        if end > at:
            found.append(Found(at, end, str(number)))
        at = max(end, at + 1)
    return found


def _number(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Read a number below a thousand at a place; the end is the place itself if there is none."""
    total, end = 0, at
    while end < len(tokens):
        word = tokens[end].word
        if word.isascii() and word.isdigit() and end == at:
            return int(word[:6]), end + 1
        if word == "hundred" and end > at:
            total *= 100
        elif word in _NUMBERS and (end == at or (total % 10 == 0 and total and _NUMBERS[word] < (100 if total >= 100 else 10))):
            total += _NUMBERS[word]
        else:
            break
        end += 1
    return total, end


def _durations(tokens: Sequence[Token]) -> list[Found]:
    found = []
    at = 0
    while at < len(tokens):
        one = _duration(tokens, at)
        if one is not None:
            found.append(one)
        at = one.end if one is not None else at + 1
    return found


def _duration(tokens: Sequence[Token], at: int) -> Found | None:
    amounts: dict[tuple[str, str], int] = {}
    end = at
    while end < len(tokens):
        start = end + 1 if amounts and tokens[end].word == "and" else end
        read = _amount(tokens, start)
        if read is None:
            break
        part, unit, count, end = read
        amounts[part, unit] = amounts.get((part, unit), 0) + count
        if tokens[end : end + 3] and [token.word for token in tokens[end : end + 3]] == ["and", "a", "half"]:
            part, unit, half = _HALVES[unit]
            amounts[part, unit] = amounts.get((part, unit), 0) + half
            end += 3
    if not amounts:
        return None
    order = ["Y", "M", "W", "D"]
    days = "".join(f"{amounts['', unit]}{unit}" for unit in order if ("", unit) in amounts)
    hours = "".join(f"{amounts['T', unit]}{unit}" for unit in ("H", "M", "S") if ("T", unit) in amounts)
    return Found(at, end, f"P{days}" + (f"T{hours}" if hours else ""))


def _amount(tokens: Sequence[Token], at: int) -> tuple[str, str, int, int] | None:
    """Read "nine days", "a couple of weeks", "half an hour", "two and a half years": part, unit, count, end."""

    def word(place: int) -> str:
        return tokens[place].word if place < len(tokens) else ""

    half = word(at) == "half"
    if half:
        at += 1
    count, end = _number(tokens, at)
    if end == at:
        if word(end) not in _SOME:
            return None
        while word(end) in _SOME or (word(end) == "of" and end > at):
            count = max(count, _SOME.get(word(end), 0))
            end += 1
    more = word(end) == "and" and word(end + 1) == "a" and word(end + 2) == "half"
    if more:
        end += 3
    if word(end) in ("more", "good", "long", "solid"):
        end += 1
    if word(end) not in _UNITS:
        return None
    part, unit, times = _UNITS[word(end)]
    count *= times
    if half or more:
        half_part, half_unit, size = _HALVES[unit]
        if half:
            return half_part, half_unit, size, end + 1
        return half_part, half_unit, count * {"W": 7, "D": 24, "H": 60, "M": 30, "Y": 12, "S": 1}[unit] + size, end + 1
    return part, unit, count, end + 1
